import { tmpdir } from 'node:os';
import {
  authorizationEndpoint,
  givenNames,
  shownExpiry,
  shownName,
  type GivenNames,
} from '../../../shared/connect/connection-information.ts';
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

/** What a tab's scripts may know of a connection (real-client.md 2.4). */
export function connectionFacts(
  profile: ConnectionProfile,
  session: ExchangeSession,
  status: ConnectionView['status'] | undefined,
  given: GivenNames = givenNames(profile),
): ConnectionFacts {
  const { cloud, tenantId, username, actor, delegatedOrganization, connectionId } = session.target;
  const { organization, options } = profile;
  const { kind } = profile.signIn;
  const domain = organization.domain?.toLowerCase() ?? null;
  const connected = status?.state === 'connected' ? status : null;
  const expires = connected === null ? Date.now() : Date.parse(connected.tokenExpiresAt);
  return {
    id: profile.id,
    number: connected?.number ?? 1,
    connectionId,
    service: session.target.service,
    environment: cloud.id,
    organisation: organization.domain ?? organization.name ?? profile.name,
    domains: domain === null ? [] : [domain],
    tenantId,
    userPrincipalName: shownName(actor, username, given),
    method: METHODS[kind],
    delegated: delegatedOrganization !== null,
    connectionUri: `https://${session.target.host}`,
    authorizationEndpointUri: authorizationEndpoint(profile, given),
    tokenExpires: shownExpiry(profile, expires),
    prefix: options.prefix,
    given,
    certificate: kind === 'certificate',
    pageSize: options.pageSize ?? 1000,
    options,
    usable: status === undefined || status.state === 'connected' || status.state === 'signed-out',
    moduleVersion: MODULE_VERSION,
    temporaryFolder: tmpdir(),
  };
}
