import {
  Button,
  Checkbox,
  Input,
  Select,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { labelOf, parameterOf } from './queryValues.ts';
import type { QueryParameter } from '../../shared/model/query.ts';

const useStyles = makeStyles({
  wrap: { overflowX: 'auto' },
  table: { minWidth: '640px' },
  input: { minWidth: 0, width: '100%' },
  details: { display: 'flex', gap: '4px' },
  foot: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginTop: '8px', alignItems: 'center' },
  note: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  kind: { width: '112px' },
  required: { width: '84px' },
  remove: { width: '48px' },
});

const KINDS: readonly (readonly [QueryParameter['kind'], string])[] = [
  ['text', 'Text'],
  ['choice', 'Choice'],
  ['date', 'Date'],
  ['number', 'Number'],
  ['switch', 'Switch'],
];

export type ParameterTableProps = {
  readonly parameters: readonly QueryParameter[];
  /** Names in braces in the text that have no parameter yet. */
  readonly missing: readonly string[];
  readonly onChange: (parameters: QueryParameter[]) => void;
};

/** The fields that the query's form will have, one a row. */
export function ParameterTable({ parameters, missing, onChange }: ParameterTableProps) {
  const styles = useStyles();
  const put = (at: number, parameter: QueryParameter) =>
    onChange(parameters.map((one, i) => (i === at ? parameter : one)));
  const add = (name: string) =>
    onChange([...parameters, parameterOf('text', { name, label: labelOf(name), help: '', required: true })]);
  return (
    <div>
      {parameters.length > 0 && (
        <div className={styles.wrap}>
          <Table size="small" className={styles.table} aria-label="Parameters of the query">
            <TableHeader>
              <TableRow>
                <TableHeaderCell>Name</TableHeaderCell>
                <TableHeaderCell>Label</TableHeaderCell>
                <TableHeaderCell className={styles.kind}>Kind</TableHeaderCell>
                <TableHeaderCell>At first</TableHeaderCell>
                <TableHeaderCell className={styles.required}>Needed</TableHeaderCell>
                <TableHeaderCell className={styles.remove}>
                  <span className="visually-hidden">Remove</span>
                </TableHeaderCell>
              </TableRow>
            </TableHeader>
            <TableBody>
              {parameters.map((parameter, at) => (
                <TableRow key={at}>
                  <TableCell>
                    <Input
                      size="small"
                      className={styles.input}
                      aria-label={`Name of parameter ${at + 1}`}
                      value={parameter.name}
                      onChange={(_, { value }) => put(at, { ...parameter, name: value })}
                    />
                  </TableCell>
                  <TableCell>
                    <Input
                      size="small"
                      className={styles.input}
                      aria-label={`Label of ${parameter.name}`}
                      maxLength={80}
                      value={parameter.label}
                      onChange={(_, { value }) => put(at, { ...parameter, label: value })}
                    />
                  </TableCell>
                  <TableCell>
                    <Select
                      size="small"
                      aria-label={`Kind of ${parameter.name}`}
                      value={parameter.kind}
                      onChange={(_, { value }) => {
                        const kind = KINDS.find(([id]) => id === value)?.[0];
                        if (kind !== undefined) put(at, parameterOf(kind, parameter));
                      }}
                    >
                      {KINDS.map(([id, name]) => (
                        <option key={id} value={id}>
                          {name}
                        </option>
                      ))}
                    </Select>
                  </TableCell>
                  <TableCell>
                    <Initial parameter={parameter} onChange={(next) => put(at, next)} />
                  </TableCell>
                  <TableCell>
                    <Checkbox
                      aria-label={`${parameter.name} is needed`}
                      checked={parameter.required}
                      disabled={parameter.kind === 'switch'}
                      onChange={(_, { checked }) => put(at, { ...parameter, required: checked === true })}
                    />
                  </TableCell>
                  <TableCell>
                    <Button
                      appearance="subtle"
                      size="small"
                      icon={<DeleteRegular />}
                      aria-label={`Remove ${parameter.name}`}
                      onClick={() => onChange(parameters.filter((_, i) => i !== at))}
                    />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
      <div className={styles.foot}>
        {missing.map((name) => (
          <Button key={name} size="small" icon={<AddRegular />} onClick={() => add(name)}>
            Add {'{'}
            {name}
            {'}'}
          </Button>
        ))}
        {missing.length === 0 && parameters.length === 0 && (
          <span className={styles.note}>
            A name in braces in the command, like {'{mailbox}'}, becomes a field of the form.
          </span>
        )}
      </div>
    </div>
  );
}

/** What a field holds when the form opens, by kind; a choice also says what can be chosen, a number its limits. */
function Initial({
  parameter,
  onChange,
}: {
  readonly parameter: QueryParameter;
  readonly onChange: (parameter: QueryParameter) => void;
}) {
  const styles = useStyles();
  const label = `At first: ${parameter.name}`;
  switch (parameter.kind) {
    case 'switch':
      return (
        <Checkbox
          aria-label={label}
          checked={parameter.initial}
          onChange={(_, { checked }) => onChange({ ...parameter, initial: checked === true })}
        />
      );
    case 'number': {
      const number = (value: string) =>
        value.trim() === '' || !Number.isFinite(Number(value)) ? null : Number(value);
      return (
        <span className={styles.details}>
          {(['initial', 'min', 'max'] as const).map((part) => (
            <Input
              key={part}
              size="small"
              type="number"
              className={styles.input}
              placeholder={part === 'initial' ? 'value' : part}
              aria-label={
                part === 'initial' ? label : `${part === 'min' ? 'Least' : 'Most'}: ${parameter.name}`
              }
              value={parameter[part]?.toString() ?? ''}
              onChange={(_, { value }) => onChange({ ...parameter, [part]: number(value) })}
            />
          ))}
        </span>
      );
    }
    case 'choice':
      return (
        <Input
          size="small"
          className={styles.input}
          aria-label={`Choices of ${parameter.name}, separated by commas`}
          placeholder="User, Shared"
          defaultValue={parameter.options.join(', ')}
          onChange={(_, { value }) => {
            const options = value
              .split(',')
              .map((option) => option.trim())
              .filter((option) => option !== '');
            const initial = options.includes(parameter.initial) ? parameter.initial : '';
            onChange({ ...parameter, options, initial });
          }}
        />
      );
    case 'text':
    case 'date':
      return (
        <Input
          size="small"
          className={styles.input}
          type={parameter.kind}
          aria-label={label}
          value={parameter.initial}
          onChange={(_, { value }) => onChange({ ...parameter, initial: value })}
        />
      );
  }
}
