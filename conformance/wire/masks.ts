import { createHash } from 'node:crypto';
import { isSealed } from './sealing.ts';

/** Where a value stands, for what it must look like. */
export interface Place {
  /** Of a header, a field of a form or of a query. */
  readonly name: string;
  /** Our request's address. */
  readonly url: string;
  /** The queries of the pages that the browser was sent to before. */
  readonly pages: readonly URLSearchParams[];
  /** The form that ours stands in, where it does. */
  readonly form?: ReadonlyMap<string, string>;
}

const GUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;
/** What differs from run to run stands in the captures as a word in capitals. */
const MASK =
  /^(Bearer )?(RANDOM(-[A-Z-]+)?|TOKEN|ASSERTION|VERIFIER|CHALLENGE|STATE|MADE-UP-[\w-]+|RSA_BASE64_\d+_CHARACTERS)$/u;
const PORT = /^http:\/\/localhost:PORT\/?$/u;

/** What the stand-in gives out, by the field that it comes back in. */
const GIVEN: Readonly<Record<string, string>> = {
  code: 'MADE-UP-code',
  refresh_token: 'MADE-UP-refresh',
  device_code: 'MADE-UP-device-code',
  'x-identity-header': 'made-up',
};

/** Whether ours is what stands masked in a capture; null: nothing is masked there. */
export function isMasked(expected: string, actual: string, place: Place): boolean | null {
  if (PORT.test(expected)) return /^http:\/\/localhost:\d{2,5}\/?$/u.test(actual);
  if (!MASK.test(expected)) return null;
  const name = place.name.toLowerCase();
  const given = GIVEN[name];
  if (given !== undefined) return actual === given;
  if (name === 'authorization') return isToken(actual, place.url);
  if (name.endsWith('-id')) return GUID.test(actual);
  if (name === 'state') return /^[\w-]{43}$/u.test(actual);
  if (name === 'client_assertion') return isAssertion(actual, place);
  if (name === 'code_verifier')
    return place.pages.some((page) => page.get('code_challenge') === s256(actual));
  if (name === 'code_challenge') return /^[\w-]{43}$/u.test(actual);
  if (expected.startsWith('RSA_BASE64')) return isSealed(actual);
  // A mask that nobody knows: that something stands there is all that can be asked.
  return actual !== '';
}

/** RFC 7636, 4.2. */
const s256 = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** A token for the service that is asked and the organisation that its address names. */
function isToken(value: string, url: string): boolean {
  const token = /^Bearer (\S+)$/u.exec(value)?.[1];
  if (token === undefined) return false;
  if (token === OPEN_TOKEN) return true;
  const claims = partOf(token, 1);
  const { hostname, pathname } = new URL(url);
  const tenantId = /^\/adminapi\/[^/]+\/([^/]+)\//iu.exec(pathname)?.[1];
  const audience = typeof claims?.aud === 'string' ? claims.aud.replace(/^https:\/\//u, '') : '';
  return (
    audience !== '' &&
    // A region's host takes the token of the service's own (real-client.md 7).
    (hostname === audience || hostname.endsWith(`.${audience}`)) &&
    (tenantId === undefined || tenantId === claims?.tid)
  );
}

/** The token of a connection that is open before the command is typed. */
export const OPEN_TOKEN = 'TOKEN';

/** What an app proves itself with (real-client.md 3). */
function isAssertion(value: string, { url, form }: Place): boolean {
  const [header, claims] = [partOf(value, 0), partOf(value, 1)];
  if (header === null || claims === null) return false;
  const { nbf, exp } = claims;
  return (
    header.alg === 'PS256' &&
    header.typ === 'JWT' &&
    typeof header['x5t#S256'] === 'string' &&
    Object.keys(header).length === 3 &&
    claims.aud === url &&
    claims.iss === form?.get('client_id') &&
    claims.sub === claims.iss &&
    GUID.test(String(claims.jti)) &&
    Number(exp) - Number(nbf) === 600 &&
    value.split('.').length === 3
  );
}

function partOf(token: string, at: number): Record<string, unknown> | null {
  try {
    const text = Buffer.from(token.split('.')[at] ?? '', 'base64url').toString('utf8');
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
