import type { PracticeAccount } from '../types.ts';
import { createPrng, deriveSeed, type Prng } from './prng.ts';
import { ROLES } from './roles.ts';

/** The password of every practice account that can sign in; the sign-in page says so itself. */
export const PRACTICE_PASSWORD = 'practice';

export type GroupName = 'Partner Helpdesk' | 'Partner Tier 2' | 'Partner Readers';

/** What the sign-in of an account runs into, one of each kind that real people meet. */
export type Hurdle =
  /** Its organisation's own identity provider asks for the password. */
  | 'federated'
  /** … and cannot be reached (AADSTS5000819). */
  | 'providerOffline'
  /** Too many wrong passwords (AADSTS50053). */
  | 'lockedOut'
  /** Conditional access keeps it out (AADSTS53003). */
  | 'blocked'
  /** Conditional access wants a managed device (AADSTS53000). */
  | 'unmanagedDevice'
  /** A check outside of Microsoft after the password (AADSTS50158). */
  | 'externalCheck'
  /** Has to set up a second step first (AADSTS50079). */
  | 'secondStepMissing'
  /** Has to sign in once a day (AADSTS70043). */
  | 'daily'
  /** Nothing: any password is right, so that a test can look for one of its own. */
  | 'anyPassword';

export interface WorldAccount extends PracticeAccount {
  /** Null: no password is right, so that the refusal can be seen. */
  readonly password: string | null;
  readonly status: 'enabled' | 'disabled' | 'passwordExpired';
  readonly hurdle: Hurdle | null;
  /** Asks for a number to be approved after the password. */
  readonly mfa: boolean;
  /** Security groups of the home tenant. */
  readonly groups: readonly GroupName[];
  /** Template ids of the roles held in the home tenant. */
  readonly roles: readonly string[];
  /** Tenants that invited this account, with the roles given there. */
  readonly guestOf: readonly { readonly tenantId: string; readonly roles: readonly string[] }[];
  /** Shown beside the account in the sign-in page's list; null keeps it out of the list. */
  readonly hint: string | null;
}

interface Draft {
  readonly local: string;
  readonly name: string;
  readonly hint: string | null;
  readonly roles?: readonly string[];
  readonly groups?: readonly GroupName[];
  readonly mfa?: boolean;
  readonly status?: WorldAccount['status'];
  readonly password?: null;
  readonly hurdle?: Hurdle;
}

const PARTNER_STAFF: readonly Draft[] = [
  {
    local: 'admin',
    name: 'Ana Lindqvist',
    hint: 'Administrator, approves a number',
    roles: [ROLES.globalAdministrator.templateId],
    groups: ['Partner Tier 2', 'Partner Helpdesk'],
    mfa: true,
  },
  {
    local: 'helpdesk',
    name: 'Tomáš Novák',
    hint: 'Helpdesk, changes recipients',
    groups: ['Partner Helpdesk'],
  },
  { local: 'reader', name: 'Priya Nair', hint: 'Reads only', groups: ['Partner Readers'] },
  { local: 'noexchange', name: 'Lucas Moreau', hint: 'No role with any customer' },
  { local: 'disabled', name: 'Ruth Okafor', hint: 'Blocked account', status: 'disabled' },
  { local: 'expired', name: 'Jürgen Weiß', hint: 'Expired password', status: 'passwordExpired' },
  { local: 'locked.out', name: 'Nóra O’Connor', hint: 'No password is right', password: null },
  { local: 'sebnem.ozdemir', name: 'Şebnem Özdemir', hint: null, groups: ['Partner Tier 2'] },
  { local: 'mateo.alvarez', name: 'Mateo Álvarez', hint: null, groups: ['Partner Tier 2'] },
  { local: 'ingrid.hansen', name: 'Ingrid Hansen', hint: null, groups: ['Partner Tier 2'] },
  { local: 'kenji.tanaka', name: '田中 健二', hint: null, groups: ['Partner Helpdesk'] },
  { local: 'layla.haddad', name: 'ليلى حداد', hint: null, groups: ['Partner Helpdesk'] },
  { local: 'oliver.smith', name: 'Oliver Smith-Jones', hint: null, groups: ['Partner Helpdesk'] },
  { local: 'zofia.wojcik', name: 'Zofia Wójcik', hint: null, groups: ['Partner Helpdesk'] },
];

const PRACTICE_STAFF: readonly Draft[] = [
  {
    local: 'alex',
    name: 'Alex Weber',
    hint: 'Own organisation, administrator',
    roles: [ROLES.globalAdministrator.templateId],
  },
];

const CONTOSO_STAFF: readonly Draft[] = [
  {
    local: 'admin',
    name: 'Megan Bowen',
    hint: 'Own organisation, approves a number',
    roles: [ROLES.globalAdministrator.templateId],
    mfa: true,
  },
  {
    local: 'reader',
    name: 'Lidia Hołloway',
    hint: 'Own organisation, reads only',
    roles: [ROLES.globalReader.templateId],
  },
  { local: 'user', name: 'Diego Siciliani', hint: 'Own organisation, no role' },
];

/** Each runs into something of its own. Typed by name: they are not in the sign-in page's list. */
const HINDERED: readonly Draft[] = [
  { local: 'federated', name: 'Ola Federated', hint: null, hurdle: 'federated' },
  { local: 'provider.offline', name: 'Uma Offline', hint: null, hurdle: 'providerOffline' },
  { local: 'locked', name: 'Levi Locked', hint: null, hurdle: 'lockedOut' },
  { local: 'blocked', name: 'Bo Blocked', hint: null, hurdle: 'blocked' },
  { local: 'unmanaged', name: 'Uri Unmanaged', hint: null, hurdle: 'unmanagedDevice' },
  { local: 'external', name: 'Eda External', hint: null, hurdle: 'externalCheck' },
  { local: 'no.second.step', name: 'Noa Newcomer', hint: null, hurdle: 'secondStepMissing' },
  { local: 'daily', name: 'Dana Daily', hint: null, hurdle: 'daily' },
  { local: 'any.password', name: 'Andy Anyword', hint: null, hurdle: 'anyPassword' },
];

export interface StaffedTenants {
  readonly partner: { readonly id: string; readonly initialDomain: string };
  readonly practice: { readonly id: string; readonly initialDomain: string };
  readonly contoso: { readonly id: string; readonly initialDomain: string };
}

/** Everyone who can sign in to the practice cloud. Alex is also a guest of Contoso, who reads there. */
export function buildAccounts(prng: Prng, tenants: StaffedTenants): WorldAccount[] {
  const staff = (
    drafts: readonly Draft[],
    tenant: { id: string; initialDomain: string },
    ids = prng,
  ): WorldAccount[] =>
    drafts.map((draft) => ({
      oid: ids.guid(),
      upn: `${draft.local}@${tenant.initialDomain}`,
      displayName: draft.name,
      homeTenantId: tenant.id,
      password: draft.password === null ? null : PRACTICE_PASSWORD,
      status: draft.status ?? 'enabled',
      hurdle: draft.hurdle ?? null,
      mfa: draft.mfa ?? false,
      groups: draft.groups ?? [],
      roles: draft.roles ?? (draft.hurdle === undefined ? [] : [ROLES.globalReader.templateId]),
      guestOf:
        draft.local === 'alex'
          ? [{ tenantId: tenants.contoso.id, roles: [ROLES.globalReader.templateId] }]
          : [],
      hint: draft.hint,
    }));
  return [
    ...staff(PARTNER_STAFF, tenants.partner),
    ...staff(PRACTICE_STAFF, tenants.practice),
    ...staff(CONTOSO_STAFF, tenants.contoso),
    // Numbers of their own, so that the rest of the world stays as it was.
    ...staff(HINDERED, tenants.contoso, createPrng(deriveSeed(0, 'hindered'))),
  ];
}
