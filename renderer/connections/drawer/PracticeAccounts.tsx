import { Button, Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import { startPracticeCloud, usePractice } from '../../app/stores/practice.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useFieldStyles } from './fieldStyles.ts';

const useStyles = makeStyles({
  list: {
    listStyle: 'none',
    margin: '8px 0 0',
    padding: 0,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    '& li + li': { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  },
  row: { display: 'flex', alignItems: 'center', gap: '12px', padding: '6px 12px' },
  text: { flexGrow: 1, minWidth: 0 },
  password: { fontFamily: tokens.fontFamilyMonospace },
});

/** Starts the practice cloud and lists the accounts it knows, with their made-up passwords for the browser's page. */
export function PracticeAccounts({
  onUse,
  only = null,
}: {
  readonly onUse: ((username: string) => void) | null;
  /** The one that is waited for; the others only where it is none of them. */
  readonly only?: string | null;
}) {
  const styles = useStyles();
  const fields = useFieldStyles();
  const { state, failure, accounts } = usePractice((store) => store.data);
  useEffect(() => {
    if (usePractice.getState().data.state === 'off') void startPracticeCloud();
  }, []);
  if (failure !== null && state !== 'running') {
    return (
      <FailureBar failure={failure} action={{ label: 'Try again', run: () => void startPracticeCloud() }} />
    );
  }
  if (state !== 'running')
    return <Spinner size="tiny" labelPosition="after" label="Starting the practice cloud" />;
  if (accounts.length === 0) return null;
  const awaited = accounts.filter(({ username }) => username.toLowerCase() === only?.toLowerCase());
  const listed = awaited.length > 0 ? awaited : accounts;
  return (
    <section aria-label="Practice accounts">
      <p className={fields.note}>
        {awaited.length > 0
          ? 'A made-up account, with the password that is asked for.'
          : 'Made-up accounts to try it with, each with the password that is asked for.'}
      </p>
      <ul className={styles.list}>
        {listed.map(({ username, password, about }) => (
          <li key={username} className={styles.row}>
            <span className={styles.text}>
              <span className={fields.name}>{username}</span>
              <span className={fields.small} title={about}>
                {about}
              </span>
            </span>
            <span className={styles.password}>{password}</span>
            <CopyButton text={password} label={`Copy the password of ${username}`} />
            {onUse !== null && (
              <Button size="small" aria-label={`Use ${username}`} onClick={() => onUse(username)}>
                Use
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
