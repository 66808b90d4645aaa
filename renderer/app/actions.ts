import { statusOf } from '../ui/connectionState.ts';
import { notify } from '../ui/toasts.ts';
import { api } from './api.ts';
import { askSecret } from './connectionRequests.ts';
import { failureOf } from './failure.ts';
import { useNavigation } from './navigation.ts';
import { putConnection, useConnections } from './stores/connections.ts';
import { useTabs } from './stores/tabs.ts';
import type { CustomerListKey } from './stores/customers.ts';
import type { Service } from '../../shared/model/connection.ts';
import type { Failure } from '../../shared/model/failure.ts';

/** Says a failure in a toast, for actions whose place has gone by the time it is known. */
export const tellFailure = (error: unknown): void => {
  const { message, hint } = failureOf(error);
  notify({ text: hint === '' ? message : `${message} ${hint}`, intent: 'error' });
};

const servicesOf = (connectionId: string): readonly Service[] =>
  useConnections.getState().data.find(({ profile }) => profile.id === connectionId)?.profile.services ?? [
    'exchange',
  ];

/** Connects, and asks for a password or token where one has to be typed. The card and the console show how it goes, so a failure is not said twice. */
export async function connect(
  connectionId: string,
  services?: readonly Service[],
  how: {
    /** In the browser this time, whatever way to sign in the connection has. */
    readonly inBrowser?: boolean;
  } = {},
): Promise<Failure | null> {
  try {
    putConnection(
      await api.connections.connect({
        id: connectionId,
        ...(services && { services: [...services] }),
        ...how,
      }),
    );
    return null;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code === 'secret-needed') askSecret(connectionId, services ?? servicesOf(connectionId));
    return failure;
  }
}

/** Makes a connection again with a session for compliance searches, which it keeps; what was connected is again. */
export async function connectForSearches(connectionId: string): Promise<void> {
  const view = useConnections.getState().data.find(({ profile }) => profile.id === connectionId);
  if (view === undefined) return;
  const services = view.services.filter(({ status }) => status.state === 'connected');
  const options = { ...view.profile.options, searchOnlySession: true };
  try {
    await api.connections.disconnect({ id: connectionId });
    putConnection(await api.connections.update({ id: connectionId, patch: { options } }));
  } catch (error) {
    tellFailure(error);
    return;
  }
  const again = services.length === 0 ? (['compliance'] as const) : services.map(({ service }) => service);
  const failure = await connect(connectionId, again);
  if (failure === null) notify({ text: 'Connected for compliance searches. Run the command again.' });
}

export async function disconnect(connectionId: string, services?: readonly Service[]): Promise<void> {
  try {
    await api.connections.disconnect({ id: connectionId, ...(services && { services: [...services] }) });
  } catch (error) {
    tellFailure(error);
  }
}

interface OpenOptions {
  /** True: the tab is opened, and the screen stays. */
  readonly background?: boolean;
  /** True: another tab even where the connection has one. */
  readonly another?: boolean;
  /** The first of the connection's services unless told. */
  readonly service?: Service;
}

/** Opens a console tab without a connection, where Connect- is typed first. */
export async function openBareConsole(): Promise<void> {
  try {
    await api.console.openTab({ connectionId: null, background: false });
    useNavigation.getState().showConsole();
  } catch (error) {
    tellFailure(error);
  }
}

/** Opens the console tab of a connection's service (the one it has, unless `another`), and connects where needed. */
export async function openConsole(connectionId: string, options: OpenOptions = {}): Promise<void> {
  const { background = false, another = false } = options;
  const view = useConnections.getState().data.find(({ profile }) => profile.id === connectionId);
  const service = options.service ?? view?.profile.services[0] ?? 'exchange';
  const open = another
    ? undefined
    : useTabs
        .getState()
        .data.find(
          (tab) => tab.kind === 'console' && tab.connectionId === connectionId && tab.service === service,
        );
  try {
    if (open === undefined) await api.console.openTab({ connectionId, service, background });
    else if (!background) await api.console.activateTab({ tabId: open.tabId });
  } catch (error) {
    tellFailure(error);
    return;
  }
  if (background) notify({ text: `A console for ${view?.profile.name ?? 'it'} is open in the background.` });
  else useNavigation.getState().showConsole();
  const state = view === undefined ? 'signed-out' : statusOf(view, service).state;
  if (state === 'signed-out' || state === 'failed') void connect(connectionId, [service]);
}

/** Opens a console on a customer. Throws FailureError where main refuses (access ended, no Exchange role). */
export async function openCustomer(
  key: CustomerListKey,
  tenantId: string,
  options: OpenOptions = {},
): Promise<void> {
  const view = await api.customers.connectionFor({
    cloudId: key.cloudId,
    accountId: key.accountId,
    tenantId,
  });
  putConnection(view);
  await openConsole(view.profile.id, options);
}
