import type { GroupName } from './accounts.ts';
import { createPrng, deriveSeed } from './prng.ts';
import { ROLES } from './roles.ts';

/** Status values of Graph's delegatedAdminRelationship that the practice cloud uses (exchange-rest-protocol.md 5). */
export type RelationshipStatus = 'created' | 'approvalPending' | 'active' | 'expired' | 'terminated';

export interface AccessAssignment {
  readonly id: string;
  readonly status: 'active' | 'deleted';
  readonly group: GroupName;
  /** Template ids. */
  readonly roles: readonly string[];
}

export interface Relationship {
  readonly id: string;
  readonly displayName: string;
  /** Null as long as no customer has accepted it. */
  readonly customerTenantId: string | null;
  /** Status as stored; an active one whose end has passed counts as expired. */
  readonly status: RelationshipStatus;
  readonly durationDays: number;
  readonly autoExtend: 'P180D' | 'PT0S';
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly activatedAt: number | null;
  readonly endsAt: number | null;
  /** Roles that the customer granted, template ids. */
  readonly roles: readonly string[];
  readonly assignments: readonly AccessAssignment[];
}

const DAY = 86_400_000;

type Pattern = 'exchange' | 'globalReader' | 'bothGroups' | 'noExchangeRole' | 'roleNotAssigned';

interface Plan {
  /** Days until the end; negative for relationships that ended so many days ago. */
  readonly daysLeft: number;
  readonly pattern: Pattern;
}

/** Fixed plans by domain label, so that the customers page always has something of every kind near its top. */
const FIXED: Readonly<Record<string, Plan>> = {
  adventureworks: { daysLeft: 212, pattern: 'exchange' },
  baeckereimueller: { daysLeft: 9, pattern: 'bothGroups' },
  lodzlogistics: { daysLeft: 401, pattern: 'exchange' },
  tailspintoys: { daysLeft: 88, pattern: 'globalReader' },
  limingshop: { daysLeft: 164, pattern: 'exchange' },
  adatumcorporation: { daysLeft: 537, pattern: 'exchange' },
  alpineskihouse: { daysLeft: 343, pattern: 'globalReader' },
  angstrominstruments: { daysLeft: 348, pattern: 'exchange' },
  arborshoes: { daysLeft: 573, pattern: 'exchange' },
  atelierhelenedufour: { daysLeft: -3, pattern: 'noExchangeRole' },
  bellowscollege: { daysLeft: 332, pattern: 'exchange' },
  bestforyouorganics: { daysLeft: 437, pattern: 'exchange' },
  blabaerkaffe: { daysLeft: 21, pattern: 'exchange' },
  blueyonderairlines: { daysLeft: 417, pattern: 'exchange' },
  brasseriedelelysee: { daysLeft: 367, pattern: 'exchange' },
  cafezoe: { daysLeft: 141, pattern: 'noExchangeRole' },
  citypowerlight: { daysLeft: 282, pattern: 'exchange' },
  clinicasaojoao: { daysLeft: 154, pattern: 'exchange' },
  wideworldimporters: { daysLeft: 90, pattern: 'exchange' },
  woodgrovebank: { daysLeft: 260, pattern: 'roleNotAssigned' },
};

const GRANTS: Readonly<Record<Pattern, readonly (readonly [GroupName, readonly string[]])[]>> = {
  exchange: [
    ['Partner Tier 2', [ROLES.exchangeAdministrator.templateId, ROLES.securityReader.templateId]],
    ['Partner Helpdesk', [ROLES.exchangeRecipientAdministrator.templateId]],
    ['Partner Readers', [ROLES.globalReader.templateId]],
  ],
  bothGroups: [
    ['Partner Helpdesk', [ROLES.exchangeAdministrator.templateId, ROLES.globalReader.templateId]],
    ['Partner Tier 2', [ROLES.exchangeAdministrator.templateId, ROLES.securityReader.templateId]],
  ],
  globalReader: [
    ['Partner Tier 2', [ROLES.globalReader.templateId]],
    ['Partner Helpdesk', [ROLES.globalReader.templateId]],
    ['Partner Readers', [ROLES.globalReader.templateId]],
  ],
  noExchangeRole: [
    ['Partner Tier 2', [ROLES.userAdministrator.templateId, ROLES.licenseAdministrator.templateId]],
    ['Partner Helpdesk', [ROLES.serviceSupportAdministrator.templateId]],
  ],
  roleNotAssigned: [['Partner Helpdesk', [ROLES.serviceSupportAdministrator.templateId]]],
};

/** Granted by the customer although no group was given them. */
const UNASSIGNED: Readonly<Partial<Record<Pattern, readonly string[]>>> = {
  roleNotAssigned: [ROLES.exchangeAdministrator.templateId],
};

export interface CustomerRef {
  readonly id: string;
  readonly slug: string;
}

/**
 * One relationship a customer at least, and some more: earlier ones that ended, renewals that wait for approval, and
 * two that no customer has answered. Shares of ended, soon ending and role-less customers are those of a grown partner
 * (14, 11 and 9 of 312). `today` is the start of a day, in milliseconds since 1970.
 */
export function buildRelationships(
  customers: readonly CustomerRef[],
  today: number,
  seed: number,
): Relationship[] {
  const prng = createPrng(deriveSeed(seed, 'relationships'));
  const plans = planAll(customers, seed);
  const relationships: Relationship[] = [];
  const id = (): string => `${prng.guid()}-${prng.guid()}`;

  const build = (
    customer: string | null,
    plan: Plan,
    status: RelationshipStatus,
    name?: string,
  ): Relationship => {
    const durationDays = customer !== null && plan.daysLeft > 365 ? 730 : prng.pick([365, 730]);
    const ends =
      plan.daysLeft >= 0 ? today + (plan.daysLeft + 1) * DAY - 1000 : today + plan.daysLeft * DAY + 1000;
    const activated = ends - durationDays * DAY;
    const pending = status === 'created' || status === 'approvalPending';
    const grants = GRANTS[plan.pattern];
    const roles = [
      ...new Set([...grants.flatMap(([, granted]) => granted), ...(UNASSIGNED[plan.pattern] ?? [])]),
    ];
    const created = pending ? today - prng.between(1, 30) * DAY : activated - prng.between(1, 14) * DAY;
    const years = `${new Date(activated).getUTCFullYear()}–${new Date(ends).getUTCFullYear()}`;
    return {
      id: id(),
      displayName: name ?? `Support ${years}`,
      customerTenantId: customer,
      status,
      durationDays,
      autoExtend: plan.daysLeft > 30 && prng.next() < 0.4 ? 'P180D' : 'PT0S',
      createdAt: created,
      activatedAt: pending ? null : activated,
      endsAt: pending ? null : ends,
      roles,
      assignments: pending
        ? []
        : grants.map(([group, granted]) => ({
            id: prng.guid(),
            status: status === 'active' ? 'active' : 'deleted',
            group,
            roles: granted,
          })),
    };
  };

  customers.forEach((customer, index) => {
    const plan = plans[index];
    if (plan === undefined) return;
    const ended = plan.daysLeft < 0;
    if (index % 20 === 7) {
      relationships.push(
        build(customer.id, { daysLeft: -prng.between(400, 800), pattern: 'exchange' }, 'expired'),
      );
    }
    relationships.push(
      build(
        customer.id,
        plan,
        ended ? (index % 2 === 0 ? 'terminated' : 'expired') : 'active',
        longName(customer.slug),
      ),
    );
    if (index % 30 === 12) {
      relationships.push(
        build(customer.id, { daysLeft: 365, pattern: 'exchange' }, 'approvalPending', 'Renewal'),
      );
    }
  });
  relationships.push(build(null, { daysLeft: 365, pattern: 'exchange' }, 'created', 'New customer, draft'));
  relationships.push(
    build(null, { daysLeft: 365, pattern: 'exchange' }, 'approvalPending', 'New customer, sent'),
  );
  return relationships;
}

function longName(slug: string): string | undefined {
  return slug === 'citypowerlight'
    ? 'Full support, mail and security, second contract period (renewed)'
    : undefined;
}

function planAll(customers: readonly CustomerRef[], seed: number): Plan[] {
  const prng = createPrng(deriveSeed(seed, 'plans'));
  const plans = customers.map((customer) => FIXED[customer.slug]);
  const share = (of312: number, already: (plan: Plan) => boolean): number => {
    const fixed = plans.filter((plan) => plan !== undefined && already(plan)).length;
    return Math.max(0, Math.round((customers.length * of312) / 312) - fixed);
  };
  const ended = share(14, (plan) => plan.daysLeft < 0);
  const expiring = share(11, (plan) => plan.daysLeft >= 0 && plan.daysLeft <= 30);
  const roleless = share(
    9,
    (plan) => plan.daysLeft >= 0 && ['noExchangeRole', 'roleNotAssigned'].includes(plan.pattern),
  );
  const free = prng.shuffle(plans.flatMap((plan, index) => (plan === undefined ? [index] : [])));
  free.forEach((index, order) => {
    const pattern: Pattern = prng.next() < 0.1 ? 'globalReader' : 'exchange';
    if (order < ended) plans[index] = { daysLeft: -prng.between(1, 90), pattern };
    else if (order < ended + expiring) plans[index] = { daysLeft: prng.between(1, 30), pattern };
    else if (order < ended + expiring + roleless) {
      plans[index] = {
        daysLeft: prng.between(31, 700),
        pattern: order % 2 === 0 ? 'noExchangeRole' : 'roleNotAssigned',
      };
    } else plans[index] = { daysLeft: prng.between(31, 720), pattern };
  });
  return plans.filter((plan) => plan !== undefined);
}
