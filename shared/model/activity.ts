import { z } from 'zod';
import { serviceSchema } from './connection.ts';
import { failureSchema } from './failure.ts';
import { OUTCOMES } from './outcomes.ts';

/** One entry of the activity log: who, where, what, how much, with what outcome. Append-only: an entry's end is a second line. */
export const activityRecordSchema = z.object({
  id: z.uuid(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  who: z.string(),
  where: z.object({
    connectionId: z.uuid().nullable(),
    organization: z.string(),
    tenantId: z.string().nullable(),
    cloudId: z.string(),
    /** Colour index of the connection at that time; null: practice or none. */
    colour: z.int().nullable(),
  }),
  kind: z.enum(['read', 'change', 'connect', 'export', 'account', 'query']),
  /** The command as it was sent, secrets left out, or a few words ("Connect · browser sign-in"). */
  what: z.string(),
  /** Rows read or objects changed; null where that means nothing. */
  amount: z.int().nullable(),
  outcome: z.enum(OUTCOMES),
  failure: failureSchema.nullable(),
  correlationId: z.string().nullable(),
  /** The service that it went to; not there: none, or a record from before it was kept. */
  service: serviceSchema.optional(),
});
export type ActivityRecord = z.infer<typeof activityRecordSchema>;
