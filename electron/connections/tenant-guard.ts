import type { ConnectionProfile } from '../../shared/model/connection.ts';
import { fail } from '../../shared/model/failure.ts';
import type { AccessToken } from '../auth/types.ts';
import { homeTenantOf, organizationName, tenantIdOf } from './identity.ts';

/**
 * The organisation that a token must be for is the one that the connection names (DESIGN, safety rule 3). Answers the
 * tenant id; throws FailureError wrong-tenant.
 */
export function guardTenant(profile: ConnectionProfile, token: AccessToken): string {
  const wanted = tenantIdOf(profile) ?? homeTenantOf(token.accountId);
  const got = token.tenantId.toLowerCase();
  if (wanted !== null && wanted.toLowerCase() === got) return got;
  const name = organizationName(profile);
  if (profile.signIn.kind === 'managed-identity') {
    throw fail(
      'wrong-tenant',
      `This machine’s managed identity has tokens of its own organisation only (${token.tenantId}), not of ${name}, so the connection was refused.`,
      'Name that organisation, or use an app with a certificate that this one has accepted. Nothing was run.',
      { correlationId: token.correlationId, action: 'edit-connection' },
    );
  }
  const own = homeTenantOf(token.accountId)?.toLowerCase() === got;
  throw fail(
    'wrong-tenant',
    own
      ? `The sign-in for ${name} led to your own organisation instead, so the connection was refused.`
      : `The sign-in for ${name} led to another organisation (${token.tenantId}), so the connection was refused.`,
    own
      ? 'Check that the relationship with this customer is active, then connect again. Nothing was run.'
      : 'Sign in with an account that belongs to this organisation. Nothing was run.',
    { correlationId: token.correlationId },
  );
}
