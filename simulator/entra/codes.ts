import { createHash, randomBytes } from 'node:crypto';
import type { PracticeClock } from '../clock.ts';
import { EntraError } from './errors.ts';
import type { ScopeRequest } from './scopes.ts';

/** What an authorization code stands for until it is redeemed. */
export interface CodeGrant {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly oid: string;
  readonly tenantId: string;
  readonly scope: ScopeRequest;
  readonly nonce: string | null;
  readonly mfaTenants: readonly string[];
}

export interface Codes {
  issue(grant: CodeGrant): string;
  /** Hands the grant out once. Throws EntraError (invalid_grant) for unknown, used, old and foreign codes and a wrong verifier. */
  redeem(
    code: string,
    sent: {
      readonly clientId: string;
      readonly redirectUri: string | null;
      readonly verifier: string | null;
    },
  ): CodeGrant;
}

const LIFETIME_MS = 10 * 60_000;
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/u;

/** Codes live ten minutes and can be used once (AADSTS70008, 54005); PKCE is checked with S256 (AADSTS501481). */
export function createCodes(clock: PracticeClock): Codes {
  const grants = new Map<string, { readonly grant: CodeGrant; readonly expires: number; used: boolean }>();
  return {
    issue: (grant) => {
      for (const [code, entry] of grants) if (entry.expires + LIFETIME_MS < clock.now()) grants.delete(code);
      const code = `1.${randomBytes(48).toString('base64url')}`;
      grants.set(code, { grant, expires: clock.now() + LIFETIME_MS, used: false });
      return code;
    },
    redeem: (code, sent) => {
      const entry = grants.get(code);
      if (entry === undefined) {
        throw new EntraError('invalid_grant', 9002313, 'Invalid request. Request is malformed or invalid.');
      }
      if (entry.used) {
        throw new EntraError(
          'invalid_grant',
          54005,
          'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
        );
      }
      if (entry.expires < clock.now()) {
        throw new EntraError(
          'invalid_grant',
          70008,
          'The provided authorization code or refresh token has expired.',
        );
      }
      const { grant } = entry;
      if (grant.clientId !== sent.clientId) {
        throw new EntraError(
          'invalid_grant',
          700005,
          'The provided authorization code was issued to another application.',
        );
      }
      if (sent.redirectUri !== grant.redirectUri) {
        throw new EntraError(
          'invalid_client',
          500112,
          `The reply address '${sent.redirectUri ?? ''}' does not match the reply address '${grant.redirectUri}' provided when requesting the authorization code.`,
        );
      }
      if (sent.verifier === null) {
        throw new EntraError(
          'invalid_grant',
          50148,
          'The code_verifier is missing although a code_challenge was sent.',
        );
      }
      const hashed = createHash('sha256').update(sent.verifier).digest('base64url');
      if (!VERIFIER.test(sent.verifier) || hashed !== grant.codeChallenge) {
        entry.used = true;
        throw new EntraError(
          'invalid_grant',
          501481,
          'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
        );
      }
      entry.used = true;
      return grant;
    },
  };
}
