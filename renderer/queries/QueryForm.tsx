import {
  Button,
  Dropdown,
  Field,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Option,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import {
  CopyRegular,
  DeleteRegular,
  EditRegular,
  EyeRegular,
  LockClosed12Regular,
  MoreHorizontalRegular,
  PlayFilled,
  StopFilled,
} from '@fluentui/react-icons';
import { useState } from 'react';
import { OutlineBadge } from '../ui/Badges.tsx';
import { OrganizationBar } from '../ui/organization.tsx';
import { isPractice, organizationName } from '../ui/organizationText.ts';
import { ParameterField } from './ParameterField.tsx';
import { fieldError, initialForm, valuesOf } from './queryValues.ts';
import type { ConnectionView } from '../../shared/model/connection.ts';
import type { QueryValues } from '../../shared/model/query.ts';
import type { QueryView } from './folders.ts';
import type { FormState } from './queryValues.ts';

const useStyles = makeStyles({
  pane: {
    width: '344px',
    flexShrink: 0,
    minHeight: 0,
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  stacked: { width: 'auto', flexGrow: 1, flexShrink: 1, borderRight: 'none' },
  above: {
    flexGrow: 0,
    flexShrink: 0,
    maxHeight: '48%',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  // Fields side by side, the description in the title's tooltip: something to fill in must show above the results.
  fieldsAbove: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))',
    alignItems: 'start',
    columnGap: '16px',
    rowGap: '8px',
    padding: '8px 16px',
  },
  headAbove: { gridColumn: '1 / -1', alignItems: 'center' },
  titleAbove: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: '22px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    minWidth: 0,
  },
  footAbove: { padding: '8px 16px' },
  fields: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    padding: '20px 24px',
    display: 'flex',
    flexDirection: 'column',
    gap: '16px',
  },
  head: { display: 'flex', alignItems: 'flex-start', gap: '8px' },
  title: {
    flexGrow: 1,
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: '28px',
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  text: { margin: '-8px 0 0', fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  badges: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  dropdown: { minWidth: 0 },
  option: { display: 'inline-flex', alignItems: 'center', gap: '8px', overflowWrap: 'anywhere' },
  foot: {
    flexShrink: 0,
    display: 'flex',
    gap: '8px',
    alignItems: 'center',
    padding: '12px 24px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  stop: { color: tokens.colorPaletteRedForeground1 },
});

export type QueryFormProps = {
  readonly view: QueryView;
  readonly connections: readonly ConnectionView[];
  readonly connectionId: string | null;
  readonly onConnection: (id: string) => void;
  readonly running: boolean;
  /** Beside the results, above them where there is little room, or alone before anything was run. */
  readonly layout: 'beside' | 'above' | 'alone';
  readonly onRun: (values: QueryValues) => void;
  readonly onStop: () => void;
  readonly onEdit: () => void;
  readonly onDuplicate: () => void;
  readonly onDelete: () => void;
};

/** A saved query as a form: where to run it, what it asks for, Run. Fields are checked when they are left. */
export function QueryForm(props: QueryFormProps) {
  const { view, connections, connectionId, running } = props;
  const styles = useStyles();
  const { query, changes } = view;
  const [form, setForm] = useState<FormState>(() => initialForm(query.parameters));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = connections.find(({ profile }) => profile.id === connectionId);
  const refused =
    changes && query.readOnly ? 'This query is marked read-only, but its cmdlet changes data.' : null;
  const readOnly =
    changes && chosen?.profile.readOnly === true
      ? 'This connection is read-only; the query changes data.'
      : null;

  const run = () => {
    setLeft(new Set(query.parameters.map((parameter) => parameter.name)));
    const wrong = query.parameters.some((parameter) => fieldError(parameter, form[parameter.name]) !== null);
    if (!wrong && connectionId !== null) props.onRun(valuesOf(query.parameters, form));
  };

  const above = props.layout === 'above';
  const badges = (
    <div className={styles.badges}>
      {changes ? (
        <OutlineBadge icon={<EditRegular fontSize={14} />}>Changes data</OutlineBadge>
      ) : (
        <OutlineBadge icon={query.readOnly ? <LockClosed12Regular /> : <EyeRegular fontSize={14} />}>
          Reads only
        </OutlineBadge>
      )}
    </div>
  );

  return (
    <form
      className={mergeClasses(
        styles.pane,
        props.layout !== 'beside' && styles.stacked,
        above && styles.above,
      )}
      aria-label={query.name}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!running) run();
      }}
    >
      <div className={mergeClasses(styles.fields, above && styles.fieldsAbove)}>
        <div className={mergeClasses(styles.head, above && styles.headAbove)}>
          <h2
            className={mergeClasses(styles.title, above && styles.titleAbove)}
            title={above && query.description !== '' ? query.description : undefined}
          >
            {query.name}
          </h2>
          {above && badges}
          <Menu positioning="below-end">
            <MenuTrigger disableButtonEnhancement>
              <Button
                appearance="subtle"
                icon={<MoreHorizontalRegular />}
                aria-label={`More for ${query.name}`}
              />
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                <MenuItem icon={<EditRegular />} onClick={props.onEdit}>
                  Edit
                </MenuItem>
                <MenuItem icon={<CopyRegular />} onClick={props.onDuplicate}>
                  Duplicate
                </MenuItem>
                <MenuItem icon={<DeleteRegular />} onClick={props.onDelete}>
                  Delete
                </MenuItem>
              </MenuList>
            </MenuPopover>
          </Menu>
        </div>
        {!above && query.description !== '' && <p className={styles.text}>{query.description}</p>}
        {!above && badges}
        <Field
          label="Run in"
          validationState={(readOnly ?? refused) !== null ? 'warning' : 'none'}
          validationMessage={
            readOnly ??
            refused ??
            (connections.length === 0 ? 'Make a connection first, on the Connections screen.' : undefined)
          }
        >
          <Dropdown
            className={styles.dropdown}
            placeholder="Choose a connection"
            disabled={connections.length === 0}
            value={chosen?.profile.name ?? ''}
            selectedOptions={connectionId === null ? [] : [connectionId]}
            button={{ children: chosen ? <Connection view={chosen} /> : 'Choose a connection' }}
            onOptionSelect={(_, { optionValue }) => {
              if (optionValue !== undefined) props.onConnection(optionValue);
            }}
          >
            {connections.map((one) => (
              <Option key={one.profile.id} value={one.profile.id} text={one.profile.name}>
                <Connection view={one} />
              </Option>
            ))}
          </Dropdown>
        </Field>
        {query.parameters.map((parameter) => (
          <ParameterField
            key={parameter.name}
            parameter={parameter}
            held={form[parameter.name] ?? ''}
            error={left.has(parameter.name) ? fieldError(parameter, form[parameter.name]) : null}
            onChange={(value) => setForm({ ...form, [parameter.name]: value })}
            onLeave={() => setLeft(new Set([...left, parameter.name]))}
          />
        ))}
      </div>
      <div className={mergeClasses(styles.foot, above && styles.footAbove)}>
        {running ? (
          <Button type="button" icon={<StopFilled className={styles.stop} />} onClick={props.onStop}>
            Stop
          </Button>
        ) : (
          <Button
            type="submit"
            appearance="primary"
            icon={<PlayFilled />}
            disabledFocusable={connectionId === null}
          >
            Run
          </Button>
        )}
      </div>
    </form>
  );
}

function Connection({ view: { profile } }: { readonly view: ConnectionView }) {
  const styles = useStyles();
  const organization = organizationName(profile);
  return (
    <span className={styles.option}>
      <OrganizationBar colour={profile.colour} practice={isPractice(profile)} />
      {profile.name === organization ? organization : `${profile.name} · ${organization}`}
    </span>
  );
}
