import { Field, Radio, RadioGroup, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Regular, Warning16Regular } from '@fluentui/react-icons';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { withKeptCertificate } from '../../../shared/connect/kept-certificate.ts';
import { parseConnectText } from '../../../shared/connect/parse.ts';
import { CLOUDS } from '../../../shared/clouds.ts';
import { useAppInfo } from '../../app/stores/appInfo.ts';
import { methodName } from '../../ui/connectionState.ts';
import { useFieldStyles } from './fieldStyles.ts';
import { leftOut, type Pasted } from './pasted.ts';
import { useCertificates } from './useCertificates.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '16px' },
  text: { '& textarea': { fontFamily: tokens.fontFamilyMonospace, minHeight: '160px' } },
  found: { display: 'flex', flexDirection: 'column', gap: '8px' },
  line: {
    display: 'flex',
    gap: '8px',
    margin: 0,
    overflowWrap: 'anywhere',
    '& svg': { flexShrink: 0, marginTop: '2px' },
  },
  good: { '& svg': { color: tokens.colorStatusSuccessForeground1 } },
  warning: { '& svg': { color: tokens.colorStatusWarningForeground3 } },
});

const EXAMPLE = 'Connect-ExchangeOnline -UserPrincipalName admin@contoso.onmicrosoft.com';

/** One command in a line: what it connects to, and how. */
function summary({ command, draft, method }: Pasted): string {
  const { organization } = draft;
  const customer = draft.delegatedTo ?? (organization.kind === 'customer' ? organization.tenantId : null);
  return [
    command,
    CLOUDS[draft.cloudId].name,
    methodName({ kind: method }),
    draft.loginHint ?? organization.domain,
    customer === null ? null : `customer ${customer}`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** A place for Connect- commands of any published form; each is shown as it is understood. */
export default function PasteCommand({ onRead }: { readonly onRead: (pasted: Pasted | null) => void }) {
  const styles = useStyles();
  const fields = useFieldStyles();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const read = useDeferredValue(text);
  const { kept } = useCertificates();
  const windows = useAppInfo((state) => state.data?.platform === 'win32');
  const { connections, problems } = useMemo(() => {
    const found = parseConnectText(read);
    return {
      ...found,
      connections: found.connections.map((each) => withKeptCertificate(each, { kept, windows })),
    };
  }, [read, kept, windows]);
  const one = connections[chosen] ?? connections[0] ?? null;
  useEffect(() => {
    onRead(one === null ? null : { ...one, problemsOfText: problems });
  }, [onRead, one, problems]);
  const notes =
    one === null ? problems.map(({ message }) => message) : leftOut({ ...one, problemsOfText: problems });
  return (
    <div className={styles.root}>
      <Field
        label="Connect command"
        hint="With the lines above it that set its variables. Nothing is run, and no password or token is taken from it"
      >
        <Textarea
          autoFocus
          className={styles.text}
          resize="vertical"
          spellCheck={false}
          placeholder={EXAMPLE}
          value={text}
          onChange={(_, { value }) => {
            setText(value);
            setChosen(0);
          }}
        />
      </Field>
      <div role="status" className={styles.found}>
        {read.trim() !== '' && one === null && (
          <p className={`${styles.line} ${styles.warning}`}>
            <Warning16Regular aria-hidden />
            No Connect-ExchangeOnline or Connect-IPPSSession was found in it.
          </p>
        )}
        {one !== null && connections.length === 1 && (
          <p className={`${styles.line} ${styles.good}`}>
            <CheckmarkCircle16Regular aria-hidden />
            {summary({ ...one, problemsOfText: problems })}
          </p>
        )}
      </div>
      {connections.length > 1 && (
        <Field label={`${connections.length} connections were found. Which one?`}>
          <RadioGroup value={String(chosen)} onChange={(_, { value }) => setChosen(Number(value))}>
            {connections.map((each, index) => (
              <Radio
                key={index}
                value={String(index)}
                label={summary({ ...each, problemsOfText: problems })}
              />
            ))}
          </RadioGroup>
        </Field>
      )}
      {notes.length > 0 && read.trim() !== '' && (
        <div className={styles.found}>
          <h3 className={fields.legend}>Not taken over</h3>
          {notes.map((note) => (
            <p key={note} className={`${styles.line} ${styles.warning}`}>
              <Warning16Regular aria-hidden />
              <span>{note}</span>
            </p>
          ))}
        </div>
      )}
    </div>
  );
}
