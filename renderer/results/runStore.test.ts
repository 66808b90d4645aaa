// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseResult, putRun, shownResult, shownRun, startRuns, useRuns } from './runStore.ts';
import { installFakeMain } from '../testing/fakeBridge.ts';
import { fakeProblem, fakeResult, fakeRun } from '../testing/fakeConsole.ts';
import { fakeId } from '../testing/fakeData.ts';
import type { FakeMain } from '../testing/fakeBridge.ts';
import type { TabRuns } from './runStore.ts';

const tabId = fakeId(1);
const run = (number: number, change: Parameters<typeof fakeRun>[1] = {}) =>
  fakeRun(tabId, { runId: fakeId(100 + number), resultId: fakeId(200 + number), ...change });
const result = (number: number) =>
  fakeResult({
    runId: fakeId(100 + number),
    resultId: fakeId(200 + number),
    at: new Date(Date.UTC(2026, 10, 20, 9, number)).toISOString(),
  });
const problem = fakeProblem({ severity: 'warning' });

function runsOf(): TabRuns {
  const runs = useRuns.getState().tabs[tabId];
  if (runs === undefined) throw new Error('the tab has no runs');
  return runs;
}

let main: FakeMain;
let stop = (): void => undefined;
beforeEach(() => {
  useRuns.setState({ tabs: {}, exports: {} });
  main = installFakeMain({});
  stop = startRuns();
});
afterEach(() => stop());

test('the picked result brings the run that filled it, and a new run comes to the front', () => {
  putRun(run(1, { problems: [problem] }));
  putRun(run(2));
  main.emit('results', { tabId, results: [result(2), result(1)], dropped: 0 });
  expect(shownRun(runsOf())?.runId).toBe(run(2).runId);

  chooseResult(tabId, result(1).resultId);
  expect(shownResult(runsOf())?.resultId).toBe(result(1).resultId);
  expect(shownRun(runsOf())?.problems).toEqual([problem]);

  putRun(run(3, { resultId: null, state: 'failed', problems: [fakeProblem()] }));
  expect(shownRun(runsOf())?.runId).toBe(run(3).runId);
  // It filled nothing, so the newest result stays below its problems.
  expect(shownResult(runsOf())?.resultId).toBe(result(2).resultId);
});

test('progress of the newest run keeps what was picked, also when it goes back to it', () => {
  putRun(run(1));
  putRun(run(2, { state: 'running' }));
  main.emit('results', { tabId, results: [result(2), result(1)], dropped: 0 });
  chooseResult(tabId, result(1).resultId);
  main.emit('run', run(2, { state: 'running', rows: 50 }));
  expect(shownRun(runsOf())?.runId).toBe(run(1).runId);
  chooseResult(tabId, null);
  expect(shownRun(runsOf())?.rows).toBe(50);
});

test('the last word of an earlier run changes that run and not the newest', () => {
  putRun(run(1, { state: 'running' }));
  putRun(run(2));
  putRun(run(1, { state: 'stopped' }));
  expect(runsOf().run?.runId).toBe(run(2).runId);
  expect(runsOf().earlier.map(({ state }) => state)).toEqual(['stopped']);
});

test('a result whose run this window never saw brings no run rather than a wrong one', () => {
  putRun(run(2, { problems: [problem] }));
  main.emit('results', { tabId, results: [result(2), result(1)], dropped: 0 });
  chooseResult(tabId, result(1).resultId);
  expect(shownRun(runsOf())).toBeNull();
});

test('twenty earlier runs are kept, the oldest goes first', () => {
  for (let number = 1; number <= 25; number += 1) putRun(run(number));
  expect(runsOf().earlier).toHaveLength(20);
  expect(runsOf().earlier.at(-1)?.runId).toBe(run(5).runId);
});

test('a closed tab takes its runs with it', () => {
  putRun(run(1));
  main.emit('tabs', { tabs: [], activeTabId: null });
  expect(useRuns.getState().tabs[tabId]).toBeUndefined();
});
