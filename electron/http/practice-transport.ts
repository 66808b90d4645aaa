import { CLOUDS } from '../../shared/clouds.ts';
import type { RouteOf, Transport } from './types.ts';

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
  /**
   * A domain that stands for `practice.localhost` on the real network, where somebody put the practice cloud behind
   * https (start option `--practice-network`): then it is reached as every other service is, proxies and certificates
   * included. null: on loopback.
   */
  readonly network?: string | null;
}

/**
 * Sends https://*.practice.localhost to the practice cloud on loopback and all else, untouched, to the real network;
 * a practice address never reaches the real network, running or not.
 */
export function createPracticeTransport(options: PracticeTransportOptions): Transport {
  const { network = null } = options;
  return async (request) => {
    const url = new URL(request.url);
    if (!isPracticeHost(url.hostname)) return options.real(request);
    const headers = {
      ...request.headers,
      'x-forwarded-host': url.hostname,
      'x-forwarded-proto': 'https',
    };
    if (network !== null) return options.real({ ...request, url: onNetwork(url, network), headers });
    const port = await options.port();
    const address = `http://127.0.0.1:${port}${url.pathname}${url.search}`;
    return options.loopback({ ...request, url: address, headers });
  };
}

/** The routes of the real network; on loopback no proxy is ever in between. */
export function createPracticeRoutes(real: RouteOf, network: string | null): RouteOf {
  return async (address, proxy) => {
    const url = new URL(address);
    if (!isPracticeHost(url.hostname)) return real(address, proxy);
    return network === null ? null : real(onNetwork(url, network), proxy);
  };
}

function onNetwork(url: URL, network: string): string {
  return `https://${url.hostname.slice(0, -SUFFIX.length)}.${network}${url.pathname}${url.search}`;
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
