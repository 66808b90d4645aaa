import { z } from 'zod';
import { damagedRecordSchema } from '../model/connection.ts';
import { runStateSchema, tabSchema, problemSchema } from '../model/console.ts';
import { queryValuesSchema, savedQuerySchema } from '../model/query.ts';
import { defineDomain } from './define.ts';

const key = z.object({ id: z.uuid() });

/** A query with what its text says of it. */
export const queryViewSchema = z.object({
  query: savedQuerySchema,
  cmdlet: z.string().nullable(),
  /** True: its cmdlet changes data (by its verb, since no connection is asked). */
  changes: z.boolean(),
});

export const queries = defineDomain({
  list: {
    input: z.void(),
    output: z.object({ queries: z.array(queryViewSchema), damaged: z.array(damagedRecordSchema) }),
  },
  /** Creates (id null) or replaces. */
  save: {
    input: savedQuerySchema
      .omit({ id: true, createdAt: true, updatedAt: true })
      .extend({ id: z.uuid().nullable() }),
    output: queryViewSchema,
  },
  duplicate: { input: key, output: queryViewSchema },
  remove: { input: key, output: z.void() },
  restore: { input: key, output: queryViewSchema },
  /** What is wrong with a query's text or parameters, before it is saved. */
  check: {
    input: savedQuerySchema.pick({ text: true, parameters: true, readOnly: true }),
    output: z.array(problemSchema),
  },
  /** Runs on a connection (connecting it where needed) in the connection's query pane. */
  run: {
    input: z.object({ id: z.uuid(), connectionId: z.uuid(), values: queryValuesSchema }),
    output: z.object({ tab: tabSchema, run: runStateSchema }),
  },
});
