import { create } from 'zustand';
import { api, on } from '../api.ts';
import { failureOf } from '../failure.ts';
import type { ConsoleTab } from '../../../shared/model/console.ts';
import type { Failure } from '../../../shared/model/failure.ts';

interface TabsState {
  readonly loaded: boolean;
  /** Tabs of both kinds; the console shows those of kind `console`. */
  readonly data: readonly ConsoleTab[];
  readonly activeTabId: string | null;
  readonly errors: readonly Failure[];
}

export const useTabs = create<TabsState>()(() => ({
  loaded: false,
  data: [],
  activeTabId: null,
  errors: [],
}));

/** Loads and follows; the answer stops. */
export function startTabs(): () => void {
  const stop = on('tabs', ({ tabs, activeTabId }) => useTabs.setState({ data: tabs, activeTabId }));
  api.console.listTabs().then(
    ({ tabs, activeTabId }) => useTabs.setState({ loaded: true, data: tabs, activeTabId }),
    (error: unknown) => useTabs.setState({ loaded: true, errors: [failureOf(error)] }),
  );
  return stop;
}
