import { CLOUDS } from '../../../shared/clouds.ts';
import type { ConnectionProfile } from '../../../shared/model/connection.ts';
import { fail } from '../../../shared/model/failure.ts';

const SUFFIXES: readonly string[] = [
  ...new Set(Object.values(CLOUDS).map((cloud) => cloud.initialDomainSuffix)),
];

/**
 * The organisation that an app or a machine signs in to, as -Organization takes it: its primary .onmicrosoft.com domain
 * (connect.md, Parameters). Throws FailureError before anything was sent.
 */
export function organizationOf({ organization }: ConnectionProfile): string {
  return organization.kind === 'customer'
    ? (organization.domain ?? organization.tenantId)
    : primaryDomain(organization.domain);
}

/** The same for a domain as it was typed. Throws FailureError. */
export function primaryDomain(typed: string | null): string {
  const domain = typed?.trim() ?? '';
  if (domain === '') {
    throw fail(
      'invalid-input',
      'A sign-in without a person needs the organisation’s primary domain, such as contoso.onmicrosoft.com.',
      'Type it as the organisation of this connection.',
      { action: 'edit-connection' },
    );
  }
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(domain)) {
    throw fail(
      'invalid-input',
      'The organisation can’t be a tenant id here: Exchange routes an app’s requests by the name of the organisation.',
      'Type its primary domain instead, such as contoso.onmicrosoft.com.',
      { action: 'edit-connection' },
    );
  }
  if (!isPrimary(domain.toLowerCase())) {
    throw fail(
      'invalid-input',
      `${domain} is not the organisation’s primary domain, so Exchange could not route an app’s requests by it.`,
      'Type the domain that the organisation began with: one name followed by .onmicrosoft.com, or what stands for that in its cloud.',
      { action: 'edit-connection' },
    );
  }
  return domain;
}

/** One name before the ending that every organisation's first domain has in its cloud. */
function isPrimary(domain: string): boolean {
  if (domain === CLOUDS.Practice.initialDomainSuffix) return true;
  return SUFFIXES.some((suffix) => {
    const name = domain.endsWith(`.${suffix}`) ? domain.slice(0, -suffix.length - 1) : '';
    return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name);
  });
}

/** Who Get-ConnectionInformation says an app is (real-client.md 2.3). */
export const appUsername = (organization: string): string => `OAuthUser@${organization}`;
