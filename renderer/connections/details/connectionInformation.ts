import { CLOUDS } from '../../../shared/clouds.ts';
import type { Connected } from '../../ui/connectionState.ts';
import type { ConnectionProfile, Service } from '../../../shared/model/connection.ts';

/**
 * What Get-ConnectionInformation says of one service of a connection, by the module's own property names
 * (connect.md, Get-ConnectionInformation).
 */
export function connectionInformation(
  profile: ConnectionProfile,
  service: Service,
  status: Connected,
): readonly (readonly [string, string])[] {
  const { organization, options } = profile;
  const eop = /(^|\/\/)ps\.protection\./u.test(status.host);
  const counted = service === 'compliance' && !eop ? 'ExchangeOnlineProtection' : 'ExchangeOnline';
  const app = status.token.actor === 'app';
  return [
    ['ConnectionId', status.connectionId],
    ['State', 'Connected'],
    ['Id', String(status.number)],
    ['Name', `${counted}_${status.number}`],
    ['UserPrincipalName', status.token.account],
    ['ConnectionUri', `https://${status.host}`],
    [
      'AzureAdAuthorizationEndpointUri',
      options.authorityUri ?? `https://${CLOUDS[profile.cloudId].loginHost}/organizations`,
    ],
    ['TokenExpiryTimeUTC', new Date(status.tokenExpiresAt).toISOString()],
    ['CertificateAuthentication', profile.signIn.kind === 'certificate' ? 'True' : 'False'],
    ['ModulePrefix', options.prefix],
    ['Organization', app ? (organization.domain ?? '') : ''],
    [
      'DelegatedOrganization',
      organization.kind === 'customer' ? (organization.domain ?? organization.tenantId) : '',
    ],
    ['AppId', app ? (status.token.appId ?? '') : ''],
    ['PageSize', String(options.pageSize ?? 1000)],
    ['TenantID', status.tenantId],
    ['IsEopSession', service === 'compliance' && !eop ? 'True' : 'False'],
  ];
}
