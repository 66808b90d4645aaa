import { CLOUDS, CLOUD_IDS } from '../../shared/clouds.ts';
import { nounOf } from '../../shared/model/nouns.ts';
import { serviceTitles } from '../ui/connectionState.ts';
import { formatCount, formatPlural } from '../ui/format.ts';
import { causeNames } from './causes.ts';
import type { CloudId } from '../../shared/clouds.ts';
import type { ActivityRecord } from '../../shared/model/activity.ts';

export type Outcome = ActivityRecord['outcome'];
export type Kind = ActivityRecord['kind'];

export const outcomeNames: Readonly<Record<Outcome, string>> = {
  running: 'Running',
  done: 'Done',
  changed: 'Changed',
  created: 'Created',
  removed: 'Removed',
  connected: 'Connected',
  disconnected: 'Disconnected',
  'signed-out': 'Signed out',
  exported: 'Exported',
  imported: 'Imported',
  stopped: 'Stopped by you',
  declined: 'Cancelled by you',
  refused: 'Refused',
  failed: 'Failed',
  'outcome-unknown': 'Outcome unknown',
};

export const kindNames: Readonly<Record<Kind, string>> = {
  read: 'Reads',
  change: 'Changes',
  connect: 'Connections',
  export: 'Exports',
  account: 'Accounts',
  query: 'Saved queries',
  certificate: 'Certificates',
};

/** How much an outcome should be noticed. */
export function weight(outcome: Outcome): 'bad' | 'unsure' | 'plain' {
  if (outcome === 'failed') return 'bad';
  return outcome === 'outcome-unknown' ? 'unsure' : 'plain';
}

/** How it ended, in the few words a row has: of a failure its cause, of a refusal why. */
export function outcomeText({
  outcome,
  failure,
  certificate,
}: Pick<ActivityRecord, 'outcome' | 'failure' | 'certificate'>): string {
  if (outcome === 'exported' && certificate?.withKey === true) return 'Private key exported';
  if (outcome === 'failed' && failure !== null) return causeNames[failure.code];
  if (outcome === 'refused' && failure?.code === 'read-only') return 'Refused, read-only';
  return outcomeNames[outcome];
}

/** Whose doing it was: the account that signed in, or the script or screen where none is needed. */
export const whoText = ({ who, certificate }: Pick<ActivityRecord, 'who' | 'certificate'>): string =>
  who === '' ? (certificate?.by ?? '') : who;

/** True: `what` starts with a cmdlet, so it is a command rather than words. */
export const isCommand = (what: string): boolean => /^[A-Za-z]+-[A-Za-z]/u.test(what);

/** What a cmdlet changes, counted: of "mailbox’s permissions" the mailboxes; "objects" where no cmdlet is named. */
function changedNoun(what: string): { one: string; many: string } {
  const cmdlet = /^[A-Za-z]+-[A-Za-z]\w*/u.exec(what)?.[0];
  if (cmdlet === undefined) return { one: 'object', many: 'objects' };
  const { one, many } = nounOf(cmdlet);
  return { one: one.replace(/’s .*$/u, ''), many: many.replace(/’s? .*$/u, '') };
}

/** "2,000 rows", "3 mailboxes"; a dash where an amount means nothing, or nothing came of it. */
export function amountText({
  amount,
  kind,
  outcome,
  what,
}: Pick<ActivityRecord, 'amount' | 'kind' | 'outcome' | 'what'>): string {
  const nothing = outcome === 'failed' || outcome === 'refused' || outcome === 'declined';
  if (amount === null || (amount === 0 && nothing)) return '–';
  if (kind === 'change') {
    const { one, many } = changedNoun(what);
    return formatPlural(amount, one, many);
  }
  if (kind === 'read' || kind === 'export' || kind === 'query') return formatPlural(amount, 'row', 'rows');
  return formatCount(amount);
}

const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const dayYear = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' });

export const timeText = (iso: string): string => time.format(new Date(iso));

const startOfDay = (date: Date): number =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** "Today, Friday 20 November", "Yesterday, …", else the day, with its year where that is another one. */
export function dayText(iso: string, now: number): string {
  const date = new Date(iso);
  const today = new Date(now);
  const days = Math.round((startOfDay(today) - startOfDay(date)) / 86_400_000);
  const name = (date.getFullYear() === today.getFullYear() ? day : dayYear).format(date).replace(',', '');
  return days === 0 ? `Today, ${name}` : days === 1 ? `Yesterday, ${name}` : name;
}

export type ActivityLine =
  | { readonly kind: 'day'; readonly text: string }
  | { readonly kind: 'record'; readonly record: ActivityRecord };

/** Records (newest first) with a line before each day's. */
export function byDay(records: readonly ActivityRecord[], now: number): ActivityLine[] {
  const lines: ActivityLine[] = [];
  let last = '';
  for (const record of records) {
    const text = dayText(record.startedAt, now);
    if (text !== last) lines.push({ kind: 'day', text });
    last = text;
    lines.push({ kind: 'record', record });
  }
  return lines;
}

/** The whole record as text: name and value a line, with what went wrong. */
export const recordText = (record: ActivityRecord): string =>
  [...recordPairs(record), ...problemPairs(record)].map(([name, value]) => `${name}: ${value}`).join('\n');

/** Everything that is known of a record but what went wrong, in the order in which one asks. */
export function recordPairs(record: ActivityRecord): [string, string][] {
  const { where, failure, startedAt, endedAt, certificate } = record;
  const pairs: [string, string | null][] = [
    ['What', record.what],
    ['Outcome', failure === null ? outcomeText(record) : outcomeNames[record.outcome]],
    ['Certificate', certificate?.subject ?? null],
    ['Thumbprint', certificate?.thumbprint ?? null],
    ['File', certificate?.file ?? null],
    ['Private key', certificate?.withKey === true ? 'In the file' : null],
    ['By', certificate?.by ?? null],
    ['Amount', record.amount === null ? null : amountText(record)],
    ['Where', where.organization],
    ['Service', record.service === undefined ? null : serviceTitles[record.service]],
    ['Tenant ID', where.tenantId],
    [
      'Environment',
      CLOUD_IDS.find((id) => id === where.cloudId) ? CLOUDS[where.cloudId as CloudId].name : where.cloudId,
    ],
    ['Who', record.who],
    ['Kind', kindNames[record.kind]],
    ['Started', moment.format(new Date(startedAt))],
    ['Ended', endedAt === null ? null : moment.format(new Date(endedAt))],
    [
      'Took',
      endedAt === null ? null : `${((Date.parse(endedAt) - Date.parse(startedAt)) / 1000).toFixed(1)} s`,
    ],
    ['Correlation ID', record.correlationId ?? failure?.correlationId ?? null],
    ['Record ID', record.id],
  ];
  return known(pairs);
}

/** What went wrong, as text; the screen shows it in a part of its own. */
function problemPairs({ failure }: ActivityRecord): [string, string][] {
  if (failure === null) return [];
  const { message, hint, code, number, requestId } = failure;
  return known([
    ['Problem', message],
    ['What to do', hint],
    ['Problem kind', code],
    ['Sign-in error', number === undefined ? null : `AADSTS${number}`],
    ['Request ID', requestId ?? null],
  ]);
}

const known = (pairs: readonly [string, string | null][]): [string, string][] =>
  pairs.filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== '');
