import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
} from '@fluentui/react-components';
import { tellFailure } from '../app/actions.ts';
import { api } from '../app/api.ts';
import { formatClock } from './format.ts';
import { useNow } from './hooks.ts';
import { notify } from './toasts.ts';
import type { SignIn } from '../../shared/model/account.ts';

/** A sign-in that waits for the browser and belongs to no connection: what for, how long, and the ways on. */
export function SignInStrip({ signIn }: { readonly signIn: SignIn }) {
  const now = useNow(1000);
  const key = { signInId: signIn.signInId };
  const waited = formatClock(now - new Date(signIn.startedAt).getTime());
  return (
    <MessageBar
      intent={signIn.failure === null ? 'info' : 'warning'}
      icon={<Spinner size="extra-tiny" aria-hidden />}
    >
      <MessageBarBody>
        <MessageBarTitle>
          {signIn.failure === null ? 'Finish signing in in your browser.' : signIn.failure.message}
        </MessageBarTitle>
        {signIn.failure !== null && `${signIn.failure.hint} `}
        {signIn.purpose}
        {signIn.loginHint !== null && ` for ${signIn.loginHint}`}, waiting{' '}
        <span aria-live="off">{waited}</span> of 5:00.
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => void api.accounts.reopenPage(key).catch(tellFailure)}>
          Open the page again
        </Button>
        <Button
          onClick={() =>
            void api.accounts
              .copyLink(key)
              .then(
                () => notify({ text: 'The link was copied. It works on this computer only.' }),
                tellFailure,
              )
          }
        >
          Copy link
        </Button>
        <Button onClick={() => void api.accounts.cancelSignIn(key).catch(tellFailure)}>Cancel</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
