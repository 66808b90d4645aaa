import { appAccess } from '../auth/app-access.ts';
import type { AccessToken } from '../auth/types.ts';

/**
 * What an app's token lacks: the application permission (`roles`), or a directory role (`wids`). Null for a user, and
 * where both are there. A role group inside Exchange does not show in a token, so the second is a warning only.
 */
export function missingAccess(token: AccessToken): string | null {
  if (token.actor === 'user') return null;
  const { permitted, hasRole } = appAccess(token);
  if (permitted && hasRole) return null;
  if (!permitted && !hasRole) {
    return 'The app has neither the application permission Exchange.ManageAsApp nor a directory role that can use Exchange.';
  }
  return permitted
    ? 'The app has the permission Exchange.ManageAsApp but no directory role that can use Exchange; unless it is in a role group there, its cmdlets will be refused.'
    : 'The app has a directory role but not the application permission Exchange.ManageAsApp, which an administrator has to grant.';
}
