import type { ConnectionProfile } from '../../shared/model/connection.ts';
import type { AccessToken } from '../auth/types.ts';
import { homeTenantOf } from './identity.ts';

interface Around {
  /** What the guard found the token to be for. */
  readonly tenantId: string;
  /** Name of the account's own organisation, where it is known. */
  readonly homeName: string | null;
  readonly at: string;
}

/** The profile with what a token told of the account and the organisation. */
export function learnedProfile(
  profile: ConnectionProfile,
  token: AccessToken,
  { tenantId, homeName, at }: Around,
): ConnectionProfile {
  const isHome = homeTenantOf(token.accountId) === tenantId;
  const organization =
    profile.organization.kind === 'own'
      ? {
          kind: 'own' as const,
          tenantId,
          name: profile.organization.name ?? (isHome ? homeName : null),
          domain: profile.organization.domain ?? token.username.split('@')[1] ?? null,
        }
      : profile.organization;
  return {
    ...profile,
    accountId: token.accountId,
    username: token.actor === 'app' ? null : token.username,
    organization,
    lastUsedAt: at,
  };
}
