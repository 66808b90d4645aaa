import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { DamagedRecord } from '../../shared/model/connection.ts';
import { savedQuerySchema, type SavedQuery } from '../../shared/model/query.ts';
import type { JsonStore } from '../settings/json-store.ts';
import { starterQueries } from './starters.ts';

/** Version of the file's form. Raised together with a step in `migrate`. */
const FORMAT = 1;

const fileSchema = z.object({
  format: z.int().min(1).max(FORMAT),
  queries: z.array(z.unknown()),
  /** Records that could not be read, kept as they are. */
  unreadable: z.array(z.unknown()).default([]),
});

export interface QueryStore {
  all(): readonly SavedQuery[];
  damaged(): readonly DamagedRecord[];
  /** Throws FailureError; nothing is changed then. */
  replace(queries: readonly SavedQuery[]): void;
}

/** Reads the saved queries one by one: a damaged one is reported and kept in the file, the others load. */
export function openQueryStore(store: JsonStore, now: () => Date): QueryStore {
  const raw = store.read();
  const damaged: DamagedRecord[] = store.damaged === null ? [] : [store.damaged];
  let unreadable: unknown[] = [];
  let queries: SavedQuery[] = [];
  const file = fileSchema.safeParse(raw);
  if (file.success) {
    for (const [index, record] of [...file.data.queries, ...file.data.unreadable].entries()) {
      const parsed = savedQuerySchema.safeParse(record);
      if (parsed.success) queries.push(parsed.data);
      else {
        unreadable.push(record);
        damaged.push({ label: labelOf(record, index), reason: reasonOf(parsed.error), keptIn: store.path });
      }
    }
  } else if (raw === undefined) {
    queries = starterQueries(now().toISOString(), randomUUID);
  } else {
    unreadable = [raw];
    damaged.push({
      label: 'Saved queries',
      reason: 'The file has a form that this version does not know.',
      keptIn: store.path,
    });
  }
  return {
    all: () => queries,
    damaged: () => damaged,
    replace(next) {
      store.write({ format: FORMAT, queries: next, unreadable });
      queries = [...next];
    },
  };
}

function labelOf(record: unknown, index: number): string {
  const name =
    typeof record === 'object' && record !== null ? (record as { name?: unknown }).name : undefined;
  return typeof name === 'string' && name !== '' ? name.slice(0, 120) : `Query ${String(index + 1)}`;
}

const reasonOf = (error: z.ZodError): string =>
  error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.map(String).join('.') || 'record'}: ${issue.message}`)
    .join('; ');
