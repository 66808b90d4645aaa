import { fail } from '../../shared/model/failure.ts';
import { ago, fakeId } from './fakeData.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { ActivityRecord } from '../../shared/model/activity.ts';
import type {
  Column,
  Confirmation,
  Problem,
  ResultSummary,
  ResultView,
  RunState,
} from '../../shared/model/console.ts';
import type { QueryView } from '../queries/folders.ts';

const people = [
  'Anaïs Garçon',
  'Anaïs Larsson',
  'Björn Groß',
  'Dieter Müller',
  'Éloïse Garçon',
  'Fátima O’Brien',
  '李明',
  'شركة النور',
  'Łukasz Schröder',
];
const kinds = ['UserMailbox', 'SharedMailbox', 'RoomMailbox'];

export const fakeColumns: readonly Column[] = [
  { name: 'DisplayName', kind: 'text', widest: 20, initial: true },
  { name: 'PrimarySmtpAddress', kind: 'text', widest: 34, initial: true },
  { name: 'RecipientTypeDetails', kind: 'text', widest: 16, initial: true },
  { name: 'LitigationHoldEnabled', kind: 'boolean', widest: 5, initial: true },
  { name: 'ProhibitSendQuota', kind: 'size', widest: 8, initial: true },
  { name: 'WhenMailboxCreated', kind: 'date', widest: 10, initial: true },
  { name: 'EmailAddresses', kind: 'list', widest: 60, initial: false },
];

/** Text of a cell of the fake result. */
export function fakeCell(column: string, row: number): string {
  switch (column) {
    case 'DisplayName':
      return `${people[row % people.length] ?? ''} ${row}`;
    case 'PrimarySmtpAddress':
      return `mailbox${row}@baeckerei-mueller.example`;
    case 'RecipientTypeDetails':
      return kinds[row % kinds.length] ?? '';
    case 'LitigationHoldEnabled':
      return row % 3 === 0 ? 'True' : 'False';
    case 'ProhibitSendQuota':
      return row % 2 === 0 ? '49.5 GB' : '99 GB';
    case 'WhenMailboxCreated':
      return `2020-0${1 + (row % 9)}-14`;
    default:
      return `SMTP:mailbox${row}@baeckerei-mueller.example`;
  }
}

export const fakeResult = (change: Partial<ResultSummary> = {}): ResultSummary => ({
  resultId: fakeId(810),
  runId: fakeId(811),
  opensAs: 'grid',
  textRevision: 0,
  title: 'Get-EXOMailbox',
  cmdlet: 'Get-EXOMailbox',
  command: 'Get-EXOMailbox -ResultSize Unlimited',
  at: ago(60_000),
  rows: 2000,
  bytes: 30_000_000,
  complete: true,
  ...change,
});

export const fakeRun = (tabId: string, change: Partial<RunState> = {}): RunState => ({
  tabId,
  runId: fakeId(811),
  resultId: fakeId(810),
  state: 'done',
  cmdlet: 'Get-EXOMailbox',
  rows: 2000,
  pages: 3,
  startedAt: ago(60_000),
  elapsedMs: 1800,
  retry: null,
  more: false,
  problems: [],
  ...change,
});

export const fakeProblem = (change: Partial<Problem> = {}): Problem => ({
  severity: 'error',
  failure: fail(
    'object-not-found',
    'Bäckerei Müller has no mailbox called “einkauf@baeckerei-mueler.example”',
    'Look for it with Get-Recipient. Nothing was changed.',
    {
      correlationId: '4c1f7a0e-6d52-4f5b-9f0c-2b8f3f1f7d90',
      retryable: true,
    },
  ).failure,
  place: { start: 30, end: 64, line: 1, column: 31 },
  cmdlet: 'Get-MailboxStatistics',
  details: [
    ['From the service', 'The mailbox einkauf@baeckerei-mueler.example can’t be found.'],
    ['Error ID', 'ManagementObjectNotFoundException'],
    ['Answered', 'HTTP 404 after 212 ms, not sent again'],
  ],
  ...change,
});

export const fakeQuestion = (tabId: string, change: Partial<Confirmation> = {}): Confirmation => ({
  confirmId: fakeId(820),
  tabId,
  runId: fakeId(811),
  script: null,
  organization: 'Bäckerei Müller',
  domain: 'baeckereimueller.onmicrosoft.com',
  cmdlet: 'Set-Mailbox',
  command: "Set-Mailbox -Identity 'filiale' -LitigationHoldEnabled $true -LitigationHoldDuration 2555",
  parameters: [
    { name: 'LitigationHoldEnabled', value: 'True' },
    { name: 'LitigationHoldDuration', value: '2555' },
  ],
  objects: ['Backstube Köln Nord', 'Filiale Aachen', 'Filiale Bonn'],
  noun: { one: 'mailbox', many: 'mailboxes' },
  verb: 'Change',
  impact: 'Low',
  serviceText: null,
  ...change,
});

/** The console of a fake main whose one result has `total` made-up rows, really sorted by place and really filtered. */
export function fakeConsole(
  total: number,
  run: RunState | null,
  results: readonly ResultSummary[],
): Partial<Api['console']> {
  let view: ResultView = { sort: [], filter: '', filterColumns: [] };
  let version = 1;
  const shown = () => {
    if (view.filter === '') return null;
    const text = view.filter.toLowerCase();
    return Array.from({ length: total }, (_, row) => row).filter((row) =>
      view.filterColumns.some((column) => fakeCell(column, row).toLowerCase().includes(text)),
    );
  };
  let filtered = shown();
  const count = () => filtered?.length ?? total;
  const rowAt = (at: number) => {
    const place = view.sort[0]?.descending === true ? count() - 1 - at : at;
    return filtered?.[place] ?? place;
  };
  const text = (line: number) =>
    line < 2
      ? (line === 0 ? ['DisplayName', 'PrimarySmtpAddress'] : ['-----------', '------------------'])
          .map((part) => part.padEnd(30))
          .join('')
      : ['DisplayName', 'PrimarySmtpAddress']
          .map((name) => fakeCell(name, rowAt(line - 2)).padEnd(30))
          .join('');
  return {
    lastRun: async () => run,
    results: async () => ({ results: [...results], dropped: 0 }),
    columns: async () => [...fakeColumns],
    setView: async ({ view: next }) => {
      view = next;
      version += 1;
      filtered = shown();
      return { total: count(), version };
    },
    rows: async ({ columns, from, to }) => ({
      version,
      total: count(),
      from,
      rows: Array.from({ length: Math.max(0, Math.min(to, count()) - from) }, (_, i) =>
        columns.map((column) => fakeCell(column, rowAt(from + i))),
      ),
    }),
    details: async ({ row }) => ({
      total: count(),
      properties: fakeColumns.map(({ name }) => ({
        name,
        type: 'String',
        values: [fakeCell(name, rowAt(row))],
      })),
    }),
    copy: async ({ from, to }) => ({ rows: to - from }),
    text: async ({ from, to }) => ({
      total: count() + 2,
      lines: Array.from({ length: Math.max(0, Math.min(to, count() + 2) - from) }, (_, i) => text(from + i)),
      kinds: Array.from({ length: Math.max(0, Math.min(to, count() + 2) - from) }, () => 'output' as const),
    }),
    check: async () => [],
    complete: async ({ offset }) => ({
      from: offset,
      to: offset,
      items: [],
      statement: false,
      more: false,
    }),
    history: async () => ['Get-AcceptedDomain', 'Get-OrganizationConfig'],
    saveDraft: async () => undefined,
  };
}

const query = (
  number: number,
  name: string,
  folder: string,
  changes: boolean,
  more: Partial<QueryView['query']> = {},
): QueryView => ({
  query: {
    id: fakeId(900 + number),
    name,
    description: `${name}, largest first.`,
    folder,
    text: 'Get-EXOMailbox -ResultSize {count}',
    parameters: [],
    readOnly: !changes,
    createdAt: ago(0),
    updatedAt: '2026-11-20T10:00:00.000Z',
    ...more,
  },
  cmdlet: changes ? 'Set-Mailbox' : 'Get-EXOMailbox',
  changes,
});

export const fakeQueries = (): QueryView[] => [
  query(1, 'Mailbox sizes', 'Mailboxes', false, {
    parameters: [
      {
        name: 'kind',
        label: 'Mailbox kind',
        help: '',
        required: false,
        kind: 'choice',
        options: ['UserMailbox', 'SharedMailbox'],
        initial: 'UserMailbox',
      },
      {
        name: 'start',
        label: 'Name starts with',
        help: 'Empty means all',
        required: false,
        kind: 'text',
        initial: '',
      },
      { name: 'since', label: 'Created since', help: '', required: false, kind: 'date', initial: '' },
      {
        name: 'count',
        label: 'How many',
        help: '',
        required: true,
        kind: 'number',
        initial: 500,
        min: 1,
        max: 5000,
      },
      {
        name: 'archive',
        label: 'Archive mailboxes too',
        help: '',
        required: false,
        kind: 'switch',
        initial: false,
      },
    ],
  }),
  query(2, 'Mailboxes on hold', 'Mailboxes', false),
  query(3, 'Forwarding to outside addresses', 'Mailboxes', false),
  query(4, 'Add a delegate to a mailbox', 'Helpdesk', true),
  query(5, 'Set an automatic reply', 'Helpdesk', true),
  query(6, 'Connectors', 'Mail flow', false),
];

const outcomes: readonly ActivityRecord['outcome'][] = [
  'changed',
  'done',
  'done',
  'outcome-unknown',
  'failed',
  'connected',
  'done',
  'refused',
  'stopped',
  'declined',
];
const whats = [
  'Set-Mailbox -LitigationHoldEnabled $true -LitigationHoldDuration 2555',
  'Get-EXOMailbox -ResultSize Unlimited -PropertySets Minimum, Quota, Hold',
  'Get-InboundConnector',
  'Set-MailboxAutoReplyConfiguration -Identity ines.rossi@northwind.example -AutoReplyState Enabled',
  'Get-MailboxStatistics -Identity nobody',
  'Connect · browser sign-in',
];
const places: readonly (readonly [string, number | null, string])[] = [
  ['Bäckerei Müller', 1, 'O365Default'],
  ['Contoso', 0, 'O365Default'],
  ['Practice cloud', null, 'Practice'],
  ['李明 商店', 3, 'O365China'],
  ['شركة النور', 5, 'O365Default'],
];

/** Records of the log, newest first, about a quarter of an hour apart. */
export const fakeActivity = (count: number): ActivityRecord[] =>
  Array.from({ length: count }, (_, i) => {
    const outcome = outcomes[i % outcomes.length] ?? 'done';
    const [organization, colour, cloudId] = places[i % places.length] ?? ['Contoso', 0, 'O365Default'];
    return {
      id: fakeId(10_000 + i),
      startedAt: ago(i * 900_000 + 60_000),
      endedAt: outcome === 'outcome-unknown' ? null : ago(i * 900_000 + 58_000),
      who: 'admin@partner.com',
      where: { connectionId: null, organization, tenantId: fakeId(5000 + i), cloudId, colour },
      kind:
        outcome === 'changed' || outcome === 'outcome-unknown'
          ? 'change'
          : outcome === 'connected'
            ? 'connect'
            : 'read',
      what: outcome === 'connected' ? 'Connect · browser sign-in' : (whats[i % 5] ?? ''),
      amount: outcome === 'failed' || outcome === 'connected' ? null : (i * 37) % 2500,
      outcome,
      failure: outcome === 'failed' ? fakeProblem().failure : null,
      correlationId: fakeId(6000 + i),
    };
  });
