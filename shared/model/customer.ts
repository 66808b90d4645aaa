import { z } from 'zod';

export const RELATIONSHIP_STATES = ['active', 'expiring', 'ended', 'pending', 'none'] as const;

/** A customer organisation that an account reaches through GDAP, as one row of the list. */
export const customerSchema = z.object({
  tenantId: z.guid(),
  name: z.string(),
  /** Default domain; null where the contract does not tell. */
  domain: z.string().nullable(),
  relationship: z.object({
    state: z.enum(RELATIONSHIP_STATES),
    /** Whole days until (negative: since) the end; null without an end date. */
    daysLeft: z.int().nullable(),
    endsAt: z.iso.datetime().nullable(),
    autoExtends: z.boolean(),
  }),
  /** The strongest granted role that can use Exchange, by name; null: none is granted. */
  exchangeRole: z.string().nullable(),
  favourite: z.boolean(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type Customer = z.infer<typeof customerSchema>;

export const customerDetailsSchema = z.object({
  tenantId: z.guid(),
  relationships: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      status: z.string(),
      startedAt: z.iso.datetime().nullable(),
      endsAt: z.iso.datetime().nullable(),
      autoExtends: z.boolean(),
    }),
  ),
  roles: z.array(
    z.object({
      roleId: z.string(),
      name: z.string(),
      groups: z.array(z.string()),
      usesExchange: z.boolean(),
    }),
  ),
  people: z.array(z.object({ name: z.string(), username: z.string(), you: z.boolean() })),
  adminCentreUrl: z.string().nullable(),
});
export type CustomerDetails = z.infer<typeof customerDetailsSchema>;
