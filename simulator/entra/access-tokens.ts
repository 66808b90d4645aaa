import { randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, importJWK, jwtVerify, SignJWT, type JWK } from 'jose';
import type { PracticeClock } from '../clock.ts';
import type { AccessClaims } from '../types.ts';

/** Claims of an access token as the practice cloud signs them, more than AccessClaims promises its readers. */
export interface TokenClaims extends AccessClaims {
  readonly iss: string;
  readonly iat: number;
  readonly nbf: number;
  readonly uti: string;
  readonly name?: string;
  /** Of an app's token. */
  readonly sub?: string;
  readonly idtyp?: 'app';
  readonly appidacr?: '2';
  readonly app_displayname?: string;
  readonly xms_cc?: readonly string[];
}

/** Claims, and the sign-in service whose key signed them; null: any. */
interface Signed {
  readonly claims: TokenClaims;
  readonly instance: string | null;
}

export type Verdict = Signed | { readonly failure: 'malformed' | 'signature' | 'expired' | 'notYetValid' };

/**
 * Signs and checks tokens with one RSA key, which has a name (`kid`) of its own for each sign-in service; times are the
 * practice clock's.
 */
export interface TokenSigner {
  readonly lifetimeSeconds: number;
  /** For the keys address of a sign-in service. */
  jwks(instance: string | null): Promise<{ keys: JWK[] }>;
  /** @param instance the sign-in service that signs (instances.ts); null: one that every host takes */
  signAccess(
    claims: Omit<TokenClaims, 'exp' | 'iat' | 'nbf' | 'uti'>,
    instance: string | null,
  ): Promise<{ token: string; claims: TokenClaims }>;
  /** Signs an id_token: `claims` plus the times. */
  signId(claims: Readonly<Record<string, unknown>>, instance: string | null): Promise<string>;
  verify(token: string): Promise<Verdict>;
  /** Order in which a token was signed in this run, -1 for one of an earlier run. */
  sequenceOf(uti: string): number;
  /** Order of the newest token. */
  newest(): number;
}

/** Real tokens allow clocks to differ by five minutes. */
const TOLERANCE_SECONDS = 300;
const CACHE_SIZE = 500;

export async function createTokenSigner(
  privateJwk: JWK,
  clock: PracticeClock,
  lifetimeSeconds: number,
): Promise<TokenSigner> {
  const privateKey = await importJWK(privateJwk, 'RS256', { extractable: true });
  const whole = await exportJWK(privateKey);
  const publicJwk: JWK = { kty: 'RSA', ...(whole.n && { n: whole.n }), ...(whole.e && { e: whole.e }) };
  const kid = await calculateJwkThumbprint(publicJwk);
  const publicKey = await importJWK(publicJwk, 'RS256');
  const sequence = new Map<string, number>();
  const checked = new Map<string, Signed>();
  const seconds = (): number => Math.floor(clock.now() / 1000);

  const keyId = (instance: string | null): string => (instance === null ? kid : `${kid}@${instance}`);
  const sign = (claims: Readonly<Record<string, unknown>>, instance: string | null): Promise<string> =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: keyId(instance) })
      .sign(privateKey);

  return {
    lifetimeSeconds,
    jwks: async (instance) => ({
      keys: [{ ...publicJwk, use: 'sig', alg: 'RS256', kid: keyId(instance) }],
    }),
    signAccess: async (claims, instance) => {
      const now = seconds();
      const whole: TokenClaims = {
        ...claims,
        iat: now,
        nbf: now,
        exp: now + lifetimeSeconds,
        uti: randomUUID(),
      };
      sequence.set(whole.uti, sequence.size);
      return { token: await sign({ ...whole }, instance), claims: whole };
    },
    signId: (claims, instance) => {
      const now = seconds();
      return sign({ ...claims, iat: now, nbf: now, exp: now + 3600 }, instance);
    },
    verify: async (token) => {
      let signed = checked.get(token);
      if (signed === undefined) {
        try {
          const { payload, protectedHeader } = await jwtVerify<TokenClaims>(token, publicKey, {
            algorithms: ['RS256'],
            currentDate: new Date(clock.now()),
            // Times are checked below, so that each failure has its own name.
            clockTolerance: 1e9,
          });
          signed = { claims: payload, instance: protectedHeader.kid?.split('@')[1] ?? null };
        } catch {
          return { failure: token.split('.').length === 3 ? 'signature' : 'malformed' };
        }
        if (checked.size >= CACHE_SIZE) checked.clear();
        checked.set(token, signed);
      }
      const { claims } = signed;
      if (claims.exp <= seconds()) return { failure: 'expired' };
      if (claims.nbf > seconds() + TOLERANCE_SECONDS) return { failure: 'notYetValid' };
      return signed;
    },
    sequenceOf: (uti) => sequence.get(uti) ?? -1,
    newest: () => sequence.size - 1,
  };
}
