import { Button, makeStyles } from '@fluentui/react-components';
import { SignInButtons } from '../../ui/SignInButtons.tsx';
import type { SignIn } from '../../../shared/model/account.ts';

const useStyles = makeStyles({ space: { flexGrow: 1 } });

/** What can be done while a person signs in. `signIn` null: nobody is waited for. */
export function WaitingFooter({
  signIn,
  onCancel,
}: {
  readonly signIn: SignIn | null;
  readonly onCancel: () => void;
}) {
  const styles = useStyles();
  return (
    <>
      {signIn !== null && <SignInButtons signIn={signIn} />}
      <span className={styles.space} />
      <Button appearance="subtle" onClick={onCancel}>
        Cancel
      </Button>
    </>
  );
}
