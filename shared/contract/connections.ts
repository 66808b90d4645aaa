import { z } from 'zod';
import {
  connectionDraftSchema,
  connectionViewSchema,
  damagedRecordSchema,
  profileSchema,
} from '../model/connection.ts';
import { defineDomain } from './define.ts';

const key = z.object({ id: z.uuid() });

export const connections = defineDomain({
  list: {
    input: z.void(),
    output: z.object({ connections: z.array(connectionViewSchema), damaged: z.array(damagedRecordSchema) }),
  },
  create: { input: connectionDraftSchema, output: connectionViewSchema },
  update: {
    input: z.object({
      id: z.uuid(),
      patch: profileSchema.pick({ name: true, folder: true, colour: true, readOnly: true }).partial(),
    }),
    output: connectionViewSchema,
  },
  duplicate: { input: key, output: connectionViewSchema },
  /** Deletes the profile; `restore` brings it back as it was, until the app quits. */
  remove: { input: key, output: z.void() },
  restore: { input: key, output: connectionViewSchema },
  /** Signs in where needed and connects. Resolves when it is connected, rejects with the failure that the card shows too. */
  connect: { input: key, output: connectionViewSchema },
  cancelConnect: { input: key, output: z.void() },
  disconnect: { input: key, output: z.void() },
  dismissDamaged: { input: z.void(), output: z.void() },
});
