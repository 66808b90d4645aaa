import type { PracticeClock } from '../clock.ts';
import { jsonResponse } from '../http/forms.ts';
import type { AccessClaims, PracticeRequest, PracticeService, TokenVerifier } from '../types.ts';
import type { WorldDirectory } from '../world/directory.ts';
import { ROLES } from '../world/roles.ts';
import { GraphError, graphErrorResponse } from './errors.ts';
import type { Entity } from './entity.ts';
import { collectionBody, entityBody } from './odata.ts';
import {
  assignmentEntity,
  contractEntity,
  customerEntity,
  groupEntity,
  organizationEntity,
  relationshipEntity,
  roleById,
  roleEntity,
  tenantInformation,
  userEntity,
} from './resources.ts';

export interface GraphOptions {
  readonly directory: WorldDirectory;
  readonly tokens: TokenVerifier;
  readonly clock: PracticeClock;
}

interface Asked {
  readonly request: PracticeRequest;
  readonly claims: AccessClaims;
  /** Capture groups of the path, decoded. */
  readonly parts: readonly string[];
}

interface Route {
  readonly path: RegExp;
  /** Any of these scopes lets the caller in. */
  readonly scopes: readonly string[];
  readonly answer: (asked: Asked) => Entity;
}

const RELATIONSHIPS = ['DelegatedAdminRelationship.Read.All'];
const DIRECTORY = ['Directory.Read.All'];
const CROSS_TENANT = ['CrossTenantInformation.ReadBasic.All', ...DIRECTORY];
const GROUPS = ['GroupMember.Read.All', 'Group.Read.All', ...DIRECTORY];

/** The part of Graph that the app uses (exchange-rest-protocol.md 5): reads only, scopes checked, paged. */
export function createGraphService(options: GraphOptions): PracticeService {
  const routes = buildRoutes(options.directory);
  return async (request) => {
    const match = /^\/(?:v1\.0|beta)(\/.*)$/u.exec(request.url.pathname);
    const path = match?.[1];
    if (path === undefined) return null;
    const route = routes.find((candidate) => candidate.path.test(path));
    if (route === undefined) return null;
    const header = request.headers['client-request-id'];
    const clientRequestId = typeof header === 'string' ? header : null;
    const checked = await options.tokens.verify(request);
    if ('refused' in checked) return checked.refused;
    try {
      if (request.method !== 'GET') {
        throw new GraphError(405, 'Request_BadRequest', 'Only GET is allowed here.');
      }
      requireScope(checked.claims, route.scopes);
      const parts = (route.path.exec(path) ?? []).slice(1).map((part) => decodeURIComponent(part));
      const id = crypto.randomUUID();
      return jsonResponse(200, route.answer({ request, claims: checked.claims, parts }), {
        'Content-Type': 'application/json; odata.metadata=minimal; odata.streaming=true; charset=utf-8',
        'OData-Version': '4.0',
        'request-id': id,
        'client-request-id': clientRequestId ?? id,
      });
    } catch (error) {
      if (error instanceof GraphError)
        return graphErrorResponse(error, { now: options.clock.now(), clientRequestId });
      if (error instanceof URIError) {
        const refusal = new GraphError(400, 'BadRequest', 'The address is not well formed.');
        return graphErrorResponse(refusal, { now: options.clock.now(), clientRequestId });
      }
      throw error;
    }
  };
}

function requireScope(claims: AccessClaims, scopes: readonly string[]): void {
  const held = (claims.scp ?? '').split(' ');
  if (!scopes.some((scope) => held.includes(scope))) {
    throw new GraphError(
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    );
  }
}

function missing(what: string, id: string): GraphError {
  return new GraphError(
    404,
    'Request_ResourceNotFound',
    `${what} '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

function buildRoutes(directory: WorldDirectory): readonly Route[] {
  const { world } = directory;
  const isPartner = (claims: AccessClaims): boolean => claims.tid === world.partner.id;
  const customers = world.customers.map(customerEntity);
  const contracts = world.customers.map(contractEntity);
  const byCustomer = new Map(customers.map((entity) => [entity.id as string, entity]));
  const byRelationship = new Map(world.relationships.map((relationship) => [relationship.id, relationship]));
  const byGroup = new Map(world.groups.map((group) => [group.id, group]));

  const group = ({ claims, parts }: Asked) => {
    const found = byGroup.get(parts[0] ?? '');
    if (found === undefined || !isPartner(claims)) throw missing('Resource', parts[0] ?? '');
    return found;
  };
  const relationship = ({ claims, parts }: Asked) => {
    const found = byRelationship.get(parts[0] ?? '');
    if (found === undefined || !isPartner(claims)) throw missing('Relationship', parts[0] ?? '');
    return found;
  };
  const me = (claims: AccessClaims) => {
    const account = directory.findAccount(claims.oid);
    // In a customer's tenant the partner's staff has no user object.
    if (account?.homeTenantId !== claims.tid) throw missing('Resource', claims.oid);
    return account;
  };
  const information = (key: string): Entity => {
    const tenant = directory.findTenant(key);
    if (tenant === null) throw missing('Tenant', key);
    return tenantInformation(tenant);
  };
  const small = { pageSize: 100, maxTop: 999 };
  const large = { pageSize: 100, maxTop: 300 };

  return [
    {
      path: /^\/me$/u,
      scopes: ['User.Read', ...DIRECTORY],
      answer: ({ request, claims }) => entityBody(request, 'users', userEntity(me(claims))),
    },
    {
      path: /^\/me\/(?:memberOf|transitiveMemberOf)$/u,
      scopes: ['User.Read', ...GROUPS],
      answer: ({ request, claims }) => {
        const account = me(claims);
        const groups = world.groups.filter((entry) => account.groups.includes(entry.displayName));
        return collectionBody(
          request,
          groups.map((entry) => ({ '@odata.type': '#microsoft.graph.group', ...groupEntity(entry) })),
          { ...small, context: 'directoryObjects' },
        );
      },
    },
    {
      path: /^\/organization$/u,
      scopes: ['User.Read', ...DIRECTORY],
      answer: ({ request, claims }) => {
        const tenant = directory.findTenant(claims.tid);
        return collectionBody(request, tenant === null ? [] : [organizationEntity(tenant)], {
          ...small,
          context: 'organization',
        });
      },
    },
    {
      path: /^\/tenantRelationships\/delegatedAdminCustomers$/u,
      scopes: RELATIONSHIPS,
      answer: ({ request, claims }) =>
        collectionBody(request, isPartner(claims) ? customers : [], {
          ...large,
          context: 'tenantRelationships/delegatedAdminCustomers',
        }),
    },
    {
      path: /^\/tenantRelationships\/delegatedAdminCustomers\/([^/]+)$/u,
      scopes: RELATIONSHIPS,
      answer: ({ request, claims, parts }) => {
        const found = byCustomer.get(parts[0] ?? '');
        if (found === undefined || !isPartner(claims)) throw missing('Customer', parts[0] ?? '');
        return entityBody(request, 'tenantRelationships/delegatedAdminCustomers', found);
      },
    },
    {
      path: /^\/tenantRelationships\/delegatedAdminRelationships$/u,
      scopes: RELATIONSHIPS,
      answer: ({ request, claims }) =>
        collectionBody(
          request,
          isPartner(claims) ? world.relationships.map((entry) => relationshipEntity(directory, entry)) : [],
          { ...large, context: 'tenantRelationships/delegatedAdminRelationships' },
        ),
    },
    {
      path: /^\/tenantRelationships\/delegatedAdminRelationships\/([^/]+)$/u,
      scopes: RELATIONSHIPS,
      answer: (asked) =>
        entityBody(
          asked.request,
          'tenantRelationships/delegatedAdminRelationships',
          relationshipEntity(directory, relationship(asked)),
        ),
    },
    {
      path: /^\/tenantRelationships\/delegatedAdminRelationships\/([^/]+)\/accessAssignments$/u,
      scopes: RELATIONSHIPS,
      answer: (asked) => {
        const found = relationship(asked);
        return collectionBody(
          asked.request,
          found.assignments.map((entry) => assignmentEntity(entry, found, world.groups)),
          {
            ...large,
            context: `tenantRelationships/delegatedAdminRelationships('${found.id}')/accessAssignments`,
          },
        );
      },
    },
    {
      path: /^\/tenantRelationships\/(?:microsoft\.graph\.)?findTenantInformationByDomainName\(domainName='([^']*)'\)$/u,
      scopes: CROSS_TENANT,
      answer: ({ parts }) => information(parts[0] ?? ''),
    },
    {
      path: /^\/tenantRelationships\/(?:microsoft\.graph\.)?findTenantInformationByTenantId\(tenantId='([^']*)'\)$/u,
      scopes: CROSS_TENANT,
      answer: ({ parts }) => information(parts[0] ?? ''),
    },
    {
      path: /^\/contracts$/u,
      scopes: DIRECTORY,
      answer: ({ request, claims }) =>
        collectionBody(request, isPartner(claims) ? contracts : [], { ...small, context: 'contracts' }),
    },
    {
      path: /^\/groups$/u,
      scopes: GROUPS,
      answer: ({ request, claims }) =>
        collectionBody(request, isPartner(claims) ? world.groups.map(groupEntity) : [], {
          ...small,
          context: 'groups',
        }),
    },
    {
      path: /^\/groups\/([^/]+)$/u,
      scopes: GROUPS,
      answer: (asked) => entityBody(asked.request, 'groups', groupEntity(group(asked))),
    },
    {
      path: /^\/groups\/([^/]+)\/(?:members|transitiveMembers)$/u,
      scopes: GROUPS,
      answer: (asked) => {
        const found = group(asked);
        const members = world.accounts.filter((account) => account.groups.includes(found.displayName));
        return collectionBody(
          asked.request,
          members.map((account) => ({ '@odata.type': '#microsoft.graph.user', ...userEntity(account) })),
          { ...small, context: 'directoryObjects' },
        );
      },
    },
    {
      path: /^\/(?:roleManagement\/directory\/roleDefinitions|directoryRoleTemplates)$/u,
      scopes: ['RoleManagement.Read.Directory', ...DIRECTORY],
      answer: ({ request }) =>
        collectionBody(request, Object.values(ROLES).map(roleEntity), {
          ...small,
          context: 'roleManagement/directory/roleDefinitions',
        }),
    },
    {
      path: /^\/(?:roleManagement\/directory\/roleDefinitions|directoryRoleTemplates)\/([^/]+)$/u,
      scopes: ['RoleManagement.Read.Directory', ...DIRECTORY],
      answer: ({ request, parts }) => {
        const found = roleById(parts[0] ?? '');
        if (found === null) throw missing('Role', parts[0] ?? '');
        return entityBody(request, 'roleManagement/directory/roleDefinitions', found);
      },
    },
  ];
}
