import { CLOUDS, type CloudId } from '../../shared/clouds.ts';
import { readAuthorityUri, readConnectionUri, unconfirmedHosts } from '../../shared/endpoints.ts';
import type { ConnectionOptions } from '../../shared/model/connection-options.ts';
import { fail, type FailureError } from '../../shared/model/failure.ts';

type Typed = Pick<ConnectionOptions, 'connectionUri' | 'authorityUri' | 'confirmedHosts'>;

/**
 * What must not even be asked for a token: a closed environment, an address that is none, a host that nobody agreed to,
 * and one of another environment, which would get this one's sign-in. Throws FailureError.
 */
export function guardAddresses(cloudId: CloudId, typed: Typed): void {
  const cloud = CLOUDS[cloudId];
  if (cloud.closed !== null) {
    throw fail(
      'service-unavailable',
      `${cloud.name} can’t be connected to: ${cloud.closed}.`,
      'Choose another environment.',
      { action: 'edit-connection' },
    );
  }
  const address = typed.connectionUri === null ? null : readConnectionUri(typed.connectionUri);
  if (address !== null && 'problem' in address) throw noAddress(address.problem);
  const authority = typed.authorityUri === null ? null : readAuthorityUri(typed.authorityUri);
  if (authority !== null && 'problem' in authority) throw noAddress(authority.problem);
  // Both addresses may name the same one.
  const hosts = [...new Set(unconfirmedHosts(typed))];
  if (hosts.length > 0) {
    throw fail(
      'host-not-allowed',
      `${hosts.join(' and ')} ${hosts.length === 1 ? 'belongs' : 'belong'} to no known environment, so no sign-in was sent there.`,
      'Confirm the host in the connection’s form, or run the Connect command in a console tab, where you are asked about it; or correct the address.',
      { action: 'edit-connection' },
    );
  }
  const own = new Set([cloud.loginHost, cloud.exchangeHost, cloud.complianceHost, cloud.eopHost]);
  for (const one of [address, authority]) {
    if (one?.cloudId != null && !own.has(one.host)) {
      throw elsewhere(one.host, one.cloudId, cloudId);
    }
  }
}

function noAddress(problem: string): FailureError {
  return fail('invalid-input', `${problem}.`, 'Correct the address in the connection’s form.', {
    action: 'edit-connection',
  });
}

function elsewhere(host: string, its: CloudId, chosen: CloudId): FailureError {
  return fail(
    'host-not-allowed',
    `${host} belongs to ${CLOUDS[its].name}, but the connection is to ${CLOUDS[chosen].name}. Nothing was sent there.`,
    `Choose ${CLOUDS[its].name} as the environment, or correct the address.`,
    { action: 'edit-connection' },
  );
}
