import { CLOUDS } from '../clouds.ts';
import type { ConnectionProfile, Service } from '../model/connection.ts';

/** -Organization, -DelegatedOrganization and -AppId as they were given; empty: they were not. */
export interface GivenNames {
  readonly organization: string;
  readonly delegated: string;
  readonly appId: string;
}

/** Of a saved connection: what would have been given for it. */
export function givenNames({
  organization,
  signIn,
}: Pick<ConnectionProfile, 'organization' | 'signIn'>): GivenNames {
  const domain = organization.domain ?? '';
  const customer = organization.kind === 'customer';
  return {
    organization: customer || signIn.kind === 'browser' ? '' : domain,
    delegated: customer ? domain || organization.tenantId : '',
    appId: signIn.kind === 'certificate' ? signIn.appId : '',
  };
}

/** AzureAdAuthorizationEndpointUri as it is shown. */
export function authorizationEndpoint(
  { cloudId, options, signIn }: Pick<ConnectionProfile, 'cloudId' | 'options' | 'signIn'>,
  given: GivenNames,
): string {
  const app = signIn.kind === 'certificate' ? given.organization : '';
  const authority = given.delegated || app || 'organizations';
  return options.authorityUri ?? `https://${CLOUDS[cloudId].loginHost}/${authority}`;
}

/** UserPrincipalName as it is shown: an app has a made-up one (real-client.md 1.5). */
export const shownName = (actor: 'user' | 'app', username: string, given: GivenNames): string =>
  actor === 'app' ? `OAuthUser@${given.organization || given.delegated}` : username;

/** 9999-12-31. */
const NEVER = Date.UTC(9999, 11, 31, 23, 59, 59);

/** TokenExpiryTimeUTC: with AccessToken the module shows no end, whatever the token says (real-client.md 2.4). */
export const shownExpiry = ({ signIn }: Pick<ConnectionProfile, 'signIn'>, expires: number): number =>
  signIn.kind === 'token' ? NEVER : expires;

export interface ConnectionNumbers {
  /** ConnectionId. */
  readonly id: string;
  readonly number: number;
  /** Whether its token is good. */
  readonly active: boolean;
  /** False: the service said that it is not; nothing was asked otherwise. */
  readonly connected: boolean;
  readonly service: Service;
  readonly connectionUri: string;
  readonly userPrincipalName: string;
  readonly authorizationEndpointUri: string;
  readonly tokenExpires: number;
  readonly certificate: boolean;
  readonly prefix: string;
  readonly given: GivenNames;
  readonly pageSize: number;
  readonly tenantId: string;
  /** Of this computer; empty: not known, and left out. */
  readonly temporaryFolder: string;
  /** Whether Get-EXO* use it, which is a tab's matter; null: left out. */
  readonly forInbuilt: boolean | null;
}

/** A value of Get-ConnectionInformation, in its type there. */
export type InformationValue =
  | string
  | boolean
  | { readonly guid: string }
  | { readonly unsigned: number }
  /** Milliseconds since 1970; null: the token is of no use any more. */
  | { readonly time: number | null };

/** Standalone Exchange Online Protection counts as Exchange, though Connect-IPPSSession made it (real-client.md 7). */
const isEopSession = ({
  service,
  connectionUri,
}: Pick<ConnectionNumbers, 'service' | 'connectionUri'>): boolean =>
  service === 'compliance' && !/(^|\/\/)ps\.protection\./u.test(connectionUri);

export const connectionName = (of: Pick<ConnectionNumbers, 'service' | 'connectionUri' | 'number'>): string =>
  `${isEopSession(of) ? 'ExchangeOnlineProtection' : 'ExchangeOnline'}_${String(of.number)}`;

/**
 * Where the module would have put the one that it makes for each connection: `tmpEXO_<8>.<3>` in the folder of temporary
 * files (real-client.md 2.2, 2.4). Nothing is there: no module is made here. The same for a connection as long as it stands.
 */
function moduleName({ id, temporaryFolder }: Pick<ConnectionNumbers, 'id' | 'temporaryFolder'>): string {
  const digits = id.replaceAll('-', '').toLowerCase();
  const name = `tmpEXO_${digits.slice(0, 8)}.${digits.slice(-3)}`;
  if (temporaryFolder === '') return name;
  const separator = temporaryFolder.includes('\\') ? '\\' : '/';
  return `${temporaryFolder.replace(/[\\/]+$/u, '')}${separator}${name}`;
}

/** What Get-ConnectionInformation says of a connection, by the module's own names and types (real-client.md 2.4). */
export function connectionInformation(
  of: ConnectionNumbers,
): readonly (readonly [string, InformationValue])[] {
  return [
    ['ConnectionId', { guid: of.id }],
    ['State', of.active && of.connected ? 'Connected' : 'Broken'],
    ['Id', { unsigned: of.number }],
    ['Name', connectionName(of)],
    ['UserPrincipalName', of.userPrincipalName],
    ['ConnectionUri', of.connectionUri],
    ['AzureAdAuthorizationEndpointUri', of.authorizationEndpointUri],
    ['TokenExpiryTimeUTC', { time: of.active ? of.tokenExpires : null }],
    ['CertificateAuthentication', of.certificate],
    ['ModuleName', moduleName(of)],
    ['ModulePrefix', of.prefix],
    ['Organization', of.given.organization],
    ['DelegatedOrganization', of.given.delegated],
    ['AppId', of.given.appId],
    ['PageSize', { unsigned: of.pageSize }],
    ['TenantID', of.tenantId],
    ['TokenStatus', of.active ? 'Active' : 'Expired'],
    ...(of.forInbuilt === null ? [] : [['ConnectionUsedForInbuiltCmdlets', of.forInbuilt] as const]),
    ['IsEopSession', isEopSession(of)],
  ];
}
