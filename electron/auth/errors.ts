import { fail, type FailureAction, type FailureError } from '../../shared/model/failure.ts';
import { EXCHANGE_CLIENT_ID } from '../../shared/clouds.ts';
import { consentLink } from './consent-link.ts';
import type { IdentityError } from './identity.ts';
import { REFUSALS, type Refusal, type Words } from './refusals.ts';
import type { UserFlow } from './types.ts';

/** Whom and where a refused sign-in was for, in words, and how it was tried. */
export interface SignInSubject {
  readonly username: string | null;
  /** Name, domain or id of the organisation; null: the account's own. */
  readonly organization: string | null;
  readonly cloudName: string;
  readonly flow?: UserFlow['kind'];
  readonly loginHost?: string;
  /** Tenant id, domain or `organizations`. */
  readonly tenant?: string;
  readonly clientId?: string;
}

const INTERACTION_ERRORS = ['interaction_required', 'login_required', 'consent_required'];
/** Of the device flow: Microsoft's name for it, and RFC 8628's. */
const BY_NAME: Readonly<Record<string, number>> = {
  authorization_declined: 70018,
  bad_verification_code: 70019,
  expired_token: 70020,
};

/** The service has one number for declining permissions and for leaving its page; only its text tells them apart. */
const leftThePage = (error: IdentityError): boolean =>
  error.error === 'access_denied' && error.numbers.includes(65004) && !/consent/i.test(error.text);

function refusalOf(error: IdentityError): Refusal | null {
  if (leftThePage(error)) return null;
  for (const number of [...error.numbers, BY_NAME[error.error] ?? 0]) {
    const refusal = REFUSALS[number];
    if (refusal !== undefined) return refusal;
  }
  return null;
}

/** Whether asking the person may get a token where this silent attempt got none. `invalid_grant` alone does not say. */
export function needsPerson(error: IdentityError): boolean {
  const refusal = refusalOf(error);
  if (refusal !== null) return refusal.person === true;
  return INTERACTION_ERRORS.includes(error.error) || error.error === 'invalid_grant';
}

/** Whether the password was taken and the organisation wants more, which the browser can give. */
export function wantsMore(error: IdentityError): boolean {
  const refusal = refusalOf(error);
  if (refusal !== null) return refusal.more === true;
  // Nobody is signed in: that says nothing of a password.
  return error.error !== 'login_required' && INTERACTION_ERRORS.includes(error.error);
}

/** Whether the kept sign-in of the account is over, for every organisation. */
export function endsSignIn(error: IdentityError): boolean {
  const refusal = refusalOf(error);
  return refusal === null
    ? error.error === 'login_required' || error.suberror === 'bad_token'
    : refusal.ended === true;
}

/** Whether what is kept of the account can't be read by the service: it is no good for a second try. */
export function isDamaged(error: IdentityError): boolean {
  return error.suberror === 'bad_token' || error.numbers.includes(9002313);
}

/** The refusal in plain words. */
export function signInFailure(error: IdentityError, subject: SignInSubject): FailureError {
  const words = wordsOf(subject);
  const number = error.numbers[0];
  const more = {
    correlationId: error.correlationId,
    requestId: error.traceId,
    cause: error,
    number,
  };
  const refusal = refusalOf(error);
  if (refusal !== null) {
    const action = actionFor(refusal, subject);
    return fail(refusal.code, sentence(refusal.message(words)), hintFor(refusal, action), {
      ...more,
      retryable: refusal.person === true || action === 'wait-and-retry',
      action,
      link: action === 'admin-consent' ? consentLinkOf(subject) : undefined,
    });
  }
  if (error.error === 'access_denied') {
    return fail(
      'sign-in-cancelled',
      'The sign-in was cancelled, or the permissions were declined, in the browser.',
      'Sign in again when you are ready.',
      { ...more, retryable: true, action: 'sign-in-again' },
    );
  }
  if (error.error === 'temporarily_unavailable' || error.error === 'server_error') {
    return fail(
      'service-unavailable',
      'The sign-in service is not available at the moment.',
      'Try again in a minute.',
      { ...more, retryable: true, action: 'wait-and-retry' },
    );
  }
  if (needsPerson(error)) {
    return fail(
      'sign-in-needed',
      sentence(`${words.who} has to sign in for ${words.where}.`),
      'Sign in again.',
      {
        ...more,
        retryable: true,
        action: 'sign-in-again',
      },
    );
  }
  return fail(
    'sign-in-failed',
    `${subject.cloudName} refused the sign-in of ${words.who}: ${error.text === '' ? error.error : error.text}`,
    number === undefined
      ? 'Try again; if it stays so, tell support the correlation id.'
      : `Look up AADSTS${number} in Microsoft’s list of sign-in errors, or tell support the correlation id.`,
    { ...more, action: 'sign-in-again' },
  );
}

/** A sentence that begins with “the organisation …” or “this app …”; names stay as they are. */
const sentence = (text: string): string => text.replace(/^t(?=h(?:e|is) )/, 'T');

function wordsOf(subject: SignInSubject): Words {
  const { username, organization, clientId } = subject;
  const own = clientId !== undefined && clientId !== EXCHANGE_CLIENT_ID;
  const domain = username?.split('@')[1];
  return {
    who: username ?? 'this account',
    where:
      organization ??
      (domain === undefined ? 'the organisation of this account' : `the organisation ${domain}`),
    app: own ? `the app registration ${clientId}` : 'this app',
  };
}

/** With a typed password, typing it again is what helps; in the browser already, starting anew is. */
function actionFor({ action, code }: Refusal, { flow }: SignInSubject): FailureAction | undefined {
  if (action === 'sign-in-again' && code === 'sign-in-failed' && flow === 'credential') return 'enter-secret';
  if (action === 'continue-in-browser' && flow === 'browser') return 'sign-in-again';
  return action ?? undefined;
}

function hintFor({ hint }: Refusal, action: FailureAction | undefined): string {
  return action === 'sign-in-again' && hint === 'Continue in the browser.'
    ? 'Sign in again in the browser.'
    : hint;
}

/** Where an administrator allows the app; undefined: the sign-in does not say enough. */
function consentLinkOf({ loginHost, tenant, username, clientId }: SignInSubject): string | undefined {
  if (loginHost === undefined || clientId === undefined) return undefined;
  const named = tenant === undefined || tenant === 'organizations' || tenant === 'common' ? null : tenant;
  return consentLink(loginHost, named ?? username?.split('@')[1] ?? 'organizations', clientId);
}
