import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TransportRequest } from '../../electron/http/types.ts';
import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import { readCaptures, type Capture } from './captures.ts';
import { compare, counterpartOf } from './compare.ts';
import { ConnectDesk } from './connect-desk.ts';
import { connectsItself, contextOf, leadsUpTo } from './context.ts';
import type { WireDifference } from './difference.ts';
import { WireDesk } from './desk.ts';

interface CaptureReport {
  readonly name: string;
  readonly command: string;
  readonly verdict: 'equal' | 'meant' | 'different';
  /** What the command came to here. */
  readonly outcome: string;
  readonly differences: readonly WireDifference[];
}

export interface WireReport {
  readonly total: number;
  readonly equal: number;
  readonly meant: number;
  readonly different: number;
  readonly captures: readonly CaptureReport[];
}

/** Types each capture's command and compares what goes out with what the real client sent. */
export async function compareWire(
  captures: readonly Capture[],
  cmdlets: readonly CmdletInfo[],
): Promise<WireReport> {
  const folder = await mkdtemp(join(tmpdir(), 'wire-'));
  const desks = new Map<string, Promise<WireDesk>>();
  const reports: CaptureReport[] = [];
  try {
    for (const capture of captures) reports.push(await reportOf(capture, cmdlets, desks, folder));
  } finally {
    for (const desk of desks.values()) await (await desk).close();
    await rm(folder, { recursive: true, force: true });
  }
  const count = (verdict: CaptureReport['verdict']) =>
    reports.filter((one) => one.verdict === verdict).length;
  return {
    total: reports.length,
    equal: count('equal'),
    meant: count('meant'),
    different: count('different'),
    captures: reports,
  };
}

async function reportOf(
  capture: Capture,
  cmdlets: readonly CmdletInfo[],
  desks: Map<string, Promise<WireDesk>>,
  folder: string,
): Promise<CaptureReport> {
  const context = connectsItself(capture) ? null : contextOf(capture);
  if (context === null) return reportOfConnect(capture, cmdlets, folder);
  const key = JSON.stringify(context);
  let desk = desks.get(key);
  if (desk === undefined) {
    desk = WireDesk.open(context, cmdlets, folder);
    desks.set(key, desk);
  }
  const opened = await desk;
  return reportFrom(capture, await opened.type(capture), opened.service.sent);
}

/** A console of its own: what one command connected would be there for the next. */
async function reportOfConnect(
  capture: Capture,
  cmdlets: readonly CmdletInfo[],
  folder: string,
): Promise<CaptureReport> {
  const desk = await ConnectDesk.open(capture, cmdlets, folder);
  try {
    const before = leadsUpTo(capture);
    if (before !== null) await desk.prepare(before.command, before.seconds);
    return reportFrom(capture, await desk.type(capture), desk.service.sent);
  } finally {
    await desk.close();
  }
}

function reportFrom(capture: Capture, outcome: string, sent: readonly TransportRequest[]): CaptureReport {
  const { name, command } = capture;
  const differences = compare(capture, counterpartOf(capture, sent));
  return { name, command, verdict: verdictOf(differences), outcome, differences };
}

function verdictOf(differences: readonly WireDifference[]): CaptureReport['verdict'] {
  if (differences.length === 0) return 'equal';
  return differences.every(({ reason }) => reason !== null) ? 'meant' : 'different';
}

/** `npm run conformance -- --wire`. Exit status 1: something differs that is not meant. */
export async function runWire(
  file: string,
  cmdlets: readonly CmdletInfo[],
  json: string | null,
): Promise<number> {
  const report = await compareWire(readCaptures(file), cmdlets);
  const reasons = new Map<string, Set<string>>();
  for (const { name, differences, verdict, outcome } of report.captures) {
    if (verdict === 'different') process.stdout.write(`\n${name} (${outcome})\n`);
    for (const { what, expected, actual, reason } of differences) {
      if (reason === null)
        process.stdout.write(`  ${what}\n    theirs ${String(expected)}\n    ours   ${String(actual)}\n`);
      else reasons.set(reason, (reasons.get(reason) ?? new Set()).add(what));
    }
  }
  process.stdout.write('\nDifferences that are meant:\n');
  for (const [reason, whats] of reasons) process.stdout.write(`  ${[...whats].join(', ')}\n    ${reason}\n`);
  const { total, equal, meant, different } = report;
  process.stdout.write(
    `\n${String(total)} requests: ${String(equal)} equal, ${String(meant)} with meant differences only, ${String(different)} different\n`,
  );
  if (json !== null) await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
  return different === 0 ? 0 : 1;
}
