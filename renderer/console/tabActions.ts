import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { useNavigation } from '../app/navigation.ts';
import { notify } from '../ui/toasts.ts';
import type { Service } from '../../shared/model/connection.ts';

const complain = (error: unknown): void => notify({ text: failureOf(error).message, intent: 'error' });

/** Opens a tab on a connection, or on none, and puts the focus into its editor. */
export async function openTab(connectionId: string | null, service: Service): Promise<void> {
  try {
    await api.console.openTab({ connectionId, service, background: false });
    useNavigation.getState().showConsole();
  } catch (error) {
    complain(error);
  }
}

export const closeTab = (tabId: string): Promise<void> => api.console.closeTab({ tabId }).catch(complain);

export const activateTab = (tabId: string): Promise<void> =>
  api.console.activateTab({ tabId }).catch(complain);

/** Opens the last closed tab again. */
export async function reopenTab(): Promise<void> {
  try {
    const tab = await api.console.reopenTab();
    if (tab === null) notify({ text: 'No closed tab to open again', intent: 'info' });
  } catch (error) {
    complain(error);
  }
}

export const cancelConnect = (id: string): Promise<void> =>
  api.connections.cancelConnect({ id }).catch(complain);
