import { create } from 'zustand';
import { rememberUiState } from './uiState.ts';
import { startLook } from './startLook.ts';
import type { Screen } from '../../shared/model/start-look.ts';

interface Navigation {
  readonly screen: Screen;
  /** Grows each time the console's editor should take the focus (a tab was opened or chosen from elsewhere). */
  readonly consoleFocus: number;
  /** A saved query that the Queries screen should choose; it sets it back to null when done. */
  readonly queryRequest: string | null;
  readonly go: (screen: Screen) => void;
  /** Shows the console with its active tab and asks for the focus there. */
  readonly showConsole: () => void;
  readonly showQuery: (queryId: string) => void;
  readonly takeQueryRequest: () => void;
}

export const useNavigation = create<Navigation>()((set, get) => ({
  screen: startLook().screen,
  consoleFocus: 0,
  queryRequest: null,
  go: (screen) => {
    if (get().screen === screen) return;
    set({ screen });
    rememberUiState({ screen });
  },
  showConsole: () => {
    get().go('console');
    set((state) => ({ consoleFocus: state.consoleFocus + 1 }));
  },
  showQuery: (queryId) => {
    set({ queryRequest: queryId });
    get().go('queries');
  },
  takeQueryRequest: () => set({ queryRequest: null }),
}));

/** Goes to a screen, from anywhere. */
export const go = (screen: Screen): void => useNavigation.getState().go(screen);
