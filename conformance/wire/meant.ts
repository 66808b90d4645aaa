import type { Capture } from './captures.ts';
import type { WireDifference } from './difference.ts';
import { canonical } from './canonical.ts';

type Difference = Omit<WireDifference, 'reason'>;

const OWN_NAME = 'the service is told our own name and version, never the module’s';
const STACK = 'set by the network stack, from the body and the address';
const SHELL = 'facts of PowerShell and of the computer that it runs on, which we are not';
const LIBRARY =
  'how the sign-in library names itself, counts and routes; ours is another one, or our own few lines';

/** Headers of the service's requests that are not as the real client's, and why. */
const HEADERS: Readonly<Record<string, string>> = {
  'user-agent': OWN_NAME,
  'x-clientapplication': OWN_NAME,
  'x-clientmoduleversion': OWN_NAME,
  host: STACK,
  connection: STACK,
  'content-length': STACK,
  'accept-encoding': STACK,
  'client-process-id': SHELL,
  'ps-version': SHELL,
  'exomodule-version': SHELL,
  'os-version': SHELL,
  'is-cloud-shell': SHELL,
  'is-cloud-shell-environment': SHELL,
  'x-ms-diagnostics': SHELL,
  'x-responseformat':
    'JSON and not CLIXML: its pages go to the worker as bytes, and no .NET objects are made of them',
  skiploadingformatdata: 'format files are not read: which columns a result shows is our own',
};

/** Requests that are not sent, by their address. */
const UNSENT: readonly (readonly [RegExp, string])[] = [
  [/\/discovery\/instance\?/u, 'the hosts of each environment are known, so nobody is asked for them'],
];

/** What the sign-in library adds to a token request. */
const LIBRARY_FIELD =
  /^(x-client-.*|x-ms-lib-capability|x-anchormailbox|return-client-request-id|content-type)$/iu;

/** Why a difference is meant; null: it is not. */
export function reasonFor(capture: Capture, difference: Difference): string | null {
  const { what, expected, actual } = difference;
  const [kind, name = ''] = what.split(' ');
  if (what === 'not sent') {
    const renews = capture.request.body.includes('grant_type=refresh_token');
    if (renews)
      return 'a token is renewed by itself ahead of its end, not before each request of its last minutes';
    return UNSENT.find(([address]) => address.test(expected ?? ''))?.[1] ?? null;
  }
  if (/\/oauth2\/v2\.0\/|\/userrealm\//u.test(capture.request.url)) {
    const reason = signInReason(kind ?? '', name, difference);
    if (reason !== null) return reason;
  }
  if (kind === 'body') {
    const asked = expected?.replace('"Confirm":true', '"Confirm":false');
    return actual === asked
      ? 'the question is asked here, before anything is sent, and not by the service'
      : null;
  }
  return kind === 'header' ? headerReason(capture, name, difference) : null;
}

function signInReason(kind: string, name: string, { expected, actual }: Difference): string | null {
  if ((kind === 'header' || kind === 'form') && LIBRARY_FIELD.test(name)) return LIBRARY;
  if (
    kind === 'query' &&
    /^(haschrome=1)?$/u.test(expected ?? '') &&
    /^(client-request-id=[^&]*)?$/u.test(actual ?? '')
  ) {
    return LIBRARY;
  }
  if (kind === 'form' && name === 'claims' && asksTheSame(expected, actual)) return LIBRARY;
  if (kind === 'path') {
    return 'a token is renewed at the authority that the person signed in at; where each leads is checked';
  }
  return null;
}

/** Of the access token; the library asks for members of the id token beside. */
function asksTheSame(expected: string | null, actual: string | null): boolean {
  const of = (claims: string | null): string =>
    claims === null ? '' : canonical((JSON.parse(claims) as { access_token?: unknown }).access_token ?? null);
  return of(expected) === of(actual);
}

function headerReason(capture: Capture, name: string, { expected, actual }: Difference): string | null {
  if (name === 'content-type' && capture.request.method === 'GET') {
    return 'a GET has no body whose type could be told';
  }
  if (expected === null && /^(client-request-id|connection-id|user-agent|x-client.*)$/u.test(name)) {
    return 'ids that support asks for, and our name, are on every request';
  }
  if (name === 'accept' && expected === null && actual === 'application/json') {
    return 'says what is understood, where the module says nothing';
  }
  return HEADERS[name] ?? null;
}
