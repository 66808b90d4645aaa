import { z } from 'zod';

const claimsSchema = z.object({
  tid: z.string().optional(),
  oid: z.string().optional(),
  upn: z.string().optional(),
  unique_name: z.string().optional(),
  preferred_username: z.string().optional(),
  name: z.string().optional(),
  wids: z.array(z.string()).optional(),
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
