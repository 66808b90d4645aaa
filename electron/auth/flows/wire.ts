import { fail } from '../../../shared/model/failure.ts';
import { routeText } from '../../http/route-text.ts';
import type { HttpClient, HttpResponse } from '../../http/types.ts';
import { isWebPage } from '../../http/web-page.ts';
import { IdentityError } from '../identity.ts';

/** Milliseconds without a byte from the sign-in service. */
export const IDLE_TIMEOUT_MS = 30_000;

/** What every way to sign in without a page of ours sends its requests with. */
export interface FlowWire {
  readonly http: HttpClient;
  readonly loginHost: string;
  readonly clientId: string;
  readonly correlationId: string;
  readonly signal: AbortSignal;
}

/** What the sign-in service answered with 200, its members unchecked. */
export type Answer = Readonly<Record<string, unknown>>;

/**
 * Posts a form to `https://{loginHost}/{path}`. `once`: it must not be sent a second time, since the first may have been
 * taken. Throws IdentityError for a refusal, FailureError where there was no answer.
 */
export async function postForm(
  wire: FlowWire,
  path: string,
  form: Readonly<Record<string, string>>,
  options: { readonly once?: boolean; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Answer> {
  const response = await wire.http.send({
    ...common(wire, path),
    method: 'POST',
    headers: {
      ...headersOf(wire),
      'content-type': 'application/x-www-form-urlencoded;charset=utf-8',
      ...options.headers,
    },
    body: new URLSearchParams({ client_id: wire.clientId, ...form }).toString(),
    retry: options.once === true ? 'change' : 'read',
  });
  return readAnswer(response, wire.correlationId);
}

/** Reads `https://{loginHost}/{path}`. */
export async function getJson(wire: FlowWire, path: string): Promise<Answer> {
  const request = { ...common(wire, path), method: 'GET', headers: headersOf(wire), retry: 'read' } as const;
  return readAnswer(await wire.http.send(request), wire.correlationId);
}

const common = (wire: FlowWire, path: string) => ({
  url: `https://${wire.loginHost}/${path}`,
  allowedHosts: [wire.loginHost],
  idleTimeoutMs: IDLE_TIMEOUT_MS,
  correlationId: wire.correlationId,
  signal: wire.signal,
});

/** Support finds a request by the first two (real-client.md 3). */
const headersOf = (wire: FlowWire) => ({
  accept: 'application/json',
  'client-request-id': wire.correlationId,
  'return-client-request-id': 'true',
});

function readAnswer(response: HttpResponse, correlationId: string): Answer {
  const body = jsonOf(response, correlationId);
  if (typeof body !== 'object' || body === null) throw notItsOwn(response, correlationId, null);
  const answer = body as Answer;
  const text = (name: string): string => (typeof answer[name] === 'string' ? answer[name] : '');
  if (response.status < 400 && text('error') === '') return answer;
  throw new IdentityError({
    error: text('error') || `http_${response.status}`,
    description: text('error_description'),
    suberror: text('suberror'),
    claims: text('claims') || null,
    correlationId,
  });
}

/** An answer's JSON; 5xx and what is no JSON are failures in words. Throws FailureError. */
export function jsonOf(response: HttpResponse, correlationId: string): unknown {
  if (response.status >= 500) {
    throw fail(
      'service-unavailable',
      `The sign-in service had a fault (${response.status}).`,
      'Try again in a minute.',
      { correlationId, retryable: true, action: 'retry' },
    );
  }
  try {
    return JSON.parse(new TextDecoder().decode(response.body)) as unknown;
  } catch (cause) {
    throw notItsOwn(response, correlationId, cause);
  }
}

function notItsOwn(response: HttpResponse, correlationId: string, cause: unknown) {
  return fail(
    'bad-answer',
    `The sign-in service sent ${isWebPage(response.body) ? 'a web page' : 'something'} instead of its own kind of answer${routeText(response.route)} (HTTP ${response.status}).`,
    'A proxy or a sign-in page of your network may be in between: open a web page in the browser, then try again.',
    {
      correlationId,
      retryable: true,
      action: 'proxy-settings',
      cause: cause instanceof Error ? new Error('not JSON') : cause,
    },
  );
}

const CP1 = { xms_cc: { values: ['cp1'] } };

/** The `claims` field of every request for a user: that challenges are understood, and the answer to one (real-client.md 3, 8). */
export function claimsField(challenge: string | undefined): string {
  const asked: unknown = challenge === undefined ? {} : JSON.parse(challenge);
  const given = typeof asked === 'object' && asked !== null ? (asked as Record<string, unknown>) : {};
  const access = given['access_token'];
  return JSON.stringify({
    ...given,
    access_token: { ...CP1, ...(typeof access === 'object' && access !== null ? access : {}) },
  });
}

/** `organizations` of `https://host/organizations`. */
export const tenantPath = (authority: string): string => authority.replace(/^https:\/\/[^/]+\//, '');
