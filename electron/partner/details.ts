import { z } from 'zod';
import { CLOUDS } from '../../shared/clouds.ts';
import type { CustomerDetails } from '../../shared/model/customer.ts';
import { findRole } from '../auth/roles.ts';
import type { AccountKey } from '../auth/types.ts';
import type { GraphReader } from './graph.ts';
import { autoExtends, isoDate, isUsable, relationshipSchema, roleName, stateOf } from './relationships.ts';

const assignmentSchema = z.object({
  status: z.string(),
  accessContainer: z.object({ accessContainerId: z.string() }).nullish(),
  accessDetails: z.object({ unifiedRoles: z.array(z.object({ roleDefinitionId: z.string() })) }).nullish(),
});
const groupSchema = z.object({ id: z.string(), displayName: z.string().nullish() });
const memberSchema = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
});

interface Group {
  readonly id: string;
  readonly name: string;
  readonly people: readonly { readonly id: string; readonly name: string; readonly username: string }[];
}

/** Everything about one customer: relationships, roles with the groups that hold them, and who is in those groups. */
export async function readDetails(
  graph: GraphReader,
  key: AccountKey,
  tenantId: string,
  now: number,
): Promise<CustomerDetails> {
  const filter = encodeURIComponent(`customer/tenantId eq '${tenantId}'`);
  const relationships = await all(
    graph.pages(`/tenantRelationships/delegatedAdminRelationships?$filter=${filter}`, relationshipSchema),
  );
  const usable = relationships.filter((relationship) => isUsable(stateOf(relationship, now)));
  const roles = new Map<string, Set<string>>();
  for (const relationship of usable) {
    for (const role of relationship.accessDetails?.unifiedRoles ?? [])
      roles.set(role.roleDefinitionId, new Set());
  }
  for (const relationship of usable) {
    const path = `/tenantRelationships/delegatedAdminRelationships/${encodeURIComponent(relationship.id)}/accessAssignments`;
    for (const assignment of await all(graph.pages(path, assignmentSchema))) {
      const group = assignment.accessContainer?.accessContainerId ?? '';
      if (assignment.status !== 'active' || group === '') continue;
      for (const role of assignment.accessDetails?.unifiedRoles ?? []) {
        const groups = roles.get(role.roleDefinitionId) ?? new Set<string>();
        roles.set(role.roleDefinitionId, groups.add(group));
      }
    }
  }
  const groups = await readGroups(graph, new Set([...roles.values()].flatMap((ids) => [...ids])));
  return {
    tenantId,
    relationships: relationships.map((relationship) => ({
      id: relationship.id,
      name: relationship.displayName ?? '',
      status: relationship.status,
      startedAt: isoDate(relationship.activatedDateTime),
      endsAt: isoDate(relationship.endDateTime),
      autoExtends: autoExtends(relationship),
    })),
    roles: [...roles]
      .map(([roleId, ids]) => ({
        roleId,
        name: roleName(roleId),
        groups: [...ids].map((id) => groups.get(id)?.name ?? id).sort((a, b) => a.localeCompare(b)),
        usesExchange: (findRole(roleId)?.exchange ?? 0) > 0,
      }))
      .sort((a, b) => Number(b.usesExchange) - Number(a.usesExchange) || a.name.localeCompare(b.name)),
    people: peopleOf([...groups.values()], key),
    adminCentreUrl: adminCentre(key, tenantId),
  };
}

async function readGroups(graph: GraphReader, ids: ReadonlySet<string>): Promise<Map<string, Group>> {
  const groups = await Promise.all(
    [...ids].map(async (id): Promise<Group> => {
      const path = `/groups/${encodeURIComponent(id)}`;
      const [group, members] = await Promise.all([
        graph.one(`${path}?$select=id,displayName`, groupSchema),
        all(graph.pages(`${path}/members`, memberSchema)),
      ]);
      return {
        id,
        name: group.displayName ?? id,
        people: members
          .filter((member) => member.userPrincipalName != null)
          .map((member) => ({
            id: member.id,
            name: member.displayName ?? '',
            username: member.userPrincipalName ?? '',
          })),
      };
    }),
  );
  return new Map(groups.map((group) => [group.id, group]));
}

function peopleOf(groups: readonly Group[], key: AccountKey): CustomerDetails['people'] {
  const you = key.accountId.split('.')[0];
  const byId = new Map(groups.flatMap((group) => group.people).map((person) => [person.id, person]));
  return [...byId.values()]
    .map((person) => ({ name: person.name, username: person.username, you: person.id === you }))
    .sort((a, b) => Number(b.you) - Number(a.you) || a.name.localeCompare(b.name));
}

/** The partner's way into a customer's admin centre, where the cloud has one. */
function adminCentre(key: AccountKey, tenantId: string): string | null {
  const { adminCentre: address } = CLOUDS[key.cloudId];
  return address === null
    ? null
    : `${address}/Partner/BeginClientSession.aspx?CTID=${tenantId}&CSDEST=o365admincenter`;
}

async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}
