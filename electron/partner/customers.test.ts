import { sourcesOf } from '../testing/world.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionDraft } from '../../shared/model/connection.ts';
import type { Account } from '../../shared/model/account.ts';
import { createAccounts, type AccountsService } from '../auth/accounts.ts';
import { createConnections } from '../connections/connections.ts';
import { createHttpClient } from '../http/client.ts';
import { browserAddress, createPracticeTransport } from '../http/practice-transport.ts';
import { createNodeTransport, type NodeTransport } from '../http/transport-node.ts';
import type { HttpClient } from '../http/types.ts';
import { watchBlocks } from '../testing/blocks.ts';
import { startTestCloud, type TestCloud } from '../testing/practice-cloud.ts';
import { RobotBrowser } from '../testing/robot-browser.ts';
import {
  failureOf,
  fakeActivity,
  fakeExchange,
  memoryFile,
  noLookup,
  nothingKept,
} from '../testing/world.ts';
import { createVault } from '../vault/vault.ts';
import type { CustomersPage } from './customer-list.ts';
import { createCustomers, type Customers } from './customers.ts';
import { skippedTime } from '../testing/skipped-time.ts';

const ADMIN = 'admin@partner.practice.localhost';
const COUNT = 700;

let cloud: TestCloud;
let node: NodeTransport;
let folder = '';
let accounts: AccountsService;
let http: HttpClient;
let admin: Account;
let robot: RobotBrowser;

beforeAll(async () => {
  cloud = await startTestCloud(['--customers', String(COUNT), '--mailboxes', '2']);
  node = createNodeTransport();
  folder = await mkdtemp(join(tmpdir(), 'customers-'));
  const port = () => Promise.resolve(cloud.port);
  http = createHttpClient({
    transport: createPracticeTransport({
      real: () => Promise.reject(new Error('the real network was used')),
      loopback: node.send,
      port,
    }),
    ...skippedTime(),
  });
  const none = {
    get: () => Promise.resolve(null),
    set: () => Promise.resolve(),
    remove: () => Promise.resolve(),
  };
  robot = new RobotBrowser();
  accounts = createAccounts({
    vault: createVault({ folder, keychain: none, persistent: false }),
    http,
    openBrowser: (address) => {
      void robot.signIn(address, { username: ADMIN });
      return Promise.resolve();
    },
    browserAddress: (address) => browserAddress(address, port),
  });
  await accounts.start();
  admin = await accounts.signIn({
    cloudId: 'Practice',
    loginHint: ADMIN,
    signal: new AbortController().signal,
  });
}, 60_000);
afterAll(async () => {
  await accounts.close();
  cloud.stop();
  node.close();
  await rm(folder, { recursive: true, force: true });
});

let customers: Customers;
let pages: CustomersPage[] = [];
let file: ReturnType<typeof memoryFile>;
let drafts: ConnectionDraft[] = [];
const key = () => ({ cloudId: 'Practice' as const, accountId: admin.accountId });

function begin(): void {
  const connections = createConnections({
    kept: nothingKept,
    file: memoryFile(),
    accounts,
    sources: sourcesOf(accounts),
    exchange: fakeExchange(),
    activity: fakeActivity(),
    lookup: noLookup,
    journalFile: memoryFile(),
  });
  pages = [];
  drafts = [];
  customers = createCustomers({
    http,
    accounts,
    file,
    findOrCreate: (draft) => {
      drafts.push(draft);
      return connections.findOrCreate(draft);
    },
    newConnectionsReadOnly: () => true,
    noteOrganization: accounts.noteOrganization,
    emit: (page) => pages.push(page),
  });
}
beforeEach(() => {
  file = memoryFile();
  begin();
});
afterEach(() => cloud.control('DELETE', '/faults'));

async function read(refresh = false) {
  const before = pages.length;
  const first = await customers.handlers.open({ ...key(), refresh });
  await expect.poll(() => pages.slice(before).some((page) => page.done), { timeout: 10_000 }).toBe(true);
  return { first, rows: pages.slice(before).flatMap((page) => page.customers), last: pages.at(-1) };
}
const known = () => customers.handlers.open({ ...key(), refresh: false });
const fault = (path: string, effect: unknown, more: object = {}) =>
  cloud.control('POST', '/faults', { match: { service: 'graph', path }, effect, ...more });

describe('the list of customers', () => {
  it('comes in pages, each customer once, with state, domain and role', async () => {
    const { first, rows, last } = await read();
    expect(first.state).toBe('loading');
    expect(rows).toHaveLength(COUNT);
    expect(new Set(rows.map((row) => row.tenantId)).size).toBe(COUNT);
    expect(pages.filter((page) => page.customers.length > 0).length).toBeGreaterThan(2);
    expect(last).toMatchObject({ done: true, failure: null });
    expect(rows.find((row) => row.name === 'Adventure Works')).toMatchObject({
      domain: 'adventureworks.practice.localhost',
    });
    const states = new Set(rows.map((row) => row.relationship.state));
    for (const state of ['active', 'expiring', 'ended'] as const) expect(states).toContain(state);
    expect(rows.some((row) => row.exchangeRole === null && row.relationship.state === 'active')).toBe(true);
    expect((await known()).state).toBe('complete');
    expect(accounts.list()[0]?.homeOrganization).not.toBeNull();
  });

  it('keeps the rows that came when a page fails, and reads anew when asked', async () => {
    await fault('delegatedAdminCustomers', { kind: 'status', status: 403 }, { skip: 1 });
    const { rows, last } = await read();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(COUNT);
    expect(last?.failure?.code).toBe('not-authorized');
    expect((await known()).state).toBe('partial');
    const again = await read(true);
    expect(again.rows).toHaveLength(COUNT);
    expect((await known()).state).toBe('complete');
  });

  it.each([
    ['a 503', { kind: 'status', status: 503 }],
    ['throttling', { kind: 'status', status: 429, retryAfter: '1' }],
    ['a reset', { kind: 'reset', when: 'after' }],
    ['a cut answer', { kind: 'truncate', share: 0.5 }],
    ['a claims challenge', { kind: 'claims' }],
  ])('is right after %s', async (_name, effect) => {
    await fault('delegatedAdminCustomers', effect);
    const { rows, last } = await read();
    expect([rows.length, last?.failure]).toEqual([COUNT, null]);
  });

  it('does not follow a nextLink to another host, with the token', async () => {
    await fault('delegatedAdminCustomers', { kind: 'wrongHostNextLink', host: 'evil.example.com' });
    const { rows, last } = await read();
    expect(last?.failure?.code).toBe('host-not-allowed');
    expect(rows.length).toBeGreaterThan(0);
  });

  it('is partial without the domains', async () => {
    await fault('contracts', { kind: 'html', status: 200 });
    const { rows, last } = await read();
    expect(rows).toHaveLength(COUNT);
    expect(rows[0]?.domain).toBeNull();
    expect(last?.failure?.message).toContain('domains are missing');
  });

  it('can be cancelled', async () => {
    await fault('delegatedAdminRelationships', { kind: 'hang' });
    await customers.handlers.open({ ...key(), refresh: false });
    await customers.handlers.cancel(key());
    await expect.poll(() => pages.at(-1)?.failure?.code).toBe('cancelled');
    expect((await known()).customers).toEqual([]);
  });

  it('gives the details of one: roles with their groups, people, dates', async () => {
    const { rows } = await read();
    const active = rows.find((row) => row.relationship.state === 'active' && row.exchangeRole !== null);
    const details = await customers.handlers.details({ ...key(), tenantId: active?.tenantId ?? '' });
    expect(details.relationships.length).toBeGreaterThan(0);
    expect(details.roles.some((role) => role.usesExchange && role.groups.length > 0)).toBe(true);
    expect(details.people.find((person) => person.you)?.username).toBe(ADMIN);
  });

  it('keeps favourites and last use over a restart, and a damaged file costs only them', async () => {
    const { rows } = await read();
    const usable = rows.find((row) => row.relationship.state === 'active' && row.exchangeRole !== null);
    const tenantId = usable?.tenantId ?? '';
    const row = await customers.handlers.setFavourite({ ...key(), tenantId, favourite: true });
    expect(row.favourite).toBe(true);
    await customers.handlers.connectionFor({ ...key(), tenantId });
    begin();
    const again = (await read()).rows.find((one) => one.tenantId === tenantId);
    expect(again?.favourite).toBe(true);
    expect(again?.lastUsedAt).not.toBeNull();
    file = memoryFile('nonsense');
    begin();
    expect((await read()).rows).toHaveLength(COUNT);
  });

  it('makes one connection for a customer, and refuses ended and role-less ones by name', async () => {
    const { rows } = await read();
    const usable = rows.find((row) => row.relationship.state === 'active' && row.exchangeRole !== null);
    const view = await customers.handlers.connectionFor({ ...key(), tenantId: usable?.tenantId ?? '' });
    expect(view.profile).toMatchObject({
      name: usable?.name,
      readOnly: true,
      organization: { kind: 'customer', tenantId: usable?.tenantId, domain: usable?.domain },
    });
    const again = await customers.handlers.connectionFor({ ...key(), tenantId: usable?.tenantId ?? '' });
    expect(again.profile.id).toBe(view.profile.id);
    drafts = [];
    const ended = rows.find((row) => row.relationship.state === 'ended');
    const roleless = rows.find((row) => row.relationship.state === 'active' && row.exchangeRole === null);
    for (const [row, words] of [
      [ended, 'ended'],
      [roleless, 'no role'],
    ] as const) {
      const failure = await failureOf(
        customers.handlers.connectionFor({ ...key(), tenantId: row?.tenantId ?? '' }),
      );
      expect(failure.code).toBe('no-access');
      expect(failure.message).toContain(words);
      expect(failure.message).toContain(row?.name);
    }
    expect(drafts).toEqual([]);
  });

  it('refuses an account that is not signed in', async () => {
    const stranger = { cloudId: 'Practice' as const, accountId: 'nobody.nowhere', refresh: false };
    expect((await failureOf(customers.handlers.open(stranger))).code).toBe('account-unknown');
  });
});

describe('5,000 customers', { timeout: 60_000 }, () => {
  it('never hold up the event loop for 50 ms', async () => {
    const big = await startTestCloud(['--customers', '5000', '--mailboxes', '1']);
    try {
      const port = () => Promise.resolve(big.port);
      const client = createHttpClient({
        transport: createPracticeTransport({ real: node.send, loopback: node.send, port }),
      });
      const mine = createAccounts({
        vault: createVault({
          folder,
          keychain: {
            get: () => Promise.resolve(null),
            set: () => Promise.resolve(),
            remove: () => Promise.resolve(),
          },
          persistent: false,
        }),
        http: client,
        openBrowser: (address) => {
          void new RobotBrowser().signIn(address, { username: ADMIN });
          return Promise.resolve();
        },
        browserAddress: (address) => browserAddress(address, port),
      });
      await mine.start();
      const signal = new AbortController().signal;
      const account = await mine.signIn({ cloudId: 'Practice', loginHint: ADMIN, signal });
      const got: CustomersPage[] = [];
      const list = createCustomers({
        http: client,
        accounts: mine,
        file: memoryFile(),
        findOrCreate: () => {
          throw new Error('not asked for');
        },
        newConnectionsReadOnly: () => true,
        noteOrganization: mine.noteOrganization,
        emit: (page) => got.push(page),
      });
      const all = async () => {
        got.length = 0;
        await list.handlers.open({ cloudId: 'Practice', accountId: account.accountId, refresh: true });
        await expect.poll(() => got.some((page) => page.done), { timeout: 30_000, interval: 20 }).toBe(true);
      };
      // The first reading warms the code and gives consent; its blocks are the compiler's and the test's own.
      await all();
      const watch = watchBlocks();
      await all();
      const longest = watch();
      expect(got.flatMap((page) => page.customers)).toHaveLength(5000);
      expect(Math.max(...got.map((page) => page.customers.length))).toBeLessThanOrEqual(300);
      expect(longest).toBeLessThan(50);
      await mine.close();
    } finally {
      big.stop();
    }
  });
});
