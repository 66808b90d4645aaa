import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import type { Failure } from '../../shared/model/failure.ts';
import type { Column, ResultSummary, ResultView } from '../../shared/model/console.ts';

export type ShownResult = {
  readonly columns: readonly Column[];
  readonly total: number;
  readonly version: number;
  readonly view: ResultView;
  /** Columns are known, so that there is something to draw. */
  readonly ready: boolean;
  /** A sort or filter is under way. */
  readonly working: boolean;
  readonly failure: Failure | null;
  readonly setView: (view: ResultView) => void;
  readonly onTotal: (total: number, version: number) => void;
  readonly onFailure: (error: unknown) => void;
  readonly retry: () => void;
};

type State = {
  readonly key: string;
  readonly columns: readonly Column[];
  readonly total: number;
  readonly version: number;
  readonly ready: boolean;
  readonly working: boolean;
  readonly failure: Failure | null;
};

const plain: ResultView = { sort: [], filter: '', filterColumns: [] };
/** While rows stream in, columns and a sorted or filtered view are brought up to date this often, ms. */
const REFRESH_MS = 600;

/** Sort and filter of the results that were looked at, so that going back to one finds it as it was left. */
const views = new Map<string, ResultView>();

/** One result as it is shown: its columns, and the number of rows and version of its current view. */
export function useResultView(tabId: string, summary: ResultSummary | null): ShownResult {
  const resultId = summary?.resultId ?? '';
  const start: State = {
    key: resultId,
    columns: [],
    total: summary?.rows ?? 0,
    version: 0,
    ready: false,
    working: false,
    failure: null,
  };
  const [state, setState] = useState<State>(start);
  const [view, keepView] = useState<ResultView>(() => views.get(resultId) ?? plain);
  const [attempt, setAttempt] = useState(0);
  const turn = useRef(0);
  // Another result: start over in the same render, so that nothing of the old one is drawn under the new name.
  if (state.key !== resultId) {
    setState(start);
    keepView(views.get(resultId) ?? plain);
  }

  const patch = useCallback(
    (next: Partial<State>) =>
      setState((before) => (before.key === resultId ? { ...before, ...next } : before)),
    [resultId],
  );

  const apply = useCallback(
    async (next: ResultView) => {
      turn.current += 1;
      const mine = turn.current;
      try {
        const { total, version } = await api.console.setView({ tabId, resultId, view: next });
        if (mine === turn.current) patch({ total, version, working: false, failure: null });
      } catch (error) {
        if (mine === turn.current) patch({ working: false, failure: failureOf(error) });
      }
    },
    [tabId, resultId, patch],
  );

  // Columns and view, at once for a new result and every now and then while it grows.
  const rows = summary?.rows ?? 0;
  const complete = summary?.complete ?? true;
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  });
  const asked = useRef({ key: '', at: 0 });
  useEffect(() => {
    if (resultId === '') return undefined;
    const refresh = async () => {
      asked.current = { key: `${resultId} ${attempt}`, at: Date.now() };
      try {
        const columns = await api.console.columns({ tabId, resultId });
        await apply(latest.current);
        patch({ columns, ready: true });
      } catch (error) {
        patch({ failure: failureOf(error) });
      }
    };
    const fresh = asked.current.key !== `${resultId} ${attempt}`;
    const wait = fresh || complete ? 0 : Math.max(0, asked.current.at + REFRESH_MS - Date.now());
    const timer = setTimeout(() => void refresh(), wait);
    return () => clearTimeout(timer);
  }, [tabId, resultId, rows, complete, attempt, apply, patch]);

  const setView = useCallback(
    (next: ResultView) => {
      views.set(resultId, next);
      keepView(next);
      patch({ working: true });
      void apply(next);
    },
    [resultId, apply, patch],
  );

  const onTotal = useCallback(
    (total: number, version: number) =>
      setState((before) =>
        before.key === resultId && version >= before.version ? { ...before, total, version } : before,
      ),
    [resultId],
  );
  const onFailure = useCallback((error: unknown) => patch({ failure: failureOf(error) }), [patch]);
  const retry = useCallback(() => {
    patch({ failure: null });
    setAttempt((before) => before + 1);
  }, [patch]);

  const untouched = view.sort.length === 0 && view.filter === '';
  return {
    ...state,
    total: untouched ? Math.max(state.total, rows) : state.total,
    view,
    setView,
    onTotal,
    onFailure,
    retry,
  };
}
