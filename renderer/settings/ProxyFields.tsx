import { Field, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { FIELDS, proxyProblem } from './proxyForm.ts';
import type { ProxyField, ProxyForm } from './proxyForm.ts';

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(6, minmax(0, 1fr))',
    gap: '12px 16px',
    alignItems: 'start',
    // A field is no wider than its place in the grid, whatever its input would like.
    '& .fui-Field': { gridTemplateColumns: 'minmax(0, 1fr)' },
    '& .fui-Input': { width: '100%', minWidth: 0 },
    '@media (max-width: 719px)': { gridTemplateColumns: 'minmax(0, 1fr)', '& > *': { gridColumn: 'auto' } },
  },
  wide: { gridColumn: 'span 6' },
  most: { gridColumn: 'span 4' },
  least: { gridColumn: 'span 2' },
  half: { gridColumn: 'span 3' },
});

type Width = 'wide' | 'most' | 'least' | 'half';

const TEXTS: Readonly<
  Record<ProxyField, { readonly label: string; readonly hint?: string; readonly width: Width }>
> = {
  address: { label: 'Address of the PAC file', width: 'wide' },
  host: { label: 'Host', width: 'most' },
  port: { label: 'Port', width: 'least' },
  bypass: {
    label: 'Reached without it',
    hint: 'Hosts, separated by semicolons: *.contoso.com;<local>',
    width: 'wide',
  },
  username: { label: 'User name', hint: 'Empty: the proxy wants none', width: 'half' },
  password: { label: 'Password', width: 'half' },
};

/** Who gets the login, where no proxy is named. */
const LOGIN_HINTS: Readonly<Partial<Record<ProxyForm['kind'], string>>> = {
  system: 'Empty: none. Given to the proxy that this computer is set to',
  auto: 'Empty: none. Given to any proxy that the network announces: only for networks you trust',
};

/** The fields of a PAC file or a proxy; each is checked as it is left. */
export function ProxyFields({
  form,
  passwordKept,
  asked,
  onChange,
}: {
  readonly form: ProxyForm;
  readonly passwordKept: boolean;
  /** Somebody wanted to save: what is wrong shows everywhere. */
  readonly asked: boolean;
  readonly onChange: (patch: Partial<ProxyForm>) => void;
}) {
  const styles = useStyles();
  const [left, setLeft] = useState<ReadonlySet<ProxyField>>(new Set());
  const hintOf = (field: ProxyField): string | undefined => {
    if (field === 'username') return LOGIN_HINTS[form.kind] ?? TEXTS[field].hint;
    if (field !== 'password') return TEXTS[field].hint;
    return passwordKept ? 'One is kept. Type a new one to change it' : 'Kept encrypted, with the sign-ins';
  };
  return (
    <div className={styles.fields}>
      {FIELDS[form.kind].map((field) => {
        const problem = asked || left.has(field) ? proxyProblem(form, field) : null;
        const hint = hintOf(field);
        return (
          <Field
            key={field}
            label={TEXTS[field].label}
            className={styles[TEXTS[field].width]}
            {...(problem === null ? (hint === undefined ? {} : { hint }) : { validationMessage: problem })}
          >
            <Input
              type={field === 'password' ? 'password' : 'text'}
              autoComplete="off"
              spellCheck={false}
              inputMode={field === 'port' ? 'numeric' : 'text'}
              value={form[field]}
              onChange={(_, { value }) => onChange({ [field]: value })}
              onBlur={() => setLeft(new Set([...left, field]))}
            />
          </Field>
        );
      })}
    </div>
  );
}
