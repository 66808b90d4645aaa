import { makeStyles, tokens } from '@fluentui/react-components';
import { formatClock } from './format.ts';
import { useNow } from './hooks.ts';
import { Progress } from './Progress.tsx';
import type { SignIn } from '../../shared/model/account.ts';

const useStyles = makeStyles({
  times: {
    display: 'flex',
    justifyContent: 'space-between',
    marginTop: '6px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
});

/** How long a sign-in has waited for the browser, and when it ends by itself. */
export function SignInClock({ signIn }: { readonly signIn: SignIn }) {
  const styles = useStyles();
  const now = useNow(1000);
  const start = new Date(signIn.startedAt).getTime();
  const whole = Math.max(1, new Date(signIn.endsAt).getTime() - start);
  const waited = Math.min(whole, Math.max(0, now - start));
  return (
    <div>
      <Progress aria-label="Time waited" value={waited} max={whole} />
      <div className={styles.times} role="timer" aria-live="off">
        <span>{`Waiting ${formatClock(waited)}`}</span>
        <span>{`Ends after ${formatClock(whole)}`}</span>
      </div>
    </div>
  );
}
