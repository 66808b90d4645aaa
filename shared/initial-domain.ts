import { CLOUD_IDS, CLOUDS, type CloudId } from './clouds.ts';
import { readAuthorityUri, readConnectionUri } from './endpoints.ts';
import type { ConnectionOptions } from './model/connection-options.ts';

/**
 * Environments in which a domain can be an organisation's initial one: a single name before the environment's ending.
 * Empty: it is no initial domain anywhere. GCC High and DoD share their ending.
 */
export function initialDomainClouds(domain: string): readonly CloudId[] {
  const name = domain.trim().toLowerCase();
  return CLOUD_IDS.filter((id) => {
    const { initialDomainSuffix: suffix, practice } = CLOUDS[id];
    if (practice && name === suffix) return true;
    const first = name.endsWith(`.${suffix}`) ? name.slice(0, -suffix.length - 1) : '';
    return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(first);
  });
}

/** Why a domain can't name the organisation that an app signs in to. */
export interface InitialDomainProblem {
  readonly message: string;
  /** Where it can: open environments that have this ending; empty: nowhere. */
  readonly instead: readonly CloudId[];
}

/**
 * Null: it can. A connection with hosts of its own may be to an organisation of any environment, and the practice cloud
 * takes the place of each.
 */
export function initialDomainProblem(
  domain: string,
  cloudId: CloudId,
  options: Pick<ConnectionOptions, 'connectionUri' | 'authorityUri'>,
): InitialDomainProblem | null {
  const homes = initialDomainClouds(domain);
  const { name, initialDomainSuffix, practice } = CLOUDS[cloudId];
  if (homes.length === 0) {
    const message = `${domain} is not the organisation’s initial domain, by which alone the service finds an app’s organisation. That one ends in .${initialDomainSuffix}.`;
    return { message, instead: [] };
  }
  if (homes.includes(cloudId) || homes.includes('Practice') || practice || hasOwnHost(options)) return null;
  const names = homes.map((id) => CLOUDS[id].name).join(' or ');
  const closed = homes.map((id) => CLOUDS[id].closed).find((one) => one !== null);
  const why = closed === undefined ? '' : ` ${closed ?? ''}.`;
  return {
    message: `${domain} is an organisation of ${names}, not of ${name}.${why}`,
    instead: homes.filter((id) => CLOUDS[id].closed === null),
  };
}

/** A host that no environment has. */
function hasOwnHost({
  connectionUri,
  authorityUri,
}: Pick<ConnectionOptions, 'connectionUri' | 'authorityUri'>): boolean {
  const read = [
    connectionUri === null ? null : readConnectionUri(connectionUri),
    authorityUri === null ? null : readAuthorityUri(authorityUri),
  ];
  return read.some((one) => one !== null && !('problem' in one) && one.cloudId === null);
}
