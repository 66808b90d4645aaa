import { z } from 'zod';
import { serviceSchema } from './connection.ts';
import { failureSchema } from './failure.ts';
import { OUTCOMES } from './outcomes.ts';

/** What an entry about a certificate tells. Never a key, never a password. */
const notedCertificateSchema = z.object({
  /** Empty: not known before its file was read. */
  subject: z.string(),
  /** Null: it is not known. */
  thumbprint: z.string().nullable(),
  /** Name of the file that was written or read; null: none. */
  file: z.string().nullable(),
  /** True: its private key went into the file, too. */
  withKey: z.boolean(),
  /** The tab's script, or the screen. */
  by: z.string(),
});
export type NotedCertificate = z.infer<typeof notedCertificateSchema>;

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
  kind: z.enum(['read', 'change', 'connect', 'export', 'account', 'query', 'certificate']),
  /** The command as it was sent, secrets left out, or a few words ("Connect · browser sign-in"). */
  what: z.string(),
  /** Rows read or objects changed; null where that means nothing. */
  amount: z.int().nullable(),
  outcome: z.enum(OUTCOMES),
  failure: failureSchema.nullable(),
  correlationId: z.string().nullable(),
  /** The service that it went to; not there: none, or a record from before it was kept. */
  service: serviceSchema.optional(),
  certificate: notedCertificateSchema.optional(),
});
export type ActivityRecord = z.infer<typeof activityRecordSchema>;
