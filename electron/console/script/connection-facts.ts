import type { ConnectionProfile, ConnectionView } from '../../../shared/model/connection.ts';
import type { SignInKind } from '../../../shared/model/sign-in-method.ts';
import { MODULE_VERSION } from '../../exchange/addresses.ts';
import type { ExchangeSession } from '../../exchange/types.ts';
import type { ConnectionFacts } from '../language/host.ts';

const METHODS: Readonly<Record<SignInKind, ConnectionFacts['method']>> = {
  browser: 'browser',
  device: 'device',
  credential: 'credential',
  token: 'app',
  certificate: 'app',
  'managed-identity': 'managedIdentity',
};

/** What a tab's scripts may know of its connection. */
export function connectionFacts(
  profile: ConnectionProfile,
  session: ExchangeSession,
  status: ConnectionView['status'] | undefined,
): ConnectionFacts {
  const { cloud, tenantId, username, delegatedOrganization } = session.target;
  const { organization } = profile;
  const domain = organization.domain?.toLowerCase() ?? null;
  const expires = status?.state === 'connected' ? Date.parse(status.tokenExpiresAt) : Date.now();
  return {
    id: profile.id,
    service: session.target.service,
    environment: cloud.id,
    organisation: organization.domain ?? organization.name ?? profile.name,
    domains: domain === null ? [] : [domain],
    tenantId,
    userPrincipalName: username,
    method: METHODS[profile.signIn.kind],
    delegated: delegatedOrganization !== null,
    connectionUri: `https://${session.target.host}`,
    authorizationEndpointUri: `https://${cloud.loginHost}`,
    tokenExpires: expires,
    moduleVersion: MODULE_VERSION,
  };
}
