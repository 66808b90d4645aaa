import { fail, type FailureCode, type FailureError } from '../../shared/model/failure.ts';
import type { IdentityError } from './identity.ts';

/** Whom and where a refused sign-in was for, in words. */
export interface SignInSubject {
  readonly username: string | null;
  /** Name, domain or id of the organisation; null: the account's own. */
  readonly organization: string | null;
  readonly cloudName: string;
}

interface Row {
  readonly code: FailureCode;
  readonly message: (subject: Words, text: string) => string;
  readonly hint: string;
  /** The browser may help. */
  readonly interactive?: true;
  /** The account's kept sign-in is worth nothing any more. */
  readonly ended?: true;
}

interface Words {
  readonly who: string;
  readonly where: string;
}

const SIGN_IN_AGAIN = 'Sign in again in the browser.';

const ended = (message: Row['message']): Row => ({
  code: 'sign-in-needed',
  message,
  hint: SIGN_IN_AGAIN,
  interactive: true,
  ended: true,
});
const extraStep = (message: Row['message']): Row => ({
  code: 'mfa-needed',
  message,
  hint: 'Continue in the browser.',
  interactive: true,
});
const consent: Row = {
  code: 'consent-needed',
  message: ({ where }) => `Nobody has yet allowed this app to act for ${where}.`,
  hint: 'Continue in the browser and accept the permissions; some need an administrator of the organisation.',
  interactive: true,
};
const noAccess = (message: Row['message'], hint: string): Row => ({ code: 'no-access', message, hint });
const skewed: Row = {
  code: 'clock-skew',
  message: () => 'The sign-in was refused because the clock of this computer and that of the service differ.',
  hint: 'Set the date and time of this computer, then sign in again.',
};
const blocked: Row = {
  code: 'conditional-access',
  message: ({ who, where }) => `A conditional access rule of ${where} does not let ${who} in from here.`,
  hint: 'Sign in again in the browser; it says which rule. An administrator of that organisation can change it.',
  interactive: true,
};

/** AADSTS number → what to tell people (connect.md "Failures the seeds name"; numbers: Microsoft's public error list). */
const TABLE: Readonly<Record<number, Row>> = {
  50126: {
    code: 'sign-in-failed',
    message: ({ who }) => `The user name or the password of ${who} is wrong.`,
    hint: 'Sign in again and check both.',
    interactive: true,
  },
  50034: {
    code: 'account-unknown',
    message: ({ who, where }) => `There is no account ${who} in ${where}.`,
    hint: 'Check the spelling and the environment, then sign in again.',
  },
  50053: {
    code: 'sign-in-failed',
    message: ({ who }) => `${who} is locked for a while after too many wrong passwords.`,
    hint: 'Wait a few minutes, then sign in again.',
  },
  50055: ended(({ who }) => `The password of ${who} has expired.`),
  50057: {
    code: 'no-access',
    message: ({ who }) => `The account ${who} is blocked.`,
    hint: 'An administrator can unblock it; or use another account.',
    ended: true,
  },
  50072: extraStep(({ who, where }) => `${where} wants ${who} to set up a second way to prove who they are.`),
  50076: extraStep(({ who, where }) => `${where} asks ${who} for a second factor.`),
  50078: extraStep(({ who }) => `The second factor of ${who} has to be given again.`),
  50079: extraStep(({ who, where }) => `${where} wants ${who} to set up a second factor.`),
  50074: extraStep(({ who, where }) => `${where} asks ${who} for a second factor.`),
  50158: {
    ...blocked,
    message: ({ who, where }) => `${where} asks ${who} for a further check outside of Microsoft.`,
  },
  53000: { ...blocked, message: ({ where }) => `${where} lets only managed devices in.` },
  53001: { ...blocked, message: ({ where }) => `${where} lets only devices in that are joined to it.` },
  53003: blocked,
  530031: blocked,
  65001: consent,
  65004: {
    code: 'consent-needed',
    message: ({ who }) => `The permissions were declined for ${who}, so nothing can be read.`,
    hint: 'Try again and accept, or ask an administrator of the organisation to.',
    interactive: true,
  },
  90094: {
    ...consent,
    hint: 'An administrator of the organisation has to accept the permissions in the browser.',
  },
  90095: {
    ...consent,
    hint: 'The request was sent to an administrator; try again once they have accepted it.',
  },
  50020: noAccess(
    ({ who, where }) => `${who} has no access to ${where}.`,
    'For a customer: check that the GDAP relationship is active and that you are in a group it was granted to. For a guest: ask for an invitation.',
  ),
  50105: noAccess(
    ({ who, where }) => `${who} was not given this app in ${where}.`,
    'An administrator of that organisation can assign it.',
  ),
  90072: noAccess(
    ({ who, where }) => `${who} is not known in ${where}.`,
    'Check that the relationship is active and that the account belongs to one of its groups.',
  ),
  90002: {
    code: 'not-found',
    message: ({ where }) => `There is no organisation ${where}.`,
    hint: 'Check its domain or tenant id, and the environment.',
  },
  900023: {
    code: 'not-found',
    message: ({ where }) => `${where} is not a tenant id or domain.`,
    hint: 'Check it for typing errors.',
  },
  50059: {
    code: 'not-found',
    message: () =>
      'The sign-in service could not tell which organisation the sign-in is for; this app may not exist in this environment.',
    hint: 'Check the environment. In the China cloud the customer list is not available.',
  },
  50058: ended(({ who }) => `Nobody is signed in as ${who}.`),
  50089: ended(({ who }) => `The sign-in of ${who} took too long.`),
  50132: ended(({ who }) => `The sign-in of ${who} was ended, for example by a new password.`),
  50133: ended(({ who }) => `The sign-in of ${who} ended with a new password.`),
  50173: ended(({ who }) => `The sign-in of ${who} was ended by an administrator or a new password.`),
  70008: ended(({ who }) => `The sign-in of ${who} has expired.`),
  70043: ended(({ who, where }) => `The sign-in of ${who} has reached the age that ${where} allows.`),
  700081: ended(({ who }) => `The sign-in of ${who} has expired.`),
  700082: ended(({ who }) => `The sign-in of ${who} has expired because it was not used for a long time.`),
  700084: ended(({ who }) => `The sign-in of ${who} has expired.`),
  9002313: ended(({ who }) => `The kept sign-in of ${who} can’t be used.`),
  54005: {
    code: 'sign-in-failed',
    message: () => 'The answer of the sign-in page had been used before, so it was refused.',
    hint: 'Sign in again. If you did not open the page twice, someone else may have seen the answer.',
  },
  7000218: {
    code: 'sign-in-failed',
    message: () => 'The app registration of this connection is not a public client.',
    hint: 'In its registration allow public client flows, or use the built-in one.',
  },
  700016: {
    code: 'consent-needed',
    message: ({ where }) => `This app is not known in ${where}.`,
    hint: 'An administrator of the organisation has to accept it once; or use the built-in app.',
  },
  500011: {
    code: 'no-access',
    message: ({ where }) => `The service is not set up in ${where}.`,
    hint: 'Check that the organisation has Exchange Online.',
  },
  65002: {
    code: 'consent-needed',
    message: () => 'This app may not ask for that service.',
    hint: 'Use the built-in app registration.',
  },
  500133: skewed,
  700024: skewed,
  5000811: skewed,
  5000819: {
    code: 'sign-in-failed',
    message: ({ who }) => `The identity provider of ${who}’s organisation could not be reached.`,
    hint: 'Try again later, or use an account that signs in at Microsoft itself.',
  },
};

const INTERACTION_ERRORS = ['interaction_required', 'login_required', 'consent_required'];

/** The service has one number for declining permissions and for leaving its page; only its text tells them apart. */
const leftThePage = (error: IdentityError): boolean =>
  error.error === 'access_denied' && error.numbers.includes(65004) && !/consent/i.test(error.text);

const rowOf = (error: IdentityError): Row | null => {
  if (leftThePage(error)) return null;
  for (const number of error.numbers) {
    const row = TABLE[number];
    if (row !== undefined) return row;
  }
  return null;
};

/** Whether a page in the browser may get a token where this silent attempt got none. */
export function needsBrowser(error: IdentityError): boolean {
  const row = rowOf(error);
  if (row !== null) return row.interactive === true;
  return INTERACTION_ERRORS.includes(error.error) || error.error === 'invalid_grant';
}

/** Whether the kept sign-in of the account is over, for every organisation. */
export function endsSignIn(error: IdentityError): boolean {
  const row = rowOf(error);
  return row === null
    ? error.error === 'login_required' || error.suberror === 'bad_token'
    : row.ended === true;
}

/** The refusal in plain words. */
export function signInFailure(error: IdentityError, subject: SignInSubject): FailureError {
  const words: Words = {
    who: subject.username ?? 'this account',
    where: subject.organization ?? 'the organisation of this account',
  };
  const more = { correlationId: error.correlationId, cause: error };
  const row = rowOf(error);
  if (row !== null) {
    return fail(row.code, row.message(words, error.text), row.hint, {
      ...more,
      retryable: row.interactive === true,
    });
  }
  if (error.error === 'access_denied') {
    return fail(
      'sign-in-cancelled',
      'The sign-in was cancelled, or the permissions were declined, in the browser.',
      'Sign in again when you are ready.',
      { ...more, retryable: true },
    );
  }
  if (error.error === 'temporarily_unavailable' || error.error === 'server_error') {
    return fail(
      'service-unavailable',
      'The sign-in service is not available at the moment.',
      'Try again in a minute.',
      {
        ...more,
        retryable: true,
      },
    );
  }
  if (needsBrowser(error)) {
    return fail('sign-in-needed', `${words.who} has to sign in for ${words.where}.`, SIGN_IN_AGAIN, {
      ...more,
      retryable: true,
    });
  }
  const number = error.numbers[0];
  return fail(
    'sign-in-failed',
    `${subject.cloudName} refused the sign-in of ${words.who}: ${error.text === '' ? error.error : error.text}`,
    number === undefined
      ? 'Try again; if it stays so, tell support the correlation id.'
      : `Look up AADSTS${number} in Microsoft’s list of sign-in errors, or tell support the correlation id.`,
    more,
  );
}
