import { api } from './api.ts';
import type { UiState } from '../../shared/model/settings.ts';

const initial: UiState = {
  screen: 'connections',
  customersAccount: null,
  customersFilter: '',
  collapsedFolders: [],
  detailsOpen: true,
  columns: {},
  queryId: null,
};

let known: UiState = initial;
let reading: Promise<UiState> | null = null;

/** Where the person was when the app was last closed; read once. A failure to read it starts afresh. */
export function readUiState(): Promise<UiState> {
  reading ??= api.app.readUiState().then(
    (state) => (known = state),
    () => known,
  );
  return reading;
}

/** What is known now, without waiting; complete once `readUiState` has resolved, which the first screen waits for. */
export const uiState = (): UiState => known;

/** Remembers a part of it. Not being able to remember must not stop anybody. */
export function rememberUiState(patch: Partial<UiState>): void {
  known = { ...known, ...patch };
  api.app.writeUiState(patch).catch(() => undefined);
}
