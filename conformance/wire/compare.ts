import type { TransportRequest } from '../../electron/http/types.ts';
import type { Capture } from './captures.ts';
import type { WireDifference } from './difference.ts';
import { reasonFor } from './meant.ts';
import { canonical } from './canonical.ts';
import { samePath } from './service.ts';

/** Of all that was sent, the request that the capture's stands for; null: none. */
export function counterpartOf(capture: Capture, sent: readonly TransportRequest[]): TransportRequest | null {
  const same = sent.filter(
    (request) => request.method === capture.request.method && samePath(request.url, capture.request.url),
  );
  const score = (request: TransportRequest): number =>
    (queryOf(request.url) === queryOf(capture.request.url) ? 2 : 0) +
    (bodyText(request.body ?? '') === bodyText(capture.request.body) ? 1 : 0);
  const [best] = same.sort((a, b) => score(b) - score(a));
  return best ?? sent.find((request) => sameSignIn(capture, request)) ?? null;
}

/** A token request of the same kind, whatever the authority that it was sent to. */
function sameSignIn(capture: Capture, request: TransportRequest): boolean {
  const [theirs, ours] = [new URL(capture.request.url), new URL(request.url)];
  const grant = (body: string) => new URLSearchParams(body).get('grant_type');
  return (
    theirs.host === ours.host &&
    theirs.pathname.endsWith('/oauth2/v2.0/token') &&
    ours.pathname.endsWith('/oauth2/v2.0/token') &&
    grant(capture.request.body) === grant(request.body ?? '')
  );
}

/** Everything in which a request differs from the capture's. */
export function compare(capture: Capture, request: TransportRequest | null): WireDifference[] {
  const found: Omit<WireDifference, 'reason'>[] = [];
  const check = (what: string, expected: string | null, actual: string | null) => {
    if (expected !== actual) found.push({ what, expected, actual });
  };
  if (request === null)
    found.push({
      what: 'not sent',
      expected: `${capture.request.method} ${capture.request.url}`,
      actual: null,
    });
  else {
    const [theirs, ours] = [new URL(capture.request.url), new URL(request.url)];
    check('method', capture.request.method, request.method);
    check('host', theirs.origin, ours.origin);
    check('path', decodeURIComponent(theirs.pathname), decodeURIComponent(ours.pathname));
    check('query', queryOf(capture.request.url), queryOf(request.url));
    const expected = lower(capture.request.headers);
    const actual = lower(request.headers);
    for (const name of [...new Set([...Object.keys(expected), ...Object.keys(actual)])].sort()) {
      check(`header ${name}`, normal(expected[name]), normal(actual[name], expected[name]));
    }
    compareBodies(capture.request.body, request.body ?? '', check);
  }
  return found.map((one) => ({ ...one, reason: reasonFor(capture, one) }));
}

function compareBodies(
  expected: string,
  actual: string,
  check: (what: string, a: string | null, b: string | null) => void,
): void {
  const [theirs, ours] = [formOf(expected), formOf(actual)];
  if (theirs === null || ours === null) {
    check('body', bodyText(expected), bodyText(actual));
    return;
  }
  for (const name of [...new Set([...theirs.keys(), ...ours.keys()])].sort()) {
    const known = theirs.get(name) ?? null;
    const own = ours.get(name) ?? null;
    const masked = known !== null && own !== null && isMade(known);
    check(`form ${name}`, known, masked ? known : sortedScopes(name, known, own));
  }
}

/** The order of scopes says nothing. */
function sortedScopes(name: string, expected: string | null, actual: string | null): string | null {
  const sorted = (text: string) => text.split(' ').sort().join(' ');
  return name === 'scope' && expected !== null && actual !== null && sorted(expected) === sorted(actual)
    ? expected
    : actual;
}

function formOf(body: string): Map<string, string> | null {
  return /^[\w.%+-]+=/u.test(body) ? new Map(new URLSearchParams(body)) : null;
}

/** What differs from run to run stands in the captures as a word in capitals. */
const isMade = (text: string): boolean =>
  /RANDOM-|TOKEN|MADE-UP|RSA_BASE64|ASSERTION|VERIFIER|:PORT/u.test(text);

function normal(value: string | undefined, expected?: string): string | null {
  if (value === undefined) return null;
  return expected !== undefined && isMade(expected) ? expected : value;
}

const lower = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Decoded, in an order of its own: the service reads it by name. */
function queryOf(url: string): string {
  return [...new URL(url).searchParams]
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
}

/** JSON without what differs from run to run: random ids, tokens, ciphertexts, the spelling of header names in parts. */
function bodyText(body: string): string {
  if (body === '') return '';
  try {
    return canonical(masked(JSON.parse(body) as unknown));
  } catch {
    return body;
  }
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value === 'string')
    return /^([A-Za-z0-9+/]{342}==|RSA_BASE64_344_CHARACTERS)$/u.test(value) ? '(encrypted)' : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      // Headers of a part are compared with those of a lone request, not here once more.
      .filter(([name, member]) => !(name === 'headers' && typeof member === 'object'))
      .map(([name, member]) => [name, masked(member)]),
  );
}
