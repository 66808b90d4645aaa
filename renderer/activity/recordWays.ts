import { serviceNames, statusOf } from '../ui/connectionState.ts';
import { actionOf } from '../ui/failureActions.tsx';
import type { ActivityRecord } from '../../shared/model/activity.ts';
import type { ConnectionView, Service } from '../../shared/model/connection.ts';
import type { FailureAction } from '../../shared/model/failure.ts';

/** What can still be done about a record's failure. */
interface RecordWays {
  /** The services that a button connects; empty: there is nothing to connect. */
  readonly services: readonly Service[];
  /** True: the connection's form can be opened. */
  readonly edit: boolean;
  /** Why there is no button, or what it does not mend; null: nothing to say. */
  readonly note: string | null;
}

/** What only a connection that is in the list can do. */
const OF_CONNECTION: ReadonlySet<FailureAction> = new Set([
  'sign-in-again',
  'continue-in-browser',
  'enter-secret',
  'proxy-login',
  'wait-and-retry',
  'edit-connection',
]);

const nothing: RecordWays = { services: [], edit: false, note: null };

/**
 * Which ways on a record's failure has left, by how its connection stands now: what was a good idea then may be done
 * by now, or impossible.
 * @param view the record's connection as it is now; undefined: it is not in the list.
 */
export function waysOf(record: ActivityRecord, view: ConnectionView | undefined): RecordWays {
  const { failure, kind, service } = record;
  if (failure === null || record.where.connectionId === null) return nothing;
  const action = actionOf(failure);
  // A command is run again in its console, where one sees what it does; from here connections only are made.
  if (kind !== 'connect' && !(failure.action !== undefined && OF_CONNECTION.has(action))) return nothing;
  if (view === undefined) {
    const note = 'The connection is not in the list any more: it was deleted, or a script had opened it.';
    return { ...nothing, note };
  }
  const { profile } = view;
  const meant = service === undefined ? profile.services : profile.services.filter((one) => one === service);
  if (meant.length === 0) return { ...nothing, note: 'The connection has this service no more.' };
  const inState = (...states: string[]) => meant.filter((one) => states.includes(statusOf(view, one).state));
  if (inState('connecting', 'signing-in').length > 0) {
    return { ...nothing, note: 'It is being connected at the moment.' };
  }
  const idle = inState('signed-out', 'failed');
  if (idle.length > 0) return { services: idle, edit: true, note: null };
  const names = meant.map((one) => serviceNames[one]).join(' and ');
  return { ...nothing, note: `${names} is connected by now; there is nothing left to do here.` };
}
