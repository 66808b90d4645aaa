import type { FailureAction, FailureCode } from '../../shared/model/failure.ts';

/** Who, where and what a refusal is about, as text for sentences. */
export interface Words {
  readonly who: string;
  readonly where: string;
  /** The app registration that asked. */
  readonly app: string;
}

/** What one kind of refusal means. */
export interface Refusal {
  readonly code: FailureCode;
  readonly message: (words: Words) => string;
  readonly hint: string;
  /** null: nothing that a button could do. */
  readonly action: FailureAction | null;
  /** Asking the person again may get a token where a silent attempt got none. */
  readonly person?: true;
  /** The password was right, and the organisation wants more than that: the browser can give it. */
  readonly more?: true;
  /** The account's kept sign-in is worth nothing any more. */
  readonly ended?: true;
}

type Message = Refusal['message'];

const ended = (message: Message): Refusal => ({
  code: 'sign-in-needed',
  message,
  hint: 'Sign in again.',
  action: 'sign-in-again',
  person: true,
  ended: true,
});

const extraStep = (message: Message): Refusal => ({
  code: 'mfa-needed',
  message,
  hint: 'Continue in the browser.',
  action: 'continue-in-browser',
  person: true,
  more: true,
});

const consent: Refusal = {
  code: 'consent-needed',
  message: ({ who, where, app }) => `Nobody in ${where} has yet allowed ${app} to act for ${who}.`,
  hint: 'Continue in the browser and accept the permissions; some need an administrator of the organisation, for whom there is a link.',
  action: 'admin-consent',
  person: true,
  more: true,
};

const blocked = (message: Message): Refusal => ({
  code: 'conditional-access',
  message,
  hint: 'Sign in again in the browser; it says which rule. An administrator of that organisation can change it.',
  action: 'continue-in-browser',
  person: true,
});

const noAccess = (message: Message, hint: string, action: FailureAction | null = null): Refusal => ({
  code: 'no-access',
  message,
  hint,
  action,
});

const ofTheForm = (code: FailureCode, message: Message, hint: string): Refusal => ({
  code,
  message,
  hint,
  action: 'edit-connection',
});

const skewed: Refusal = {
  code: 'clock-skew',
  message: () => 'The sign-in was refused because the clock of this computer and that of the service differ.',
  hint: 'Set the date and time of this computer, then sign in again.',
  action: 'retry',
};

const ownProvider: Refusal = {
  code: 'sign-in-failed',
  message: ({ who }) =>
    `The identity provider of ${who}’s organisation could not be used: it is out of reach, or its answer does not fit the account.`,
  hint: 'Try again from a network that reaches it, or use an account that signs in at Microsoft itself.',
  action: 'sign-in-again',
};

const badRequest = (message: Message): Refusal => ({ ...ended(message), hint: 'Sign in again.' });

/** AADSTS number → what to tell people (connect.md "Failures the seeds name"; numbers: Microsoft's public error list). */
export const REFUSALS: Readonly<Record<number, Refusal>> = {
  // who and with what
  50126: {
    code: 'sign-in-failed',
    message: ({ who }) => `The user name or the password of ${who} is wrong.`,
    hint: 'Check both, then sign in again.',
    action: 'sign-in-again',
    person: true,
  },
  50034: ofTheForm(
    'account-unknown',
    ({ who, where }) => `There is no account ${who} in ${where}.`,
    'Check the spelling and the environment, then sign in again.',
  ),
  51004: ofTheForm(
    'account-unknown',
    ({ who, where }) => `There is no account ${who} in ${where}.`,
    'Check the spelling and the environment, then sign in again.',
  ),
  50053: {
    code: 'sign-in-failed',
    message: ({ who }) =>
      `${who} is locked for a while: after too many wrong passwords, or because the sign-in came from an address that looks dangerous.`,
    hint: 'Wait some minutes, then sign in again.',
    action: 'wait-and-retry',
  },
  50055: {
    ...ended(({ who }) => `The password of ${who} has expired.`),
    hint: 'Continue in the browser, which asks for a new one.',
    action: 'continue-in-browser',
  },
  50144: {
    ...ended(({ who }) => `The password of ${who} in the organisation’s own directory has expired.`),
    hint: 'Change it there, then sign in again.',
  },
  50057: {
    ...noAccess(
      ({ who, where }) => `The account ${who} is blocked in ${where}.`,
      'An administrator can unblock it; or use another account.',
      'sign-in-again',
    ),
    ended: true,
  },
  50056: {
    code: 'sign-in-failed',
    message: ({ who }) => `${who} has no password at Microsoft.`,
    hint: 'Continue in the browser, where another way to sign in may be on offer.',
    action: 'continue-in-browser',
    person: true,
    more: true,
  },
  // more than a password
  50072: extraStep(({ who, where }) => `${where} wants ${who} to set up a second way to prove who they are.`),
  50074: extraStep(({ who, where }) => `${where} asks ${who} for a second factor.`),
  50076: extraStep(({ who, where }) => `${where} asks ${who} for a second factor.`),
  50078: extraStep(({ who }) => `The second factor of ${who} has to be given again.`),
  50079: extraStep(({ who, where }) => `${where} wants ${who} to set up a second factor.`),
  50125: extraStep(({ who }) => `A new password or second factor of ${who} is being set up.`),
  500121: {
    ...extraStep(({ who }) => `The second factor of ${who} was not given.`),
    hint: 'Sign in again and answer the second step.',
    action: 'sign-in-again',
  },
  // conditional access
  50158: {
    ...blocked(({ who, where }) => `${where} asks ${who} for a further check outside of Microsoft.`),
    hint: 'Continue in the browser, which leads there.',
    more: true,
  },
  50097: blocked(({ who, where }) => `${where} wants to know the device before it lets ${who} in.`),
  53000: blocked(({ who, where }) => `${where} lets ${who} in only from managed devices.`),
  53001: blocked(({ who, where }) => `${where} lets ${who} in only from devices that are joined to it.`),
  53002: blocked(
    ({ who, where, app }) => `${where} lets ${who} in only with approved apps, and ${app} is none.`,
  ),
  53003: blocked(
    ({ who, where }) => `A conditional access rule of ${where} does not let ${who} in from here.`,
  ),
  53004: blocked(({ who, where }) => `${where} wants ${who} to finish setting up the second factor first.`),
  530031: blocked(
    ({ who, where }) => `A conditional access rule of ${where} does not allow this sign-in of ${who}.`,
  ),
  530034: {
    ...blocked(({ where }) => `${where} is blocked as a whole for something suspicious.`),
    hint: 'An administrator of that organisation has to ask Microsoft’s support.',
    action: null,
  },
  530035: blocked(({ who, where }) => `The security defaults of ${where} do not let ${who} in this way.`),
  // consent and app registrations
  65001: consent,
  65004: {
    ...consent,
    message: ({ who, app }) => `The permissions of ${app} were declined for ${who}, so nothing can be read.`,
    hint: 'Try again and accept, or send an administrator of the organisation the link.',
  },
  90094: {
    ...consent,
    hint: 'Send an administrator of the organisation the link; once they have accepted, sign in again.',
  },
  90095: {
    ...consent,
    message: ({ where, app }) =>
      `An administrator of ${where} was asked to allow ${app} and has not answered.`,
    hint: 'Try again once they have accepted it.',
  },
  700016: {
    ...consent,
    message: ({ where, app }) => `${where} does not know ${app}.`,
    hint: 'An administrator of the organisation has to accept it once (there is a link for them); or correct the application id, or use the built-in app.',
  },
  65002: ofTheForm(
    'consent-needed',
    ({ app }) => `${app} may not ask for that service.`,
    'Use the built-in app registration.',
  ),
  650057: ofTheForm(
    'consent-needed',
    ({ app }) => `${app} has no permission for that service in its registration.`,
    'Add the delegated permission Exchange.Manage of Office 365 Exchange Online to the registration, or use the built-in app.',
  ),
  50011: ofTheForm(
    'sign-in-failed',
    ({ app }) => `${app} is not registered for apps on a computer, so the browser would not lead back here.`,
    'In its registration, under Authentication, add the platform “Mobile and desktop applications” with the redirect URI http://localhost; or sign in with a device code.',
  ),
  500113: ofTheForm(
    'sign-in-failed',
    ({ app }) => `${app} has no redirect URI at all, so the browser would not lead back here.`,
    'In its registration, under Authentication, add the platform “Mobile and desktop applications” with the redirect URI http://localhost; or sign in with a device code.',
  ),
  7000218: ofTheForm(
    'sign-in-failed',
    ({ app }) => `${app} is not registered as a public client, so no person can sign in with it here.`,
    'In its registration, under Authentication, turn on “Allow public client flows”, or use the built-in app.',
  ),
  7000112: ofTheForm(
    'sign-in-failed',
    ({ app, where }) => `${app} is turned off in ${where}.`,
    'An administrator can turn it on; or use another app registration.',
  ),
  50194: ofTheForm(
    'sign-in-failed',
    ({ app }) => `${app} belongs to a single organisation, and the sign-in named none.`,
    'Fill in the organisation’s own sign-in address (AzureADAuthorizationEndpointUri), or use the built-in app.',
  ),
  50105: noAccess(
    ({ who, where, app }) => `${who} was not given ${app} in ${where}.`,
    'An administrator of that organisation can assign it.',
  ),
  500011: noAccess(
    ({ where }) => `The service is not set up in ${where}.`,
    'Check that the organisation has Exchange Online, and that the sign-in address and the service’s are of one environment.',
    'edit-connection',
  ),
  // the organisation
  50020: noAccess(
    ({ who, where }) => `${who} has no access to ${where}.`,
    'For a customer: check that the GDAP relationship is active and that you are in a group it was granted to. For a guest: ask for an invitation.',
    'sign-in-again',
  ),
  90072: noAccess(
    ({ who, where }) => `${who} is not known in ${where}.`,
    'Check that the relationship is active and that the account belongs to one of its groups.',
    'sign-in-again',
  ),
  50177: noAccess(
    ({ who, where }) => `${who} is a guest whom ${where} has not let in yet.`,
    'Accept the invitation, then sign in again.',
    'sign-in-again',
  ),
  90002: ofTheForm(
    'not-found',
    ({ where }) => `There is no organisation ${where}.`,
    'Check its domain or tenant id, and the environment.',
  ),
  900023: ofTheForm(
    'not-found',
    ({ where }) => `${where} is not a tenant id or domain.`,
    'Check it for typing errors.',
  ),
  50128: ofTheForm(
    'not-found',
    ({ who }) => `There is no organisation with the domain of ${who}.`,
    'Check the spelling and the environment.',
  ),
  50059: ofTheForm(
    'not-found',
    ({ who, where, app }) =>
      `The sign-in service could not tell which organisation ${who} signs in to (${where}); ${app} may not exist in this environment.`,
    'Check the account, the organisation and the environment. In the China cloud the customer list is not available.',
  ),
  70011: ofTheForm(
    'sign-in-failed',
    ({ who, where }) =>
      `The sign-in service does not know the service that a token was asked for, for ${who} in ${where}.`,
    'Check the environment and the addresses of the connection: they name the service.',
  ),
  // kept sign-ins
  50058: ended(({ who }) => `Nobody is signed in as ${who}.`),
  50089: ended(({ who }) => `The sign-in of ${who} took too long.`),
  50132: ended(({ who }) => `The sign-in of ${who} was ended, for example by a new password.`),
  50133: ended(({ who }) => `The sign-in of ${who} ended with a new password.`),
  50173: ended(({ who }) => `The sign-in of ${who} was ended by an administrator or a new password.`),
  70008: ended(({ who }) => `The sign-in of ${who} has expired.`),
  70043: ended(({ who, where }) => `The sign-in of ${who} has reached the age that ${where} allows.`),
  700003: ended(({ who, where }) => `The device that ${who} signed in on is no longer known in ${where}.`),
  700081: ended(({ who }) => `The sign-in of ${who} has expired.`),
  700082: ended(({ who }) => `The sign-in of ${who} has expired because it was not used for a long time.`),
  700084: ended(({ who }) => `The sign-in of ${who} has expired.`),
  9002313: badRequest(({ who }) => `The kept sign-in of ${who} can’t be used.`),
  54005: {
    code: 'sign-in-failed',
    message: () => 'The answer of the sign-in page had been used before, so it was refused.',
    hint: 'Sign in again. If you did not open the page twice, someone else may have seen the answer.',
    action: 'sign-in-again',
  },
  // device codes
  70018: {
    code: 'sign-in-cancelled',
    message: () => 'The sign-in was declined on the page where the code was typed.',
    hint: 'Sign in again when you are ready.',
    action: 'sign-in-again',
    person: true,
  },
  70019: {
    code: 'sign-in-failed',
    message: () => 'The code is no longer good.',
    hint: 'Sign in again for a new code.',
    action: 'sign-in-again',
  },
  70020: {
    code: 'sign-in-timed-out',
    message: () => 'The code expired before it was typed on the page.',
    hint: 'Sign in again for a new code.',
    action: 'sign-in-again',
  },
  500133: skewed,
  700024: skewed,
  5000811: skewed,
  50008: ownProvider,
  50107: ownProvider,
  5000819: ownProvider,
};
