import { findRole } from './roles.ts';

/** Application permissions that let an app in (connect.md, failures: app-only needs one of these and a role). */
const APP_PERMISSIONS: ReadonlySet<string> = new Set(['Exchange.ManageAsApp', 'Exchange.ManageAsAppV2']);

/** The two things that an app needs, as its token tells them. */
export interface AppAccess {
  /** An application permission (`roles`). */
  readonly permitted: boolean;
  /** A directory role that can use Exchange (`wids`). */
  readonly hasRole: boolean;
}

export function appAccess(token: {
  readonly appRoles: readonly string[];
  readonly directoryRoleIds: readonly string[];
}): AppAccess {
  return {
    permitted: token.appRoles.some((role) => APP_PERMISSIONS.has(role)),
    hasRole: token.directoryRoleIds.some((id) => (findRole(id)?.exchange ?? 0) > 0),
  };
}
