import { CLOUDS } from '../../shared/clouds.ts';
import type { PracticeTenant } from '../types.ts';
import { buildAccounts, type GroupName, type WorldAccount } from './accounts.ts';
import { buildCompanies } from './companies.ts';
import { createPrng, deriveSeed } from './prng.ts';
import { buildRelationships, type Relationship } from './relationships.ts';

/** What a tenant's conditional access asks of partner staff: nothing, a second sign-in step made there, or it keeps them out. */
export type AccessPolicy = 'open' | 'secondStep' | 'blocked';

export interface WorldTenant extends PracticeTenant {
  readonly accessPolicy: AccessPolicy;
}

export interface WorldGroup {
  readonly id: string;
  readonly displayName: GroupName;
}

/** Everything that is there when the practice cloud starts, before anyone changes anything. */
export interface World {
  readonly seed: number;
  readonly partner: WorldTenant;
  readonly tenants: readonly WorldTenant[];
  /** The partner's customers, in the order in which Graph lists them. */
  readonly customers: readonly WorldTenant[];
  readonly accounts: readonly WorldAccount[];
  readonly groups: readonly WorldGroup[];
  readonly relationships: readonly Relationship[];
}

export interface WorldOptions {
  readonly seed: number;
  readonly customers: number;
  readonly mailboxes: number;
  /** Milliseconds since 1970; dates of relationships count from the start of this day (UTC). */
  readonly now: number;
}

/** So many of the first customers have as many mailboxes as asked for; the rest are small, as customers are. */
const LARGE_CUSTOMERS = 20;

const POLICIES: Readonly<Record<string, AccessPolicy>> = {
  lodzlogistics: 'secondStep',
  wideworldimporters: 'blocked',
};

/** Builds the world of a seed; two calls with the same options give equal worlds. */
export function buildWorld(options: WorldOptions): World {
  const prng = createPrng(deriveSeed(options.seed, 'tenants'));
  const suffix = CLOUDS.Practice.initialDomainSuffix;
  const tenant = (
    displayName: string,
    initialDomain: string,
    domains: readonly string[],
    mailboxCount: number,
    accessPolicy: AccessPolicy,
  ): WorldTenant => ({
    id: prng.guid(),
    displayName,
    initialDomain,
    domains,
    mailboxCount,
    seed: deriveSeed(options.seed, initialDomain),
    accessPolicy,
  });

  const partner = tenant(
    'Northern Lights Partner',
    `partner.${suffix}`,
    ['northernlights.example'],
    60,
    'open',
  );
  const practice = tenant('Practice cloud', suffix, [], options.mailboxes, 'open');
  const contoso = tenant('Contoso', `contoso.${suffix}`, ['contoso.com'], options.mailboxes, 'open');
  const accounts = buildAccounts(prng, { partner, practice, contoso });
  const groups = (['Partner Helpdesk', 'Partner Tier 2', 'Partner Readers'] as const).map((displayName) => ({
    id: prng.guid(),
    displayName,
  }));

  const companies = buildCompanies(options.customers, options.seed);
  const customers = companies.map((company, index) =>
    tenant(
      company.name,
      `${company.slug}.${suffix}`,
      index % 9 === 4
        ? [`${company.slug}.example`, `mail.${company.slug}.example`]
        : [`${company.slug}.example`],
      index < LARGE_CUSTOMERS ? options.mailboxes : Math.min(options.mailboxes, prng.between(1, 120)),
      POLICIES[company.slug] ?? 'open',
    ),
  );
  const today = Math.floor(options.now / 86_400_000) * 86_400_000;
  return {
    seed: options.seed,
    partner,
    tenants: [partner, practice, contoso, ...customers],
    customers,
    accounts,
    groups,
    relationships: buildRelationships(
      customers.map((customer, index) => ({ id: customer.id, slug: companies[index]?.slug ?? '' })),
      today,
      options.seed,
    ),
  };
}
