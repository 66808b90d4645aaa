import { fail, FailureError, type FailureCode } from '../../shared/model/failure.ts';

/** After these the session is of no use until somebody connects again. */
const ENDS_SESSION: ReadonlySet<FailureCode> = new Set([
  'sign-in-needed',
  'mfa-needed',
  'conditional-access',
  'consent-needed',
  'wrong-tenant',
  'no-access',
]);
/** Answers to the first request that mean: this account may not use the service here, or it is not the service's. */
const REFUSES: ReadonlySet<FailureCode> = new Set([
  'bad-answer',
  'not-authorized',
  'no-access',
  'wrong-tenant',
  'host-not-allowed',
]);
const CANCELLED: ReadonlySet<FailureCode> = new Set(['cancelled', 'sign-in-cancelled']);

/** Whether a session whose next token failed like this is of no use any more. */
export function endsSession({ failure }: FailureError): boolean {
  return ENDS_SESSION.has(failure.code);
}

/** Whether the service's first answer means that this connection is none. */
export function refusesConnection({ failure }: FailureError): boolean {
  return REFUSES.has(failure.code);
}

/** Whether a person ended it, so that there is nothing to tell. */
export function wasCancelled({ failure }: FailureError): boolean {
  return CANCELLED.has(failure.code);
}

/** Whatever connecting ended with, as it is told. */
export function connectFailure(error: unknown, signal: AbortSignal): FailureError {
  if (error instanceof FailureError) return error;
  if (signal.aborted) return fail('cancelled', 'Connecting was cancelled.', '');
  return fail(
    'internal',
    'Connecting failed for a reason the app does not know.',
    'Try again; if it stays so, save a diagnostics bundle for support.',
    { retryable: true, cause: error },
  );
}
