import type { TransportRequest } from '../../electron/http/types.ts';
import { canonical } from './canonical.ts';
import type { Capture } from './captures.ts';
import type { Found, WireDifference } from './difference.ts';
import { isMasked, type Place } from './masks.ts';
import { reasonFor, type Facts } from './meant.ts';
import {
  formOf,
  grantOf,
  jsonOf,
  lower,
  organizationAt,
  queryOf,
  segmentsOf,
  type Json,
} from './requests.ts';

/** Differences within one body that are told. */
const MOST = 30;

export interface Compared {
  /** Of all that was sent, what the capture's request stands for; null: none. */
  readonly request: TransportRequest | null;
  readonly differences: readonly WireDifference[];
}

/** Finds what was sent for a capture's request, and everything in which it differs. */
export function compareSent(capture: Capture, facts: Facts): Compared {
  let best: Compared | null = null;
  for (const request of facts.sent) {
    if (!mayStandFor(capture, request)) continue;
    const differences = compare(capture, request, facts);
    if (best === null || weight(differences) < weight(best.differences)) best = { request, differences };
  }
  return best ?? asOneCall(capture, facts) ?? { request: null, differences: compare(capture, null, facts) };
}

/** The module sends even one object of a pipeline as a batch (real-client.md 5): what ours stands for alone. */
function asOneCall(capture: Capture, facts: Facts): Compared | null {
  const { request } = capture;
  if (!request.url.endsWith('/$batch') || facts.sent.some(({ url }) => url.endsWith('/$batch'))) return null;
  const parts = member(jsonOf(request.body) ?? null, 'requests');
  const part = Array.isArray(parts) && parts.length === 1 ? (parts as readonly Json[])[0] : undefined;
  if (part === undefined) return null;
  const [method, url, body] = [member(part, 'method'), member(part, 'url'), member(part, 'body')];
  const [headers = {}] = partsOf({ requests: [part] });
  const prefer = (lower(headers)['prefer'] ?? '').replace(/;odata\.continue-on-error$/u, '');
  if (typeof url !== 'string' || typeof method !== 'string') return null;
  const alone = {
    ...capture,
    request: {
      ...{ method, url, body: JSON.stringify(body) },
      headers: { ...lower(request.headers), ...lower(headers), prefer },
    },
  };
  const { request: ours, differences } = compareSent(alone, facts);
  const wrapper = { what: 'batch of one', expected: '$batch', actual: 'InvokeCommand' };
  return ours === null
    ? null
    : { request: ours, differences: [{ ...wrapper, reason: ALONE }, ...differences] };
}

const ALONE = 'a single object goes as a call of its own: a batch of one is the same call in a wrapper';

/** What isn't meant counts; all else only decides between equals. */
const weight = (differences: readonly WireDifference[]): number =>
  differences.filter(({ reason }) => reason === null).length * 1000 + differences.length;

/** The same address, whatever organisation it names, and for tokens the same kind of request. */
function mayStandFor({ request: theirs }: Capture, ours: TransportRequest): boolean {
  return (
    theirs.method === ours.method &&
    new URL(theirs.url).host === new URL(ours.url).host &&
    placeless(theirs.url) === placeless(ours.url) &&
    grantOf(theirs) === grantOf(ours)
  );
}

const placeless = (url: string): string =>
  segmentsOf(url).with(organizationAt(url), '{organization}').join('\n');

/** Everything in which a request differs from the capture's, and why where that is meant. */
export function compare(capture: Capture, request: TransportRequest | null, facts: Facts): WireDifference[] {
  const found =
    request === null ? [notSent(capture, facts)] : differencesOf(capture.request, request, pagesOf(facts));
  return found.map((one) => ({ ...one, reason: reasonFor(capture, request, one, facts) }));
}

function notSent({ request }: Capture, { sent }: Facts): Found {
  const instead = sent.map(({ method, url }) => `${method} ${url}`).join(', ');
  return {
    what: 'not sent',
    expected: `${request.method} ${request.url}`,
    actual: instead === '' ? null : instead,
  };
}

function pagesOf({ sent }: Facts): URLSearchParams[] {
  const urls = sent.map(({ url }) => new URL(url));
  return urls
    .filter(({ pathname }) => pathname.endsWith('/authorize'))
    .map(({ searchParams }) => searchParams);
}

function differencesOf(
  theirs: Capture['request'],
  ours: TransportRequest,
  pages: readonly URLSearchParams[],
): Found[] {
  const found: Found[] = [];
  const around = { url: ours.url, pages };
  const check = (what: string, expected: string | null, actual: string | null, place?: Place) => {
    if (expected === actual) return;
    if (place !== undefined && expected !== null && actual !== null && isMasked(expected, actual, place))
      return;
    found.push({ what, expected, actual });
  };
  const checkFields = (
    kind: string,
    expected: ReadonlyMap<string, string>,
    actual: ReadonlyMap<string, string>,
    form?: ReadonlyMap<string, string>,
  ) => {
    for (const name of [...new Set([...expected.keys(), ...actual.keys()])].sort()) {
      const [a, b] = [expected.get(name) ?? null, actual.get(name) ?? null];
      if (name === 'scope' && a !== null && b !== null && sameWords(a, b)) continue;
      check(`${kind} ${name}`, a, b, { name, ...around, ...(form === undefined ? {} : { form }) });
    }
  };
  const checkHeaders = (
    kind: string,
    expected: Readonly<Record<string, string>>,
    actual: Readonly<Record<string, string>>,
  ) => checkFields(kind, new Map(Object.entries(lower(expected))), new Map(Object.entries(lower(actual))));

  check('method', theirs.method, ours.method);
  check('host', new URL(theirs.url).origin, new URL(ours.url).origin);
  if (segmentsOf(theirs.url).join('\n') !== segmentsOf(ours.url).join('\n'))
    check('path', new URL(theirs.url).pathname, new URL(ours.url).pathname);
  checkFields('query', queryOf(theirs.url), queryOf(ours.url));
  checkHeaders('header', theirs.headers, ours.headers);

  const [form, own] = [formOf(theirs.body), formOf(ours.body ?? '')];
  if (form !== null && own !== null) {
    checkFields('form', form, own, own);
    return found;
  }
  const [json, ownJson] = [jsonOf(theirs.body), jsonOf(ours.body ?? '')];
  if (json === undefined || ownJson === undefined) {
    check('body', theirs.body, ours.body ?? '');
    return found;
  }
  const before = found.length;
  const outer = lower(ours.headers);
  walk(json, ownJson, [], (path, a, b) => {
    if (found.length - before >= MOST) return;
    const name = String(path.at(-1) ?? '');
    check(`body ${path.join('.')}`, a, b, { name, ...around });
  });
  for (const [at, part] of partsOf(json).entries()) {
    const mine = partsOf(ownJson)[at] ?? {};
    checkHeaders(`part ${String(at)} header`, part, mine);
    const sent = lower(mine);
    // One id for a batch and all its parts (real-client.md 5), and one connection and token.
    for (const name of ['client-request-id', 'connection-id', 'authorization'])
      check(`part ${String(at)} header ${name}, as the batch's`, outer[name] ?? null, sent[name] ?? null);
  }
  return found;
}

/** The order of scopes says nothing. */
const sameWords = (a: string, b: string): boolean =>
  a.split(' ').sort().join(' ') === b.split(' ').sort().join(' ');

/** Headers of a batch's parts. */
function partsOf(body: Json): Readonly<Record<string, string>>[] {
  const requests = member(body, 'requests');
  return Array.isArray(requests)
    ? (requests as readonly Json[]).map(
        (part) => (member(part, 'headers') ?? {}) as Readonly<Record<string, string>>,
      )
    : [];
}

function member(value: Json, name: string): Json | undefined {
  return isObject(value) ? value[name] : undefined;
}

function isObject(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Told = (path: readonly (string | number)[], expected: string | null, actual: string | null) => void;

/** Goes down both sides to where they differ; the headers of parts are compared by name, elsewhere. */
function walk(
  a: Json | undefined,
  b: Json | undefined,
  path: readonly (string | number)[],
  told: Told,
): void {
  if (path.length === 3 && path[0] === 'requests' && path[2] === 'headers') return;
  if (isObject(a) && isObject(b)) {
    for (const name of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort())
      walk(a[name], b[name], [...path, name], told);
    return;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    const [left, right] = [a as readonly Json[], b as readonly Json[]];
    for (let at = 0; at < Math.max(left.length, right.length); at++)
      walk(left[at], right[at], [...path, at], told);
    return;
  }
  if (typeof a === 'string' && typeof b === 'string') told(path, a, b);
  else told(path, jsonText(a), jsonText(b));
}

/** No member at all is null. */
const jsonText = (value: Json | undefined): string | null => (value === undefined ? null : canonical(value));
