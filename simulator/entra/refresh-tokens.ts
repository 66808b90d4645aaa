import { randomUUID } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import type { PracticeClock } from '../clock.ts';
import { EntraError } from './errors.ts';

/** What a refresh token stands for. */
export interface RefreshGrant {
  readonly clientId: string;
  readonly oid: string;
  /** Tenants in which a second sign-in step was made. */
  readonly mfaTenants: readonly string[];
  /** All tokens that came from one sign-in. */
  readonly family: string;
  /** When the person signed in; not in tokens of an older practice cloud. */
  readonly signedInAt?: number;
}

export type Revocation = 50173 | 70043 | 700082;

export interface RefreshTokens {
  issue(grant: RefreshGrant): Promise<string>;
  /** Throws EntraError (invalid_grant) for a token that is unknown, of another client, or revoked. */
  redeem(token: string, clientId: string): Promise<RefreshGrant>;
  /** Everything issued so far is refused from now on with that AADSTS number. */
  revokeAll(code: Revocation): void;
}

const WHY: Readonly<Record<Revocation, string>> = {
  50173: 'The provided grant has expired due to it being revoked, a fresh auth token is needed.',
  70043: 'The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.',
  700082: 'The refresh token has expired due to inactivity.',
};

/**
 * Refresh tokens are sealed data, not entries of a list: they survive a restart when the sealing key does. As in the real
 * service each use answers a new one and the earlier one stays usable, so that parallel renewals do not end each other.
 */
export function createRefreshTokens(sealingKey: Uint8Array, clock: PracticeClock): RefreshTokens {
  const alive = new Set<string>();
  let revoked: { readonly code: Revocation } | null = null;
  return {
    issue: async (grant) => {
      const id = randomUUID();
      alive.add(id);
      return new EncryptJWT({ ...grant, jti: id })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setIssuedAt(Math.floor(clock.now() / 1000))
        .encrypt(sealingKey);
    },
    redeem: async (token, clientId) => {
      let grant: RefreshGrant & { readonly jti?: string };
      try {
        ({ payload: grant } = await jwtDecrypt<RefreshGrant>(token, sealingKey));
      } catch {
        throw new EntraError('invalid_grant', 9002313, 'Invalid request. Request is malformed or invalid.');
      }
      if (grant.clientId !== clientId) {
        throw new EntraError('invalid_grant', 700007, 'The refresh token was issued to another application.');
      }
      if (revoked !== null && !alive.has(grant.jti ?? '')) {
        throw new EntraError('invalid_grant', revoked.code, WHY[revoked.code], { suberror: 'bad_token' });
      }
      const { clientId: issuedTo, oid, mfaTenants, family, signedInAt } = grant;
      return {
        clientId: issuedTo,
        oid,
        mfaTenants,
        family,
        ...(signedInAt === undefined ? {} : { signedInAt }),
      };
    },
    revokeAll: (code) => {
      revoked = { code };
      alive.clear();
    },
  };
}
