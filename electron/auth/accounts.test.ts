import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { mkdtemp, readFile, rm, writeFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLOUDS, EXCHANGE_CLIENT_ID } from '../../shared/clouds.ts';
import { fail, FailureError } from '../../shared/model/failure.ts';
import { createHttpClient } from '../http/client.ts';
import { browserAddress, createPracticeTransport } from '../http/practice-transport.ts';
import { createNodeTransport, type NodeTransport } from '../http/transport-node.ts';
import type { Transport } from '../http/types.ts';
import { startTestCloud, type TestCloud } from '../testing/practice-cloud.ts';
import { RobotBrowser, type Person, type RobotPage } from '../testing/robot-browser.ts';
import type { Keychain } from '../vault/types.ts';
import { createVault } from '../vault/vault.ts';
import { createAccounts, type AccountsService } from './accounts.ts';
import { mergeDocuments } from './cloud-store.ts';
import type { AccessToken, TokenRequest } from './types.ts';

const ADMIN = 'admin@partner.practice.localhost';
const HELPDESK = 'helpdesk@partner.practice.localhost';
const SCOPES = [`https://${CLOUDS.Practice.exchangeHost}/.default`];
const GRAPH_SCOPES = [`https://${CLOUDS.Practice.graphHost}/DelegatedAdminRelationship.Read.All`];

let cloud: TestCloud;
let node: NodeTransport;
beforeAll(async () => {
  cloud = await startTestCloud(['--customers', '30', '--mailboxes', '5']);
  node = createNodeTransport();
}, 60_000);
afterAll(() => {
  cloud.stop();
  node.close();
});

let folder = '';
let keychain: Keychain;
let browsers: ((address: string) => Promise<void>)[] = [];
let robot: RobotBrowser;
let pages: Promise<RobotPage>[] = [];
let sent: string[] = [];
const open: AccountsService[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accounts-'));
  let secret: string | null = null;
  keychain = {
    get: () => Promise.resolve(secret),
    set: (value) => {
      secret = value;
      return Promise.resolve();
    },
    remove: () => Promise.resolve(),
  };
  robot = new RobotBrowser();
  browsers = [];
  pages = [];
  sent = [];
});
afterEach(async () => {
  for (const accounts of open.splice(0)) await accounts.close();
  await rm(folder, { recursive: true, force: true });
  await cloud.control('DELETE', '/faults');
  await cloud.control('POST', '/clock', { skewSeconds: 0 });
  await cloud.control('DELETE', '/sessions');
});

async function start(more: Partial<Parameters<typeof createAccounts>[0]> = {}): Promise<AccountsService> {
  const vault = createVault({ folder, keychain, platform: 'linux', merge: mergeDocuments });
  await vault.open();
  const real: Transport = () => Promise.reject(new Error('the real network was used'));
  const port = () => Promise.resolve(cloud.port);
  const transport = createPracticeTransport({ real, loopback: node.send, port });
  const accounts = createAccounts({
    vault,
    http: createHttpClient({
      transport: (request) => {
        sent.push(`${request.method} ${new URL(request.url).pathname}`);
        return transport(request);
      },
      sleep: () => Promise.resolve(),
    }),
    openBrowser: (address) => browsers.shift()?.(address) ?? Promise.reject(new Error('no browser expected')),
    browserAddress: (address) => browserAddress(address, port),
    ...more,
  });
  await accounts.start();
  open.push(accounts);
  return accounts;
}

const walksIn = (person: Person) => (address: string) => {
  pages.push(robot.signIn(address, person));
  return Promise.resolve();
};
const signal = () => new AbortController().signal;
const signIn = (accounts: AccountsService, username = ADMIN) => {
  browsers.push(walksIn({ username }));
  return accounts.signIn({ cloudId: 'Practice', loginHint: username, signal: signal() });
};
const wants = (accountId: string | null, more: Partial<TokenRequest> = {}): TokenRequest => ({
  cloudId: 'Practice',
  clientId: EXCHANGE_CLIENT_ID,
  accountId,
  loginHint: null,
  tenant: 'organizations',
  scopes: SCOPES,
  interactive: 'never',
  purpose: 'Test',
  connectionId: null,
  signal: signal(),
  ...more,
});
const failureOf = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    (value) => value,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FailureError)) throw new Error('no failure', { cause: error });
  return error.failure;
};
const posts = () => sent.filter((line) => line.startsWith('POST')).length;

interface CustomerRow {
  readonly tenantId: string;
  readonly displayName: string;
}
async function customers(token: AccessToken): Promise<CustomerRow[]> {
  const response = await fetch(
    `http://127.0.0.1:${cloud.port}/v1.0/tenantRelationships/delegatedAdminRelationships?$filter=status eq 'active'`,
    {
      headers: {
        authorization: `Bearer ${token.value}`,
        'x-forwarded-host': CLOUDS.Practice.graphHost,
        'x-forwarded-proto': 'https',
      },
    },
  );
  const body = (await response.json()) as { value: { customer: CustomerRow }[] };
  return body.value.map((row) => row.customer);
}

describe('sign-in in the browser', () => {
  it('adds an account, asks nobody but the token endpoint, and tells the browser which app asked', async () => {
    const accounts = await start();
    const account = await signIn(accounts);
    expect(account).toMatchObject({ username: ADMIN, displayName: 'Ana Lindqvist', usable: true });
    expect(sent).toEqual(['POST /organizations/oauth2/v2.0/token']);
    const last = await pages[0];
    expect(last?.heading).toBe('You’re signed in');
    expect(last?.html).toContain('Tenantdeck');
    expect(accounts.signIns().map((one) => one.state)).toEqual(['done']);
  });

  it('needs no sign-in after a restart', async () => {
    const account = await signIn(await start());
    const again = await start();
    expect(again.list()).toEqual([account]);
    const token = await again.acquireToken(wants(account.accountId));
    expect(token.tenantId).toBe(account.homeTenantId);
    expect(token.username).toBe(ADMIN);
  });

  it('goes on waiting without a browser, and finishes through the copied link', async () => {
    const accounts = await start();
    const finished = accounts.signIn({ cloudId: 'Practice', loginHint: ADMIN, signal: signal() });
    await expect.poll(() => accounts.signIns()[0]?.failure?.code).toBe('no-browser');
    const [waiting] = accounts.signIns();
    expect(waiting?.state).toBe('waiting');
    await robot.signIn(accounts.pageLink(waiting!.signInId), { username: ADMIN });
    expect((await finished).username).toBe(ADMIN);
  });

  it('opens the same page again', async () => {
    const accounts = await start();
    const opened: string[] = [];
    const note = (address: string) => {
      opened.push(address);
      return Promise.resolve();
    };
    browsers.push(note, note);
    const stop = new AbortController();
    const finished = accounts.signIn({ cloudId: 'Practice', loginHint: ADMIN, signal: stop.signal });
    await expect.poll(() => opened.length).toBe(1);
    await accounts.reopenPage(accounts.signIns()[0]!.signInId);
    expect(opened[1]).toBe(opened[0]);
    stop.abort();
    expect((await failureOf(finished)).code).toBe('sign-in-cancelled');
  });

  it('can be cancelled here, and in the browser', async () => {
    const accounts = await start();
    browsers.push(() => {
      accounts.cancelSignIn(accounts.signIns()[0]!.signInId);
      return Promise.resolve();
    });
    const here = accounts.signIn({ cloudId: 'Practice', loginHint: ADMIN, signal: signal() });
    expect((await failureOf(here)).code).toBe('sign-in-cancelled');
    browsers.push(walksIn({ username: ADMIN, cancelAt: 'Enter password' }));
    const there = accounts.signIn({ cloudId: 'Practice', loginHint: ADMIN, signal: signal() });
    expect((await failureOf(there)).code).toBe('sign-in-cancelled');
    expect(accounts.list()).toEqual([]);
  });

  it('ends when its time is over', async () => {
    const accounts = await start({ signInLimitMs: 30 });
    browsers.push(() => Promise.resolve());
    const failure = await failureOf(
      accounts.signIn({ cloudId: 'Practice', loginHint: ADMIN, signal: signal() }),
    );
    expect(failure.code).toBe('sign-in-timed-out');
    expect(accounts.signIns()[0]?.state).toBe('failed');
  });

  it('refuses an answer with another state', async () => {
    const accounts = await start();
    let shown: Response | null = null;
    browsers.push(async (address) => {
      const answer = await robot.answerFor(address, { username: ADMIN });
      answer.fields.set('state', 'of-someone-else');
      shown = await fetch(answer.action, { method: 'POST', body: answer.fields });
    });
    const failure = await failureOf(
      accounts.signIn({ cloudId: 'Practice', loginHint: ADMIN, signal: signal() }),
    );
    expect(failure.code).toBe('state-mismatch');
    expect(shown!.status).toBe(400);
    expect(posts()).toBe(0);
  });

  it('takes the answer once, and says so when a code was replayed', async () => {
    const accounts = await start();
    let first: { action: string; fields: URLSearchParams } | null = null;
    browsers.push(async (address) => {
      first = await robot.answerFor(address, { username: ADMIN });
      pages.push(
        fetch(first.action, { method: 'POST', body: first.fields }).then(async (response) => ({
          url: '',
          status: response.status,
          heading: '',
          html: await response.text(),
        })),
      );
    });
    await accounts.signIn({ cloudId: 'Practice', loginHint: ADMIN, signal: signal() });
    browsers.push(async (address) => {
      const second = await robot.answerFor(address, { username: ADMIN });
      second.fields.set('code', first!.fields.get('code')!);
      pages.push(
        fetch(second.action, { method: 'POST', body: second.fields }).then(async (response) => ({
          url: '',
          status: response.status,
          heading: '',
          html: await response.text(),
        })),
      );
    });
    const failure = await failureOf(
      accounts.signIn({ cloudId: 'Practice', loginHint: ADMIN, signal: signal() }),
    );
    expect(failure).toMatchObject({ code: 'sign-in-failed' });
    expect(failure.message).toContain('used before');
    expect((await pages[1])?.html).toContain('did not work');
    expect(accounts.list()).toHaveLength(1);
  });

  it('refuses somebody else in the place of the connection’s account', async () => {
    const accounts = await start();
    const admin = await signIn(accounts);
    await cloud.control('DELETE', '/sessions');
    robot = new RobotBrowser();
    browsers.push(async (address) => {
      const other = address.replace(/login_hint=[^&]*/, `login_hint=${encodeURIComponent(HELPDESK)}`);
      pages.push(robot.signIn(other, { username: HELPDESK }));
    });
    const failure = await failureOf(accounts.acquireToken(wants(admin.accountId, { interactive: 'always' })));
    expect(failure.message).toContain(HELPDESK);
    expect(accounts.list().map((account) => account.username)).toEqual([ADMIN]);
  });

  it('runs several at once, and silent renewals do not wait for them', async () => {
    const accounts = await start();
    const admin = await signIn(accounts);
    robot = new RobotBrowser();
    const addresses: string[] = [];
    const hold = (address: string) => {
      addresses.push(address);
      return Promise.resolve();
    };
    browsers.push(hold, hold);
    const helpdesk = accounts.signIn({ cloudId: 'Practice', loginHint: HELPDESK, signal: signal() });
    const reader = accounts.signIn({
      cloudId: 'Practice',
      loginHint: 'reader@partner.practice.localhost',
      signal: signal(),
    });
    await expect.poll(() => addresses.length).toBe(2);
    const renewed = await accounts.acquireToken(wants(admin.accountId, { forceRefresh: true }));
    expect(renewed.username).toBe(ADMIN);
    expect(accounts.signIns().filter((one) => one.state === 'waiting')).toHaveLength(2);
    for (const address of addresses) {
      const who = new URL(address).searchParams.get('login_hint') ?? '';
      await new RobotBrowser().signIn(address, { username: who });
    }
    expect([(await helpdesk).username, (await reader).username]).toEqual([
      HELPDESK,
      'reader@partner.practice.localhost',
    ]);
  });
});

describe('silent tokens', () => {
  it('are shared while they are asked for and kept afterwards', async () => {
    const accounts = await start();
    const admin = await signIn(accounts);
    const before = posts();
    const forced = wants(admin.accountId, { forceRefresh: true });
    const [one, two] = await Promise.all([accounts.acquireToken(forced), accounts.acquireToken(forced)]);
    expect(two.value).toBe(one.value);
    expect(posts()).toBe(before + 1);
    expect((await accounts.acquireToken(wants(admin.accountId))).value).toBe(one.value);
    expect(posts()).toBe(before + 1);
  });

  it('share one page in the browser where several need it at once', async () => {
    const accounts = await start();
    const admin = await signIn(accounts);
    browsers.push(walksIn({ username: ADMIN }));
    const graph = (connectionId: string | null) =>
      accounts.acquireToken(
        wants(admin.accountId, {
          connectionId,
          clientId: '14d82eec-204b-4c2f-b7e8-296a70dab67e',
          scopes: GRAPH_SCOPES,
          interactive: 'when-needed',
        }),
      );
    const tokens = await Promise.all([graph(null), graph(randomUUID()), graph(randomUUID())]);
    expect(new Set(tokens.map(({ value }) => value)).size).toBe(1);
  });

  it('lead to the customer’s organisation, with the roles held there', async () => {
    const accounts = await start();
    const admin = await signIn(accounts);
    browsers.push(walksIn({ username: ADMIN }));
    const graph = await accounts.acquireToken(
      wants(admin.accountId, {
        clientId: '14d82eec-204b-4c2f-b7e8-296a70dab67e',
        scopes: GRAPH_SCOPES,
        interactive: 'when-needed',
      }),
    );
    const list = await customers(graph);
    expect(list.length).toBeGreaterThan(0);
    const outcomes = await Promise.all(
      list.slice(0, 8).map((customer) =>
        accounts.acquireToken(wants(admin.accountId, { tenant: customer.tenantId })).then(
          (token) => ({ customer, token, failure: null }),
          (error: unknown) => ({ customer, token: null, failure: (error as FailureError).failure }),
        ),
      ),
    );
    const reached = outcomes.filter((one) => one.token !== null);
    expect(reached.length).toBeGreaterThan(0);
    for (const one of reached) expect(one.token?.tenantId).toBe(one.customer.tenantId);
    expect(reached.some((one) => (one.token?.directoryRoleIds.length ?? 0) > 0)).toBe(true);
    const [first] = reached;
    const before = posts();
    await accounts.acquireToken(wants(admin.accountId, { tenant: first!.customer.tenantId }));
    expect(posts()).toBe(before);
    expect(accounts.list()).toHaveLength(1);
    expect(accounts.list()[0]?.username).toBe(ADMIN);
  });

  it('say no-access for an organisation that does not know the account', async () => {
    const accounts = await start();
    const admin = await signIn(accounts);
    const failure = await failureOf(
      accounts.acquireToken(wants(admin.accountId, { tenant: 'contoso.practice.localhost' })),
    );
    expect(failure.code).toBe('no-access');
    expect(accounts.list()[0]?.usable).toBe(true);
  });

  it.each([700082, 70043, 50173] as const)(
    'say sign-in-needed after AADSTS%i, and the browser heals it',
    async (code) => {
      const accounts = await start();
      const admin = await signIn(accounts);
      await cloud.control('POST', '/tokens', { action: 'revokeRefresh', code });
      const failure = await failureOf(accounts.acquireToken(wants(admin.accountId, { forceRefresh: true })));
      expect(failure.code).toBe('sign-in-needed');
      expect(accounts.list()[0]?.usable).toBe(false);
      browsers.push(walksIn({ username: ADMIN }));
      const token = await accounts.acquireToken(
        wants(admin.accountId, { forceRefresh: true, interactive: 'when-needed' }),
      );
      expect(token.username).toBe(ADMIN);
      expect(accounts.list()[0]?.usable).toBe(true);
    },
  );

  it('come again after a fault of the sign-in service, and honour cancel', async () => {
    const accounts = await start();
    const admin = await signIn(accounts);
    await cloud.control('POST', '/faults', {
      match: { service: 'entra', method: 'POST' },
      effect: { kind: 'status', status: 503 },
      times: 2,
    });
    const forced = { forceRefresh: true };
    expect((await accounts.acquireToken(wants(admin.accountId, forced))).username).toBe(ADMIN);
    await cloud.control('POST', '/faults', {
      match: { service: 'entra' },
      effect: { kind: 'hang' },
      times: 1,
    });
    const stop = new AbortController();
    const hanging = failureOf(
      accounts.acquireToken(wants(admin.accountId, { ...forced, signal: stop.signal })),
    );
    await expect
      .poll(async () => {
        const rules = (await cloud.control('GET', '/faults')) as { hits: number }[];
        return rules.at(-1)?.hits;
      })
      .toBe(1);
    stop.abort();
    expect((await hanging).code).toBe('cancelled');
  });

  it('say bad-answer when a web page comes in the place of a token', async () => {
    const accounts = await start();
    const admin = await signIn(accounts);
    await cloud.control('POST', '/faults', {
      match: { service: 'entra', method: 'POST' },
      effect: { kind: 'html', status: 200 },
    });
    const failure = await failureOf(accounts.acquireToken(wants(admin.accountId, { forceRefresh: true })));
    expect(failure.code).toBe('bad-answer');
  });

  it.each([-600, 600])('work with a clock that is %i s apart', async (skewSeconds) => {
    await cloud.control('POST', '/clock', { skewSeconds });
    const accounts = await start();
    const admin = await signIn(accounts);
    const token = await accounts.acquireToken(wants(admin.accountId, { forceRefresh: true }));
    expect(token.username).toBe(ADMIN);
  });
});

describe('sign-out and damage', () => {
  it('takes the account’s tokens out of memory and disk, and only its own', async () => {
    const accounts = await start();
    const admin = await signIn(accounts);
    robot = new RobotBrowser();
    const helpdesk = await signIn(accounts, HELPDESK);
    await accounts.signOut(admin);
    expect(accounts.list().map((account) => account.username)).toEqual([HELPDESK]);
    expect((await failureOf(accounts.acquireToken(wants(admin.accountId)))).code).toBe('sign-in-needed');
    const vault = createVault({ folder, keychain, platform: 'linux' });
    await vault.open();
    const kept = new TextDecoder().decode((await vault.read('accounts-Practice')) ?? new Uint8Array());
    expect(kept).not.toContain(admin.accountId);
    expect(kept).toContain(helpdesk.accountId);
    expect((await (await start()).acquireToken(wants(helpdesk.accountId))).username).toBe(HELPDESK);
  });

  it('starts empty from a damaged file and lets people sign in again', async () => {
    const admin = await signIn(await start());
    const path = join(folder, 'accounts-Practice.vault');
    const content = await readFile(path);
    content[40] = (content[40] ?? 0) ^ 255;
    await writeFile(path, content);
    const accounts = await start();
    expect(accounts.list()).toEqual([]);
    expect((await signIn(accounts)).accountId).toBe(admin.accountId);
  });

  it('clears a damaged cache inside a good file and asks to sign in', async () => {
    const admin = await signIn(await start());
    const vault = createVault({ folder, keychain, platform: 'linux' });
    await vault.open();
    const document = JSON.parse(
      new TextDecoder().decode((await vault.read('accounts-Practice')) ?? new Uint8Array()),
    ) as { clients: Record<string, string> };
    document.clients[EXCHANGE_CLIENT_ID] = '{"RefreshToken": [nonsense';
    await vault.write('accounts-Practice', new TextEncoder().encode(JSON.stringify(document)));
    const accounts = await start();
    expect((await failureOf(accounts.acquireToken(wants(admin.accountId)))).code).toBe('sign-in-needed');
    expect(accounts.list()[0]?.usable).toBe(false);
    await signIn(accounts);
    expect(accounts.list()[0]?.usable).toBe(true);
  });

  it('never writes a token as plain text', async () => {
    const accounts = await start();
    const admin = await signIn(accounts);
    const { value } = await accounts.acquireToken(wants(admin.accountId));
    for (const file of await readdir(folder)) {
      expect((await readFile(join(folder, file))).includes(value.slice(-40))).toBe(false);
    }
  });

  it('refuses a tenant that is no name, before anything is sent', async () => {
    const accounts = await start();
    const admin = await signIn(accounts);
    const before = sent.length;
    const failure = await failureOf(
      accounts.acquireToken(wants(admin.accountId, { tenant: 'evil.com/x?y' })),
    );
    expect(failure.code).toBe(fail('invalid-input', '', '').failure.code);
    expect(sent.length).toBe(before);
  });
});
