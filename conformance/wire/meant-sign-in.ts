import type { TransportRequest } from '../../electron/http/types.ts';
import { canonical } from './canonical.ts';
import type { Capture } from './captures.ts';
import type { Found } from './difference.ts';
import { grantOf, jsonOf } from './requests.ts';

const LIBRARY = 'how the sign-in library names itself and counts; ours is another one, or our own few lines';
const ROUTING = 'the library routes by a header of its own, in its own spelling, or not at all';

const GUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;
/** Grants that go through our library; all others are our own requests. */
const BY_LIBRARY = new Set(['authorization_code', 'refresh_token']);

/** What the library adds to the form of a token request; the module's own has it in headers. */
const ADDED: readonly (readonly [RegExp, RegExp])[] = [
  [/^x-client-SKU$/u, /^msal\.js\.node$/u],
  [/^x-client-VER$/u, /^\d+\.\d+\.\d+$/u],
  [/^x-client-OS$/u, /^(linux|darwin|win32)$/u],
  [/^x-client-CPU$/u, /^(x64|arm64)$/u],
  [/^x-client-(current|last)-telemetry$/u, /^5\|[\d,|]*$/u],
  [/^x-ms-lib-capability$/u, /^retry-after, h429$/u],
];
const COUNTERS = /^x-client-(sku|ver|os|current-telemetry)$/u;

/** What the library asks to stand in the id token beside what the module asks for. */
const ID_TOKEN = ['signin_state', 'login_hint', 'tenant_region_sub_scope'];

/** Whether a capture's request is one of the sign-in service's. */
export function isSignIn({ request }: Capture): boolean {
  return /\/oauth2\/v2\.0\/(token|devicecode|authorize)$|^\/common\/userrealm\//u.test(
    new URL(request.url).pathname,
  );
}

/** Why a difference of a sign-in is meant; null: it is not, or it is one of any request. */
export function signInReason(
  kind: string,
  name: string,
  capture: Capture,
  ours: TransportRequest,
  found: Found,
): string | null {
  const { expected, actual } = found;
  switch (kind) {
    case 'header':
      return headerReason(name, capture, ours, found);
    case 'form':
      if (name === 'claims') return claimsReason(expected, actual);
      return expected === null &&
        actual !== null &&
        isOurs(ours) &&
        ADDED.some(([field, value]) => field.test(name) && value.test(actual))
        ? LIBRARY
        : null;
    case 'query':
      if (new URL(ours.url).pathname.endsWith('/authorize')) return pageReason(name, found);
      if (name === 'haschrome') return expected === '1' && actual === null ? LIBRARY : null;
      return name === 'client-request-id' && expected === null && isOurs(ours) && GUID.test(actual ?? '')
        ? LIBRARY
        : null;
    default:
      return null;
  }
}

/** What the library adds to the page's address. */
const OF_PAGES: readonly (readonly [RegExp, RegExp, string])[] = [
  ...ADDED.map(([name, value]) => [name, value, LIBRARY] as const),
  [/^client-request-id$/u, GUID, LIBRARY],
  [/^clidata$/u, /^1$/u, LIBRARY],
  [/^nonce$/u, /^[\w-]{22}$/u, 'ties the id token to this sign-in, beside PKCE and the state'],
  [/^response_mode$/u, /^form_post$/u, 'keeps the code out of the browser’s history'],
];

function pageReason(name: string, { expected, actual }: Found): string | null {
  if (name === 'claims') return claimsReason(expected, actual);
  if (name === 'haschrome') return expected === '1' && actual === null ? LIBRARY : null;
  if (name === 'x-anchormailbox') return expected?.toLowerCase() === actual?.toLowerCase() ? ROUTING : null;
  if (expected !== null || actual === null) return null;
  return OF_PAGES.find(([field, value]) => field.test(name) && value.test(actual))?.[2] ?? null;
}

const isOurs = (ours: TransportRequest): boolean => BY_LIBRARY.has(grantOf(ours) ?? '');

function headerReason(
  name: string,
  capture: Capture,
  ours: TransportRequest,
  { expected, actual }: Found,
): string | null {
  if (COUNTERS.test(name) && actual === null) return LIBRARY;
  switch (name) {
    case 'x-ms-lib-capability':
      return actual === null ? LIBRARY : null;
    case 'content-type':
      return expected === 'application/x-www-form-urlencoded' && actual === `${expected};charset=utf-8`
        ? LIBRARY
        : null;
    case 'return-client-request-id':
      return (expected === 'true' && actual === null && isOurs(ours)) ||
        (expected === null && actual === 'true' && capture.request.method === 'GET')
        ? LIBRARY
        : null;
    case 'x-anchormailbox': {
      const same = actual !== null && expected?.toLowerCase() === actual.toLowerCase();
      return same || (actual === null && grantOf(capture.request) === 'authorization_code') ? ROUTING : null;
    }
    default:
      return null;
  }
}

/** The same of the access token; beside it only what the library asks for itself. */
function claimsReason(expected: string | null, actual: string | null): string | null {
  const [theirs, ours] = [claimsOf(expected), claimsOf(actual)];
  if (theirs === null || ours === null) return null;
  const added = Object.entries(ours).filter(([name]) => !(name in theirs));
  const known = added.every(
    ([name, value]) =>
      name === 'id_token' &&
      typeof value === 'object' &&
      value !== null &&
      Object.keys(value).every((member) => ID_TOKEN.includes(member)),
  );
  const rest = Object.fromEntries(Object.entries(ours).filter(([name]) => name in theirs));
  return known && canonical(theirs) === canonical(rest) ? LIBRARY : null;
}

function claimsOf(text: string | null): Record<string, unknown> | null {
  const value = jsonOf(text ?? '');
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
