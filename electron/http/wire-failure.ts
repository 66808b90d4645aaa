import { fail, type FailureError } from '../../shared/model/failure.ts';
import { serviceName } from './hosts.ts';
import { isPracticeHost } from './practice-transport.ts';
import type { TransportError } from './transport-error.ts';

/** In plain words why an attempt had no answer. */
export function wireFailure(error: TransportError, host: string, correlationId: string): FailureError {
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
      if (isPracticeHost(host)) {
        return fail(
          'practice-unavailable',
          'The practice cloud does not answer.',
          'Start it again from Connections, then try again.',
          more,
        );
      }
      return fail(
        'host-unreachable',
        `${service} could not be reached: no connection to ${host} on port 443 (${error.code}).`,
        'Check that a firewall or proxy lets this address through, then try again.',
        more,
      );
    case 'tls':
      return fail(
        'host-unreachable',
        `The certificate of ${host} was not accepted (${error.code}), so nothing was sent.`,
        'Check the date of this computer, and whether a proxy inspects traffic with a certificate that is not installed here.',
        more,
      );
    case 'proxy':
      return fail(
        'host-unreachable',
        `The proxy did not let a connection to ${host} through (${error.code}).`,
        'Check the system’s proxy settings, and whether the proxy wants a sign-in.',
        more,
      );
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

export function timedOut(host: string, seconds: number, correlationId: string): FailureError {
  return fail(
    'timed-out',
    `${serviceName(host)} did not answer for ${seconds} s.`,
    'Try again; if it stays so, ask for less at a time.',
    { correlationId, retryable: true },
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
