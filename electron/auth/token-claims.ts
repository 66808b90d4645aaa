import { z } from 'zod';
import type { AccessToken } from './types.ts';

const claimsSchema = z.object({
  tid: z.string().optional(),
  oid: z.string().optional(),
  upn: z.string().optional(),
  unique_name: z.string().optional(),
  preferred_username: z.string().optional(),
  name: z.string().optional(),
  wids: z.array(z.string()).optional(),
  aud: z.string().optional(),
  appid: z.string().optional(),
  scp: z.string().optional(),
  roles: z.array(z.string()).optional(),
  iat: z.number().optional(),
  exp: z.number().optional(),
  idtyp: z.string().optional(),
});
export type TokenClaims = z.infer<typeof claimsSchema>;

/**
 * The claims of an access token, unchecked: it is the service that checks the signature; we only look where the token
 * would lead. null for a token that is not a JWT.
 */
export function readClaims(token: string): TokenClaims | null {
  const payload = token.split('.')[1];
  if (payload === undefined) return null;
  try {
    const parsed = claimsSchema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** What an AccessToken tells of its claims. @param now milliseconds, for a token that does not say when it was issued. */
export function claimFacts(
  claims: TokenClaims | null,
  now: number,
): Pick<AccessToken, 'audience' | 'issuedAt' | 'directoryRoleIds' | 'scopes' | 'appRoles' | 'appId'> {
  return {
    audience: claims?.aud ?? '',
    issuedAt: new Date(claims?.iat === undefined ? now : claims.iat * 1000),
    directoryRoleIds: claims?.wids ?? [],
    scopes: claims?.scp?.split(' ').filter((scope) => scope !== '') ?? [],
    appRoles: claims?.roles ?? [],
    appId: claims?.appid ?? null,
  };
}

/** Seconds that a Date can hold. */
export const isTime = (seconds: number | undefined): seconds is number =>
  seconds !== undefined && seconds >= 0 && seconds < 8.64e12;
