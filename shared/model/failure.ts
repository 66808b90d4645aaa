import { z } from 'zod';
import { CLOUD_IDS } from '../clouds.ts';
import { FAILURE_ACTIONS, FAILURE_CODES } from './failure-error.ts';
import type { Failure } from './failure-error.ts';

export { FAILURE_CODES, FailureError, fail } from './failure-error.ts';
export type { Failure, FailureAction, FailureCode } from './failure-error.ts';

/** The only form in which something going wrong crosses IPC (DESIGN, safety rule 6). */
export const failureSchema = z.object({
  code: z.enum(FAILURE_CODES),
  /** What happened and where, a sentence in the user's words. */
  message: z.string(),
  /** What to do next; empty only where there is nothing to do. */
  hint: z.string(),
  /** client-request-id of the request, or the sign-in's correlation id; null where nothing was sent. */
  correlationId: z.string().nullable(),
  /** True: the same thing may work when tried again. */
  retryable: z.boolean(),
  /** What a button can do about it. */
  action: z.enum(FAILURE_ACTIONS).optional(),
  /** An https address that goes with the action. */
  link: z
    .url({ protocol: /^https$/ })
    .max(2048)
    .optional(),
  /** The sign-in service’s number for it (AADSTS). */
  number: z.int().positive().optional(),
  /** The environment that was meant, where another one was chosen. */
  environment: z.enum(CLOUD_IDS).optional(),
  /** What to type in a console instead; secrets are variables in it. */
  command: z.string().max(8192).optional(),
  /** request-id of the service’s answer. */
  requestId: z.string().max(200).optional(),
}) satisfies z.ZodType<Failure>;
