import type { PracticeClock } from '../clock.ts';
import { EXCHANGE_SCOPES } from '../entra/clients.ts';
import type { AccessClaims, PracticeDirectory } from '../types.ts';
import type { WorldAccount } from './accounts.ts';
import type { Relationship, RelationshipStatus } from './relationships.ts';
import { complianceAccessOf, exchangeAccessOf } from './roles.ts';
import type { World, WorldTenant } from './world.ts';

/** The world as the services ask it: who someone is, and what that person may do where at this moment. */
export interface WorldDirectory extends PracticeDirectory {
  readonly world: World;
  findTenant(idOrDomain: string): WorldTenant | null;
  findAccount(oid: string): WorldAccount | null;
  findAccountByUpn(upn: string): WorldAccount | null;
  /**
   * Template ids of the directory roles that an account holds in a tenant: its own, a guest's, or those that active
   * GDAP relationships give its groups. Null when the tenant does not know the account at all.
   */
  rolesIn(tenantId: string, account: WorldAccount): readonly string[] | null;
  /** Status at this moment: an active relationship whose end has passed is expired. */
  statusOf(relationship: Relationship): RelationshipStatus;
}

/** A person's token counts with one of these: of Exchange's own client, or of an own one (exchange-rest-protocol.md 1.11, 4.1). */
const USER_SCOPES: ReadonlySet<string> = new Set([...EXCHANGE_SCOPES, 'Exchange.Manage']);

/** Domains that Microsoft's own module insists on, and our own for the same tenant. */
const SAME_SUFFIX: readonly (readonly [string, string])[] = [['.onmicrosoft.com', '.practice.localhost']];

/** Indexes a world. Lookups are case-insensitive; NAME.onmicrosoft.com finds NAME.practice.localhost. */
export function createDirectory(world: World, clock: PracticeClock): WorldDirectory {
  const tenants = new Map<string, WorldTenant>();
  for (const tenant of world.tenants) {
    for (const key of [tenant.id, tenant.initialDomain, ...tenant.domains])
      tenants.set(key.toLowerCase(), tenant);
  }
  const byOid = new Map(world.accounts.map((account) => [account.oid, account]));
  const byUpn = new Map(world.accounts.map((account) => [account.upn.toLowerCase(), account]));
  const byCustomer = new Map<string, Relationship[]>();
  for (const relationship of world.relationships) {
    if (relationship.customerTenantId === null) continue;
    const list = byCustomer.get(relationship.customerTenantId) ?? [];
    list.push(relationship);
    byCustomer.set(relationship.customerTenantId, list);
  }

  const findTenant = (idOrDomain: string): WorldTenant | null => {
    const key = idOrDomain.toLowerCase();
    const found = tenants.get(key);
    if (found !== undefined) return found;
    for (const [foreign, own] of SAME_SUFFIX) {
      if (key.endsWith(foreign)) return tenants.get(key.slice(0, -foreign.length) + own) ?? null;
    }
    return null;
  };

  const statusOf = (relationship: Relationship): RelationshipStatus =>
    relationship.status === 'active' && relationship.endsAt !== null && relationship.endsAt <= clock.now()
      ? 'expired'
      : relationship.status;

  const rolesIn = (tenantId: string, account: WorldAccount): readonly string[] | null => {
    if (account.homeTenantId === tenantId) return account.roles;
    const guest = account.guestOf.find((entry) => entry.tenantId === tenantId);
    if (guest !== undefined) return guest.roles;
    if (account.homeTenantId !== world.partner.id) return null;
    const roles = (byCustomer.get(tenantId) ?? [])
      .filter((relationship) => statusOf(relationship) === 'active')
      .flatMap((relationship) => relationship.assignments)
      .filter((assignment) => assignment.status === 'active' && account.groups.includes(assignment.group))
      .flatMap((assignment) => assignment.roles);
    return roles.length === 0 ? null : [...new Set(roles)];
  };

  const findAccount = (oid: string): WorldAccount | null => byOid.get(oid) ?? null;

  /** Template ids that count for a token's bearer: none where its permission or scope is missing. */
  const rolesOf = (claims: AccessClaims): readonly string[] => {
    if (claims.upn === undefined) {
      return claims.roles?.includes('Exchange.ManageAsApp') === true ? (claims.wids ?? []) : [];
    }
    if (!(claims.scp ?? '').split(' ').some((scope) => USER_SCOPES.has(scope))) return [];
    const account = findAccount(claims.oid);
    return account === null ? [] : (rolesIn(claims.tid, account) ?? []);
  };

  return {
    world,
    tenants: world.tenants,
    findTenant,
    findAccount,
    findAccountByUpn: (upn) => {
      const at = upn.lastIndexOf('@');
      const tenant = at < 0 ? null : findTenant(upn.slice(at + 1));
      return tenant === null
        ? null
        : (byUpn.get(`${upn.slice(0, at)}@${tenant.initialDomain}`.toLowerCase()) ?? null);
    },
    rolesIn,
    statusOf,
    exchangeAccess: (claims) => exchangeAccessOf(rolesOf(claims)),
    complianceAccess: (claims) => complianceAccessOf(rolesOf(claims)),
  };
}
