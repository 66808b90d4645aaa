import type { z } from 'zod';
import type { contract } from '../../shared/contract/index.ts';
import type { ActivityRecord } from '../../shared/model/activity.ts';

export type ActivityQuery = z.output<(typeof contract.activity.list)['input']>;

export interface ActivityPage {
  readonly records: ActivityRecord[];
  readonly more: boolean;
  readonly who: string[];
  readonly where: string[];
}

/** Newest first, filtered, cut at `limit`; `who` and `where` list what the whole log holds. */
export function filterRecords(records: readonly ActivityRecord[], query: ActivityQuery): ActivityPage {
  const text = query.text.trim().toLocaleLowerCase();
  const matches = (r: ActivityRecord): boolean =>
    (query.since === null || r.startedAt >= query.since) &&
    (query.who === null || r.who === query.who) &&
    (query.where === null || r.where.organization === query.where) &&
    (query.kind === null || r.kind === query.kind) &&
    (query.outcome === null || r.outcome === query.outcome) &&
    (!query.changesOnly || r.kind === 'change') &&
    (text === '' || searchText(r).includes(text));

  const found: ActivityRecord[] = [];
  let more = false;
  let skipping = query.before !== null;
  for (let i = records.length - 1; i >= 0; i--) {
    const record = records[i] as ActivityRecord;
    if (skipping) {
      skipping = record.id !== query.before;
      continue;
    }
    if (!matches(record)) continue;
    if (found.length === query.limit) {
      more = true;
      break;
    }
    found.push(record);
  }
  return {
    records: found,
    more,
    who: distinct(records.map((r) => r.who)),
    where: distinct(records.map((r) => r.where.organization)),
  };
}

const distinct = (values: readonly string[]): string[] =>
  [...new Set(values)].filter((value) => value !== '').sort((a, b) => a.localeCompare(b));

function searchText(r: ActivityRecord): string {
  const { failure } = r;
  return [
    r.what,
    r.who,
    r.where.organization,
    r.where.tenantId,
    r.correlationId,
    failure?.message,
    failure?.correlationId,
    failure?.requestId,
    r.certificate?.subject,
    r.certificate?.thumbprint,
    r.certificate?.file,
    failure?.number === undefined ? undefined : `AADSTS${String(failure.number)}`,
  ]
    .filter((part) => part !== null && part !== undefined)
    .join('\n')
    .toLocaleLowerCase();
}
