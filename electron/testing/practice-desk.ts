import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { practiceIdentityEndpoint } from '../auth/managed-identity/endpoint.ts';
import { sendMetadata } from '../auth/managed-identity/wire.ts';
import type { WindowsStore } from '../certificates/windows-store.ts';
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
  /** Runs something and tells what left the app because of it, whatever else runs beside it. */
  recording<T>(run: () => Promise<T>): Promise<{ readonly value: T; readonly left: readonly Left[] }>;
}

/** Something that left the app: a request, a question to the machine's identity endpoint, a page for the browser. */
export interface Left {
  readonly by: 'http' | 'identity' | 'browser';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface DeskOptions {
  /** `all`: hosts of every environment lead to the practice cloud, as if it were the whole internet. */
  readonly hosts?: 'practice' | 'all';
  /** In the place of this computer's. */
  readonly store?: WindowsStore;
  readonly behind?: Behind;
}

/** A network of the test's own between the app and the practice cloud, which is behind https there. */
export type Behind = (practicePort: number) => Promise<{
  readonly send: Transport;
  readonly routeOf: RouteOf;
  readonly logins: ProxyLogins;
  /** Stands for practice.localhost. */
  readonly domain: string;
}>;

export async function openPracticeDesk(
  args: readonly string[] = [],
  { hosts = 'practice', store, behind }: DeskOptions = {},
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
  const recordings = new AsyncLocalStorage<Left[]>();
  const note = (by: Left['by'], url: URL, more: Partial<Pick<Left, 'headers' | 'body'>> = {}): void =>
    void recordings.getStore()?.push({ by, url, headers: {}, body: '', ...more });
  const http = createHttpClient({
    ...(network !== null && { routeOf: createPracticeRoutes(network.routeOf, domain) }),
    transport: (request) => {
      const url = new URL(request.url);
      sent.push(`${url.host} ${url.pathname}`);
      requests.push({ url: request.url, headers: request.headers });
      note('http', url, { headers: request.headers, body: request.body ?? '' });
      return toCloud(request);
    },
  });
  const services = await startMainServices({
    ...{ http, folder, ...(store !== undefined && { store }) },
    ...(network !== null && { proxyLogins: network.logins }),
    openBrowser: (address) => {
      note('browser', new URL(address));
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
      send: (request) => {
        const query = new URLSearchParams(request.query).toString();
        note('identity', new URL(`${request.endpoint}?${query}`), { headers: request.headers });
        return sendMetadata(request);
      },
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
    async recording(run) {
      const left: Left[] = [];
      const value = await recordings.run(left, run);
      return { value, left };
    },
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
