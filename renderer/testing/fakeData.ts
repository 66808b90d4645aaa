import { NO_OPTIONS, connectionOptionsSchema } from '../../shared/model/connection-options.ts';
import { BROWSER } from '../../shared/model/sign-in-method.ts';
import type { CloudId } from '../../shared/clouds.ts';
import type { Account } from '../../shared/model/account.ts';
import type { Certificate } from '../../shared/model/certificate.ts';
import type { ConnectionProfile, ConnectionStatus, ConnectionView } from '../../shared/model/connection.ts';
import type { Customer, CustomerDetails } from '../../shared/model/customer.ts';
import type { Failure } from '../../shared/model/failure.ts';
import type { ConnectionDraft } from '../../shared/model/connection.ts';
import { EXCHANGE_CLIENT_ID } from '../../shared/clouds.ts';

let counter = 0;

/** A well-formed id that is the same in every run. */
export const fakeId = (number: number = (counter += 1)): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** ISO time `ms` before (negative: after) now. */
export const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();

export const partner: Account = {
  accountId: 'ana.partner',
  cloudId: 'O365Default',
  username: 'admin@partner.example',
  displayName: 'Ana Lindqvist',
  homeTenantId: fakeId(900),
  homeOrganization: 'Partner',
  usable: true,
};

export const juergen: Account = {
  accountId: 'juergen.contoso',
  cloudId: 'O365Default',
  username: 'j.weiss@contoso.example',
  displayName: 'Jürgen Weiß',
  homeTenantId: fakeId(901),
  homeOrganization: 'Contoso',
  usable: true,
};

export const signedOut: ConnectionStatus = { state: 'signed-out' };

export const connected = (minutes = 42): ConnectionStatus => ({
  state: 'connected',
  since: ago(10 * MINUTE),
  number: 1,
  connectionId: fakeId(2),
  host: 'outlook.office365.com',
  tokenExpiresAt: ago(-(minutes * MINUTE + 30_000)),
  token: {
    actor: 'user',
    account: partner.username,
    tenantId: fakeId(1),
    audience: 'https://outlook.office365.com',
    appId: EXCHANGE_CLIENT_ID,
    scopes: ['AdminApi.AccessAsUser.All'],
    appRoles: [],
    directoryRoles: ['Exchange Administrator'],
    issuedAt: ago(10 * MINUTE),
    expiresAt: ago(-(minutes * MINUTE + 30_000)),
    renewable: true,
    renewedAt: null,
    missing: null,
    challenges: [],
  },
  tenantId: fakeId(1),
  cmdletCount: 812,
  roles: ['Exchange Administrator'],
});

export const failed = (failure: Partial<Failure> = {}): ConnectionStatus => ({
  state: 'failed',
  at: ago(MINUTE),
  failure: {
    code: 'mfa-needed',
    message: 'Łódź Logistics now asks for a second sign-in step, and this sign-in didn’t have one.',
    hint: 'Sign in again and answer the second step in the browser.',
    correlationId: '4c1f7a0e-6d52-4f5b-9f0c-2b8f3f1f7d90',
    retryable: false,
    ...failure,
  },
});

interface Made {
  readonly name: string;
  readonly domain: string;
  readonly colour: number;
  readonly status: ConnectionStatus;
  readonly folder?: string;
  readonly cloudId?: CloudId;
  readonly username?: string;
  readonly customer?: boolean;
  readonly readOnly?: boolean;
  readonly compliance?: boolean;
  readonly usedDays?: number;
}

export function fakeConnection(made: Made): ConnectionView {
  counter += 1;
  const id = fakeId(counter);
  const tenantId = fakeId(counter + 5000);
  const profile: ConnectionProfile = {
    id,
    name: made.name,
    folder: made.folder ?? '',
    colour: made.colour,
    cloudId: made.cloudId ?? 'O365Default',
    accountId: partner.accountId,
    username: made.username ?? partner.username,
    clientId: EXCHANGE_CLIENT_ID,
    organization: {
      kind: made.customer === true ? 'customer' : 'own',
      tenantId,
      name: made.name,
      domain: made.domain,
    },
    services: made.compliance === true ? ['exchange', 'compliance'] : ['exchange'],
    readOnly: made.readOnly ?? false,
    signIn: BROWSER,
    options: NO_OPTIONS,
    createdAt: new Date(1_700_000_000_000 + counter * 1000).toISOString(),
    lastUsedAt: made.usedDays === undefined ? null : ago(made.usedDays * DAY),
  };
  return withStatus(profile, made.status);
}

/** A connection whose services are all in one state. */
export function withStatus(profile: ConnectionProfile, status: ConnectionStatus): ConnectionView {
  return { profile, status, services: profile.services.map((service) => ({ service, status })) };
}

/** The connection that main would make of a draft. */
export function connectionOf(
  draft: Omit<ConnectionDraft, 'options'> & {
    readonly options?: Parameters<typeof connectionOptionsSchema.parse>[0];
  },
): ConnectionView {
  const { organization } = draft;
  const view = fakeConnection({
    name: draft.name === '' ? (organization.name ?? 'Contoso') : draft.name,
    domain: organization.domain ?? 'contoso.onmicrosoft.com',
    colour: 4,
    status: signedOut,
    folder: draft.folder,
    cloudId: draft.cloudId,
    customer: organization.kind === 'customer',
    readOnly: draft.readOnly,
  });
  const { accountId, loginHint, services, signIn } = draft;
  const options = connectionOptionsSchema.parse(draft.options ?? {});
  return withStatus(
    { ...view.profile, username: loginHint, accountId, organization, services, signIn, options },
    signedOut,
  );
}

/** The cards of the pictures: every state, and names that are hard to set. */
export function fakeConnections(): ConnectionView[] {
  return [
    fakeConnection({
      name: 'Contoso',
      domain: 'contoso.onmicrosoft.com',
      colour: 0,
      status: connected(),
      username: 'admin@contoso.example',
      compliance: true,
      usedDays: 0,
    }),
    fakeConnection({
      name: 'Fabrikam Defense',
      domain: 'fabrikamdef.onmicrosoft.us',
      colour: 4,
      status: signedOut,
      cloudId: 'O365USGovGCCHigh',
      username: 'e.larsson@fabrikamdef.onmicrosoft.us',
      readOnly: true,
      compliance: true,
      usedDays: 18,
    }),
    fakeConnection({
      name: 'Practice cloud',
      domain: 'practice.localhost',
      colour: 0,
      status: connected(58),
      cloudId: 'Practice',
      username: 'alex@practice.localhost',
      usedDays: 1,
    }),
    fakeConnection({
      name: 'Bäckerei Müller',
      domain: 'baeckereimueller.onmicrosoft.com',
      colour: 1,
      status: { state: 'signing-in', signInId: fakeId(700), since: ago(18_000) },
      customer: true,
      readOnly: true,
      usedDays: 0,
    }),
    fakeConnection({
      name: 'Łódź Logistics',
      domain: 'lodzlogistics.onmicrosoft.com',
      colour: 2,
      status: failed(),
      customer: true,
      usedDays: 1,
    }),
    fakeConnection({
      name: '李明 商店',
      domain: 'limingshop.partner.onmschina.cn',
      colour: 3,
      status: signedOut,
      cloudId: 'O365China',
      username: 'admin@partner.cn',
      customer: true,
      usedDays: 9,
    }),
    fakeConnection({
      name: 'Tailspin Toys',
      domain: 'tailspintoys.onmicrosoft.com',
      colour: 6,
      status: { state: 'connecting', since: ago(2000) },
      folder: 'Test tenants',
    }),
    fakeConnection({
      name: 'شركة النور للتجارة والخدمات اللوجستية الدولية',
      domain: 'alnoor.onmicrosoft.com',
      colour: 5,
      status: signedOut,
      folder: 'Test tenants',
    }),
    fakeConnection({
      name: 'A very long organisation name that goes on and on until it has about eighty letters',
      domain: 'averylongorganisationnamethatgoesonandonuntil.onmicrosoft.com',
      colour: 8,
      status: signedOut,
      readOnly: true,
      folder: 'Test tenants',
    }),
  ];
}

const NAMES = [
  'Adatum Corporation',
  'Alpine Ski House',
  'Ångström Instruments',
  'Arbor Shoes',
  'Atelier Hélène Dufour',
  'Bellows College',
  'Best For You Organics',
  'Blåbær Kaffe',
  'Blue Yonder Airlines',
  'Brasserie de l’Élysée',
  'Café Zoë',
  'City Power & Light',
  'Clínica São João',
  'Coho Vineyard',
  'Consolidated Messenger',
  'Şebnem Özdemir Tekstil',
  'Graphic Design Institute',
  'شركة النور',
];

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();

/** `count` customers, the same every time: favourites first, some ending, some ended, some without a role. */
export function fakeCustomers(count: number): Customer[] {
  const first = ['Adventure Works', 'Bäckerei Müller', 'Łódź Logistics', 'Tailspin Toys', '李明 商店'];
  return Array.from({ length: count }, (_, index): Customer => {
    const base = first[index] ?? NAMES[(index - first.length) % NAMES.length] ?? 'Contoso';
    const round = index < first.length ? 0 : Math.floor((index - first.length) / NAMES.length);
    const name = round === 0 ? base : `${base} ${round + 1}`;
    const ended = index > 5 && index % 22 === 9;
    const expiring = index === 1 || (!ended && index % 29 === 12);
    const daysLeft = ended ? -3 : expiring ? (index === 1 ? 9 : 21) : 60 + ((index * 37) % 600);
    return {
      tenantId: fakeId(10_000 + index),
      name,
      domain: `${plain(name) || (index < first.length ? 'limingshop' : `alnoor${index}`)}.onmicrosoft.com`,
      relationship: {
        state: ended ? 'ended' : expiring ? 'expiring' : 'active',
        daysLeft,
        endsAt: ago(-daysLeft * DAY),
        autoExtends: false,
      },
      exchangeRole:
        ended || index % 15 === 14 ? null : index % 7 === 3 ? 'Global Reader' : 'Exchange Administrator',
      favourite: index < first.length,
      lastUsedAt: index % 3 === 0 ? ago((index % 20) * DAY) : null,
    };
  });
}

export function fakeDetails(customer: Customer): CustomerDetails {
  return {
    tenantId: customer.tenantId,
    relationships: [
      {
        id: 'r1',
        name: 'Support 2024–2026',
        status: customer.relationship.state === 'ended' ? 'Expired' : 'Active',
        startedAt: ago(700 * DAY),
        endsAt: customer.relationship.endsAt,
        autoExtends: false,
      },
    ],
    roles: [
      {
        roleId: 'a',
        name: 'Exchange Administrator',
        groups: ['Partner Helpdesk', 'Partner Tier 2'],
        usesExchange: true,
      },
      { roleId: 'b', name: 'Global Reader', groups: ['Partner Helpdesk'], usesExchange: true },
      { roleId: 'c', name: 'Security Reader', groups: ['Partner Tier 2'], usesExchange: false },
    ],
    people: ['Ana Lindqvist', 'Tomáš Novák', 'Şebnem Özdemir', 'Jürgen Weiß', 'Siân Evans'].map(
      (name, index) => ({
        name,
        username: `${plain(name)}@partner.example`,
        you: index === 0,
      }),
    ),
    adminCentreUrl: 'https://admin.microsoft.com/Partner/BeginClientSession.aspx',
  };
}

/** One that the app keeps, valid for a year. */
export function fakeCertificate(
  subject: string,
  origin: Certificate['origin'] = { kind: 'created' },
): Certificate {
  return {
    id: fakeId(),
    name: subject.replace(/^CN=/, ''),
    subject,
    issuer: subject,
    serialNumber: '4A01',
    thumbprint: '0123456789ABCDEF0123456789ABCDEF01234567',
    thumbprintSha256: '0123456789ABCDEF'.repeat(4),
    notBefore: ago(DAY),
    notAfter: ago(-364 * DAY),
    key: 'RSA 2048',
    publicData: 'AAAA',
    origin,
    addedAt: ago(DAY),
    exportable: true,
  };
}
