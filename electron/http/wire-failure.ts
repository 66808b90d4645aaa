import { fail, type FailureError } from '../../shared/model/failure.ts';
import { serviceName } from './hosts.ts';
import { isPracticeHost } from './practice-transport.ts';
import type { ProxyWay } from './proxy-way.ts';
import { routeText } from './route-text.ts';
import type { TransportError } from './transport-error.ts';

/** What is known of an attempt that failed. */
export interface Attempted {
  readonly host: string;
  readonly correlationId: string;
  /** The proxy it went by; null: none; undefined: not known. */
  readonly route?: string | null | undefined;
  /** The way out that was chosen; undefined: what settings say. */
  readonly way?: ProxyWay | undefined;
}

/** In plain words why an attempt had no answer. */
export function wireFailure(error: TransportError, attempted: Attempted): FailureError {
  const { host, correlationId, route } = attempted;
  const service = serviceName(host);
  const more = { correlationId, retryable: true, cause: error };
  switch (error.kind) {
    case 'offline':
      return fail(
        'offline',
        `${service} could not be asked: this computer has no network connection.`,
        'Connect to a network and try again.',
        more,
      );
    case 'unreachable':
      if (route === undefined && isPracticeHost(host)) {
        return fail(
          'practice-unavailable',
          'The practice cloud does not answer.',
          'Start it again from Connections, then try again.',
          more,
        );
      }
      return fail(
        'host-unreachable',
        `${service} could not be reached: no connection to ${host} on port 443${routeText(route)} (${error.code}).`,
        'Check that a firewall or proxy lets this address through, then try again.',
        { ...more, action: 'proxy-settings' },
      );
    case 'tls':
      return fail(
        'host-unreachable',
        `The certificate of ${host} was not accepted${routeText(route)} (${error.code}), so nothing was sent.`,
        'Check the date of this computer. Where a proxy inspects traffic, add its root certificate in Settings.',
        { ...more, action: 'proxy-settings' },
      );
    case 'proxy':
      return proxyFailure(error, attempted);
    case 'undecodable':
      return fail(
        'bad-answer',
        `${service} sent an answer that could not be unpacked.`,
        'Try again; if it stays so, a proxy may be changing answers on the way.',
        more,
      );
    case 'broken':
      return fail(
        'interrupted-answer',
        `The connection to ${service} broke before the answer was complete (${error.code}).`,
        'Try again.',
        more,
      );
  }
}

/** Nothing went further than the proxy. */
function proxyFailure(error: TransportError, { host, correlationId, route, way }: Attempted): FailureError {
  const name = error.proxy?.name ?? route;
  const isOwn = way !== undefined && (way.choice !== 'app' || way.login !== null);
  const [what, hint] = proxyWords(error, isOwn);
  return fail(
    'host-unreachable',
    `${typeof name === 'string' ? `The proxy ${name}` : 'The proxy'} ${what}, so ${host} on port 443 was not reached.`,
    hint,
    {
      correlationId,
      retryable: true,
      action: isOwn && error.code.startsWith('PROXY_LOGIN_') ? 'proxy-login' : 'proxy-settings',
      cause: error,
    },
  );
}

/** @param isOwn the connection chose the proxy, or has a login of its own for it */
function proxyWords({ code, proxy }: TransportError, isOwn: boolean): readonly [what: string, hint: string] {
  const whose = proxy?.username == null ? '' : ` of ${proxy.username}`;
  switch (code) {
    case 'PROXY_LOGIN_WANTED':
      return [
        'wants a user name and a password (407)',
        isOwn
          ? 'Enter them for this connection; a typed command has them in New-PSSessionOption -ProxyCredential. They are given to this proxy only.'
          : 'Enter them in Settings with the kind of proxy that is used. They are given only to a proxy that is found that way.',
      ];
    case 'PROXY_LOGIN_REFUSED':
      return [
        `did not accept the user name and password${whose === '' ? ' that are set for it' : whose} (407)`,
        isOwn
          ? 'Enter them again. They were offered once and won’t be again.'
          : 'Correct them in Settings. They were offered once and won’t be again until then.',
      ];
    case 'PROXY_LOGIN_WEAK':
      return [
        `wants its login by ${SCHEMES[proxy?.scheme ?? ''] ?? 'another way'}, which is weaker than this connection allows (407)`,
        'Nothing was given to it. Choose another proxy authentication for the connection, or another proxy.',
      ];
    case 'ERR_PROXY_CONNECTION_FAILED':
      return ['could not be reached', 'Check its name and port in Settings, and that this network has it.'];
    case 'ERR_TUNNEL_CONNECTION_FAILED':
      return [
        'refused the connection',
        'Ask whoever runs the proxy to let this address through, or choose another way in Settings.',
      ];
    default:
      return [`failed (${code})`, 'Check the proxy in Settings, then try again.'];
  }
}

const SCHEMES: Readonly<Record<string, string>> = { basic: 'Basic', digest: 'Digest', ntlm: 'NTLM' };

/** For a change whose fate nobody knows: it went out, and no answer came. */
export function outcomeUnknown(
  host: string,
  reason: string,
  correlationId: string,
  cause?: unknown,
): FailureError {
  return fail(
    'outcome-unknown',
    `${serviceName(host)} may or may not have made the change: ${reason}.`,
    'Look at the object before you try again. It was not sent a second time.',
    { correlationId, retryable: false, cause },
  );
}

export function timedOut(
  host: string,
  seconds: number,
  correlationId: string,
  route?: string | null,
): FailureError {
  const where = route === undefined ? '' : ` (${host} on port 443${routeText(route)})`;
  return fail(
    'timed-out',
    `${serviceName(host)} did not answer for ${seconds} s${where}.`,
    'Try again; if it stays so, ask for less at a time.',
    { correlationId, retryable: true, ...(typeof route === 'string' ? { action: 'proxy-settings' } : {}) },
  );
}

export function throttled(host: string, tries: number, correlationId: string): FailureError {
  return fail(
    'throttled',
    `${serviceName(host)} is busy for this organisation: it asked to wait ${tries} times in a row.`,
    'Wait a few minutes and try again.',
    { correlationId, retryable: true },
  );
}

export function cancelled(correlationId: string): FailureError {
  return fail('cancelled', 'The request was cancelled.', '', { correlationId });
}
