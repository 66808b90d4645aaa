import {
  authorizationEndpoint,
  connectionInformation,
  givenNames,
  shownExpiry,
  shownName,
  type InformationValue,
} from '../../../shared/connect/connection-information.ts';
import type { Connected } from '../../ui/connectionState.ts';
import type { ConnectionProfile, Service } from '../../../shared/model/connection.ts';

/** What Get-ConnectionInformation prints of one service of a connection, as text; what is a tab's matter is left out. */
export function informationTexts(
  profile: ConnectionProfile,
  service: Service,
  status: Connected,
): readonly (readonly [string, string])[] {
  const given = givenNames(profile);
  const { options, signIn } = profile;
  return connectionInformation({
    id: status.connectionId,
    number: status.number,
    active: true,
    connected: true,
    service,
    connectionUri: `https://${status.host}`,
    userPrincipalName: shownName(status.token.actor, status.token.account, given),
    authorizationEndpointUri: authorizationEndpoint(profile, given),
    tokenExpires: shownExpiry(profile, Date.parse(status.tokenExpiresAt)),
    certificate: signIn.kind === 'certificate',
    prefix: options.prefix,
    given,
    pageSize: options.pageSize ?? 1000,
    tenantId: status.tenantId,
    temporaryFolder: '',
    forInbuilt: null,
  }).map(([name, value]) => [name, textOf(value)] as const);
}

function textOf(value: InformationValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if ('guid' in value) return value.guid;
  if ('unsigned' in value) return String(value.unsigned);
  return value.time === null ? '' : new Date(value.time).toISOString();
}
