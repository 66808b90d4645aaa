import type { ConnectionProfile, ConnectionView } from '../../../shared/model/connection.ts';
import { MODULE_VERSION } from '../../exchange/addresses.ts';
import type { ExchangeSession } from '../../exchange/types.ts';
import type { ConnectionFacts } from '../language/host.ts';

/** What a tab's scripts may know of its connection. */
export function connectionFacts(
  profile: ConnectionProfile,
  session: ExchangeSession,
  status: ConnectionView['status'] | undefined,
): ConnectionFacts {
  const { cloud, tenantId, username, delegated } = session.target;
  const { organization } = profile;
  const domain = organization.domain?.toLowerCase() ?? null;
  const expires = status?.state === 'connected' ? Date.parse(status.tokenExpiresAt) : Date.now();
  return {
    id: profile.id,
    service: 'exchange',
    environment: cloud.id,
    organisation: organization.domain ?? organization.name ?? profile.name,
    domains: domain === null ? [] : [domain],
    tenantId,
    userPrincipalName: username,
    method: profile.method,
    delegated,
    connectionUri: `https://${cloud.exchangeHost}`,
    authorizationEndpointUri: `https://${cloud.loginHost}`,
    tokenExpires: expires,
    moduleVersion: MODULE_VERSION,
  };
}
