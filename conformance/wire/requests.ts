/** Forms, queries and paths of requests, as the two sides of a comparison have them. */

/** Fields by name; what comes more than once is joined. Null: no form. */
export function formOf(body: string): Map<string, string> | null {
  return /^[\w.%+-]+=/u.test(body) ? fieldsOf(new URLSearchParams(body)) : null;
}

/** Decoded; the service reads it by name, so its order says nothing. */
export function queryOf(url: string): Map<string, string> {
  return fieldsOf(new URL(url).searchParams);
}

function fieldsOf(params: URLSearchParams): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [written, value] of params) {
    // The one whose spelling differs between libraries.
    const name = /^x-anchormailbox$/iu.test(written) ? 'x-anchormailbox' : written;
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : `${before}\n${value}`);
  }
  return fields;
}

/** An address' segments, each decoded: an escaped slash is not one between two of them. */
export function segmentsOf(url: string): string[] {
  return new URL(url).pathname.split('/').map(decoded);
}

/** What percent signs don't stand for stays as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Headers by their names in lower case. */
export function lower(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

export function samePath(a: string, b: string): boolean {
  return new URL(a).hostname === new URL(b).hostname && segmentsOf(a).join('\n') === segmentsOf(b).join('\n');
}

/** Which segment of an address names the organisation. */
export function organizationAt(url: string): number {
  return /^\/adminapi\/[^/]+\/[^/]+/iu.test(new URL(url).pathname) ? 3 : 1;
}

/** The grant of a token request; null: another request. */
export function grantOf(request: {
  readonly url: string;
  readonly body?: string | undefined;
}): string | null {
  if (!new URL(request.url).pathname.endsWith('/oauth2/v2.0/token')) return null;
  return new URLSearchParams(request.body ?? '').get('grant_type');
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A body's JSON; undefined: it is none. */
export function jsonOf(body: string): Json | undefined {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return undefined;
  }
}
