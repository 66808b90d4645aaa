import type { Service } from '../../shared/model/connection.ts';
import { findRole } from './roles.ts';

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

/** The two things that an app needs, as its token tells them. */
export interface AppAccess {
  /** An application permission (`roles`). */
  readonly permitted: boolean;
  /** A directory role that can use the service (`wids`). */
  readonly hasRole: boolean;
}

export function appAccess(
  token: { readonly appRoles: readonly string[]; readonly directoryRoleIds: readonly string[] },
  service: Service,
): AppAccess {
  return {
    permitted: token.appRoles.some((role) => APP_PERMISSIONS.has(role)),
    hasRole: token.directoryRoleIds.some((id) => countsFor(service, id)),
  };
}

function countsFor(service: Service, roleId: string): boolean {
  const role = findRole(roleId);
  if (role === null) return false;
  return service === 'exchange' ? role.exchange > 0 : COMPLIANCE_ROLES.has(role.name);
}
