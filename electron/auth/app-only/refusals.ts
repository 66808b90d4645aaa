import {
  fail,
  type FailureAction,
  type FailureCode,
  type FailureError,
} from '../../../shared/model/failure.ts';
import { consentLink } from '../consent-link.ts';
import { describeSkew, MOST_SKEW_MS } from '../clock.ts';
import type { IdentityError } from '../identity.ts';

/** Which app at which organisation a refused token request was for. */
export interface AppSubject {
  readonly appId: string;
  readonly organization: string;
  readonly cloudName: string;
  readonly loginHost: string;
  /** Of the certificate. */
  readonly thumbprint: string;
  /** Milliseconds that this computer is behind the service (negative: ahead). */
  readonly skewMs: number;
}

interface Row {
  readonly code: FailureCode;
  readonly message: (app: AppSubject, text: string) => string;
  readonly hint: string;
  /** What a button can do; signing in again is nothing for an app. */
  readonly action: Exclude<FailureAction, 'sign-in-again' | 'continue-in-browser' | 'enter-secret'>;
  readonly retryable?: true;
}

const notAccepted = (reason: string): Row => ({
  code: 'certificate-unusable',
  message: ({ appId, organization, thumbprint }) =>
    `The certificate ${thumbprint} was not accepted for the app ${appId} in ${organization}: ${reason}.`,
  hint: 'Add its public part (.cer) to the app registration under “Certificates & secrets”; it may take a minute until it counts.',
  action: 'edit-connection',
});

const wrongScope: Row = {
  code: 'sign-in-failed',
  message: ({ appId, organization, cloudName }) =>
    `${cloudName} does not know the service that a token was asked for, for the app ${appId} in ${organization}.`,
  hint: 'Check the environment and the addresses of the connection: they name the service.',
  action: 'edit-connection',
};

/** AADSTS number → what to tell people about an app (numbers: Microsoft's public list of sign-in errors). */
const TABLE: Readonly<Record<number, Row>> = {
  700027: notAccepted('it is not registered there, or its signature did not fit'),
  7000215: notAccepted('the service took it for a wrong secret'),
  7000214: notAccepted('the service could not read the proof'),
  50012: notAccepted('the proof was refused'),
  700021: notAccepted('the proof named another app'),
  700023: notAccepted('the proof was for another address'),
  50027: notAccepted('the service could not read the proof'),
  7000222: {
    code: 'certificate-unusable',
    message: ({ appId, organization }) =>
      `What the app ${appId} proves itself with in ${organization} has expired.`,
    hint: 'Make a new certificate and add it to the app registration.',
    action: 'edit-connection',
  },
  700016: {
    code: 'not-found',
    message: ({ appId, organization }) => `There is no app ${appId} in ${organization}.`,
    hint: 'Check the app’s id and the organisation. An app of another organisation has to be accepted by an administrator first.',
    action: 'edit-connection',
  },
  7000112: {
    code: 'no-access',
    message: ({ appId, organization }) => `The app ${appId} is disabled in ${organization}.`,
    hint: 'An administrator can enable it under enterprise applications.',
    action: 'retry',
  },
  7000229: {
    code: 'consent-needed',
    message: ({ appId, organization }) => `The app ${appId} has not been accepted in ${organization}.`,
    hint: 'Send an administrator of that organisation the link; once they have accepted, try again.',
    action: 'admin-consent',
  },
  90002: {
    code: 'not-found',
    message: ({ organization, cloudName }) => `There is no organisation ${organization} in ${cloudName}.`,
    hint: 'Check the domain and the environment.',
    action: 'edit-connection',
  },
  900023: {
    code: 'not-found',
    message: ({ organization }) => `${organization} is not the domain of an organisation.`,
    hint: 'Check it for typing errors.',
    action: 'edit-connection',
  },
  50059: {
    code: 'not-found',
    message: ({ appId, organization, cloudName }) =>
      `The sign-in service of ${cloudName} could not tell from “${organization}” in which organisation the app ${appId} is.`,
    hint: 'Check the organisation’s domain, the sign-in address and the environment.',
    action: 'edit-connection',
  },
  70011: wrongScope,
  1002012: wrongScope,
  500011: {
    code: 'no-access',
    message: ({ organization }) => `The service is not set up in ${organization}.`,
    hint: 'Check that the organisation has Exchange Online, and that the sign-in address and the service’s are of one environment.',
    action: 'edit-connection',
  },
  53003: {
    code: 'conditional-access',
    message: ({ appId, organization }) =>
      `A conditional access rule of ${organization} does not let the app ${appId} in from here.`,
    hint: 'An administrator of that organisation can change the rule for workload identities.',
    action: 'retry',
  },
  700024: {
    code: 'clock-skew',
    message: () =>
      'The sign-in was refused because the clock of this computer and that of the service differ.',
    hint: 'Set the date and time of this computer, then connect again.',
    action: 'retry',
  },
  90033: {
    code: 'service-unavailable',
    message: () => 'The sign-in service is not available at the moment.',
    hint: 'Try again in a minute.',
    action: 'wait-and-retry',
    retryable: true,
  },
};

/** The refusal of an app's token request in plain words. */
export function appFailure(error: IdentityError, app: AppSubject): FailureError {
  const more = {
    correlationId: error.correlationId,
    requestId: error.traceId,
    number: error.numbers[0],
    cause: error,
  };
  const row = error.numbers.map((number) => TABLE[number]).find((found) => found !== undefined);
  const link =
    row?.action === 'admin-consent' ? consentLink(app.loginHost, app.organization, app.appId) : undefined;
  if (row?.code === 'clock-skew' && Math.abs(app.skewMs) >= MOST_SKEW_MS) {
    const skew = describeSkew(app.skewMs);
    return fail('clock-skew', `The sign-in was refused because this computer’s clock is ${skew}.`, row.hint, {
      ...more,
      action: row.action,
    });
  }
  if (row !== undefined) {
    return fail(row.code, row.message(app, error.text), row.hint, {
      ...more,
      retryable: row.retryable ?? false,
      action: row.action,
      link,
    });
  }
  const number = error.numbers[0];
  return fail(
    'sign-in-failed',
    `${app.cloudName} refused the sign-in of the app ${app.appId}: ${error.text === '' ? error.error : error.text}`,
    number === undefined
      ? 'Try again; if it stays so, tell support the correlation id.'
      : `Look up AADSTS${number} in Microsoft’s list of sign-in errors, or tell support the correlation id.`,
    { ...more, action: 'retry' },
  );
}
