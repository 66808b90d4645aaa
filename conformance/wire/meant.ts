import type { Capture } from './captures.ts';
import type { WireDifference } from './difference.ts';

type Difference = Omit<WireDifference, 'reason'>;

const OWN_NAME = 'the service is told our own name and version, never the module’s';
const STACK = 'set by the network stack, from the body and the address';
const SHELL = 'facts of PowerShell and of the computer that it runs on, which we are not';

/** Headers that are not as the real client's, and why. */
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
};

/** Differences that are meant, the more special ones first. */
export function reasonFor(capture: Capture, difference: Difference): string | null {
  const { what, expected, actual } = difference;
  const header = what.startsWith('header ') ? what.slice('header '.length) : null;
  if (header === null) {
    const asked = what === 'body' && actual === expected?.replace('"Confirm":true', '"Confirm":false');
    return asked ? 'the question is asked here, before anything is sent, and not by the service' : null;
  }
  if (header === 'content-type' && capture.request.method === 'GET')
    return 'a GET has no body whose type could be told';
  if (expected === null && /^(client-request-id|connection-id|user-agent|x-client.*)$/u.test(header)) {
    return 'ids that support asks for, and our name, are on every request';
  }
  if (header === 'accept' && expected === null && actual === 'application/json') {
    return 'says what is understood, where the module says nothing';
  }
  return HEADERS[header] ?? null;
}
