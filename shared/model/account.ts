import { z } from 'zod';
import { CLOUD_IDS } from '../clouds.ts';
import { failureSchema } from './failure.ts';

export const accountSchema = z.object({
  /** homeAccountId: `oid.tid`. The same person in two clouds is two accounts: the key is cloudId + accountId. */
  accountId: z.string().max(200),
  cloudId: z.enum(CLOUD_IDS),
  username: z.string(),
  displayName: z.string(),
  homeTenantId: z.guid(),
  homeOrganization: z.string().nullable(),
  /** False: a sign-in in the browser is needed before it can be used again. */
  usable: z.boolean(),
});
export type Account = z.infer<typeof accountSchema>;

/** What a device code sign-in shows: the code is typed on the page, on any computer or phone. */
export const deviceCodeSchema = z.object({
  code: z.string().max(100),
  /** The address to open and to show. */
  page: z.string().max(2048),
  expiresAt: z.iso.datetime(),
});
export type DeviceCode = z.infer<typeof deviceCodeSchema>;

/** One sign-in that waits for the browser, or for a device code to be typed. */
export const signInSchema = z.object({
  signInId: z.uuid(),
  kind: z.enum(['browser', 'device']),
  /** Null: the browser's, or the code is not there yet. */
  device: deviceCodeSchema.nullable(),
  cloudId: z.enum(CLOUD_IDS),
  /** What it is for, in a few words: "Contoso", "Customer list". */
  purpose: z.string(),
  connectionId: z.uuid().nullable(),
  loginHint: z.string().nullable(),
  startedAt: z.iso.datetime(),
  /** startedAt + 5 minutes; the end of a device code's life. */
  endsAt: z.iso.datetime(),
  state: z.enum(['waiting', 'finishing', 'done', 'cancelled', 'failed']),
  failure: failureSchema.nullable(),
});
export type SignIn = z.infer<typeof signInSchema>;

/** Where sign-ins are kept, right now. */
export const vaultStatusSchema = z.object({
  state: z.enum(['persisted', 'in-memory', 'unknown']),
  /**
   * Why sign-ins live in memory only; null when all is well. While `persisted` it can be damaged-file or foreign-file:
   * a file was put aside and new ones are kept.
   */
  reason: z
    .enum([
      'turned-off',
      'no-keychain',
      'keychain-locked',
      'keychain-hangs',
      'damaged-file',
      'foreign-file',
      'disk-full',
      'not-writable',
    ])
    .nullable(),
  /** One sentence that is true right now, for settings. */
  sentence: z.string(),
  hint: z.string(),
});
export type VaultStatus = z.infer<typeof vaultStatusSchema>;
