/** An address of the admin API, taken apart: `/adminapi/{version}/{tenant}/{rest}?{query}`. */
export interface AdminAddress {
  readonly origin: string;
  /** `adminapi` as the client spelt it. */
  readonly api: string;
  readonly version: 'beta' | 'v1.0';
  /** GUID or domain as the client wrote it. */
  readonly tenant: string;
  /** Everything behind the tenant, still percent-encoded, without the query. */
  readonly rest: string;
  readonly query: Query;
}

/**
 * Query options by lower-case name. Blanks are `%20` and `+` is a plus: the real client sends `&`, `+` and `#` of filter
 * values unescaped (real-client.md 6.3), so form decoding would be wrong.
 */
type Query = ReadonlyMap<string, string>;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseQuery(search: string): Query {
  const query = new Map<string, string>();
  for (const part of search.replace(/^\?/, '').split('&')) {
    if (part === '') continue;
    const cut = part.indexOf('=');
    const name = cut < 0 ? part : part.slice(0, cut);
    query.set(decode(name).toLowerCase(), cut < 0 ? '' : decode(part.slice(cut + 1)));
  }
  return query;
}

/** Null when the address isn't one of the admin API. */
export function parseAddress(url: URL): AdminAddress | null {
  const match = /^\/(adminapi)\/(beta|v1\.0)\/([^/]+)\/?(.*)$/i.exec(url.pathname);
  if (!match) return null;
  return {
    origin: url.origin,
    api: match[1] ?? 'adminapi',
    version: (match[2] ?? '').toLowerCase() === 'beta' ? 'beta' : 'v1.0',
    tenant: decode(match[3] ?? ''),
    // Quotes and parentheses are often written %27 %28 %29, and $batch as %24batch.
    rest: (match[4] ?? '').replace(/%2[4789]/g, decode),
    query: parseQuery(url.search),
  };
}

/** `https://host/adminapi/beta/{tenant}`, on the host that was addressed. */
export function baseOf(address: AdminAddress): string {
  return `${address.origin}/${address.api}/${address.version}/${address.tenant}`;
}
