import { z } from 'zod';

const match = z.strictObject({
  service: z.enum(['entra', 'exchange', 'graph', 'none']).optional(),
  method: z.string().min(1).optional(),
  path: z.string().min(1).optional(),
  cmdlet: z.string().min(1).optional(),
  tenant: z.string().min(1).optional(),
  body: z.string().min(1).optional(),
});

const effect = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    retryAfter: z.string().optional(),
    body: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('latency'), milliseconds: z.int().min(0).max(600_000) }),
  z.strictObject({ kind: z.literal('reset'), when: z.enum(['before', 'after']) }),
  z.strictObject({ kind: z.literal('truncate'), share: z.number().min(0).max(1) }),
  z.strictObject({ kind: z.literal('html'), status: z.int().min(200).max(599) }),
  z.strictObject({ kind: z.literal('claims') }),
  z.strictObject({ kind: z.literal('wrongTenantToken') }),
  z.strictObject({ kind: z.literal('wrongHostNextLink'), host: z.string().regex(/^[\w.:-]+$/u) }),
  z.strictObject({
    kind: z.literal('part'),
    at: z.int().min(0).max(9),
    status: z.int().min(200).max(599).optional(),
    retryAfter: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('redirect'), location: z.string().min(1) }),
  z.strictObject({ kind: z.literal('hang') }),
]);

/** A fault rule as tests send it. */
export const faultRuleSchema = z.strictObject({
  match,
  effect,
  skip: z.int().min(0).optional(),
  times: z.int().min(1).nullable().optional(),
});

export const clockSchema = z.strictObject({ skewSeconds: z.number().min(-1e8).max(1e8) });

export const tokensSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('expire') }),
  z.strictObject({ action: z.literal('challenge') }),
  z.strictObject({
    action: z.literal('revokeRefresh'),
    code: z.union([z.literal(50173), z.literal(70043), z.literal(700082)]),
  }),
]);

/** Whether compliance searches are refused as from a session without -EnableSearchOnlySession. */
export const searchSessionsSchema = z.strictObject({ refused: z.boolean() });

/** An app registration as tests make it; `certificate` is the public one, DER in base64. */
export const appSchema = z.strictObject({
  id: z.guid(),
  displayName: z.string().min(1).max(120).optional(),
  /** Id or domain; Contoso unless told. */
  tenant: z.string().min(1).optional(),
  /** Ids or domains of other organisations that accepted it. */
  acceptedIn: z.array(z.string().min(1)).optional(),
  appRoles: z.array(z.string()).optional(),
  /** Template ids. */
  directoryRoles: z.array(z.string()).optional(),
  certificate: z.base64().optional(),
});
