import type { Service } from '../../shared/model/connection.ts';
import type { Challenge, TokenFacts } from '../../shared/model/token-facts.ts';
import { roleNames } from '../auth/roles.ts';
import type { AccessToken } from '../auth/types.ts';
import { missingAccess } from './missing-access.ts';

interface Around {
  readonly service: Service;
  readonly renewable: boolean;
  readonly renewedAt: string | null;
  readonly challenges: Challenge[];
}

/** A token explained; the token itself stays out. */
export function tokenFacts(token: AccessToken, around: Around): TokenFacts {
  return {
    actor: token.actor,
    account: token.username,
    tenantId: token.tenantId,
    audience: token.audience,
    appId: token.appId,
    scopes: [...token.scopes],
    appRoles: [...token.appRoles],
    directoryRoles: roleNames(token.directoryRoleIds),
    issuedAt: token.issuedAt.toISOString(),
    expiresAt: token.expiresAt.toISOString(),
    renewable: around.renewable,
    renewedAt: around.renewedAt,
    missing: missingAccess(token, around.service),
    challenges: around.challenges,
  };
}

/** How many challenges of a connection are kept. */
const MOST_CHALLENGES = 20;

/** The history with one more: what a claims challenge asked for, by the names of its claims, and what came of it. */
export function withChallenge(
  before: readonly Challenge[],
  claims: string,
  { at, outcome }: Pick<Challenge, 'at' | 'outcome'>,
): Challenge[] {
  return [...before.slice(1 - MOST_CHALLENGES), { at, asked: namesIn(claims), outcome }];
}

function namesIn(claims: string): string {
  try {
    const parsed = JSON.parse(claims) as { access_token?: object };
    const names = Object.keys(parsed.access_token ?? {}).map((name) =>
      name === 'nbf' ? 'a newer sign-in' : name.slice(0, 40),
    );
    return names.join(', ') || 'a new token';
  } catch {
    return 'a new token';
  }
}
