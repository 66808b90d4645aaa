import { z } from 'zod';
import { activityRecordSchema } from '../model/activity.ts';
import { defineDomain } from './define.ts';

export const activity = defineDomain({
  /** Newest first. `before` is the id of the last record already had. */
  list: {
    input: z.object({
      text: z.string().max(200),
      since: z.iso.datetime().nullable(),
      who: z.string().max(320).nullable(),
      where: z.string().max(256).nullable(),
      kind: z.string().max(20).nullable(),
      outcome: z.string().max(20).nullable(),
      changesOnly: z.boolean(),
      before: z.uuid().nullable(),
      limit: z.int().min(1).max(500),
    }),
    output: z.object({
      records: z.array(activityRecordSchema),
      more: z.boolean(),
      /** What the filters can offer. */
      who: z.array(z.string()),
      where: z.array(z.string()),
      unreadable: z.int(),
    }),
  },
  /** Asks where to save and writes all records as CSV. Null: closed. */
  exportAll: { input: z.void(), output: z.object({ path: z.string(), records: z.int() }).nullable() },
});
