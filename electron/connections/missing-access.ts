import type { Service } from '../../shared/model/connection.ts';
import { fail, type FailureCode, type FailureError } from '../../shared/model/failure.ts';
import type { SignInKind } from '../../shared/model/sign-in-method.ts';
import { PROPAGATION_HINT } from '../auth/managed-identity/refusals.ts';
import { findRole } from '../auth/roles.ts';
import type { AccessToken } from '../auth/types.ts';

/** Application permissions that let an app in (connect.md, failures: app-only needs one of these and a role). */
const APP_PERMISSIONS: ReadonlySet<string> = new Set(['Exchange.ManageAsApp', 'Exchange.ManageAsAppV2']);

/** Directory roles that an app can use Security & Compliance with (Microsoft's page about app-only sign-in). */
const COMPLIANCE_ROLES: ReadonlySet<string> = new Set([
  'Compliance Administrator',
  'Global Administrator',
  'Global Reader',
  'Security Administrator',
  'Security Reader',
]);

const NAMES: Readonly<Record<Service, string>> = {
  exchange: 'Exchange',
  compliance: 'Security & Compliance',
};

function countsFor(service: Service, roleId: string): boolean {
  const role = findRole(roleId);
  if (role === null) return false;
  return service === 'exchange' ? role.exchange > 0 : COMPLIANCE_ROLES.has(role.name);
}

/**
 * What an app's token lacks: the application permission (`roles`), or a directory role (`wids`). Null for a user, and
 * where both are there. A role group inside the service does not show in a token, so the second is a warning only.
 */
export function missingAccess(token: AccessToken, service: Service): string | null {
  if (token.actor === 'user') return null;
  const permitted = token.appRoles.some((role) => APP_PERMISSIONS.has(role));
  const hasRole = token.directoryRoleIds.some((id) => countsFor(service, id));
  const name = NAMES[service];
  if (permitted && hasRole) return null;
  if (!permitted && !hasRole) {
    return `The app has neither the application permission Exchange.ManageAsApp nor a directory role that can use ${name}.`;
  }
  return permitted
    ? `The app has the permission Exchange.ManageAsApp but no directory role that can use ${name}; unless it is in a role group there, its cmdlets will be refused.`
    : 'The app has a directory role but not the application permission Exchange.ManageAsApp, which an administrator has to grant.';
}

/** What a service that does not take an app answers with. A person is another matter: they can sign in again. */
const REFUSALS: ReadonlySet<FailureCode> = new Set(['not-authorized', 'no-access', 'sign-in-needed']);

/**
 * A refusal by the service, with the cause that the app's token shows; for a machine's identity also that a new role
 * takes its time. Any other failure comes back as it is.
 */
export function explainAppRefusal(
  error: FailureError,
  token: AccessToken,
  service: Service,
  kind: SignInKind,
): FailureError {
  if (token.actor === 'user' || !REFUSALS.has(error.failure.code)) return error;
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
