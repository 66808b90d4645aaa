import { cloudOf, type Endpoint } from '../../shared/endpoints.ts';
import type { ConnectionProfile } from '../../shared/model/connection.ts';
import type { AccessToken } from '../auth/types.ts';
import { wayOf } from '../http/proxy-way.ts';
import type { ExchangeTarget } from '../exchange/types.ts';

/** What a session of a connection's service needs to know. @param first the token that it was connected with */
export function sessionTarget(
  profile: ConnectionProfile,
  first: AccessToken,
  endpoint: Endpoint,
  own: Pick<ExchangeTarget, 'connectionId' | 'token'>,
): ExchangeTarget {
  const { organization, options } = profile;
  const { service, host, eop } = endpoint;
  const cloud = cloudOf(profile.cloudId, options);
  return {
    ...own,
    cloud,
    service,
    eop,
    host,
    tenantId: first.tenantId,
    username: first.username,
    actor: first.actor,
    organization: organization.domain,
    delegatedOrganization:
      organization.kind === 'customer' ? (organization.domain ?? organization.tenantId) : null,
    anchoredByName: profile.signIn.kind === 'token' && first.actor === 'user',
    options,
    proxy: wayOf(profile),
    // The service, who asks where, and which cmdlets were asked for.
    cacheKey: [
      ...[cloud.id, service, host, first.accountId, first.tenantId],
      options.commandNames.join(','),
    ].join('|'),
  };
}
