import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOUDS, EXCHANGE_CLIENT_ID, GRAPH_CLIENT_ID } from '../../shared/clouds.ts';
import type { Account } from '../../shared/model/account.ts';
import { FailureError } from '../../shared/model/failure.ts';
import { createHttpClient } from '../http/client.ts';
import { browserAddress, createPracticeTransport } from '../http/practice-transport.ts';
import { createNodeTransport, type NodeTransport } from '../http/transport-node.ts';
import { createGraphReader } from '../partner/graph.ts';
import { relationshipSchema } from '../partner/relationships.ts';
import { watchBlocks } from '../testing/blocks.ts';
import { startTestCloud, type TestCloud } from '../testing/practice-cloud.ts';
import { RobotBrowser } from '../testing/robot-browser.ts';
import { createVault } from '../vault/vault.ts';
import { createAccounts, type AccountsService } from './accounts.ts';
import type { TokenRequest } from './types.ts';

const ADMIN = 'admin@partner.practice.localhost';
const CUSTOMERS = 500;

let cloud: TestCloud;
let node: NodeTransport;
let folder = '';
let accounts: AccountsService;
let admin: Account;
let tenants: string[] = [];
let browsers = 0;

beforeAll(async () => {
  cloud = await startTestCloud(['--customers', String(CUSTOMERS), '--mailboxes', '1']);
  node = createNodeTransport();
  folder = await mkdtemp(join(tmpdir(), 'many-'));
  let secret: string | null = null;
  const vault = createVault({
    folder,
    keychain: {
      get: () => Promise.resolve(secret),
      set: (value) => {
        secret = value;
        return Promise.resolve();
      },
      remove: () => Promise.resolve(),
    },
  });
  await vault.open();
  const port = () => cloud.port;
  const http = createHttpClient({
    transport: createPracticeTransport({ real: node.send, loopback: node.send, port }),
  });
  const robot = new RobotBrowser();
  accounts = createAccounts({
    vault,
    http,
    openBrowser: (address) => {
      browsers += 1;
      void robot.signIn(address, { username: ADMIN });
      return Promise.resolve();
    },
    browserAddress: (address) => browserAddress(address, port),
  });
  await accounts.start();
  const { signal } = new AbortController();
  admin = await accounts.signIn({ cloudId: 'Practice', loginHint: ADMIN, signal });
  const graph = createGraphReader({ http, accounts }, { key: admin, interactive: 'when-needed', signal });
  const found = new Set<string>();
  const path = `/tenantRelationships/delegatedAdminRelationships?$filter=${encodeURIComponent("status eq 'active'")}`;
  for await (const page of graph.pages(path, relationshipSchema)) {
    for (const one of page) if (one.customer != null) found.add(one.customer.tenantId);
  }
  tenants = [...found];
}, 60_000);
afterAll(async () => {
  await accounts.close();
  cloud.stop();
  node.close();
  await rm(folder, { recursive: true, force: true });
});

const wants = (tenant: string, interactive: TokenRequest['interactive'] = 'never'): TokenRequest => ({
  cloudId: 'Practice',
  clientId: EXCHANGE_CLIENT_ID,
  accountId: admin.accountId,
  loginHint: null,
  tenant,
  scopes: [`https://${CLOUDS.Practice.exchangeHost}/.default`],
  interactive,
  purpose: 'A customer',
  connectionId: null,
  signal: new AbortController().signal,
});

describe('hundreds of customers', { timeout: 60_000 }, () => {
  const refused = new Map<string, string>();

  it('each give their own token, without blocking for 50 ms, and nobody signs in again', async () => {
    const opened = browsers;
    // The first ones load and warm what the rest needs.
    for (const tenant of tenants.slice(0, 20)) await accounts.acquireToken(wants(tenant)).catch(() => {});
    const watch = watchBlocks();
    const queue = [...tenants];
    const worker = async () => {
      for (let tenant = queue.pop(); tenant !== undefined; tenant = queue.pop()) {
        try {
          expect((await accounts.acquireToken(wants(tenant))).tenantId).toBe(tenant);
        } catch (error) {
          if (!(error instanceof FailureError)) throw error;
          refused.set(tenant, error.failure.code);
        }
      }
    };
    await Promise.all(Array.from({ length: 16 }, worker));
    await accounts.flush();
    expect(watch()).toBeLessThan(50);
    expect(browsers).toBe(opened);
    expect(tenants.length - refused.size).toBeGreaterThan(CUSTOMERS / 2);
  });

  it('which ask for a second factor get it in the browser, there, and then go on silently', async () => {
    const tenant = [...refused].find(([, code]) => code === 'mfa-needed')?.[0];
    expect(tenant).toBeDefined();
    const token = await accounts.acquireToken(wants(tenant ?? '', 'when-needed'));
    expect(token.tenantId).toBe(tenant);
    const opened = browsers;
    const renewed = await accounts.acquireToken({ ...wants(tenant ?? ''), forceRefresh: true });
    expect([renewed.tenantId, browsers]).toEqual([tenant, opened]);
    expect(accounts.list()).toHaveLength(1);
  });

  it('whose conditional access keeps partners out say so, after the browser too', async () => {
    const tenant = [...refused].find(([, code]) => code === 'conditional-access')?.[0];
    expect(tenant).toBeDefined();
    const error = await accounts
      .acquireToken(wants(tenant ?? '', 'when-needed'))
      .catch((thrown: unknown) => thrown);
    expect(error instanceof FailureError && error.failure.code).toBe('conditional-access');
    expect(accounts.signIns().at(-1)?.state).toBe('failed');
  });

  it('leave Graph’s sign-in alone', async () => {
    const opened = browsers;
    const graph = {
      ...wants('organizations'),
      clientId: GRAPH_CLIENT_ID,
      scopes: [`https://${CLOUDS.Practice.graphHost}/Directory.Read.All`],
    };
    expect((await accounts.acquireToken(graph)).tenantId).toBe(admin.homeTenantId);
    expect(browsers).toBe(opened);
  });
});
