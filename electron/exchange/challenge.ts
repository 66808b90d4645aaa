/**
 * The claims of a 401 (`WWW-Authenticate: Bearer … claims="<base64 of JSON>"`; exchange-rest-protocol.md 1.8) as JSON
 * text; null where there are none or they can't be read.
 */
export function readClaims(header: string | undefined): string | null {
  const encoded = /\bclaims="([^"]{1,20000})"/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const text = encoded.trimStart().startsWith('{')
    ? encoded
    : Buffer.from(encoded, 'base64').toString('utf8');
  try {
    const claims: unknown = JSON.parse(text);
    return claims !== null && typeof claims === 'object' ? text : null;
  } catch {
    return null;
  }
}
