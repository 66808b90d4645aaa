import { create } from 'zustand';
import { api } from './api.ts';
import { startLook } from './startLook.ts';
import type { UiState } from '../../shared/model/settings.ts';

/** Where the person is. What is remembered comes from main a moment after the first picture. */
export const useUiState = create<UiState>()(() => ({
  screen: startLook().screen,
  customersAccount: null,
  customersFilter: '',
  collapsedFolders: [],
  detailsOpen: true,
  columns: {},
  queryId: null,
}));

/** Changed before the answer came, and so newer than what it says. */
let changed: Partial<UiState> = {};
let reading: Promise<void> | null = null;

/** Resolves when what is remembered has come; read once. A failure to read it starts afresh. */
export function readUiState(): Promise<void> {
  reading ??= api.app.readUiState().then(
    (state) => useUiState.setState({ ...state, ...changed }),
    () => undefined,
  );
  return reading;
}

/** What is known now, without waiting; complete once `readUiState` has resolved, which every screen but the first waits for. */
export const uiState = (): UiState => useUiState.getState();

/** Remembers a part of it. Not being able to remember must not stop anybody. */
export function rememberUiState(patch: Partial<UiState>): void {
  changed = { ...changed, ...patch };
  useUiState.setState(patch);
  api.app.writeUiState(patch).catch(() => undefined);
}
