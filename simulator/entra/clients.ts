import { CLOUDS, EXCHANGE_CLIENT_ID, GRAPH_CLIENT_ID } from '../../shared/clouds.ts';

/** Which service a resource origin belongs to. */
export type ResourceKind = 'exchange' | 'compliance' | 'graph';

export interface Resource {
  readonly kind: ResourceKind;
  /** e.g. https://outlook.practice.localhost; becomes the token's `aud`. */
  readonly origin: string;
}

export interface PublicClient {
  readonly id: string;
  readonly displayName: string;
  /** Resources it may ask for; all else is refused with AADSTS65002. */
  readonly resources: readonly ResourceKind[];
  /** Scopes every user has agreed to beforehand, per resource kind. */
  readonly preauthorised: Readonly<Partial<Record<ResourceKind, readonly string[]>>>;
  /** `web`: registered with an address of a web site only, so that no browser leads back to an app (AADSTS50011). */
  readonly replies: 'loopback' | 'web';
  /** False: a confidential client, which has to prove itself (AADSTS7000218). */
  readonly publicFlows: boolean;
}

/** Scopes of Exchange's own client, granted without asking (exchange-rest-protocol.md 4.1). */
export const EXCHANGE_SCOPES = [
  'AdminApi.AccessAsUser.All',
  'FfoPowerShell.AccessAsUser.All',
  'RemotePowerShell.AccessAsUser.All',
] as const;

/** Ids of app registrations that somebody made for themselves: one as it should be, two with the usual mistakes. */
export const PRACTICE_APPS = {
  desktop: '0d5c7a1e-1111-4d5e-8a00-000000000001',
  web: '0d5c7a1e-1111-4d5e-8a00-000000000002',
  confidential: '0d5c7a1e-1111-4d5e-8a00-000000000003',
} as const;

/** An own registration has the delegated permission Exchange.Manage (exchange-rest-protocol.md 4.1). */
function ownApp(
  id: string,
  displayName: string,
  more: Partial<Pick<PublicClient, 'replies' | 'publicFlows'>>,
): PublicClient {
  return {
    id,
    displayName,
    resources: ['exchange', 'compliance'],
    preauthorised: { exchange: ['Exchange.Manage'], compliance: ['Exchange.Manage'] },
    replies: 'loopback',
    publicFlows: true,
    ...more,
  };
}

const CLIENTS: readonly PublicClient[] = [
  {
    id: EXCHANGE_CLIENT_ID,
    displayName: 'Microsoft Exchange REST API Based Powershell',
    resources: ['exchange', 'compliance'],
    preauthorised: { exchange: EXCHANGE_SCOPES, compliance: EXCHANGE_SCOPES },
    replies: 'loopback',
    publicFlows: true,
  },
  {
    id: GRAPH_CLIENT_ID,
    displayName: 'Microsoft Graph Command Line Tools',
    resources: ['graph'],
    preauthorised: {},
    replies: 'loopback',
    publicFlows: true,
  },
  ownApp(PRACTICE_APPS.desktop, 'Own desktop app', {}),
  ownApp(PRACTICE_APPS.web, 'Own web app', { replies: 'web' }),
  ownApp(PRACTICE_APPS.confidential, 'Own confidential app', { publicFlows: false }),
];

/** The registered public client, or null for an id that no tenant knows. */
export function findClient(id: string): PublicClient | null {
  return CLIENTS.find((client) => client.id === id.toLowerCase()) ?? null;
}

/** Scopes of Graph that the practice cloud knows; `admin` ones only an administrator can agree to. */
export const GRAPH_SCOPES: Readonly<Record<string, { readonly admin: boolean; readonly says: string }>> = {
  'User.Read': { admin: false, says: 'Sign you in and read your profile' },
  'Directory.Read.All': { admin: true, says: 'Read the directory: users, groups, contracts' },
  'DelegatedAdminRelationship.Read.All': { admin: true, says: 'Read the relationships with your customers' },
  'CrossTenantInformation.ReadBasic.All': {
    admin: true,
    says: 'Look up other organisations by domain or id',
  },
  'Group.Read.All': { admin: true, says: 'Read all groups' },
  'GroupMember.Read.All': { admin: true, says: 'Read who is in which group' },
  'User.Read.All': { admin: true, says: 'Read all users' },
  'RoleManagement.Read.Directory': { admin: true, says: 'Read the directory roles' },
};

/** Hosts of an environment that no table has, for connections whose addresses are typed. */
export const OWN_HOSTS = {
  login: 'login.own.practice.localhost',
  exchange: 'exchange.own.practice.localhost',
  compliance: 'ps.compliance.protection.own.practice.localhost',
} as const;

const HOSTS: ReadonlyMap<string, ResourceKind | 'login'> = new Map([
  [OWN_HOSTS.login, 'login'],
  [OWN_HOSTS.exchange, 'exchange'],
  [OWN_HOSTS.compliance, 'compliance'],
  ...Object.values(CLOUDS).flatMap((cloud): [string, ResourceKind | 'login'][] => [
    [cloud.loginHost, 'login'],
    [cloud.exchangeHost, 'exchange'],
    [cloud.complianceHost, 'compliance'],
    // Standalone protection is asked like Exchange (real-client.md 7).
    ...(cloud.eopHost === null ? [] : [[cloud.eopHost, 'exchange'] as [string, ResourceKind]]),
    [cloud.graphHost, 'graph'],
  ]),
]);

const LABELLED = /^[a-z0-9]+\.(ps\.compliance\..+)$/u;

/** What a host of any cloud serves; a regional label before a compliance host is looked through (real-client.md 7). Null: no host of ours. */
export function kindOfHost(hostname: string): ResourceKind | 'login' | null {
  const host = hostname.toLowerCase();
  return HOSTS.get(host) ?? HOSTS.get(LABELLED.exec(host)?.[1] ?? '') ?? null;
}

/** The host without a regional label. */
export function generalHost(hostname: string): string {
  const host = hostname.toLowerCase();
  return HOSTS.has(host) ? host : (LABELLED.exec(host)?.[1] ?? host);
}

/** The resource behind an origin named in a scope, or null. Only https, without a port. */
export function findResource(origin: string): Resource | null {
  if (!URL.canParse(origin)) return null;
  const url = new URL(origin);
  if (url.protocol !== 'https:' || url.port !== '') return null;
  const kind = kindOfHost(url.hostname);
  return kind === null || kind === 'login' ? null : { kind, origin: url.origin };
}
