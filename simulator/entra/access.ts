import type { WorldAccount } from '../world/accounts.ts';
import type { WorldDirectory } from '../world/directory.ts';
import type { WorldTenant } from '../world/world.ts';
import type { PublicClient } from './clients.ts';
import { EntraError } from './errors.ts';

/** Words that stand for "the account's own tenant" in an authority. */
const HOME_AUTHORITIES = new Set(['organizations', 'common']);

/** The tenant an authority names; null means the home tenant of whoever signs in. Throws AADSTS90002 for unknown ones. */
export function tenantOfAuthority(directory: WorldDirectory, authority: string): WorldTenant | null {
  if (HOME_AUTHORITIES.has(authority.toLowerCase())) return null;
  const tenant = directory.findTenant(authority);
  if (tenant === null) {
    throw new EntraError(
      'invalid_request',
      90002,
      `Tenant '${authority}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
    );
  }
  return tenant;
}

/** Home tenant of an account; every account has one. */
export function homeTenant(directory: WorldDirectory, account: WorldAccount): WorldTenant {
  const tenant = directory.findTenant(account.homeTenantId);
  if (tenant === null) throw new Error(`account ${account.upn} has no home tenant`);
  return tenant;
}

/**
 * Refuses accounts that the tenant does not know: strangers, and partner staff without an active relationship that
 * gives one of their groups a role (AADSTS50020). Answers the roles held there.
 */
export function requireMember(
  directory: WorldDirectory,
  tenant: WorldTenant,
  account: WorldAccount,
  client: PublicClient,
): readonly string[] {
  if (account.status === 'disabled') {
    throw new EntraError('invalid_grant', 50057, 'The user account is disabled.');
  }
  const roles = directory.rolesIn(tenant.id, account);
  if (roles === null) {
    throw new EntraError(
      'invalid_grant',
      50020,
      `User account '${account.upn}' from identity provider 'https://sts.windows.net/${account.homeTenantId}/' does not exist in tenant '${tenant.displayName}' and cannot access the application '${client.id}'(${client.displayName}) in that tenant.`,
    );
  }
  return roles;
}

/** True when the tenant wants a second sign-in step from this account and none was made there. */
export function needsSecondStep(
  tenant: WorldTenant,
  account: WorldAccount,
  mfaTenants: readonly string[],
): boolean {
  const own = account.mfa || account.hurdle === 'externalCheck' || account.hurdle === 'secondStepMissing';
  const wanted = tenant.id === account.homeTenantId ? own : tenant.accessPolicy === 'secondStep';
  return wanted && !mfaTenants.includes(tenant.id);
}

const SECOND_STEPS: Readonly<Record<string, readonly [code: number, text: string]>> = {
  externalCheck: [50158, 'External security challenge was not satisfied for access to'],
  secondStepMissing: [
    50079,
    'Due to a configuration change made by your administrator, you must enroll in multi-factor authentication to access',
  ],
};

/** Conditional access of the tenant, for requests without a person in front: blocked, or come back with a second step. */
export function requirePolicies(
  tenant: WorldTenant,
  account: WorldAccount,
  mfaTenants: readonly string[],
  resourceOrigin: string,
): void {
  requireNotBlocked(tenant, account);
  if (needsSecondStep(tenant, account, mfaTenants)) {
    const [code, text] = SECOND_STEPS[account.hurdle ?? ''] ?? [
      50076,
      'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access',
    ];
    throw new EntraError('interaction_required', code, `${text} '${resourceOrigin}'.`, {
      suberror: 'basic_action',
      claims: JSON.stringify({ access_token: { capolids: { essential: true, values: [tenant.id] } } }),
    });
  }
}

/** Refuses where conditional access keeps partner staff (AADSTS53003), or this account, out altogether. */
export function requireNotBlocked(tenant: WorldTenant, account: WorldAccount): void {
  if (account.hurdle === 'unmanagedDevice') {
    throw new EntraError(
      'invalid_grant',
      53000,
      'Device is not in required device state: unknown. Conditional Access policy requires a compliant device.',
      { suberror: 'message_only' },
    );
  }
  const outside = tenant.id !== account.homeTenantId && tenant.accessPolicy === 'blocked';
  if (outside || account.hurdle === 'blocked') {
    throw new EntraError(
      'invalid_grant',
      53003,
      'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
      { suberror: 'message_only' },
    );
  }
}
