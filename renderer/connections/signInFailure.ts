import type { Failure, FailureCode } from '../../shared/model/failure.ts';

const signInCodes: ReadonlySet<FailureCode> = new Set([
  'sign-in-needed',
  'sign-in-cancelled',
  'sign-in-timed-out',
  'sign-in-failed',
  'state-mismatch',
  'account-unknown',
  'wrong-tenant',
  'no-access',
  'consent-needed',
  'conditional-access',
  'mfa-needed',
]);

/** True where another sign-in, not another try, is what leads on. */
export const needsSignIn = (failure: Failure): boolean => signInCodes.has(failure.code);
