import { z } from 'zod';
import { connectionViewSchema, damagedRecordSchema, profileSchema } from './connection.ts';

/** Marks a file of connections, so that another JSON file is told apart. */
export const CONNECTION_FILE_FORMAT = 'tenantdeck-connections';
export const CONNECTION_FILE_VERSION = 1;

/** A connection as a file carries it from computer to computer: no secret, no account of this computer. */
export const carriedConnectionSchema = profileSchema.pick({
  name: true,
  folder: true,
  colour: true,
  cloudId: true,
  username: true,
  clientId: true,
  organization: true,
  services: true,
  readOnly: true,
  signIn: true,
  options: true,
});
export type CarriedConnection = z.infer<typeof carriedConnectionSchema>;

/** What a file holds, compared with what is saved here. Nothing was taken over yet. */
export const importPreviewSchema = z.object({
  importId: z.uuid(),
  fileName: z.string(),
  fresh: z.array(carriedConnectionSchema),
  /** Already here (or in the file once more): `existing` is that connection's name. Never taken over. */
  twins: z.array(z.object({ connection: carriedConnectionSchema, existing: z.string() })),
  damaged: z.array(damagedRecordSchema),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

export const importResultSchema = z.object({
  importId: z.uuid(),
  connections: z.array(connectionViewSchema),
});
