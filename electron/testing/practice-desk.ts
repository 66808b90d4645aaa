import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { practiceIdentityEndpoint } from '../auth/managed-identity/endpoint.ts';
import { sendMetadata } from '../auth/managed-identity/wire.ts';
import { createHttpClient } from '../http/client.ts';
import { browserAddress, createPracticeRoutes, createPracticeTransport } from '../http/practice-transport.ts';
import { createNodeTransport } from '../http/transport-node.ts';
import type { ProxyLogins } from '../connections/proxy-logins.ts';
import type { HttpClient, RouteOf, Transport, TransportRequest } from '../http/types.ts';
import { startMainServices, type MainServices } from './main-services.ts';
import { startTestCloud, type TestCloud } from './practice-cloud.ts';
import { RobotBrowser } from './robot-browser.ts';

/** Who signs in where the app names nobody. */
const WHO_IS_PICKED = 'admin@contoso.practice.localhost';

/** For tests: connections over the real HTTP client to a practice cloud, signed in to by a robot. */
export interface PracticeDesk extends MainServices {
  readonly cloud: TestCloud;
  readonly http: HttpClient;
  /** What the browser does with a sign-in page: signs in at once unless told. */
  browser: 'signs-in' | 'waits' | 'is-missing';
  /** An address of any environment as a browser on this computer reaches it. */
  onLoopback(address: string): string;
  /** What left this computer since it was cleared: `host path`. */
  readonly sent: string[];
  /** The same, with their headers. */
  readonly requests: Pick<TransportRequest, 'url' | 'headers'>[];
}

/** A network of the test's own between the app and the practice cloud, which is behind https there. */
export type Behind = (practicePort: number) => Promise<{
  readonly send: Transport;
  readonly routeOf: RouteOf;
  readonly logins: ProxyLogins;
  /** Stands for practice.localhost. */
  readonly domain: string;
}>;

/** @param hosts `all`: hosts of every environment lead to the practice cloud, as if it were the whole internet */
export async function openPracticeDesk(
  args: readonly string[] = [],
  { hosts = 'practice', behind }: { hosts?: 'practice' | 'all'; behind?: Behind } = {},
): Promise<PracticeDesk> {
  const cloud = await startTestCloud(['--customers', '5', '--mailboxes', '3', ...args]);
  const node = createNodeTransport();
  const folder = await mkdtemp(join(tmpdir(), 'desk-'));
  const port = () => cloud.port;
  const network = (await behind?.(cloud.port)) ?? null;
  const domain = network?.domain ?? null;
  const real = network?.send ?? node.send;
  const practice = createPracticeTransport({ real, loopback: node.send, port, network: domain });
  const toCloud: Transport = hosts === 'all' ? (request) => node.send(forwarded(request, port())) : practice;
  const sent: string[] = [];
  const requests: PracticeDesk['requests'] = [];
  const http = createHttpClient({
    ...(network !== null && { routeOf: createPracticeRoutes(network.routeOf, domain) }),
    transport: (request) => {
      const { host, pathname } = new URL(request.url);
      sent.push(`${host} ${pathname}`);
      requests.push({ url: request.url, headers: request.headers });
      return toCloud(request);
    },
  });
  const services = await startMainServices({
    ...{ http, folder },
    ...(network !== null && { proxyLogins: network.logins }),
    openBrowser: (address) => {
      if (desk.browser === 'is-missing') return Promise.reject(new Error('no browser here'));
      if (desk.browser === 'waits') return Promise.resolve();
      const hint = new URL(address).searchParams.get('login_hint') ?? '';
      const username = hint === '' ? WHO_IS_PICKED : hint;
      const page = hosts === 'all' ? onLoopback(address, port()) : address;
      void new RobotBrowser().signIn(page, { username });
      return Promise.resolve();
    },
    browserAddress: (address) => browserAddress(address, port),
    identity: {
      endpoint: () => practiceIdentityEndpoint(cloud.port),
      send: sendMetadata,
      keyFolder: join(folder, 'arc'),
    },
  });
  const desk: PracticeDesk = {
    browser: 'signs-in',
    cloud,
    http,
    accounts: services.accounts,
    certificates: services.certificates,
    passwords: services.passwords,
    activity: services.activity,
    get connections() {
      return services.connections;
    },
    onLoopback: (address) => (hosts === 'all' ? onLoopback(address, port()) : address),
    sent,
    requests,
    restart: () => services.restart(),
    async close() {
      await services.close();
      cloud.stop();
      node.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return desk;
}

/** The same request to the practice cloud, which is told the host that was meant. */
function forwarded(request: TransportRequest, port: number): TransportRequest {
  const { hostname } = new URL(request.url);
  return {
    ...request,
    url: onLoopback(request.url, port),
    headers: { ...request.headers, 'x-forwarded-host': hostname, 'x-forwarded-proto': 'https' },
  };
}

function onLoopback(address: string, port: number): string {
  const { pathname, search } = new URL(address);
  return `http://localhost:${port}${pathname}${search}`;
}
