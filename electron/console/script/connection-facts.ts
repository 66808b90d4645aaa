import type { ConnectionProfile, ConnectionView } from '../../../shared/model/connection.ts';
import type { SignInKind } from '../../../shared/model/sign-in-method.ts';
import { MODULE_VERSION } from '../../exchange/addresses.ts';
import type { ExchangeSession } from '../../exchange/types.ts';
import type { ConnectionFacts } from '../language/host.ts';

const METHODS: Readonly<Record<SignInKind, ConnectionFacts['method']>> = {
  browser: 'browser',
  device: 'device',
  credential: 'credential',
  token: 'token',
  certificate: 'app',
  'managed-identity': 'managedIdentity',
};

/** -Organization, -DelegatedOrganization and -AppId as they were given; empty: they were not. */
export interface GivenNames {
  readonly organization: string;
  readonly delegated: string;
  readonly appId: string;
}

/** What a tab's scripts may know of a connection (real-client.md 2.4). */
export function connectionFacts(
  profile: ConnectionProfile,
  session: ExchangeSession,
  status: ConnectionView['status'] | undefined,
  given: GivenNames = namesOf(profile),
): ConnectionFacts {
  const { cloud, tenantId, username, actor, delegatedOrganization, connectionId } = session.target;
  const { organization, options } = profile;
  const { kind } = profile.signIn;
  const domain = organization.domain?.toLowerCase() ?? null;
  const connected = status?.state === 'connected' ? status : null;
  // With AccessToken the module shows no end, whatever the token says (real-client.md 2.4).
  const expires =
    kind === 'token' ? NEVER : connected === null ? Date.now() : Date.parse(connected.tokenExpiresAt);
  const authority = given.delegated || (kind === 'certificate' ? given.organization : '') || 'organizations';
  const shown = actor === 'app' ? `OAuthUser@${given.organization || given.delegated}` : username;
  return {
    id: profile.id,
    number: connected?.number ?? 1,
    connectionId,
    service: session.target.service,
    environment: cloud.id,
    organisation: organization.domain ?? organization.name ?? profile.name,
    domains: domain === null ? [] : [domain],
    tenantId,
    userPrincipalName: shown,
    method: METHODS[kind],
    delegated: delegatedOrganization !== null,
    connectionUri: `https://${session.target.host}`,
    authorizationEndpointUri: options.authorityUri ?? `https://${cloud.loginHost}/${authority}`,
    tokenExpires: expires,
    prefix: options.prefix,
    organizationGiven: given.organization,
    delegatedGiven: given.delegated,
    appId: given.appId,
    certificate: kind === 'certificate',
    pageSize: options.pageSize ?? 1000,
    usable: status === undefined || status.state === 'connected' || status.state === 'signed-out',
    moduleVersion: MODULE_VERSION,
  };
}

/** 9999-12-31. */
const NEVER = Date.UTC(9999, 11, 31, 23, 59, 59);

/** Of a saved connection: what would have been given for it. */
function namesOf({ organization, signIn }: ConnectionProfile): GivenNames {
  const domain = organization.domain ?? '';
  const customer = organization.kind === 'customer';
  return {
    organization: customer || signIn.kind === 'browser' ? '' : domain,
    delegated: customer ? domain || organization.tenantId : '',
    appId: signIn.kind === 'certificate' ? signIn.appId : '',
  };
}
