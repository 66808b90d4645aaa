import { sourcesOf } from '../testing/world.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccounts, type AccountsService } from '../auth/accounts.ts';
import { createExchange } from '../exchange/service.ts';
import { createHttpClient } from '../http/client.ts';
import { browserAddress, createPracticeTransport } from '../http/practice-transport.ts';
import { createNodeTransport, type NodeTransport } from '../http/transport-node.ts';
import type { HttpClient } from '../http/types.ts';
import { createGraphReader } from '../partner/graph.ts';
import { relationshipSchema, type Relationship } from '../partner/relationships.ts';
import { startTestCloud, type TestCloud } from '../testing/practice-cloud.ts';
import { RobotBrowser } from '../testing/robot-browser.ts';
import { draft, failureOf, fakeActivity, memoryFile } from '../testing/world.ts';
import { createVault } from '../vault/vault.ts';
import { createConnections, type Connections } from './connections.ts';

const PARTNER = 'admin@partner.practice.localhost';
const ADMIN = 'admin@contoso.practice.localhost';

let cloud: TestCloud;
let node: NodeTransport;
let folder = '';
let accounts: AccountsService;
let connections: Connections;
let http: HttpClient;
let sent: string[] = [];

beforeAll(async () => {
  cloud = await startTestCloud(['--customers', '5', '--mailboxes', '3']);
  node = createNodeTransport();
  folder = await mkdtemp(join(tmpdir(), 'connect-'));
  const port = () => cloud.port;
  const toCloud = createPracticeTransport({ real: node.send, loopback: node.send, port });
  http = createHttpClient({
    transport: (request) => {
      sent.push(new URL(request.url).pathname);
      return toCloud(request);
    },
  });
  accounts = createAccounts({
    vault: createVault({
      folder,
      keychain: {
        get: () => Promise.resolve(null),
        set: () => Promise.resolve(),
        remove: () => Promise.resolve(),
      },
      persistent: false,
    }),
    http,
    openBrowser: (address) => {
      const username = new URL(address).searchParams.get('login_hint') ?? '';
      void new RobotBrowser().signIn(address, { username });
      return Promise.resolve();
    },
    browserAddress: (address) => browserAddress(address, port),
  });
  await accounts.start();
  connections = createConnections({
    file: memoryFile(),
    accounts,
    sources: sourcesOf(accounts),
    exchange: createExchange({
      http,
      cacheFolder: join(folder, 'cmdlets'),
      moduleWorkerUrl: new URL('../exchange/modulefile/worker.ts', import.meta.url),
      clientVersion: '0.0.0',
      log: () => {},
    }),
    activity: fakeActivity(),
  });
}, 60_000);
afterAll(async () => {
  await connections.close();
  await accounts.close();
  cloud.stop();
  node.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a connection to the practice cloud', { timeout: 60_000 }, () => {
  it('is made from a name alone: one token, then at most two requests', async () => {
    const { profile } = await connections.handlers.create(draft({ accountId: null, loginHint: ADMIN }));
    sent = [];
    const view = await connections.handlers.connect({ id: profile.id });
    expect(view.status).toMatchObject({ state: 'connected', roles: ['Global Administrator'] });
    expect(view.profile).toMatchObject({
      username: ADMIN,
      organization: { domain: 'contoso.practice.localhost' },
    });
    await expect
      .poll(
        () => {
          const status = connections.registry.view(profile.id)?.status;
          return status?.state === 'connected' ? (status.cmdletCount ?? 0) : 0;
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(5);
    const [token, ...service] = sent;
    expect(token).toContain('/oauth2/v2.0/token');
    expect(service.length).toBeLessThanOrEqual(2);
  });

  it('is refused for an organisation that does not exist', async () => {
    const [view] = (await connections.handlers.list()).connections;
    const tenantId = '99999999-9999-4999-8999-999999999999';
    const other = await connections.handlers.create(
      draft({
        accountId: view?.profile.accountId ?? null,
        organization: { kind: 'customer', tenantId, name: 'Somebody Else', domain: null },
      }),
    );
    const failure = await failureOf(connections.handlers.connect({ id: other.profile.id }));
    expect(failure.code).toBe('not-found');
  });

  it('to a customer is refused when the token is for the own organisation, before the customer is asked', async () => {
    const { signal } = new AbortController();
    const partner = await accounts.signIn({ cloudId: 'Practice', loginHint: PARTNER, signal });
    const graph = createGraphReader({ http, accounts }, { key: partner, interactive: 'when-needed', signal });
    const path = `/tenantRelationships/delegatedAdminRelationships?$filter=${encodeURIComponent("status eq 'active'")}`;
    const found: Relationship[] = [];
    for await (const page of graph.pages(path, relationshipSchema)) found.push(...page);
    const customer = found[0]?.customer;
    const { profile } = await connections.handlers.create(
      draft({
        accountId: partner.accountId,
        organization: {
          kind: 'customer',
          tenantId: customer?.tenantId ?? '',
          name: customer?.displayName ?? '',
          domain: null,
        },
      }),
    );
    await cloud.control('POST', '/faults', {
      match: { service: 'entra', method: 'POST' },
      effect: { kind: 'wrongTenantToken' },
    });
    sent = [];
    const failure = await failureOf(connections.handlers.connect({ id: profile.id }));
    expect(failure.code).toBe('wrong-tenant');
    expect(failure.message).toContain(profile.name);
    expect(sent.filter((one) => one.toLowerCase().includes('adminapi'))).toEqual([]);
    const { status } = await connections.handlers.connect({ id: profile.id });
    expect(status).toMatchObject({ state: 'connected', tenantId: customer?.tenantId });
  });
});
