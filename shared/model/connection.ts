import { z } from 'zod';
import { CLOUD_IDS } from '../clouds.ts';
import { connectionOptionsSchema } from './connection-options.ts';
import { failureSchema } from './failure.ts';
import { signInMethodSchema } from './sign-in-method.ts';
import { tokenFactsSchema } from './token-facts.ts';

/** Which organisation a connection is for. `own`: the account's home tenant. */
export const organizationSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('own'),
    /** Known after the first sign-in. */
    tenantId: z.guid().nullable(),
    name: z.string().max(256).nullable(),
    domain: z.string().max(256).nullable(),
  }),
  z.object({
    kind: z.literal('customer'),
    tenantId: z.guid(),
    name: z.string().max(256),
    domain: z.string().max(256).nullable(),
  }),
]);
export type Organization = z.infer<typeof organizationSchema>;

/** Exchange Online, and Security & Compliance. */
export const SERVICES = ['exchange', 'compliance'] as const;
export const serviceSchema = z.enum(SERVICES);
export type Service = z.infer<typeof serviceSchema>;

/** Index into the twelve organisation colours (ui README, "Organisation colours"); practice has none. */
export const colourSchema = z.int().min(0).max(11);

/** A saved connection. Holds no secret. Its identity is cloud + account + client id + organisation + service (DESIGN, safety rule 2). */
export const profileSchema = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(120),
  folder: z.string().trim().max(60),
  colour: colourSchema,
  cloudId: z.enum(CLOUD_IDS),
  /** homeAccountId of MSAL; `app:{app id}`, `identity:{id}` or `token:{oid}` for other sign-ins; null until the first one. */
  accountId: z.string().max(200).nullable(),
  /** UPN shown and used as login hint; null for an app. */
  username: z.string().max(320).nullable(),
  /** Of the app registration that signs in; the app's own id for a certificate. */
  clientId: z.guid(),
  organization: organizationSchema,
  services: z.array(serviceSchema).min(1),
  readOnly: z.boolean(),
  signIn: signInMethodSchema,
  options: connectionOptionsSchema,
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type ConnectionProfile = z.infer<typeof profileSchema>;

/** What the form hands over; the rest is filled in by main. */
export const connectionDraftSchema = z.object({
  name: z.string().trim().max(120),
  folder: z.string().trim().max(60),
  cloudId: z.enum(CLOUD_IDS),
  accountId: z.string().max(200).nullable(),
  loginHint: z.string().trim().max(320).nullable(),
  /** Own app registration; null: Exchange's public client. */
  clientId: z.guid().nullable(),
  organization: organizationSchema,
  /**
   * A customer by the domain that was typed (-DelegatedOrganization), whose tenant id is not known yet; `organization`
   * is then `own` and means nothing. Main looks it up and makes it a customer; until then nothing is connected.
   */
  delegatedTo: z.string().trim().min(1).max(256).optional(),
  signIn: signInMethodSchema,
  options: connectionOptionsSchema,
  services: z.array(serviceSchema).min(1),
  readOnly: z.boolean(),
});
export type ConnectionDraft = z.infer<typeof connectionDraftSchema>;

export const connectionStatusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('signed-out') }),
  /** The browser is open; `signInId` leads to the waiting screen. */
  z.object({ state: z.literal('signing-in'), signInId: z.uuid(), since: z.iso.datetime() }),
  z.object({ state: z.literal('connecting'), since: z.iso.datetime() }),
  z.object({
    state: z.literal('connected'),
    since: z.iso.datetime(),
    /** Of Get-ConnectionInformation: counts on over disconnects (real-client.md 2.4). */
    number: z.int().positive(),
    /** ConnectionId, also of each request's header connection-id. */
    connectionId: z.uuid(),
    /** The host that answers: of the cloud, or the region that was found. */
    host: z.string(),
    tokenExpiresAt: z.iso.datetime(),
    token: tokenFactsSchema,
    tenantId: z.guid(),
    /** How many cmdlets this account may run; null while the module file is still being read. */
    cmdletCount: z.int().nullable(),
    /** Why the list of cmdlets is still that of an earlier connection; null or left out: nothing is wrong. */
    cmdletsProblem: failureSchema.nullable().optional(),
    /** Names of directory or GDAP roles in the token, e.g. Exchange Administrator. */
    roles: z.array(z.string()),
    /** The list of cmdlets does not come, and is asked for again: no cmdlet can be sent before. Left out: nothing waits. */
    waiting: z.object({ until: z.iso.datetime(), reason: z.string() }).optional(),
    /** What the service says to those who connect (-ShowBanner), once it has come; left out: nothing, or not yet. */
    banner: z.string().optional(),
  }),
  z.object({ state: z.literal('failed'), at: z.iso.datetime(), failure: failureSchema }),
]);
export type ConnectionStatus = z.infer<typeof connectionStatusSchema>;

/** Answer to "connected successfully?": what a small cmdlet of the service said. */
export const connectionCheckSchema = z.object({
  service: serviceSchema,
  cmdlet: z.string(),
  /** Who answered. */
  host: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  /** True: there are more rows than these. */
  more: z.boolean(),
  elapsedMs: z.number(),
});
export type ConnectionCheck = z.infer<typeof connectionCheckSchema>;

/** The CSV file in which a connection writes what it asks (-EnableErrorReporting): of the last one that it had. */
export const runLogStateSchema = z.object({
  path: z.string(),
  /** Why nothing is written there, or nothing more; null: all went well. */
  problem: failureSchema.nullable(),
});
export type RunLogState = z.infer<typeof runLogStateSchema>;

/** A saved connection and how it is. `status` is that of its first service; `services` has each. */
export const connectionViewSchema = z.object({
  profile: profileSchema,
  status: connectionStatusSchema,
  services: z.array(
    z.object({
      service: serviceSchema,
      status: connectionStatusSchema,
      /** Left out: it has written none since the app was started. */
      runLog: runLogStateSchema.optional(),
    }),
  ),
});
export type ConnectionView = z.infer<typeof connectionViewSchema>;

/** A stored record that could not be read; it stays in the file's backup and the rest loads. */
export const damagedRecordSchema = z.object({
  /** Name or position of the record, as far as it could be told. */
  label: z.string(),
  reason: z.string(),
  /** Where the unreadable text was kept. */
  keptIn: z.string().nullable(),
});
export type DamagedRecord = z.infer<typeof damagedRecordSchema>;
