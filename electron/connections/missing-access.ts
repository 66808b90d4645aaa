import type { Service } from '../../shared/model/connection.ts';
import { fail, type FailureError } from '../../shared/model/failure.ts';
import type { SignInKind } from '../../shared/model/sign-in-method.ts';
import { appAccess } from '../auth/app-access.ts';
import { PROPAGATION_HINT } from '../auth/managed-identity/refusals.ts';
import type { AccessToken } from '../auth/types.ts';

const NAMES: Readonly<Record<Service, string>> = {
  exchange: 'Exchange',
  compliance: 'Security & Compliance',
};

/**
 * What a token lacks: a directory role (`wids`) and, for an app, the application permission (`roles`). Null where all is
 * there. A role group inside the service does not show in a token, so a missing role is a warning only.
 */
export function missingAccess(token: AccessToken, service: Service): string | null {
  const { permitted, hasRole } = appAccess(token, service);
  const name = NAMES[service];
  if (token.actor === 'user') {
    return hasRole
      ? null
      : `${token.username} has no directory role in this organisation that can use ${name}; unless it is in a role group there, its cmdlets will be refused.`;
  }
  if (permitted && hasRole) return null;
  if (!permitted && !hasRole) {
    return `The app has neither the application permission Exchange.ManageAsApp nor a directory role that can use ${name}.`;
  }
  return permitted
    ? `The app has the permission Exchange.ManageAsApp but no directory role that can use ${name}; unless it is in a role group there, its cmdlets will be refused.`
    : 'The app has a directory role but not the application permission Exchange.ManageAsApp, which an administrator has to grant.';
}

/**
 * The service did not take an app's token at all (401): with the cause that the token shows; for a machine's identity
 * also that a new role takes its time. Nobody can sign in again for an app. Any other failure comes back as it is, a 403
 * names its cause itself (exchange/refusal.ts).
 */
export function explainAppRefusal(
  error: FailureError,
  token: AccessToken,
  service: Service,
  kind: SignInKind,
): FailureError {
  if (token.actor === 'user' || error.failure.code !== 'sign-in-needed') return error;
  const missing = missingAccess(token, service);
  const machine = kind === 'managed-identity';
  if (missing === null && !machine) return error;
  const said = missing ?? `${NAMES[service]} does not take this machine’s managed identity.`;
  const { correlationId, requestId } = error.failure;
  const grant =
    missing === null
      ? ''
      : 'In Microsoft Entra ID grant the permission, with consent of an administrator, and assign the role. ';
  return fail('not-authorized', said, `${grant}${PROPAGATION_HINT}`, {
    correlationId,
    requestId,
    retryable: true,
    action: 'wait-and-retry',
    cause: error,
  });
}
