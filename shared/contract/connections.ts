import { z } from 'zod';
import { CLOUD_IDS } from '../clouds.ts';
import {
  colourSchema,
  connectionCheckSchema,
  connectionDraftSchema,
  connectionViewSchema,
  damagedRecordSchema,
  serviceSchema,
} from '../model/connection.ts';
import { importPreviewSchema, importResultSchema } from '../model/connection-file.ts';
import { proxySecretSchema } from '../model/proxy.ts';
import { connectSecretsSchema } from '../model/sign-in-method.ts';
import { tokenFactsSchema } from '../model/token-facts.ts';
import { defineDomain } from './define.ts';

const key = z.object({ id: z.uuid() });

export const connections = defineDomain({
  list: {
    input: z.void(),
    /** `leftOpen`: how many a crash left open, which are disconnected now; told once, 0 afterwards. */
    output: z.object({
      connections: z.array(connectionViewSchema),
      damaged: z.array(damagedRecordSchema),
      leftOpen: z.int().nonnegative(),
    }),
  },
  create: {
    /** `proxySecret`: its domain may have to be looked up through its own proxy. */
    input: connectionDraftSchema.extend({ proxySecret: proxySecretSchema.optional() }),
    output: connectionViewSchema,
  },
  /** Who and where it is for changes only while it is disconnected; name, folder, colour and read-only at any time. */
  update: {
    input: z.object({
      id: z.uuid(),
      patch: connectionDraftSchema.extend({ colour: colourSchema }).partial(),
      proxySecret: proxySecretSchema.optional(),
    }),
    output: connectionViewSchema,
  },
  duplicate: { input: key, output: connectionViewSchema },
  /** Deletes the profile; `restore` brings it back as it was, until the app quits. */
  remove: { input: key, output: z.void() },
  restore: { input: key, output: connectionViewSchema },
  /** Signs in where needed and connects. Resolves when it is connected, rejects with the failure that the card shows too. */
  connect: {
    input: key.extend({
      /** All of the connection's services unless told. */
      services: z.array(serviceSchema).min(1).optional(),
      /** What the person typed for this one connect. */
      secrets: connectSecretsSchema.optional(),
      /** True: a person signs in in the browser this time; the connection keeps its way to sign in. */
      inBrowser: z.boolean().optional(),
    }),
    output: connectionViewSchema,
  },
  cancelConnect: { input: key, output: z.void() },
  disconnect: { input: key.extend({ services: z.array(serviceSchema).min(1).optional() }), output: z.void() },
  /** What a pasted token says of itself; it is not kept. Failure `invalid-input`: it is none. */
  explainToken: {
    input: z.object({ accessToken: z.string().min(1).max(65_536) }),
    output: tokenFactsSchema,
  },
  /** Asks the service something small, connecting silently where needed, and shows its answer. */
  check: { input: key.extend({ service: serviceSchema }), output: connectionCheckSchema },
  /** Which organisation has a domain, asked before anybody signs in. Throws not-found. */
  lookupTenant: {
    input: z.object({ cloudId: z.enum(CLOUD_IDS), domain: z.string().trim().min(1).max(253) }),
    output: z.object({
      tenantId: z.guid(),
      /** The environment it really lives in, which may be another one than asked. */
      cloudId: z.enum(CLOUD_IDS),
      /** That environment's name, or that of its part: GCC is told from the rest of Microsoft 365. */
      cloudName: z.string(),
      /** Where it is known already. */
      name: z.string().nullable(),
    }),
  },
  /** Shows the newest run log of a service in the system's file manager. Throws not-found. */
  showRunLog: { input: key.extend({ service: serviceSchema }), output: z.void() },
  /** Asks for the folder of a run log; null: closed without an answer. */
  chooseLogFolder: { input: z.void(), output: z.object({ path: z.string() }).nullable() },
  dismissDamaged: { input: z.void(), output: z.void() },
  /** Asks where, and writes connections without their secrets; null: closed without an answer. All unless told. */
  exportFile: {
    input: z.object({ ids: z.array(z.uuid()).min(1).optional() }),
    output: z.object({ path: z.string(), count: z.int() }).nullable(),
  },
  /** Asks which file, and shows what taking it over would do; null: closed without an answer. */
  importFile: { input: z.void(), output: importPreviewSchema.nullable() },
  /** Takes over what the preview called new: all of it or, where it can't be saved, none. */
  applyImport: { input: z.object({ importId: z.uuid() }), output: importResultSchema },
  /** Removes what an import added, until the app quits. */
  undoImport: { input: z.object({ importId: z.uuid() }), output: z.void() },
});
