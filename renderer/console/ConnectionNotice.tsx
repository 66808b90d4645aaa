import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { FailureBar } from '../ui/FailureBar.tsx';
import { organizationName } from '../ui/organizationText.ts';
import { cancelConnect, connect } from './tabActions.ts';
import type { ConnectionView } from '../../shared/model/connection.ts';

/** What keeps commands from being sent, with the button that mends it; nothing while connected. */
export function ConnectionNotice({ view }: { readonly view: ConnectionView }) {
  const { profile, status } = view;
  const name = organizationName(profile);
  switch (status.state) {
    case 'connected':
      return null;
    case 'failed':
      return (
        <FailureBar
          failure={status.failure}
          action={{
            label: status.failure.code === 'sign-in-needed' ? 'Sign in' : 'Connect again',
            run: () => void connect(profile.id),
          }}
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
            <Button onClick={() => void connect(profile.id)}>Connect</Button>
          </MessageBarActions>
        </MessageBar>
      );
    case 'signing-in':
    case 'connecting':
      return (
        <MessageBar intent="info">
          <MessageBarBody>
            <MessageBarTitle>
              {status.state === 'connecting' ? `Connecting to ${name}` : 'Finish signing in in your browser'}
            </MessageBarTitle>
            {status.state === 'connecting'
              ? 'This takes a second or two.'
              : `Sign in as ${profile.username ?? 'the account for this connection'}; this page goes on by itself.`}
          </MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => void cancelConnect(profile.id)}>Cancel</Button>
          </MessageBarActions>
        </MessageBar>
      );
  }
}
