import { CLOUDS } from '../../../shared/clouds.ts';
import { initialDomainProblem } from '../../../shared/initial-domain.ts';
import type { ConnectionProfile } from '../../../shared/model/connection.ts';
import { fail } from '../../../shared/model/failure.ts';

/**
 * The organisation that an app or a machine signs in to, as -Organization takes it: its primary .onmicrosoft.com domain
 * (connect.md, Parameters). Throws FailureError before anything was sent.
 */
export function organizationOf({ organization, ...where }: ConnectionProfile): string {
  return organization.kind === 'customer'
    ? (organization.domain ?? organization.tenantId)
    : primaryDomain(organization.domain, where);
}

/** The same for a domain as it was typed. Throws FailureError. */
export function primaryDomain(
  typed: string | null,
  { cloudId, options }: Pick<ConnectionProfile, 'cloudId' | 'options'>,
): string {
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
  const problem = initialDomainProblem(domain.toLowerCase(), cloudId, options);
  if (problem !== null) {
    const names = problem.instead.map((id) => CLOUDS[id].name).join(' or ');
    throw fail(
      'invalid-input',
      problem.message,
      names === ''
        ? 'Type the domain that the organisation began with: one name before that ending.'
        : `Choose ${names} as the environment, or correct the domain.`,
      { action: 'edit-connection' },
    );
  }
  return domain;
}

/** Who Get-ConnectionInformation says an app is (real-client.md 2.3). */
export const appUsername = (organization: string): string => `OAuthUser@${organization}`;
