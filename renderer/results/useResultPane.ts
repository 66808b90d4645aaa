import { useCallback, useEffect, useMemo, useState } from 'react';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { rememberUiState, uiState } from '../app/uiState.ts';
import { useColumnChoice } from './columnChoices.ts';
import { layOut } from './grid/columnLayout.ts';
import { loadTabRuns } from './runStore.ts';
import { useResultView } from './useResultView.ts';
import type { ExportFormat } from './ExportMenu.tsx';
import type { GridPosition } from './grid/position.ts';
import type { ColumnChoice } from './grid/columnLayout.ts';
import type { ShownResult } from './useResultView.ts';
import type { Failure } from '../../shared/model/failure.ts';
import type { ResultSummary, RunState } from '../../shared/model/console.ts';

export type ResultTab = 'grid' | 'text' | 'problems';

export type ResultPaneState = {
  readonly shown: ShownResult;
  readonly tab: ResultTab;
  readonly setTab: (tab: ResultTab) => void;
  readonly choice: ColumnChoice;
  readonly setChoice: (choice: ColumnChoice) => void;
  readonly position: GridPosition;
  readonly setPosition: (position: GridPosition) => void;
  readonly filterText: string;
  readonly setFilterText: (text: string) => void;
  readonly details: { readonly open: boolean; readonly setOpen: (open: boolean) => void };
  readonly titleColumn: string | null;
  readonly startExport: (format: ExportFormat, allColumns: boolean) => void;
  readonly exportFailure: Failure | null;
  readonly dismissExportFailure: () => void;
};

const start: GridPosition = { row: 0, column: 0, anchor: 0 };

/** What the result pane of a tab holds: the view that is chosen, the row, the columns, exports. */
export function useResultPane(
  tabId: string,
  summary: ResultSummary | null,
  run: RunState | null,
  wide: boolean,
): ResultPaneState {
  const shown = useResultView(tabId, summary);
  const [choice, setChoice] = useColumnChoice(summary?.cmdlet ?? '');
  const [tab, setTab] = useState<ResultTab>('grid');
  const resultId = summary?.resultId ?? null;

  const [placed, setPlaced] = useState({ resultId, position: start });
  const position = placed.resultId === resultId ? placed.position : start;
  const setPosition = useCallback(
    (next: GridPosition) => setPlaced({ resultId, position: next }),
    [resultId],
  );

  useEffect(() => {
    // What an earlier page of this window knew; a failure here shows with the next thing that is asked.
    loadTabRuns(tabId).catch(() => undefined);
  }, [tabId]);

  // A result opens as what shows it best; after that the person chooses.
  const opensAs = summary?.opensAs ?? null;
  useEffect(() => {
    if (opensAs !== null) setTab(opensAs);
  }, [resultId, opensAs]);

  // A run that fails without a word of its own shows why; the next one shows its rows.
  const runId = run?.runId ?? null;
  const failed = run?.state === 'failed' && run.problems.length > 0 && opensAs !== 'text';
  useEffect(() => {
    setTab((before) => (failed ? 'problems' : before === 'problems' ? 'grid' : before));
  }, [runId, failed]);

  const [remembered, setRemembered] = useState(() => uiState().detailsOpen);
  // Narrow: hidden until asked for.
  const [asked, setAsked] = useState(false);
  const details = useMemo(
    () => ({
      open: wide ? remembered : asked,
      setOpen: (open: boolean) => {
        setAsked(open);
        if (!wide) return;
        setRemembered(open);
        rememberUiState({ detailsOpen: open });
      },
    }),
    [wide, remembered, asked],
  );

  const { view, setView, columns } = shown;
  const names = useMemo(() => layOut(columns, choice, 0).map(({ column }) => column.name), [columns, choice]);
  const setFilterText = useCallback(
    (filter: string) => {
      setView({ ...view, filter, filterColumns: filter === '' ? [] : names.slice(0, 500) });
      setPosition(start);
    },
    [view, setView, names, setPosition],
  );

  const [exportFailure, setExportFailure] = useState<Failure | null>(null);
  const startExport = useCallback(
    (format: ExportFormat, allColumns: boolean) => {
      if (resultId === null) return;
      setExportFailure(null);
      const wanted = allColumns ? columns.map((column) => column.name) : names;
      api.console
        .exportResult({ tabId, resultId, format, columns: wanted.slice(0, 500) })
        .catch((error: unknown) => {
          const failure = failureOf(error);
          if (failure.code !== 'cancelled') setExportFailure(failure);
        });
    },
    [tabId, resultId, columns, names],
  );

  return {
    shown,
    tab,
    setTab,
    choice,
    setChoice,
    position,
    setPosition,
    filterText: view.filter,
    setFilterText,
    details,
    titleColumn: names[0] ?? null,
    startExport,
    exportFailure,
    dismissExportFailure: () => setExportFailure(null),
  };
}
