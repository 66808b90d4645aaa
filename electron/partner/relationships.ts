import { z } from 'zod';
import type { Customer } from '../../shared/model/customer.ts';
import { findRole, strongestExchangeRole } from '../auth/roles.ts';

/** delegatedAdminRelationship, as far as it is read (exchange-rest-protocol.md 5). */
export const relationshipSchema = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  customer: z.object({ tenantId: z.string(), displayName: z.string().nullish() }).nullish(),
  status: z.string(),
  autoExtendDuration: z.string().nullish(),
  activatedDateTime: z.string().nullish(),
  endDateTime: z.string().nullish(),
  accessDetails: z.object({ unifiedRoles: z.array(z.object({ roleDefinitionId: z.string() })) }).nullish(),
});
export type Relationship = z.infer<typeof relationshipSchema>;

type State = Customer['relationship']['state'];

const DAY = 86_400_000;
/** Days before the end from which a relationship counts as expiring. */
export const EXPIRING_DAYS = 30;

const STATUS: Readonly<Record<string, State>> = {
  active: 'active',
  expiring: 'expiring',
  terminationrequested: 'expiring',
  expired: 'ended',
  terminated: 'ended',
  terminating: 'ended',
  approvalpending: 'pending',
  approved: 'pending',
  activating: 'pending',
  created: 'pending',
};
const BEST: readonly State[] = ['active', 'expiring', 'pending', 'ended', 'none'];

/** One customer's relationships boiled down to what a row of the list shows. */
export interface Access {
  readonly relationship: Customer['relationship'];
  readonly exchangeRole: string | null;
}

export const NO_ACCESS: Access = {
  relationship: { state: 'none', daysLeft: null, endsAt: null, autoExtends: false },
  exchangeRole: null,
};

/** ISO 8601 with milliseconds, or null for what is no date. */
export function isoDate(text: string | null | undefined): string | null {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

export const autoExtends = (relationship: Relationship): boolean =>
  !['', 'PT0S', 'P0D'].includes(relationship.autoExtendDuration ?? '');

/** State of one relationship today, by its status and its end. */
export function stateOf(relationship: Relationship, now: number): State {
  const state = STATUS[relationship.status.toLowerCase()] ?? 'pending';
  const end = Date.parse(relationship.endDateTime ?? '');
  if (state !== 'active' || Number.isNaN(end) || autoExtends(relationship)) return state;
  if (end <= now) return 'ended';
  return end - now < EXPIRING_DAYS * DAY ? 'expiring' : 'active';
}

/** True where the relationship gives access today. */
export const isUsable = (state: State): boolean => state === 'active' || state === 'expiring';

/** The best relationship counts for the state; the roles of all that are usable count together. */
export function accessOf(relationships: readonly Relationship[], now: number): Access {
  const rated = relationships.map((relationship) => ({
    relationship,
    state: stateOf(relationship, now),
    end: Date.parse(relationship.endDateTime ?? ''),
  }));
  rated.sort((a, b) => BEST.indexOf(a.state) - BEST.indexOf(b.state) || (b.end || 0) - (a.end || 0));
  const [best] = rated;
  if (best === undefined) return NO_ACCESS;
  const roles = rated
    .filter((one) => isUsable(one.state))
    .flatMap((one) => one.relationship.accessDetails?.unifiedRoles ?? [])
    .map((role) => role.roleDefinitionId);
  return {
    relationship: {
      state: best.state,
      daysLeft: Number.isNaN(best.end) ? null : Math.floor((best.end - now) / DAY),
      endsAt: isoDate(best.relationship.endDateTime),
      autoExtends: autoExtends(best.relationship),
    },
    exchangeRole: strongestExchangeRole(roles),
  };
}

export const roleName = (id: string): string => findRole(id)?.name ?? `Role ${id}`;
