import { CLOUDS, type Cloud, type CloudId } from '../clouds.ts';
import { readAuthorityUri, readConnectionUri, type ServiceAddress } from '../endpoints.ts';
import type { Service } from '../model/connection.ts';
import type { Given } from './given.ts';

/** Where a connection goes. */
export interface ReadEnvironment {
  readonly cloudId: CloudId;
  readonly service: Service;
  readonly connectionUri: string | null;
  readonly authorityUri: string | null;
}

const clouds = Object.values(CLOUDS);

/**
 * Environment and service of a command: by ExchangeEnvironmentName, by the host of ConnectionUri, by the sign-in host, in
 * this order. The host also decides which service it is (real-client.md 2.4: one that looks like Security & Compliance
 * makes such a session through either command).
 */
export function readEnvironment(given: Given): ReadEnvironment {
  const named = readName(given);
  const uriText = given.text('ConnectionUri');
  const uri = uriText === null ? null : readConnectionUri(uriText);
  const authorityText = given.text('AzureADAuthorizationEndpointUri');
  const authority = authorityText === null ? null : readAuthorityUri(authorityText);
  let connectionUri = uriText;
  let authorityUri = authorityText;
  let address: ServiceAddress | null = null;
  if (uri !== null && 'problem' in uri) {
    given.problem('ConnectionUri', `${uri.problem}.`, 'Write it as https://host/, or leave it out.');
    connectionUri = null;
  } else address = uri;
  let signInHost: string | null = null;
  let signInCloud: CloudId | null = null;
  if (authority !== null && 'problem' in authority) {
    given.problem(
      'AzureADAuthorizationEndpointUri',
      `${authority.problem}.`,
      'Write it as https://host/organisation, or leave it out.',
    );
    authorityUri = null;
  } else if (authority !== null) {
    signInHost = authority.host;
    signInCloud = authority.cloudId;
  }
  if (named !== null && address?.cloudId != null && !hasHost(CLOUDS[named], address.host)) {
    given.problem(
      'ConnectionUri',
      `${address.host} belongs to ${CLOUDS[address.cloudId].name}, but -ExchangeEnvironmentName names ${CLOUDS[named].name}.`,
      'Leave one of them out.',
    );
    connectionUri = null;
  }
  const cloudId = named ?? address?.cloudId ?? signInCloud ?? 'O365Default';
  if (signInCloud !== null && CLOUDS[cloudId].loginHost !== signInHost) {
    given.problem(
      'AzureADAuthorizationEndpointUri',
      `${signInHost ?? ''} signs in to ${CLOUDS[signInCloud].name}, but the connection is to ${CLOUDS[cloudId].name}.`,
      'Leave it out: the sign-in host is known for each environment.',
    );
    authorityUri = null;
  }
  return {
    cloudId,
    service: address?.service ?? (given.command === 'Connect-IPPSSession' ? 'compliance' : 'exchange'),
    connectionUri,
    authorityUri,
  };
}

function readName(given: Given): CloudId | null {
  const text = given.text('ExchangeEnvironmentName');
  if (text === null) return null;
  const found = clouds.find(({ id }) => id.toLowerCase() === text.toLowerCase());
  if (found !== undefined) return found.id;
  given.problem(
    'ExchangeEnvironmentName',
    // Not quoted: a value that stands at the wrong place may be a secret.
    '-ExchangeEnvironmentName names no environment.',
    `Write one of ${clouds.map(({ id }) => id).join(', ')}.`,
  );
  return null;
}

function hasHost(cloud: Cloud, host: string): boolean {
  return [cloud.exchangeHost, cloud.complianceHost, cloud.eopHost].includes(host);
}
