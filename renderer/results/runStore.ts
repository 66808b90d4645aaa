import { create } from 'zustand';
import { api, on } from '../app/api.ts';
import type { EventPayload } from '../../shared/contract/events.ts';
import type { PromptView } from '../../shared/model/prompt.ts';
import type { Confirmation, ResultSummary, RunState } from '../../shared/model/console.ts';

export type ExportProgress = EventPayload<'exportProgress'>;
export type ScriptProgress = EventPayload<'scriptProgress'>['progress'];

/** What is going on in one tab: its newest run, the results it keeps, and the question that waits for an answer. */
export type TabRuns = {
  readonly run: RunState | null;
  /** Earlier runs whose results are kept, newest first, at most `RUNS_KEPT`. */
  readonly earlier: readonly RunState[];
  readonly results: readonly ResultSummary[];
  /** Results that were dropped because newer ones came. */
  readonly dropped: number;
  readonly question: Confirmation | null;
  /** What a running script asks. */
  readonly prompt: PromptView | null;
  /** The sign-in (accounts) that its Connect- command waits for a person to finish; null: none. */
  readonly signInId: string | null;
  /** How far a running script says it is; null: it says nothing. */
  readonly progress: ScriptProgress | null;
  /** The result that was picked in the strip; null follows the newest. */
  readonly chosen: string | null;
};

type Runs = {
  readonly tabs: Readonly<Record<string, TabRuns>>;
  readonly exports: Readonly<Record<string, ExportProgress>>;
};

const nothing: TabRuns = {
  run: null,
  earlier: [],
  results: [],
  dropped: 0,
  question: null,
  prompt: null,
  signInId: null,
  progress: null,
  chosen: null,
};

export const useRuns = create<Runs>()(() => ({ tabs: {}, exports: {} }));

export const useTabRuns = (tabId: string): TabRuns => useRuns((state) => state.tabs[tabId] ?? nothing);

function change(tabId: string, patch: (before: TabRuns) => Partial<TabRuns>): void {
  useRuns.setState(({ tabs }) => {
    const before = tabs[tabId] ?? nothing;
    return { tabs: { ...tabs, [tabId]: { ...before, ...patch(before) } } };
  });
}

/** As many as a tab can keep results (`resultsKept`, settings). */
const RUNS_KEPT = 20;

/** Takes the state of a run; a new run brings its own result to the front, the one before it joins the earlier ones. */
export function putRun(run: RunState): void {
  change(run.tabId, (before) => {
    const over = run.state !== 'running' && run.state !== 'waiting';
    if (before.run === null || before.run.runId === run.runId) {
      return over ? { run, progress: null } : { run };
    }
    // The last word of a run that was stopped for another may come late.
    const late = before.earlier.findIndex(({ runId }) => runId === run.runId);
    if (late >= 0) return { earlier: before.earlier.with(late, run) };
    return {
      run,
      progress: null,
      chosen: null,
      earlier: [before.run, ...before.earlier].slice(0, RUNS_KEPT),
    };
  });
}

/** Picks a result of the strip; null follows the newest run again. */
export const chooseResult = (tabId: string, resultId: string | null): void =>
  change(tabId, () => ({ chosen: resultId }));

export function takeQuestionAway(tabId: string): void {
  change(tabId, () => ({ question: null }));
}

export function dismissExport(exportId: string): void {
  useRuns.setState(({ exports }) => ({
    exports: Object.fromEntries(Object.entries(exports).filter(([id]) => id !== exportId)),
  }));
}

/** Asks main what a tab did before this page was loaded. Throws the failure. */
export async function loadTabRuns(tabId: string): Promise<void> {
  const [run, { results, dropped }, { signInId }] = await Promise.all([
    api.console.lastRun({ tabId }),
    api.console.results({ tabId }),
    api.console.connections({ tabId }),
  ]);
  change(tabId, (before) => ({
    // Events that came meanwhile are newer.
    run: before.run ?? run,
    signInId: before.signInId ?? signInId,
    ...(before.results.length === 0 && { results, dropped }),
  }));
}

/** The result to show: the picked one while it is kept, else the newest. */
export function shownResult(runs: TabRuns): ResultSummary | null {
  const picked = runs.results.find((result) => result.resultId === runs.chosen);
  return picked ?? newestFirst(runs.results)[0] ?? null;
}

/** The run that filled the shown result; null where this page does not know it. Without a picked result, the newest. */
export function shownRun(runs: TabRuns): RunState | null {
  const { run, earlier, results, chosen } = runs;
  const picked = results.find(({ resultId }) => resultId === chosen);
  if (picked === undefined || picked.runId === run?.runId) return run;
  return earlier.find(({ runId }) => runId === picked.runId) ?? null;
}

export const newestFirst = (results: readonly ResultSummary[]): ResultSummary[] =>
  [...results].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));

/** Follows runs, results, questions and exports of every tab; the answer stops. Once, at the start of the app. */
export function startRuns(): () => void {
  const stops = [
    on('run', putRun),
    on('results', ({ tabId, results, dropped }) => change(tabId, () => ({ results, dropped }))),
    on('confirmation', ({ tabId, question }) => change(tabId, () => ({ question }))),
    on('prompt', ({ tabId, prompt }) => change(tabId, () => ({ prompt }))),
    on('tabConnections', ({ tabId, signInId }) => change(tabId, () => ({ signInId }))),
    on('scriptProgress', ({ tabId, progress }) =>
      change(tabId, () => ({ progress: progress.done ? null : progress })),
    ),
    on('exportProgress', (progress) =>
      useRuns.setState(({ exports }) => ({ exports: { ...exports, [progress.exportId]: progress } })),
    ),
    on('tabs', ({ tabs }) => {
      const open = new Set(tabs.map((tab) => tab.tabId));
      useRuns.setState((state) => ({
        tabs: Object.fromEntries(Object.entries(state.tabs).filter(([tabId]) => open.has(tabId))),
      }));
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
