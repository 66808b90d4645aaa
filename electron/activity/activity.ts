import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import type { Handlers } from '../../shared/contract/index.ts';
import type { ActivityRecord } from '../../shared/model/activity.ts';
import { writeFailure } from '../settings/write-failure.ts';
import { filterRecords } from './filter.ts';
import { keptFailure } from './kept-failure.ts';
import type { ActivityFile } from './log-file.ts';
import type { ActivityEntry, ActivityLog, ActivityStart } from './types.ts';

export interface ActivityDeps {
  readonly file: ActivityFile;
  readonly now: () => Date;
  readonly days: () => number;
  readonly onRecord: (record: ActivityRecord) => void;
  /** Asks where to save; null: closed. */
  readonly askWhere: (suggested: string) => Promise<string | null>;
}

export interface ActivityService extends ActivityLog {
  readonly handlers: Handlers['activity'];
}

/**
 * Opens the log and closes what a killed app left open: a change becomes `outcome-unknown`, a read `stopped`.
 */
export function createActivity(deps: ActivityDeps): ActivityService {
  deps.file.prune(deps.days());
  const { records, unreadable } = deps.file.load();
  for (const [index, record] of records.entries()) {
    if (record.outcome !== 'running') continue;
    records[index] = closeLeftOpen(record, deps);
  }

  const put = (record: ActivityRecord): void => {
    const index = records.findLastIndex((known) => known.id === record.id);
    if (index === -1) records.push(record);
    else records[index] = record;
    deps.onRecord(record);
  };

  return {
    begin: (start: ActivityStart): Promise<ActivityEntry> => {
      const record: ActivityRecord = {
        ...start,
        id: randomUUID(),
        startedAt: deps.now().toISOString(),
        endedAt: null,
        outcome: 'running',
        failure: null,
        amount: null,
      };
      let onDisk = true;
      try {
        deps.file.append({ line: 'begin', record });
      } catch (error) {
        // What leaves a trace elsewhere is not done where it can't be written down; a read goes on and is kept for this session.
        if (leavesTraces(record))
          return Promise.reject(error instanceof Error ? error : new Error(String(error)));
        onDisk = false;
      }
      put(record);
      return Promise.resolve({
        id: record.id,
        end: (result) => {
          const end = {
            id: record.id,
            endedAt: deps.now().toISOString(),
            outcome: result.outcome,
            amount: result.amount,
            failure: result.failure === null ? null : keptFailure(result.failure),
            correlationId: result.correlationId ?? record.correlationId,
            ...(result.certificate !== undefined && { certificate: result.certificate }),
          };
          put({ ...record, ...end });
          if (onDisk) {
            try {
              deps.file.append({ line: 'end', end });
            } catch {
              // The begin is on disk: the next start shows the entry as open, which is the truth the disk knows.
            }
          }
          return Promise.resolve();
        },
      });
    },

    handlers: {
      list: (query) => Promise.resolve({ ...filterRecords(records, query), unreadable }),
      exportAll: async () => {
        const path = await deps.askWhere(`tenantdeck-activity-${deps.now().toISOString().slice(0, 10)}.csv`);
        if (path === null) return null;
        try {
          await writeFile(path, toCsv(records), { mode: 0o600 });
        } catch (error) {
          throw writeFailure(path, error);
        }
        return { path, records: records.length };
      },
    },
  };
}

/** A change in an organisation, or a certificate made, taken away or put into a file. */
const leavesTraces = ({ kind }: ActivityRecord): boolean => kind === 'change' || kind === 'certificate';

function closeLeftOpen(record: ActivityRecord, deps: ActivityDeps): ActivityRecord {
  const change = leavesTraces(record);
  const end = {
    id: record.id,
    endedAt: deps.now().toISOString(),
    outcome: change ? ('outcome-unknown' as const) : ('stopped' as const),
    amount: record.amount,
    failure: {
      code: change ? ('outcome-unknown' as const) : ('cancelled' as const),
      ...wordsOfEnd(record),
      correlationId: record.correlationId,
      retryable: !change,
    },
    correlationId: record.correlationId,
  };
  try {
    deps.file.append({ line: 'end', end });
  } catch {
    // Said again at the next start.
  }
  return { ...record, ...end };
}

function wordsOfEnd({ kind, where, certificate }: ActivityRecord): { message: string; hint: string } {
  if (kind === 'certificate') {
    const look =
      certificate?.file == null
        ? 'Look at the list of certificates.'
        : `Look for the file ${certificate.file}.`;
    return { message: 'Tenantdeck ended while this was being done.', hint: look };
  }
  const message = `Tenantdeck ended while this was`;
  return kind === 'change'
    ? {
        message: `${message} being sent to ${where.organization}.`,
        hint: 'Look at the object there before you send it again.',
      }
    : { message: `${message} running in ${where.organization}.`, hint: 'Run it again.' };
}

function toCsv(records: readonly ActivityRecord[]): string {
  return stringify(
    records.map((r) => [
      r.startedAt,
      r.endedAt ?? '',
      r.who,
      r.where.organization,
      r.where.tenantId ?? '',
      r.where.cloudId,
      r.kind,
      r.what,
      r.amount ?? '',
      r.outcome,
      r.failure?.message ?? '',
      r.failure?.hint ?? '',
      r.failure?.number === undefined ? '' : `AADSTS${String(r.failure.number)}`,
      r.correlationId ?? r.failure?.correlationId ?? '',
      r.failure?.requestId ?? '',
      r.certificate?.subject ?? '',
      r.certificate?.thumbprint ?? '',
      r.certificate?.file ?? '',
      r.certificate === undefined ? '' : r.certificate.withKey ? 'Yes' : 'No',
      r.certificate?.by ?? '',
    ]),
    {
      header: true,
      bom: true,
      escape_formulas: true,
      record_delimiter: 'windows',
      columns: [
        'Started',
        'Ended',
        'Who',
        'Organisation',
        'Tenant ID',
        'Environment',
        'Kind',
        'What',
        'Amount',
        'Outcome',
        'Failure',
        'What to do',
        'Sign-in error',
        'Correlation ID',
        'Request ID',
        'Certificate',
        'Thumbprint',
        'File',
        'With private key',
        'By',
      ],
    },
  );
}
