import type { Service } from '../../shared/model/connection.ts';
import { APP_PERMISSION, appAccess, NEWER_PERMISSION } from '../auth/app-access.ts';
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
  const { permitted, hasRole, newerOnly } = appAccess(token, service);
  const name = NAMES[service];
  if (token.actor === 'user') {
    return hasRole
      ? null
      : `${token.username} has no directory role in this organisation that can use ${name}; unless it is in a role group there, its cmdlets will be refused.`;
  }
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
