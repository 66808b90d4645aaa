import { fail } from '../../../shared/model/failure.ts';
import { claimsField, getJson, postForm, tenantPath, type Answer, type FlowWire } from './wire.ts';
import type { DeviceCodeAsk } from './device-code.ts';

/** Who asks for the password of an account. */
export type Realm =
  | { readonly kind: 'managed' }
  /** Its organisation's own identity provider does. */
  | { readonly kind: 'federated'; readonly provider: string | null }
  /** Nobody has this domain. */
  | { readonly kind: 'unknown' };

/** `GET /common/userrealm/{user}?api-version=1.0` (real-client.md 3, credential). Throws IdentityError or FailureError. */
export async function readRealm(wire: FlowWire, username: string): Promise<Realm> {
  const answer = await getJson(wire, `common/userrealm/${encodeURIComponent(username)}?api-version=1.0`);
  switch (answer['account_type']) {
    case 'Managed':
      return { kind: 'managed' };
    case 'Federated': {
      const address = answer['federation_metadata_url'] ?? answer['federation_active_auth_url'];
      const known = typeof address === 'string' && URL.canParse(address);
      return { kind: 'federated', provider: known ? new URL(address).hostname : null };
    }
    case 'Unknown':
      return { kind: 'unknown' };
    default:
      throw fail(
        'bad-answer',
        `The sign-in service did not say who asks for the password of ${username}.`,
        'Continue in the browser.',
        { correlationId: wire.correlationId, action: 'continue-in-browser' },
      );
  }
}

/** grant_type=password (real-client.md 3, credential). Throws IdentityError or FailureError. */
export function redeemPassword(
  wire: FlowWire,
  ask: DeviceCodeAsk,
  username: string,
  password: string,
): Promise<Answer> {
  return postForm(
    wire,
    `${tenantPath(ask.authority)}/oauth2/v2.0/token`,
    {
      scope: ['openid', 'offline_access', 'profile', ...ask.scopes].join(' '),
      claims: claimsField(ask.claims),
      grant_type: 'password',
      username,
      password,
      client_info: '1',
    },
    { headers: { 'x-anchormailbox': `upn:${username}` } },
  );
}
