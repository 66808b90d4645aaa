import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Failure } from '../../../shared/model/failure.ts';
import type { Proxy } from '../../../shared/model/proxy.ts';
import { createHttpClient } from '../../http/client.ts';
import { createNetwork } from '../../http/network.ts';
import type { ProxyWay } from '../../http/proxy-way.ts';
import { createNodeRoads } from '../../testing/node-roads.ts';
import { startProxy, type ProxyOptions } from '../../testing/test-proxy.ts';
import { failureOf, nothingKept } from '../../testing/world.ts';
import type { FailureRow } from './row.fixture.ts';

const HANGS = 'connection hangs';
const HOST = 'outlook.office365.com';
const LOGIN = { username: 'ana', password: 'right-Horse-7' };

/** A port at which nobody answers, or which takes connections and never says a word. */
async function port(kind: 'closed' | 'mute'): Promise<{ at: number; stop: () => void }> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: at } = server.address() as AddressInfo;
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  if (kind === 'closed') {
    stop();
    await once(server, 'close');
  }
  return { at, stop };
}

interface Between {
  /** The service itself; not there unless told. */
  readonly service?: 'closed' | 'mute';
  /** What the proxy in between is; none unless told. */
  readonly proxy?: Pick<ProxyOptions, 'users' | 'scheme'> | 'closed';
  /** False: it lets that host through to nobody. */
  readonly allowed?: boolean;
  /** The connection's own way; that of settings unless told. */
  readonly way?: ProxyWay;
  /** Offered to the proxy. */
  readonly password?: string;
}

/** The real client over real sockets, to an address that nothing of the outside answers for. */
async function asked({
  service = 'closed',
  proxy,
  allowed = true,
  way,
  password,
}: Between): Promise<Failure> {
  const target = await port(service);
  const gone = await port('closed');
  const reach = () => (allowed ? target.at : null);
  const between = typeof proxy === 'object' ? await startProxy({ ...proxy, reach }) : null;
  const name = between === null ? (proxy === 'closed' ? gone.at : null) : between.port;
  const settings: Proxy = { kind: 'system', username: null };
  const find = () => Promise.resolve(password === undefined ? null : { ...LOGIN, password });
  const network = createNetwork(
    { proxy: settings, roots: [] },
    {
      open: createNodeRoads(() => (name === null ? null : `127.0.0.1:${String(name)}`), target.at),
      credentials: () => (way === undefined ? find : null),
      own: { ...nothingKept.proxyLogins, find: () => find, ...SILENT },
    },
  );
  const http = createHttpClient({ transport: network.send, routeOf: network.routeOf });
  try {
    return await failureOf(
      http.send({
        method: 'GET',
        url: `https://${HOST}/adminapi/beta/`,
        headers: {},
        allowedHosts: [HOST],
        retry: 'none',
        ...(way && { proxy: way }),
        ...{ idleTimeoutMs: 1000, correlationId: 'c-1', signal: new AbortController().signal },
      }),
    );
  } finally {
    network.configure({ proxy: settings, roots: [] });
    await between?.stop();
    target.stop();
  }
}

const SILENT = { accepted: () => undefined, refused: () => undefined, wanted: () => undefined };
const OWN: ProxyWay = { choice: 'system', connectionId: 'c-1', login: null };
const BASIC = { users: { [LOGIN.username]: LOGIN.password } };
const BY_PROXY = /outlook\.office365\.com on port 443, through the proxy 127\.0\.0\.1:\d+/;

const row = (
  name: string,
  between: Between,
  code: FailureRow['code'],
  message: RegExp,
  hint: RegExp,
  action: NonNullable<FailureRow['action']>,
): FailureRow => ({ row: HANGS, name, provoke: () => asked(between), ...{ code, message, hint, action } });

/** What lies between here and the service. */
export const NETWORK_ROWS: readonly FailureRow[] = [
  {
    row: HANGS,
    name: 'a web page instead of an answer',
    provoke: async (desk) => {
      const view = await desk.open();
      await desk.fault({ path: 'InvokeCommand' }, { kind: 'html', status: 200 });
      return desk.refusedRun(view);
    },
    code: 'bad-answer',
    message: /practice\.localhost answered with a web page instead of a result/,
    hint: /proxy|sign-in page/,
  },
  row(
    'the port is closed',
    {},
    'host-unreachable',
    /outlook\.office365\.com on port 443, directly and without a proxy \(ECONNREFUSED\)/,
    /firewall or proxy/,
    'proxy-settings',
  ),
  row(
    'nothing comes',
    { service: 'mute', proxy: {} },
    'timed-out',
    new RegExp(`did not answer for 1 s .*${BY_PROXY.source}`),
    /Try again/,
    'proxy-settings',
  ),
  row(
    'the proxy is not there',
    { proxy: 'closed' },
    'host-unreachable',
    /^The proxy 127\.0\.0\.1:\d+ could not be reached, so outlook\.office365\.com/,
    /name and port/,
    'proxy-settings',
  ),
  row(
    'the proxy does not let it through',
    { proxy: {}, allowed: false },
    'host-unreachable',
    /^The proxy 127\.0\.0\.1:\d+ refused the connection/,
    /runs the proxy/,
    'proxy-settings',
  ),
  row(
    'the proxy wants a login',
    { proxy: BASIC },
    'host-unreachable',
    /^The proxy 127\.0\.0\.1:\d+ wants a user name and a password \(407\)/,
    /Settings/,
    'proxy-settings',
  ),
  row(
    'the login of the proxy is wrong',
    { proxy: BASIC, password: 'wrong' },
    'host-unreachable',
    /^The proxy 127\.0\.0\.1:\d+ did not accept the user name and password of ana \(407\)/,
    /offered once/,
    'proxy-settings',
  ),
  row(
    'the connection’s own proxy wants a login',
    { proxy: BASIC, way: OWN },
    'host-unreachable',
    /^The proxy 127\.0\.0\.1:\d+ wants a user name and a password \(407\)/,
    /for this connection/,
    'proxy-login',
  ),
  row(
    'its login is wrong',
    { proxy: BASIC, way: { ...OWN, login: 'any' }, password: 'wrong' },
    'host-unreachable',
    /^The proxy 127\.0\.0\.1:\d+ did not accept the user name and password of ana \(407\)/,
    /again/,
    'proxy-login',
  ),
  row(
    'it wants its login in a weaker way than the connection allows',
    { proxy: BASIC, way: { ...OWN, login: 'digest' }, password: LOGIN.password },
    'host-unreachable',
    /wants its login by Basic, which is weaker than this connection allows/,
    /Nothing was given/,
    'proxy-login',
  ),
];
