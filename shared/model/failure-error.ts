import type { CloudId } from '../clouds.ts';

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

/** What a button beside a failure does, where there is one that helps. */
export const FAILURE_ACTIONS = [
  /** The same connect again, with a new sign-in. */
  'sign-in-again',
  /** The same connect with the browser, whatever way to sign in was chosen. */
  'continue-in-browser',
  /** Type the password, the token or the certificate’s password again. */
  'enter-secret',
  /** `link` is the page on which an administrator allows the app; it is copied, or sent to them. */
  'admin-consent',
  'retry',
  /** The app itself tries again after a while, as long as the person leaves it to. */
  'wait-and-retry',
  'proxy-settings',
  /** Type the login of the connection's own proxy. */
  'proxy-login',
  /** The form of the connection: environment, hosts, organisation, certificate, app registration. */
  'edit-connection',
  /** The same connection once more, with a session for compliance searches (-EnableSearchOnlySession). */
  'connect-for-searches',
] as const;

export type FailureAction = (typeof FAILURE_ACTIONS)[number];

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
  /** What a button can do about it. */
  action?: FailureAction | undefined;
  /** An https address that goes with the action. */
  link?: string | undefined;
  /** The sign-in service’s number for it (AADSTS). */
  number?: number | undefined;
  /** The environment that was meant, where another one was chosen. */
  environment?: CloudId | undefined;
  /** What to type in a console instead; secrets are variables in it. */
  command?: string | undefined;
  /** request-id of the service’s answer, which support asks for beside the correlation id. */
  requestId?: string | undefined;
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

/** What can be left out of a failure. */
export type FailureMore = Partial<Omit<Failure, 'code' | 'message' | 'hint'>> & { cause?: unknown };

/** Shorthand for throwing: `throw fail('not-found', 'No profile "x" …', 'Choose another.')`. */
export function fail(code: FailureCode, message: string, hint: string, more: FailureMore = {}): FailureError {
  const { correlationId = null, retryable = false, cause, ...rest } = more;
  const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return new FailureError(
    { code, message, hint, correlationId, retryable, ...known },
    cause === undefined ? undefined : { cause },
  );
}
