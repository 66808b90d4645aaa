import { CLOUDS } from '../../shared/clouds.ts';
import type { Transport } from './types.ts';

const PRACTICE = CLOUDS.Practice;
const HOSTS: ReadonlySet<string> = new Set([
  PRACTICE.loginHost,
  PRACTICE.exchangeHost,
  PRACTICE.complianceHost,
  PRACTICE.graphHost,
]);
const SUFFIX = '.practice.localhost';

/** True for every host that is, or could be taken for, one of the practice cloud's. */
export function isPracticeHost(host: string): boolean {
  return HOSTS.has(host) || host.endsWith(SUFFIX);
}

export interface PracticeTransportOptions {
  /** Everything that is not the practice cloud's. */
  readonly real: Transport;
  /** Plain HTTP on loopback. */
  readonly loopback: Transport;
  /** The practice cloud's port; starts it where it does not run. Rejects with FailureError practice-unavailable. */
  readonly port: () => number | Promise<number>;
}

/**
 * Sends https://*.practice.localhost to the practice cloud on loopback and all else, untouched, to the real network;
 * a practice address never reaches the real network, running or not.
 */
export function createPracticeTransport(options: PracticeTransportOptions): Transport {
  return async (request) => {
    const url = new URL(request.url);
    if (!isPracticeHost(url.hostname)) return options.real(request);
    const port = await options.port();
    return options.loopback({
      ...request,
      url: `http://127.0.0.1:${port}${url.pathname}${url.search}`,
      headers: { ...request.headers, 'x-forwarded-host': url.hostname, 'x-forwarded-proto': 'https' },
    });
  };
}

/**
 * The address that the browser opens for a practice page: the same path on plain http://localhost, where the practice
 * cloud answers by path. Any other address comes back as it is.
 */
export async function browserAddress(address: string, port: () => number | Promise<number>): Promise<string> {
  const url = new URL(address);
  if (!isPracticeHost(url.hostname)) return address;
  return `http://localhost:${await port()}${url.pathname}${url.search}`;
}
