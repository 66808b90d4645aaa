// Plain, without the schema library, so that the renderer can throw and read failures without loading it.

/**
 * Every reason why something did not work. The code is what the program decides on; the words for people are in
 * `message` (what happened, where) and `hint` (what to do next).
 */
export const FAILURE_CODES = [
  // input
  'invalid-input',
  'not-found',
  'conflict',
  'refused-by-user',
  'cancelled',
  // sign-in
  'sign-in-needed',
  /** A password or a token has to be typed. */
  'secret-needed',
  /** Of a certificate's file. */
  'wrong-password',
  /** No private key, expired, not a certificate … */
  'certificate-unusable',
  'sign-in-cancelled',
  'sign-in-timed-out',
  'sign-in-failed',
  'no-browser',
  'state-mismatch',
  'account-unknown',
  'wrong-tenant',
  'no-access',
  'consent-needed',
  'conditional-access',
  'mfa-needed',
  'clock-skew',
  // network
  'offline',
  'host-unreachable',
  'host-not-allowed',
  'timed-out',
  'throttled',
  'service-unavailable',
  'bad-answer',
  'interrupted-answer',
  // service
  'not-authorized',
  'cmdlet-refused',
  'cmdlet-unknown',
  'object-not-found',
  'service-error',
  'outcome-unknown',
  // app
  /** Another operating system or machine would be needed. */
  'not-supported-here',
  'read-only',
  'not-connected',
  'language',
  'too-large',
  'disk-full',
  'not-writable',
  'damaged-file',
  'keychain-unavailable',
  'port-in-use',
  'practice-unavailable',
  'internal',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

/** The only form in which something going wrong crosses IPC (DESIGN, safety rule 6); its schema is in failure.ts. */
export interface Failure {
  code: FailureCode;
  /** What happened and where, a sentence in the user's words. */
  message: string;
  /** What to do next; empty only where there is nothing to do. */
  hint: string;
  /** client-request-id of the request, or the sign-in's correlation id; null where nothing was sent. */
  correlationId: string | null;
  /** True: the same thing may work when tried again. */
  retryable: boolean;
}

/** An Error that carries a Failure; everything thrown on purpose in main is one. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.name = 'FailureError';
    this.failure = failure;
  }
}

/** Shorthand for throwing: `throw fail('not-found', 'No profile "x" …', 'Choose another.')`. */
export function fail(
  code: FailureCode,
  message: string,
  hint: string,
  more: { correlationId?: string | null; retryable?: boolean; cause?: unknown } = {},
): FailureError {
  return new FailureError(
    { code, message, hint, correlationId: more.correlationId ?? null, retryable: more.retryable ?? false },
    more.cause === undefined ? undefined : { cause: more.cause },
  );
}
