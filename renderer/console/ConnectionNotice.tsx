import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { connect, disconnect } from '../app/actions.ts';
import { useSignIn } from '../app/stores/accounts.ts';
import { useRetries } from '../app/stores/retries.ts';
import { RetryLine } from '../connections/RetryLine.tsx';
import { connectionHandlers } from '../connections/connectionFailure.ts';
import { formatTime } from '../results/format.ts';
import { FailureBar } from '../ui/FailureBar.tsx';
import { SignInWait } from '../ui/SignInWait.tsx';
import { hasBoth, serviceTitles, statusOf } from '../ui/connectionState.ts';
import { failureButtons } from '../ui/failureActions.tsx';
import { accountText, organizationName } from '../ui/organizationText.ts';
import { cancelConnect } from './tabActions.ts';
import type { ConnectionProfile, ConnectionView, Service } from '../../shared/model/connection.ts';

/** What keeps commands from being sent, with the button that mends it; nothing while connected. */
export function ConnectionNotice({
  view,
  service,
}: {
  readonly view: ConnectionView;
  readonly service: Service;
}) {
  const { profile } = view;
  const status = statusOf(view, service);
  const trying = useRetries((state) => state.retries[profile.id] !== undefined);
  const name = hasBoth(profile)
    ? `${serviceTitles[service]} of ${organizationName(profile)}`
    : organizationName(profile);
  switch (status.state) {
    case 'connected':
      return status.waiting === undefined ? null : (
        <MessageBar intent="info">
          <MessageBarBody>
            <MessageBarTitle>{`Still connecting to ${name}`}</MessageBarTitle>
            {`${status.waiting.reason}. The next try is at ${formatTime(status.waiting.until)}.`}
          </MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => void disconnect(profile.id, [service])}>Cancel</Button>
          </MessageBarActions>
        </MessageBar>
      );
    case 'failed':
      return (
        <FailureBar
          failure={status.failure}
          where={{ account: accountText(profile), organization: organizationName(profile) }}
          actions={trying ? [] : failureButtons(status.failure, connectionHandlers(profile.id, [service]))}
          note={trying && <RetryLine id={profile.id} />}
        />
      );
    case 'signed-out':
      return (
        <MessageBar intent="info">
          <MessageBarBody>
            <MessageBarTitle>Not connected to {name}</MessageBarTitle>
            Commands and earlier results stay here.
          </MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => void connect(profile.id, [service])}>Connect</Button>
          </MessageBarActions>
        </MessageBar>
      );
    case 'signing-in':
      return <Waiting signInId={status.signInId} profile={profile} />;
    case 'connecting':
      return (
        <MessageBar intent="info">
          <MessageBarBody>
            <MessageBarTitle>{`Connecting to ${name}`}</MessageBarTitle>
            This takes a second or two.
          </MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => void cancelConnect(profile.id)}>Cancel</Button>
          </MessageBarActions>
        </MessageBar>
      );
  }
}

function Waiting({ signInId, profile }: { readonly signInId: string; readonly profile: ConnectionProfile }) {
  const signIn = useSignIn(signInId);
  return signIn === null ? null : (
    <SignInWait signIn={signIn} onCancel={() => void cancelConnect(profile.id)} />
  );
}
