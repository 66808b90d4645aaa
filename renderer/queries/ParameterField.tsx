import { Dropdown, Field, Input, Option, Switch, makeStyles } from '@fluentui/react-components';
import type { QueryParameter } from '../../shared/model/query.ts';

const useStyles = makeStyles({ dropdown: { minWidth: 0 } });

/** One parameter of a saved query, in the kind of field that its value wants. */
export function ParameterField({
  parameter,
  held,
  error,
  onChange,
  onLeave,
}: {
  readonly parameter: QueryParameter;
  readonly held: string | boolean;
  readonly error: string | null;
  readonly onChange: (value: string | boolean) => void;
  readonly onLeave: () => void;
}) {
  const styles = useStyles();
  const label = parameter.label === '' ? parameter.name : parameter.label;
  const text = typeof held === 'string' ? held : '';
  if (parameter.kind === 'switch') {
    return (
      <Field {...(parameter.help !== '' && { hint: parameter.help })}>
        <Switch label={label} checked={held === true} onChange={(_, { checked }) => onChange(checked)} />
      </Field>
    );
  }
  const hint =
    parameter.help !== '' ? parameter.help : parameter.required ? undefined : 'Empty leaves it out';
  return (
    <Field
      label={label}
      required={parameter.required && (parameter.initial === '' || parameter.initial === null)}
      {...(hint !== undefined && { hint })}
      {...(error !== null && { validationMessage: error })}
    >
      {parameter.kind === 'choice' ? (
        <Dropdown
          className={styles.dropdown}
          placeholder={parameter.required ? 'Choose' : 'All'}
          value={text}
          selectedOptions={text === '' ? [] : [text]}
          onBlur={onLeave}
          onOptionSelect={(_, { optionValue }) => onChange(optionValue ?? '')}
        >
          {!parameter.required && (
            <Option value="" text="">
              (leave out)
            </Option>
          )}
          {parameter.options.map((option) => (
            <Option key={option} value={option}>
              {option}
            </Option>
          ))}
        </Dropdown>
      ) : (
        <Input
          type={parameter.kind === 'date' ? 'date' : parameter.kind === 'number' ? 'number' : 'text'}
          value={text}
          {...(parameter.kind === 'number' && {
            input: { min: parameter.min ?? undefined, max: parameter.max ?? undefined, step: 'any' },
          })}
          autoComplete="off"
          onChange={(_, { value }) => onChange(value)}
          onBlur={onLeave}
        />
      )}
    </Field>
  );
}
