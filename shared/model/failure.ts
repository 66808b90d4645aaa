import { z } from 'zod';
import { FAILURE_CODES } from './failure-error.ts';
import type { Failure } from './failure-error.ts';

export { FAILURE_CODES, FailureError, fail } from './failure-error.ts';
export type { Failure, FailureCode } from './failure-error.ts';

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
}) satisfies z.ZodType<Failure>;
