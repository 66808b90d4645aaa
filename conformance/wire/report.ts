import type { BadLine, Capture } from './captures.ts';
import type { WireDifference } from './difference.ts';

export interface CaptureReport {
  readonly name: string;
  readonly command: string;
  readonly verdict: 'equal' | 'meant' | 'different';
  /** What the command came to here. */
  readonly outcome: string;
  /** Method and address of all that was sent for it, in order. */
  readonly sent: readonly string[];
  readonly differences: readonly WireDifference[];
}

export interface WireReport {
  readonly total: number;
  readonly equal: number;
  readonly meant: number;
  readonly different: number;
  /** Lines that are no captures, and were not compared. */
  readonly unread: readonly BadLine[];
  /** Why what is meant differs, and where. */
  readonly reasons: readonly { readonly reason: string; readonly what: readonly string[] }[];
  readonly captures: readonly CaptureReport[];
}

export function reportOf(captures: readonly CaptureReport[], unread: readonly BadLine[]): WireReport {
  const count = (verdict: CaptureReport['verdict']) =>
    captures.filter((one) => one.verdict === verdict).length;
  const reasons = new Map<string, Set<string>>();
  for (const { what, reason } of captures.flatMap(({ differences }) => differences))
    if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? new Set()).add(placeOf(what)));
  return {
    total: captures.length,
    equal: count('equal'),
    meant: count('meant'),
    different: count('different'),
    unread,
    reasons: [...reasons].map(([reason, what]) => ({ reason, what: [...what].sort() })),
    captures,
  };
}

/** Any part of a batch. */
const placeOf = (what: string): string => what.replace(/^part \d+/u, 'part').replace(/\.\d+\./gu, '.n.');

const RANDOM_GUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/giu;

/** The same from run to run: ids that were drawn for it alone have no value of their own, and neither has a page's query. */
export function stable(text: string, { request, command }: Capture): string {
  const own = `${command}\n${JSON.stringify(request)}`.toLowerCase();
  return text.replace(RANDOM_GUID, (id) => (own.includes(id.toLowerCase()) ? id : '{new id}'));
}

/** What doesn't agree with a capture; empty: all does, but for what is meant. */
export function problemText({ name, command, outcome, verdict, differences, sent }: CaptureReport): string {
  if (verdict !== 'different') return '';
  const lines = [`${name}: ${command}`, `  came to: ${outcome}`, `  sent ${String(sent.length)} requests`];
  for (const { what, expected, actual, reason } of differences)
    if (reason === null)
      lines.push(`  ${what}`, `    theirs ${expected ?? '(nothing)'}`, `    ours   ${actual ?? '(nothing)'}`);
  return `\n${lines.join('\n')}\n`;
}

/** The end of a run. */
export function summaryText({ total, equal, meant, different, unread, reasons }: WireReport): string {
  const lines = reasons.flatMap(({ reason, what }) => [`  ${what.join(', ')}`, `    ${reason}`]);
  const bad = unread.map(({ line, problem }) => `  line ${String(line)}: ${problem}`);
  return [
    ...(lines.length === 0 ? [] : ['', 'Differences that are meant:', ...lines]),
    ...(bad.length === 0 ? [] : ['', 'Lines that could not be read:', ...bad]),
    '',
    `${String(total)} requests: ${String(equal)} equal, ${String(meant)} with meant differences only, ${String(different)} different${bad.length === 0 ? '' : `; ${String(bad.length)} lines could not be read`}`,
    '',
  ].join('\n');
}
