import { NO_HELP } from '../../shared/model/cmdlet-help.ts';
import { NO_OPTIONS } from '../../shared/model/connection-options.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BROWSER } from '../../shared/model/sign-in-method.ts';
import type { RunState } from '../../shared/model/console.ts';
import { exchangeTarget } from '../testing/target.ts';
import type { ConnectionProfile } from '../../shared/model/connection.ts';
import { EXO_CMDLETS } from '../exchange/exo/cmdlets.ts';
import type { ExchangeSession, PageRequest } from '../exchange/types.ts';
import type { ToWorker } from './protocol.ts';
import { Run } from './run.ts';
import { Prompts } from './script/prompts.ts';
import { TabConnections } from './script/tab-connections.ts';
import { WorkingFolder } from './script/working-folder.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A run whose service never answers and whose worker says only what the test lets it say. */
function startRun() {
  const posts: ToWorker[] = [];
  const states: RunState[] = [];
  const asked: PageRequest[] = [];
  const ends: object[] = [];
  let deaf = false;
  const session: ExchangeSession = {
    target: exchangeTarget(),
    cmdlets: async () => EXO_CMDLETS,
    getPage: (page) => {
      asked.push(page);
      return new Promise((_resolve, reject) => {
        page.signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
      });
    },
    getPages: () => [],
    encryptSecret: async (plain) => plain,
    banner: async () => null,
    apiState: async () => ({ running: true, reason: '' }),
    loadHelp: () => undefined,
    onCmdlets: () => undefined,
    knows: () => false,
    help: () => Promise.resolve(NO_HELP),
    close: () => {},
  };
  const profile = {
    id: 'c',
    name: 'Contoso',
    readOnly: true,
    cloudId: 'Practice',
    signIn: BROWSER,
    options: NO_OPTIONS,
    organization: { kind: 'own', tenantId: null, name: null, domain: null },
  } as ConnectionProfile;
  const run = new Run({
    tabId: 'tab',
    text: 'Get-EXOMailbox',
    values: null,
    readOnlyQuery: false,
    close: () => Promise.resolve(),
    activity: {
      begin: async () => ({
        id: '1',
        end: async (result) => void ends.push(result),
      }),
    },
    open: async () => ({ profile, session }),
    connections: new TabConnections({
      registry: { openForScript: () => Promise.reject(new Error('nothing is opened here')) },
      activity: { begin: async () => ({ id: '1', end: async () => undefined }) },
      changed: () => undefined,
    }),
    cmdlets: async () => EXO_CMDLETS,
    post: (message) => posts.push(message),
    ask: () => Promise.reject(new Error('nothing changes here')),
    prompts: new Prompts(() => undefined),
    certificates: null,
    folder: new WorkingFolder({
      choose: () => Promise.resolve(null),
      mayOverwrite: () => Promise.resolve(false),
    }),
    status: () => undefined,
    stopScript: () => {},
    onScriptProgress: () => {},
    emit: (state) => states.push(state),
    onPlanned: () => {},
    onDeaf: () => {
      deaf = true;
    },
  });
  const { runId } = run;
  const plan = { cmdlet: 'Get-EXOMailbox', parameters: {}, place: null, pageSize: 1000 };
  return {
    run,
    posts,
    states,
    asked,
    ends,
    isDeaf: () => deaf,
    async fetching() {
      await vi.waitFor(() => expect(posts.at(-1)?.type).toBe('run'));
      run.receive({ type: 'planned', runId, plan });
      await vi.waitFor(() => expect(asked).toHaveLength(1));
      run.receive({ type: 'progress', runId, resultId: null, rows: 700, pages: 1 });
    },
  };
}

it('a stop is answered after 100 ms although the worker is busy, with the rows that had come', async () => {
  const { run, fetching, asked, isDeaf, posts } = startRun();
  await fetching();
  const stopping = run.stop();
  expect(asked[0]?.signal.aborted).toBe(true);
  expect(posts.at(-1)).toMatchObject({ type: 'end', now: true });
  await vi.advanceTimersByTimeAsync(100);
  expect(await stopping).toMatchObject({ state: 'stopped', rows: 700 });
  expect(isDeaf()).toBe(false);
});

it('a worker that stays silent after a stop is given up, one that answers is not', async () => {
  const silent = startRun();
  await silent.fetching();
  void silent.run.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(silent.isDeaf()).toBe(true);
  silent.run.gone(new Error('ended'));
  await silent.run.finished;
  expect(silent.ends).toMatchObject([{ outcome: 'stopped' }]);

  const polite = startRun();
  await polite.fetching();
  const stopping = polite.run.stop();
  polite.run.receive({
    type: 'ended',
    runId: polite.run.runId,
    resultId: null,
    rows: 750,
    pages: 1,
    more: false,
    warnings: [],
    errors: [],
    whatIf: null,
    unreadable: null,
  });
  expect(await stopping).toMatchObject({ state: 'stopped', rows: 750, problems: [] });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(polite.isDeaf()).toBe(false);
});

it('a stop before anything was sent sends nothing', async () => {
  const { run, asked, ends } = startRun();
  expect(await run.stop()).toMatchObject({ state: 'stopped', rows: 0 });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toEqual([]);
  expect(ends).toEqual([]);
});

it('a worker that dies in the middle fails the run in words', async () => {
  const { run, fetching, states, ends } = startRun();
  await fetching();
  run.gone(new Error('out of memory'));
  await run.finished;
  expect(states.at(-1)).toMatchObject({ state: 'failed', rows: 700 });
  expect(ends).toMatchObject([{ outcome: 'failed' }]);
});
