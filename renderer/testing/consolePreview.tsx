import { installFakeMain } from './fakeBridge.ts';
import {
  fakeActivity,
  fakeConsole,
  fakeProblem,
  fakeQuestion,
  fakeQueries,
  fakeResult,
  fakeRun,
} from './fakeConsole.ts';
import { connected, fakeConnections, fakeId } from './fakeData.ts';
import type { RunState } from '../../shared/model/console.ts';

/** Development only, never built into the app: `consolePreview.html?screen=console&state=done&theme=dark&rows=2000`. */
const options = new URLSearchParams(location.search);
const theme = options.get('theme');
const state = options.get('state') ?? 'done';
const screen = options.get('screen') ?? 'console';
const rows = Number(options.get('rows') ?? 2000);

const connections = fakeConnections().map((view) =>
  view.profile.name === 'Bäckerei Müller' && state !== 'signing-in' ? { ...view, status: connected() } : view,
);
const idOf = (name: string) => connections.find(({ profile }) => profile.name === name)?.profile.id ?? '';
const draft =
  state === 'failed'
    ? "Get-MailboxStatistics -Identity 'einkauf@baeckerei-mueler.example'"
    : "# Mailboxes on hold, with their size limits\nGet-EXOMailbox -ResultSize Unlimited -PropertySets Minimum, Quota, Hold |\n  Where-Object { $_.RecipientTypeDetails -ne 'DiscoveryMailbox' } |\n  Sort-Object DisplayName";
const tab = (number: number, name: string) => ({
  tabId: fakeId(800 + number),
  connectionId: idOf(name),
  service: 'exchange' as const,
  kind: 'console' as const,
  title: name,
  draft,
});
const tabs =
  state === 'none'
    ? []
    : [
        tab(1, 'Contoso'),
        tab(2, options.get('tab') ?? 'Bäckerei Müller'),
        tab(3, 'شركة النور للتجارة والخدمات اللوجستية الدولية'),
      ];
const active = tabs[1]?.tabId ?? null;

const runs: Record<string, Partial<RunState>> = {
  running: { state: 'running', rows: 1284, pages: 2, elapsedMs: 900 },
  retry: {
    state: 'running',
    rows: 1284,
    retry: {
      until: new Date(Date.now() + 25_000).toISOString(),
      attempt: 2,
      reason: 'The service asks for a pause',
    },
  },
  waiting: { state: 'waiting', rows: 3 },
  failed: { state: 'failed', rows: 14, problems: [fakeProblem()], elapsedMs: 1100 },
  stopped: { state: 'stopped', rows: 1284 },
};
const run = active === null || state === 'new' ? null : fakeRun(active, runs[state] ?? {});
const results =
  run === null
    ? []
    : [
        fakeResult({ rows, complete: state !== 'running' }),
        fakeResult({
          resultId: fakeId(830),
          runId: fakeId(831),
          title: 'Get-InboundConnector',
          cmdlet: 'Get-InboundConnector',
          rows: 2,
          bytes: 4000,
          at: '2026-11-20T09:38:00.000Z',
        }),
        fakeResult({
          resultId: fakeId(832),
          runId: fakeId(833),
          title: 'Get-MailboxStatistics',
          cmdlet: 'Get-MailboxStatistics',
          rows: 1987,
          at: '2026-11-20T09:36:00.000Z',
        }),
      ];
const records = state === 'none' ? [] : fakeActivity(600);
const main = installFakeMain(
  { connections, tabs, activeTabId: active },
  {
    console: {
      ...fakeConsole(rows, run, results),
      answerConfirmation: async () => undefined,
      exportResult: async ({ resultId }) => {
        main.emit('exportProgress', {
          exportId: fakeId(840),
          resultId,
          path: '/home/me/mailboxes.csv',
          rows,
          total: rows,
          state: 'done',
          failure: null,
        });
        return { exportId: fakeId(840), path: '/home/me/mailboxes.csv', rows };
      },
    },
    queries: {
      list: async () => ({ queries: state === 'none' ? [] : fakeQueries(), damaged: [] }),
      check: async () => [],
      run: async ({ connectionId }) => ({
        tab: {
          tabId: active ?? fakeId(802),
          connectionId,
          service: 'exchange' as const,
          kind: 'query',
          title: 'q',
          draft: '',
        },
        run: run ?? fakeRun(fakeId(802)),
      }),
    },
    activity: {
      list: async ({ before, limit }) => {
        const from = before === null ? 0 : records.findIndex(({ id }) => id === before) + 1;
        return {
          records: records.slice(from, from + limit),
          more: from + limit < records.length,
          who: ['admin@partner.com'],
          where: ['Bäckerei Müller', 'Contoso'],
          unreadable: 0,
        };
      },
    },
  },
);
main.world.settings = { ...main.world.settings, ...(theme !== null && { theme: theme as 'light' }) };
main.world.uiState = { ...main.world.uiState, screen: screen as 'console', detailsOpen: state !== 'running' };

await import('../main.tsx');
if (state === 'waiting' && active !== null)
  main.emit('confirmation', { tabId: active, question: fakeQuestion(active) });
