import { Button, makeStyles } from '@fluentui/react-components';
import { Copy20Regular, Open20Regular } from '@fluentui/react-icons';
import { tellFailure } from '../../app/actions.ts';
import { api } from '../../app/api.ts';
import { notify } from '../../ui/toasts.ts';
import type { SignIn } from '../../../shared/model/account.ts';

const useStyles = makeStyles({ space: { flexGrow: 1 } });

const tell =
  (text: string): (() => void) =>
  () =>
    notify({ text });

function BrowserButtons({ signInId }: { readonly signInId: string }) {
  const key = { signInId };
  return (
    <>
      <Button
        appearance="primary"
        icon={<Open20Regular />}
        onClick={() => void api.accounts.reopenPage(key).catch(tellFailure)}
      >
        Open the page again
      </Button>
      <Button
        icon={<Copy20Regular />}
        onClick={() =>
          void api.accounts
            .copyLink(key)
            .then(tell('The link was copied. It works on this computer only.'), tellFailure)
        }
      >
        Copy link
      </Button>
    </>
  );
}

function DeviceButtons({ signInId }: { readonly signInId: string }) {
  const key = { signInId };
  return (
    <>
      <Button
        appearance="primary"
        icon={<Copy20Regular />}
        onClick={() => void api.accounts.copyCode(key).then(tell('The code was copied.'), tellFailure)}
      >
        Copy code
      </Button>
      <Button icon={<Open20Regular />} onClick={() => void api.accounts.reopenPage(key).catch(tellFailure)}>
        Open the page here
      </Button>
    </>
  );
}

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
      {signIn?.kind === 'browser' && <BrowserButtons signInId={signIn.signInId} />}
      {signIn?.device != null && <DeviceButtons signInId={signIn.signInId} />}
      <span className={styles.space} />
      <Button appearance="subtle" onClick={onCancel}>
        Cancel
      </Button>
    </>
  );
}
