import { connect } from '../app/actions.ts';
import { askSecret } from '../app/connectionRequests.ts';
import { useConnections } from '../app/stores/connections.ts';
import { keepTrying } from '../app/stores/retries.ts';
import { go } from '../app/navigation.ts';
import { useUiRequests } from '../app/uiRequests.ts';
import type { FailureHandlers } from '../ui/failureActions.tsx';
import type { Service } from '../../shared/model/connection.ts';

const methodOf = (id: string): string | undefined =>
  useConnections.getState().data.find(({ profile }) => profile.id === id)?.profile.signIn.kind;

/** What the buttons of a connection's failure do, for the services that failed. */
export const connectionHandlers = (id: string, services: readonly Service[]): FailureHandlers => ({
  again: () => void connect(id, services),
  secretName: methodOf(id) === 'token' ? 'access token' : 'password',
  secret: () => askSecret(id, services),
  edit: () => {
    go('connections');
    useUiRequests.getState().editConnection(id);
  },
  keepTrying: () => keepTrying(id, services),
});
