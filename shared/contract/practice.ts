import { z } from 'zod';
import { failureSchema } from '../model/failure.ts';
import { defineDomain } from './define.ts';

export const practiceStatusSchema = z.object({
  state: z.enum(['off', 'starting', 'running', 'failed']),
  failure: failureSchema.nullable(),
  /** Accounts to try it with, shown in the form. */
  accounts: z.array(z.object({ username: z.string(), password: z.string(), about: z.string() })),
});

export const practice = defineDomain({
  status: { input: z.void(), output: practiceStatusSchema },
  start: { input: z.void(), output: practiceStatusSchema },
});
