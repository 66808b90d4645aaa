import type { Service } from '../../shared/model/connection.ts';
import { APP_PERMISSION, appAccess, NEWER_PERMISSION } from '../auth/app-access.ts';
import type { AccessToken } from '../auth/types.ts';

const NAMES: Readonly<Record<Service, string>> = {
  exchange: 'Exchange',
  compliance: 'Security & Compliance',
};

/**
 * What an app's token lacks: the application permission (`roles`), or a directory role (`wids`). Null for a user, and
 * where both are there. A role group inside the service does not show in a token, so the second is a warning only.
 */
export function missingAccess(token: AccessToken, service: Service): string | null {
  if (token.actor === 'user') return null;
  const { permitted, hasRole, newerOnly } = appAccess(token, service);
  const name = NAMES[service];
  if (permitted && hasRole) return null;
  const newer = newerOnly
    ? ` It has ${NEWER_PERMISSION}, which counts only for Microsoft’s newer admin API, not here.`
    : '';
  if (!permitted && !hasRole) {
    return `The app has neither the application permission ${APP_PERMISSION} nor a directory role that can use ${name}.${newer}`;
  }
  return permitted
    ? `The app has the permission ${APP_PERMISSION} but no directory role that can use ${name}; unless it is in a role group there, its cmdlets will be refused.`
    : `The app has a directory role but not the application permission ${APP_PERMISSION}, which an administrator has to grant.${newer}`;
}
