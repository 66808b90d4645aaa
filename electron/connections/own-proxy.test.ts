import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NO_OPTIONS, type ConnectionOptions } from '../../shared/model/connection-options.ts';
import type { ConnectionDraft, ConnectionView, Service } from '../../shared/model/connection.ts';
import type { ProxyChoice, ProxySecret } from '../../shared/model/proxy.ts';
import { openProxiedDesk, type ProxiedDesk } from '../testing/proxied-desk.ts';
import type { TestProxy, Tunnel } from '../testing/test-proxy.ts';
import { draft, failureOf } from '../testing/world.ts';

const ADMIN = 'admin@contoso.practice.localhost';
const PARTNER = 'admin@partner.practice.localhost';
const CUSTOMER = 'adventureworks.practice.localhost';
const RIGHT: ProxySecret = { username: 'ana', password: 'right-Horse-7', keep: false };
const LOGIN = 'login.tenantdeck.example';
const EXCHANGE = 'outlook.tenantdeck.example';
const COMPLIANCE = 'ps.compliance.tenantdeck.example';

let desk: ProxiedDesk;
beforeAll(async () => {
  const users = { ana: RIGHT.password, ben: 'another-Horse-8' };
  desk = await openProxiedDesk(
    { system: users, auto: users, app: { 'app-user': 'app-Horse-9' } },
    'app-Horse-9',
  );
}, 60_000);
afterAll(() => desk.close());
beforeEach(async () => {
  for (const { profile } of (await desk.connections.handlers.list()).connections)
    await desk.connections.handlers.remove({ id: profile.id });
  for (const account of desk.accounts.list()) await desk.accounts.signOut(account);
  for (const proxy of Object.values(desk.proxies)) proxy.tunnels.length = 0;
});

const through = (
  proxy: ProxyChoice,
  more: Partial<ConnectionDraft> = {},
  options: Partial<ConnectionOptions> = {},
) => draft({ accountId: null, loginHint: ADMIN, options: { ...NO_OPTIONS, proxy, ...options }, ...more });
const create = async (wanted: ConnectionDraft) => (await desk.connections.handlers.create(wanted)).profile.id;
const connect = (id: string, proxy?: ProxySecret) =>
  desk.connections.handlers.connect({ id, ...(proxy && { secrets: { keep: false, proxy } }) });
const nameOf = ({ port }: TestProxy) => `127.0.0.1:${String(port)}`;
const hosts = ({ tunnels }: TestProxy, which: (tunnel: Tunnel) => boolean) =>
  [...new Set(tunnels.filter(which).map(({ host }) => host))].sort();
const passed = (proxy: TestProxy, user: string | null) =>
  hosts(proxy, (tunnel) => tunnel.status === 200 && tunnel.user === user);

async function ask(view: ConnectionView, service: Service = 'exchange'): Promise<void> {
  const { signal } = new AbortController();
  const { session } = await desk.connections.registry.session(view.profile.id, service, signal);
  await session.getPage({
    ...{
      cmdlet: service === 'exchange' ? 'Get-AcceptedDomain' : 'Get-RetentionCompliancePolicy',
      parameters: {},
      pageSize: 1,
      nextLink: null,
      changes: false,
      signal,
    },
    correlationId: crypto.randomUUID(),
  });
}

describe('the login of a proxy that a connection chose for itself', { timeout: 60_000 }, () => {
  it.each(['system', 'auto'] as const)(
    'is asked for by the name of the proxy (%s), and then used for tokens, the probe and data alike',
    async (kind) => {
      const proxy = desk.proxies[kind];
      const id = await create(through(kind, { services: ['exchange', 'compliance'] }));
      const wanted = await failureOf(connect(id));
      expect(wanted).toMatchObject({ code: 'host-unreachable', action: 'proxy-login' });
      expect(wanted.message).toBe(
        `The proxy ${nameOf(proxy)} wants a user name and a password (407), so login.practice.localhost on port 443 was not reached.`,
      );
      expect(proxy.tunnels.every(({ user }) => user === null)).toBe(true);

      const view = await connect(id, RIGHT);
      expect(view.services.map(({ status }) => status.state)).toEqual(['connected', 'connected']);
      await ask(view);
      await ask(view, 'compliance');
      const region = view.services[1]?.status;
      const label = region?.state === 'connected' ? region.host.split('.')[0] : '';
      const own = [LOGIN, EXCHANGE, COMPLIANCE, `${label}.${COMPLIANCE}`].sort();
      expect(passed(proxy, 'ana')).toEqual(own);
      const others = Object.values(desk.proxies).filter((one) => one !== proxy);
      expect(others.flatMap(({ tunnels }) => tunnels)).toEqual([]);
      expect(view.profile.options.proxyLogin).toEqual({ username: 'ana', authentication: 'any' });
    },
  );

  it('that is wrong is offered once, named, and not given again until there is another', async () => {
    const { system } = desk.proxies;
    const id = await create(through('system'));
    const refused = await failureOf(connect(id, { ...RIGHT, password: 'wrong' }));
    expect(refused).toMatchObject({ action: 'proxy-login' });
    expect(refused.message).toMatch(
      new RegExp(`^The proxy ${nameOf(system)} did not accept the user name and password of ana \\(407\\)`),
    );
    expect(JSON.stringify(refused)).not.toContain('wrong');
    const offered = () => system.tunnels.filter(({ user }) => user === 'ana').length;
    expect(offered()).toBe(1);
    await failureOf(connect(id));
    expect(offered()).toBe(1);
    expect((await connect(id, RIGHT)).status.state).toBe('connected');
  });

  it('goes to no other proxy than the one that it was typed for', async () => {
    const { system, app } = desk.proxies;
    const id = await create(through('system'));
    await failureOf(connect(id));
    expect((await connect(id, RIGHT)).status.state).toBe('connected');
    // The computer is told of another proxy, which asks for a login as well.
    const { port } = system;
    Object.assign(system, { port: app.port });
    try {
      desk.configure({});
      await desk.cloud.control('POST', '/tokens', { action: 'expire' });
      const { message } = await failureOf(ask((await desk.connections.handlers.list()).connections[0]!));
      expect(message).toContain(`The proxy ${nameOf(app)} wants a user name and a password`);
      expect(app.tunnels.every(({ user }) => user === null)).toBe(true);
    } finally {
      Object.assign(system, { port });
      desk.configure({});
    }
  });

  it('is of one connection: another with the same proxy has its own, and settings have theirs', async () => {
    const { system, app } = desk.proxies;
    const [ana, ben, plain] = [
      await create(through('system')),
      await create(through('system', { loginHint: 'reader@contoso.practice.localhost' })),
      await create(through('app', { loginHint: PARTNER })),
    ];
    await ask(await connect(ana, RIGHT));
    expect((await failureOf(connect(ben))).message).toContain('wants a user name and a password');
    await ask(await connect(ben, { username: 'ben', password: 'another-Horse-8', keep: false }));
    await ask(await connect(plain));
    expect(passed(system, 'ana')).toEqual([LOGIN, EXCHANGE].sort());
    expect(passed(system, 'ben')).toEqual([LOGIN, EXCHANGE].sort());
    expect(passed(app, 'app-user')).toEqual([LOGIN, EXCHANGE].sort());
    expect(app.tunnels.some(({ user }) => user === 'ana' || user === 'ben')).toBe(false);
  });

  it('serves the lookup of a customer’s domain before there is a connection', async () => {
    const { auto } = desk.proxies;
    const wanted = through('auto', { loginHint: PARTNER, delegatedTo: CUSTOMER });
    const failure = await failureOf(desk.connections.handlers.create(wanted));
    expect(failure).toMatchObject({ action: 'proxy-login' });
    const { profile } = await desk.connections.handlers.create({ ...wanted, proxySecret: RIGHT });
    expect(profile.options.proxyLogin?.username).toBe('ana');
    expect(passed(auto, 'ana')).toEqual([LOGIN]);
    expect((await connect(profile.id, RIGHT)).status.state).toBe('connected');
  });

  it('is forgotten with the connection unless the vault keeps it, and there it waits for that proxy', async () => {
    const { system } = desk.proxies;
    const passing = await create(through('system'));
    await connect(passing, RIGHT);
    await desk.connections.handlers.disconnect({ id: passing });
    expect((await failureOf(connect(passing))).message).toContain('wants a user name and a password');

    await connect(passing, { ...RIGHT, keep: true });
    await desk.connections.handlers.disconnect({ id: passing });
    system.tunnels.length = 0;
    await ask(await connect(passing));
    expect(passed(system, 'ana')).toContain(EXCHANGE);
    await desk.connections.handlers.disconnect({ id: passing });
    await desk.connections.handlers.update({
      id: passing,
      patch: { options: { ...NO_OPTIONS, proxy: 'system' } },
    });
    expect((await failureOf(connect(passing))).message).toContain('wants a user name and a password');
  });

  it('is not given where the proxy asks for it in a weaker way than the connection allows', async () => {
    const { system } = desk.proxies;
    const proxyLogin = { username: 'ana', authentication: 'digest' } as const;
    const id = await create(through('system', {}, { proxyLogin }));
    const failure = await failureOf(connect(id, RIGHT));
    expect(failure.message).toContain(
      `The proxy ${nameOf(system)} wants its login by Basic, which is weaker`,
    );
    expect(system.tunnels.every(({ user }) => user === null)).toBe(true);
  });
});

it.each<[ProxyChoice, keyof ProxiedDesk['proxies'] | null]>([
  ['app', 'app'],
  ['system', 'system'],
  ['auto', 'auto'],
  ['none', null],
])(
  'a way out of its own is the way of all its requests: %s',
  async (choice, kind) => {
    const id = await create(through(choice));
    if (kind === null) {
      // Only the proxies know where the names are.
      const { message } = await failureOf(connect(id));
      expect(message).toContain('directly and without a proxy');
    } else {
      await ask(await connect(id, choice === 'app' ? undefined : RIGHT));
      expect(hosts(desk.proxies[kind], ({ status }) => status === 200)).toEqual([LOGIN, EXCHANGE].sort());
    }
    const used = Object.entries(desk.proxies).filter(([, { tunnels }]) => tunnels.length > 0);
    expect(used.map(([name]) => name)).toEqual(kind === null ? [] : [kind]);
  },
  60_000,
);

it('a certificate of the inspecting proxy’s own authority counts only while its root is among the settings', async () => {
  const id = await create(through('system'));
  desk.configure({ roots: [] });
  const { message } = await failureOf(connect(id, RIGHT));
  expect(message).toContain(`was not accepted, through the proxy ${nameOf(desk.proxies.system)}`);
  expect(passed(desk.proxies.system, 'ana')).toEqual([LOGIN]);
  desk.configure({ roots: [desk.front.rootPem] });
  expect((await connect(id)).status.state).toBe('connected');
}, 60_000);
