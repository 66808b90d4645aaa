import { CLOUDS } from '../../shared/clouds.ts';
import type { ConnectionProfile } from '../../shared/model/connection.ts';
import { fail } from '../../shared/model/failure.ts';

type Identified = Pick<
  ConnectionProfile,
  'cloudId' | 'accountId' | 'username' | 'clientId' | 'organization' | 'services'
>;

/** The home tenant in a homeAccountId (`oid.tid`). */
export function homeTenantOf(accountId: string | null): string | null {
  return accountId?.split('.')[1] ?? null;
}

/** The organisation's tenant id, where it is known yet. */
export function tenantIdOf(profile: Pick<Identified, 'organization' | 'accountId'>): string | null {
  return profile.organization.tenantId ?? homeTenantOf(profile.accountId);
}

/** Name of the organisation for people, as far as it is known. */
export function organizationName(
  profile: Pick<ConnectionProfile, 'organization' | 'username' | 'name'>,
): string {
  const { organization, username, name } = profile;
  return organization.name ?? organization.domain ?? username?.split('@')[1] ?? name;
}

/** One sign-in in the browser does for both: same account, organisation and client. */
export function sharesSignIn(a: ConnectionProfile, b: ConnectionProfile): boolean {
  return (
    a.cloudId === b.cloudId &&
    a.clientId === b.clientId &&
    a.accountId !== null &&
    a.accountId === b.accountId &&
    tenantIdOf(a) === tenantIdOf(b)
  );
}

/** Whether two connections are one and the same (DESIGN, safety rule 2). Without an account yet, its name counts. */
export function sameIdentity(a: Identified, b: Identified): boolean {
  if (a.cloudId !== b.cloudId || a.clientId !== b.clientId) return false;
  if (!a.services.some((service) => b.services.includes(service))) return false;
  if (!sameAccount(a, b)) return false;
  const tenantA = tenantIdOf(a);
  const tenantB = tenantIdOf(b);
  if (tenantA === null || tenantB === null) return a.organization.kind === b.organization.kind;
  return tenantA.toLowerCase() === tenantB.toLowerCase();
}

function sameAccount(a: Identified, b: Identified): boolean {
  if (a.accountId !== null && b.accountId !== null) return a.accountId === b.accountId;
  return a.username !== null && a.username.toLowerCase() === b.username?.toLowerCase();
}

/** Throws FailureError conflict when another saved connection has the same identity. */
export function refuseTwin(
  profile: Identified & { readonly id: string },
  others: readonly ConnectionProfile[],
): void {
  const twin = others.find((other) => other.id !== profile.id && sameIdentity(other, profile));
  if (twin === undefined) return;
  throw fail(
    'conflict',
    `“${twin.name}” is the same connection: same environment, account and organisation.`,
    'Use that one, or choose another account or organisation.',
  );
}

/** Where something happened, for the activity log. */
export function whereOf(profile: ConnectionProfile) {
  return {
    connectionId: profile.id,
    organization: organizationName(profile),
    tenantId: tenantIdOf(profile),
    cloudId: profile.cloudId,
    colour: CLOUDS[profile.cloudId].practice ? null : profile.colour,
  };
}
