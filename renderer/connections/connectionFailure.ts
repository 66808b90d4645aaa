import { connect } from '../app/actions.ts';
import { askSecret } from '../app/connectionRequests.ts';
import { keepTrying } from '../app/stores/retries.ts';
import { useUiRequests } from '../app/uiRequests.ts';
import type { FailureHandlers } from '../ui/failureActions.tsx';
import type { Service } from '../../shared/model/connection.ts';

/** What the buttons of a connection's failure do, for the services that failed. */
export const connectionHandlers = (id: string, services: readonly Service[]): FailureHandlers => ({
  again: () => void connect(id, services),
  secret: () => askSecret(id, services),
  edit: () => useUiRequests.getState().editConnection(id),
  keepTrying: () => keepTrying(id, services),
});
