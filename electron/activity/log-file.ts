import {
  appendFileSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { activityRecordSchema, type ActivityRecord } from '../../shared/model/activity.ts';
import { writeFailure } from '../settings/write-failure.ts';

const endSchema = activityRecordSchema.pick({
  id: true,
  endedAt: true,
  outcome: true,
  amount: true,
  failure: true,
  correlationId: true,
  certificate: true,
});
const lineSchema = z.discriminatedUnion('line', [
  z.object({ line: z.literal('begin'), record: activityRecordSchema }),
  z.object({ line: z.literal('end'), end: endSchema }),
]);
type Line = z.infer<typeof lineSchema>;

const fileName = /^activity-(\d{4})-(\d{2})\.jsonl$/;

/** The log on disk: a JSON line at the begin of each entry and one at its end, a file a month. */
export interface ActivityFile {
  /** On the disk when it returns (fsync). Throws FailureError. */
  append(line: Line): void;
  /** Everything kept, oldest first; lines that can't be read are counted, not dropped from the file. */
  load(): { records: ActivityRecord[]; unreadable: number };
  /** Removes the files of months that ended more than `days` ago. */
  prune(days: number): void;
}

export function openActivityFile(folder: string, now: () => Date): ActivityFile {
  let brokenEnd = false;
  return {
    append(line) {
      const path = join(folder, `activity-${now().toISOString().slice(0, 7)}.jsonl`);
      try {
        mkdirSync(folder, { recursive: true });
        const file = openSync(path, 'a', 0o600);
        try {
          // A process that was killed in the middle of a line leaves it without an end; the next one starts anew.
          appendFileSync(file, `${brokenEnd ? '\n' : ''}${JSON.stringify(line)}\n`);
          brokenEnd = false;
          fsyncSync(file);
        } finally {
          closeSync(file);
        }
      } catch (error) {
        throw writeFailure(path, error);
      }
    },

    load() {
      const byId = new Map<string, ActivityRecord>();
      let unreadable = 0;
      for (const name of monthFiles(folder)) {
        const text = readFileSync(join(folder, name), 'utf8');
        brokenEnd = text !== '' && !text.endsWith('\n');
        for (const row of text.split('\n')) {
          if (row === '') continue;
          const line = parseLine(row);
          if (line === null) unreadable++;
          else if (line.line === 'begin') byId.set(line.record.id, line.record);
          else {
            const record = byId.get(line.end.id);
            if (record !== undefined) byId.set(record.id, { ...record, ...line.end });
          }
        }
      }
      return { records: [...byId.values()], unreadable };
    },

    prune(days) {
      const oldest = new Date(now().getTime() - days * 86_400_000).toISOString().slice(0, 7);
      for (const name of monthFiles(folder)) {
        const month = name.slice('activity-'.length, 'activity-'.length + 7);
        if (month < oldest) rmSync(join(folder, name), { force: true });
      }
    },
  };
}

function monthFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => fileName.test(name))
      .sort();
  } catch {
    return [];
  }
}

function parseLine(row: string): Line | null {
  try {
    const parsed = lineSchema.safeParse(JSON.parse(row));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
