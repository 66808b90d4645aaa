import { z } from 'zod';

/** A request of the service for a newer or stronger sign-in (continuous access evaluation), and what came of it. */
export const challengeSchema = z.object({
  at: z.iso.datetime(),
  /** What it asked for, in words; never the token. */
  asked: z.string(),
  outcome: z.enum(['answered', 'refused']),
});
export type Challenge = z.infer<typeof challengeSchema>;

/** What a connection's token says, explained; never the token itself. */
export const tokenFactsSchema = z.object({
  actor: z.enum(['user', 'app']),
  account: z.string(),
  tenantId: z.guid(),
  audience: z.string(),
  appId: z.string().nullable(),
  scopes: z.array(z.string()),
  /** `roles`: application permissions. */
  appRoles: z.array(z.string()),
  /** Names of the directory roles in `wids`. */
  directoryRoles: z.array(z.string()),
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** False: a given token, which nobody renews. */
  renewable: z.boolean(),
  renewedAt: z.iso.datetime().nullable(),
  /** What the account lacks for this service, as far as the token tells; null: nothing that can be seen. */
  missing: z.string().nullable(),
  challenges: z.array(challengeSchema),
});
export type TokenFacts = z.infer<typeof tokenFactsSchema>;
