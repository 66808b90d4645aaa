import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProxyChoice } from '../../shared/model/proxy.ts';
import { createProxyLogins, type ProxyLogins } from '../connections/proxy-logins.ts';
import { createNetwork, type NetworkSettings } from '../http/network.ts';
import { createVault } from '../vault/vault.ts';
import { startHttpsFront, type HttpsFront } from './https-front.ts';
import { createNodeRoads } from './node-roads.ts';
import { openPracticeDesk, type PracticeDesk } from './practice-desk.ts';
import { startProxy, type ProxyOptions, type TestProxy } from './test-proxy.ts';

/** What answers to practice.localhost behind the proxies. */
export const DOMAIN = 'tenantdeck.example';

/** A practice desk whose every request goes through a proxy of its own process, or finds nothing. */
export interface ProxiedDesk extends PracticeDesk {
  /** The proxy of each kind that a computer, a network and settings may name. */
  readonly proxies: Readonly<Record<Exclude<ProxyChoice, 'none'>, TestProxy>>;
  readonly front: HttpsFront;
  readonly logins: ProxyLogins;
  configure(settings: Partial<NetworkSettings>): void;
}

type Users = NonNullable<ProxyOptions['users']>;

/** @param users who may pass each proxy; the login of settings is `password` for `app` */
export async function openProxiedDesk(
  users: Readonly<Partial<Record<keyof ProxiedDesk['proxies'], Users>>>,
  password: string,
): Promise<ProxiedDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'proxied-'));
  let front: HttpsFront | null = null;
  const reach = (host: string) => (host.endsWith(`.${DOMAIN}`) ? (front?.port ?? null) : null);
  const [app, system, auto] = await Promise.all(
    (['app', 'system', 'auto'] as const).map((kind) => startProxy({ reach, users: users[kind] ?? {} })),
  );
  if (app === undefined || system === undefined || auto === undefined) throw new Error('no proxy');
  const proxies = { app, system, auto };
  const vault = createVault({
    folder,
    keychain: {
      get: () => Promise.resolve(null),
      set: () => Promise.resolve(),
      remove: () => Promise.resolve(),
    },
    persistent: false,
  });
  await vault.open();
  const logins = createProxyLogins(vault);
  let settings: NetworkSettings = {
    proxy: { kind: 'manual', host: '127.0.0.1', port: app.port, username: 'app-user', bypass: '' },
    roots: [],
  };
  const network = createNetwork(settings, {
    open: createNodeRoads((proxy) => {
      if (proxy.kind === 'none') return null;
      if (proxy.kind === 'manual') return `${proxy.host}:${String(proxy.port)}`;
      return `127.0.0.1:${String(proxies[proxy.kind === 'system' ? 'system' : 'auto'].port)}`;
    }),
    credentials: (proxy) => {
      const username = proxy.kind === 'manual' ? proxy.username : null;
      return username === null ? null : () => Promise.resolve({ username, password });
    },
    own: logins,
  });
  logins.onChange((connectionId, change) => network[change](connectionId));
  const desk = await openPracticeDesk([], {
    async behind(practicePort) {
      front = await startHttpsFront(DOMAIN, practicePort);
      settings = { ...settings, roots: [front.rootPem] };
      network.configure(settings);
      return { send: network.send, routeOf: network.routeOf, logins, domain: DOMAIN };
    },
  });
  const opened = front as HttpsFront | null;
  if (opened === null) throw new Error('no front');
  const close = desk.close.bind(desk);
  return Object.assign(desk, {
    ...{ proxies, logins, front: opened },
    configure(more: Partial<NetworkSettings>) {
      settings = { ...settings, ...more };
      network.configure(settings);
    },
    async close() {
      await close();
      network.configure(settings);
      await Promise.all([app, system, auto, opened].map((one) => one.stop()));
      await rm(folder, { recursive: true, force: true });
    },
  });
}
