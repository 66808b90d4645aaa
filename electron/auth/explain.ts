import { fail, FailureError } from '../../shared/model/failure.ts';
import { describeSkew, MOST_SKEW_MS } from './clock.ts';
import { signInFailure, type SignInSubject } from './errors.ts';
import { IdentityError } from './identity.ts';

/** Refusals that a wrong clock brings about: something expired or not valid yet. */
const OF_TIME: ReadonlySet<number> = new Set([70008, 50089, 500133, 700024, 5000811]);

/** What went wrong in a sign-in, in words. */
function explainSignIn(error: unknown, subject: SignInSubject): FailureError {
  if (error instanceof FailureError) return error;
  if (error instanceof IdentityError) return signInFailure(error, subject);
  return fail(
    'internal',
    `The sign-in of ${subject.username ?? 'this account'} failed for a reason the app does not know.`,
    'Try again; if it stays so, save a diagnostics bundle for support.',
    { retryable: true, action: 'retry', cause: error },
  );
}

/** What went wrong in words; a clock that is `skewMs` off the service's is named as the cause where it is one. */
export function explainWithClock(error: unknown, subject: SignInSubject, skewMs: number): FailureError {
  const failure = explainSignIn(error, subject);
  const aboutTime = error instanceof IdentityError && error.numbers.some((number) => OF_TIME.has(number));
  if (!aboutTime || Math.abs(skewMs) < MOST_SKEW_MS) return failure;
  return fail(
    'clock-skew',
    `The sign-in was refused because this computer’s clock is ${describeSkew(skewMs)}.`,
    'Set the date and time of this computer, then sign in again.',
    { correlationId: failure.failure.correlationId, cause: error },
  );
}
