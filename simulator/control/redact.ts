import type { IncomingHttpHeaders } from 'node:http';

const SECRET_FIELDS = [
  'password',
  'code',
  'code_verifier',
  'refresh_token',
  'access_token',
  'id_token',
  'client_secret',
  'client_assertion',
  'device_code',
];
const BEARER = /Bearer\s+[\w.~+/=-]{8,}/giu;
const SECRET_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** What stands where a secret was. */
export const HIDDEN = '(hidden)';

/** Claims of a JWT without checking it; null for anything else. */
export function claimsOf(authorization: string | undefined): Record<string, unknown> | null {
  const payload = /^Bearer\s+[\w-]+\.([\w-]+)\.[\w-]*$/iu.exec(authorization ?? '')?.[1];
  if (payload === undefined) return null;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : null;
  } catch {
    return null;
  }
}

/** Header names in lower case, secrets replaced. */
export function redactHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    out[name] = SECRET_HEADERS.has(name) ? HIDDEN : Array.isArray(value) ? value.join(', ') : value;
  }
  return out;
}

/** A form body with its secret fields replaced, or any text with its bearer tokens replaced. */
export function redactBody(body: Uint8Array, contentType: string | undefined): string {
  const text = Buffer.from(body).toString('utf8');
  if (contentType?.toLowerCase().startsWith('application/x-www-form-urlencoded') === true) {
    const form = new URLSearchParams(text);
    for (const field of SECRET_FIELDS) if (form.has(field)) form.set(field, HIDDEN);
    return form.toString();
  }
  return text.replace(BEARER, `Bearer ${HIDDEN}`);
}

/** The address with secret query parameters replaced. */
export function redactUrl(url: URL): string {
  if (!SECRET_FIELDS.some((field) => url.searchParams.has(field))) return url.href;
  const copy = new URL(url);
  for (const field of SECRET_FIELDS) if (copy.searchParams.has(field)) copy.searchParams.set(field, HIDDEN);
  return copy.href;
}
