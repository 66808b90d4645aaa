import type { CloudId } from '../../shared/clouds.ts';
import type { Service } from '../../shared/model/connection.ts';
import { findRole } from './roles.ts';

/** The application permission that lets an app in (exchange-rest-protocol.md 4.1). */
export const APP_PERMISSION = 'Exchange.ManageAsApp';
/** The one of the newer admin API: what this app asks refuses it (exchange-rest-protocol.md 1.11). */
export const NEWER_PERMISSION = 'Exchange.ManageAsAppV2';

const US_GOVERNMENT: ReadonlySet<CloudId> = new Set(['O365USGovGCCHigh', 'O365USGovDoD']);

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
  /** The application permission (`roles`). */
  readonly permitted: boolean;
  /** Instead of it the newer one, which does not count here. */
  readonly newerOnly: boolean;
  /** A directory role that can use the service (`wids`). */
  readonly hasRole: boolean;
}

export function appAccess(
  token: { readonly appRoles: readonly string[]; readonly directoryRoleIds: readonly string[] },
  service: Service,
): AppAccess {
  const permitted = token.appRoles.includes(APP_PERMISSION);
  return {
    permitted,
    newerOnly: !permitted && token.appRoles.includes(NEWER_PERMISSION),
    hasRole: token.directoryRoleIds.some((id) => countsFor(service, id)),
  };
}

/** The API that has the permission in a registration: compliance of US Government has one of its own (exchange-rest-protocol.md 3). */
export function permissionApi(cloudId: CloudId, service: Service): string {
  return service === 'compliance' && US_GOVERNMENT.has(cloudId)
    ? 'Microsoft Exchange Online Protection (00000007-0000-0ff1-ce00-000000000000)'
    : 'Office 365 Exchange Online';
}

/** The role to name for an app that may change things in the service. */
export const appRole = (service: Service): string =>
  service === 'compliance' ? 'Compliance Administrator' : 'Exchange Administrator';

function countsFor(service: Service, roleId: string): boolean {
  const role = findRole(roleId);
  if (role === null) return false;
  return service === 'exchange' ? role.exchange > 0 : COMPLIANCE_ROLES.has(role.name);
}
