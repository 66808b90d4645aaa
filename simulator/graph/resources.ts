import type { AccessAssignment, Relationship } from '../world/relationships.ts';
import type { WorldAccount } from '../world/accounts.ts';
import type { WorldDirectory } from '../world/directory.ts';
import { findRole, type DirectoryRole } from '../world/roles.ts';
import type { WorldGroup, WorldTenant } from '../world/world.ts';
import type { Entity } from './entity.ts';

const time = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : new Date(milliseconds).toISOString().replace('.000Z', 'Z');

const unifiedRoles = (roles: readonly string[]): Entity => ({
  unifiedRoles: roles.map((roleDefinitionId) => ({ roleDefinitionId })),
});

const etag = (id: string): string => `W/"${Buffer.from(id).toString('base64url').slice(0, 24)}"`;

/** delegatedAdminCustomer: no domain, as in the real service. */
export function customerEntity(tenant: WorldTenant): Entity {
  return {
    '@odata.etag': etag(tenant.id),
    id: tenant.id,
    tenantId: tenant.id,
    displayName: tenant.displayName,
  };
}

/** delegatedAdminRelationship; `customer` is null until someone accepted it. */
export function relationshipEntity(directory: WorldDirectory, relationship: Relationship): Entity {
  const customer =
    relationship.customerTenantId === null ? null : directory.findTenant(relationship.customerTenantId);
  return {
    '@odata.etag': etag(relationship.id),
    id: relationship.id,
    displayName: relationship.displayName,
    duration: `P${relationship.durationDays}D`,
    customer: customer === null ? null : { tenantId: customer.id, displayName: customer.displayName },
    accessDetails: unifiedRoles(relationship.roles),
    status: directory.statusOf(relationship),
    autoExtendDuration: relationship.autoExtend,
    createdDateTime: time(relationship.createdAt),
    lastModifiedDateTime: time(relationship.activatedAt ?? relationship.createdAt),
    activatedDateTime: time(relationship.activatedAt),
    endDateTime: time(relationship.endsAt),
  };
}

/** delegatedAdminAccessAssignment. */
export function assignmentEntity(
  assignment: AccessAssignment,
  relationship: Relationship,
  groups: readonly WorldGroup[],
): Entity {
  const group = groups.find((candidate) => candidate.displayName === assignment.group);
  return {
    '@odata.etag': etag(assignment.id),
    id: assignment.id,
    status: assignment.status,
    createdDateTime: time(relationship.activatedAt),
    lastModifiedDateTime: time(relationship.activatedAt),
    accessContainer: { accessContainerId: group?.id ?? '', accessContainerType: 'securityGroup' },
    accessDetails: unifiedRoles(assignment.roles),
  };
}

/** contract: the customer's initial domain, which DelegatedOrganization wants. */
export function contractEntity(tenant: WorldTenant): Entity {
  return {
    id: tenant.id.replace(/^(.{4})(.{4})/u, '$2$1'),
    deletedDateTime: null,
    contractType: 'Contract',
    customerId: tenant.id,
    defaultDomainName: tenant.initialDomain,
    displayName: tenant.displayName,
  };
}

/** tenantInformation, the answer of the two find functions. */
export function tenantInformation(tenant: WorldTenant): Entity {
  return {
    tenantId: tenant.id,
    federationBrandName: null,
    displayName: tenant.displayName,
    defaultDomainName: tenant.domains[0] ?? tenant.initialDomain,
  };
}

export function organizationEntity(tenant: WorldTenant): Entity {
  const names = [...tenant.domains, tenant.initialDomain];
  return {
    id: tenant.id,
    displayName: tenant.displayName,
    countryLetterCode: 'DE',
    tenantType: 'AAD',
    verifiedDomains: names.map((name, index) => ({
      name,
      isDefault: index === 0,
      isInitial: name === tenant.initialDomain,
      type: 'Managed',
      capabilities: 'Email, OfficeCommunicationsOnline',
    })),
  };
}

export function userEntity(account: WorldAccount): Entity {
  const [givenName, ...rest] = account.displayName.split(' ');
  return {
    id: account.oid,
    displayName: account.displayName,
    givenName: givenName ?? null,
    surname: rest.join(' ') || null,
    userPrincipalName: account.upn,
    mail: account.upn,
    jobTitle: account.hint,
    accountEnabled: account.status !== 'disabled',
  };
}

export function groupEntity(group: WorldGroup): Entity {
  return {
    id: group.id,
    displayName: group.displayName,
    description: `Security group ${group.displayName}`,
    securityEnabled: true,
    mailEnabled: false,
    groupTypes: [],
  };
}

export function roleEntity(role: DirectoryRole): Entity {
  return {
    id: role.templateId,
    templateId: role.templateId,
    displayName: role.displayName,
    description: role.description,
    isBuiltIn: true,
    isEnabled: true,
  };
}

/** The role, or null for a template id that nobody knows. */
export function roleById(id: string): Entity | null {
  const role = findRole(id);
  return role === null ? null : roleEntity(role);
}
