import { FailureError } from '../../shared/model/failure-error.ts';
import type { Failure } from '../../shared/model/failure-error.ts';

/** The failure inside anything thrown; an unknown error becomes `internal` with words that a person can use. */
export function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  return {
    code: 'internal',
    message: 'Something inside Tenantdeck went wrong.',
    hint: 'Try again. If it happens again, save a support bundle in Settings, Diagnostics.',
    correlationId: null,
    retryable: true,
  };
}
