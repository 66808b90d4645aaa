import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CLOUDS, GRAPH_CLIENT_ID } from '../../shared/clouds.ts';
import type { FailureError } from '../../shared/model/failure.ts';
import { withProxyWay } from '../http/proxy-way.ts';
import { ADMIN, AccountsDesk, failureOf, GRAPH_SCOPES, wants } from './accounts.fixture.ts';
import type { AccessToken } from './types.ts';

const desk = AccountsDesk.use();

interface CustomerRow {
  readonly tenantId: string;
  readonly displayName: string;
}
async function customers(token: AccessToken): Promise<CustomerRow[]> {
  const response = await fetch(
    `http://127.0.0.1:${desk.cloud.port}/v1.0/tenantRelationships/delegatedAdminRelationships?$filter=status eq 'active'`,
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

describe('silent tokens', () => {
  it('are shared while they are asked for and kept afterwards', async () => {
    const accounts = await desk.start();
    const admin = await desk.signIn(accounts);
    const before = desk.posts();
    const forced = wants(admin.accountId, { forceRefresh: true });
    const [one, two] = await Promise.all([accounts.acquireToken(forced), accounts.acquireToken(forced)]);
    expect(two.value).toBe(one.value);
    expect(desk.posts()).toBe(before + 1);
    expect((await accounts.acquireToken(wants(admin.accountId))).value).toBe(one.value);
    expect(desk.posts()).toBe(before + 1);
  });

  it('are asked for anew where an equal request, cancelled by its own side, takes the answer with it', async () => {
    const accounts = await desk.start();
    const admin = await desk.signIn(accounts);
    await desk.cloud.control('POST', '/faults', {
      match: { path: 'oauth2/v2.0/token' },
      effect: { kind: 'hang' },
      times: 1,
    });
    const before = desk.posts();
    const leaving = new AbortController();
    const forced = wants(admin.accountId, { forceRefresh: true });
    const cancelled = accounts.acquireToken({ ...forced, signal: leaving.signal });
    cancelled.catch(() => undefined);
    await expect.poll(() => desk.posts()).toBe(before + 1);
    // By another way out it is a request of its own, up to MSAL.
    const way = { choice: 'none', connectionId: null, login: null } as const;
    const other = withProxyWay(way, () => accounts.acquireToken(forced));
    await new Promise((resolve) => setImmediate(resolve));
    leaving.abort();
    expect((await failureOf(cancelled)).code).toBe('cancelled');
    expect((await other).accountId).toBe(admin.accountId);
  });

  it('share one page in the browser where several need it at once', async () => {
    const accounts = await desk.start();
    const admin = await desk.signIn(accounts);
    desk.browsers.push(desk.walksIn({ username: ADMIN }));
    const graph = (connectionId: string | null) =>
      accounts.acquireToken(
        wants(admin.accountId, {
          connectionId,
          clientId: GRAPH_CLIENT_ID,
          scopes: GRAPH_SCOPES,
          interactive: 'when-needed',
        }),
      );
    const tokens = await Promise.all([graph(null), graph(randomUUID()), graph(randomUUID())]);
    expect(new Set(tokens.map(({ value }) => value)).size).toBe(1);
  });

  it('lead to the customer’s organisation, with the roles held there', async () => {
    const accounts = await desk.start();
    const admin = await desk.signIn(accounts);
    desk.browsers.push(desk.walksIn({ username: ADMIN }));
    const graph = await accounts.acquireToken(
      wants(admin.accountId, {
        clientId: GRAPH_CLIENT_ID,
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
    const before = desk.posts();
    await accounts.acquireToken(wants(admin.accountId, { tenant: first!.customer.tenantId }));
    expect(desk.posts()).toBe(before);
    expect(accounts.list()).toHaveLength(1);
    expect(accounts.list()[0]?.username).toBe(ADMIN);
  });

  it('say no-access for an organisation that does not know the account', async () => {
    const accounts = await desk.start();
    const admin = await desk.signIn(accounts);
    const failure = await failureOf(
      accounts.acquireToken(wants(admin.accountId, { tenant: 'contoso.practice.localhost' })),
    );
    expect(failure.code).toBe('no-access');
    expect(accounts.list()[0]?.usable).toBe(true);
  });

  it.each([700082, 70043, 50173] as const)(
    'say sign-in-needed after AADSTS%i, and the browser heals it',
    async (code) => {
      const accounts = await desk.start();
      const admin = await desk.signIn(accounts);
      await desk.cloud.control('POST', '/tokens', { action: 'revokeRefresh', code });
      const failure = await failureOf(accounts.acquireToken(wants(admin.accountId, { forceRefresh: true })));
      expect(failure.code).toBe('sign-in-needed');
      expect(accounts.list()[0]?.usable).toBe(false);
      desk.browsers.push(desk.walksIn({ username: ADMIN }));
      const token = await accounts.acquireToken(
        wants(admin.accountId, { forceRefresh: true, interactive: 'when-needed' }),
      );
      expect(token.username).toBe(ADMIN);
      expect(accounts.list()[0]?.usable).toBe(true);
    },
  );

  it('that a bad kept token spoiled: what is kept goes, and the person is asked once', async () => {
    const accounts = await desk.start();
    const admin = await desk.signIn(accounts);
    const bad = {
      error: 'invalid_grant',
      suberror: 'bad_token',
      error_description: 'AADSTS9002313: Malformed.',
    };
    await desk.cloud.control('POST', '/faults', {
      match: { service: 'entra', method: 'POST', body: 'grant_type=refresh_token' },
      effect: { kind: 'status', status: 400, body: JSON.stringify(bad) },
      times: null,
    });
    const forced = wants(admin.accountId, { forceRefresh: true });
    expect((await failureOf(accounts.acquireToken(forced))).code).toBe('sign-in-needed');
    const before = desk.posts();
    // Nothing bad is left that would be sent a second time.
    expect((await failureOf(accounts.acquireToken(forced))).action).toBe('sign-in-again');
    expect(desk.posts()).toBe(before);
    desk.browsers.push(desk.walksIn({ username: ADMIN }));
    const healed = await accounts.acquireToken({ ...forced, interactive: 'when-needed' });
    expect(healed.username).toBe(ADMIN);
    expect(desk.pages).toHaveLength(2);
    expect(accounts.list()[0]?.usable).toBe(true);
  });

  it('come again after a fault of the sign-in service, and honour cancel', async () => {
    const accounts = await desk.start();
    const admin = await desk.signIn(accounts);
    await desk.cloud.control('POST', '/faults', {
      match: { service: 'entra', method: 'POST' },
      effect: { kind: 'status', status: 503 },
      times: 2,
    });
    const forced = { forceRefresh: true };
    expect((await accounts.acquireToken(wants(admin.accountId, forced))).username).toBe(ADMIN);
    await desk.cloud.control('POST', '/faults', {
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
        const rules = (await desk.cloud.control('GET', '/faults')) as { hits: number }[];
        return rules.at(-1)?.hits;
      })
      .toBe(1);
    stop.abort();
    expect((await hanging).code).toBe('cancelled');
  });

  it('say bad-answer when a web page comes in the place of a token', async () => {
    const accounts = await desk.start();
    const admin = await desk.signIn(accounts);
    await desk.cloud.control('POST', '/faults', {
      match: { service: 'entra', method: 'POST' },
      effect: { kind: 'html', status: 200 },
    });
    const failure = await failureOf(accounts.acquireToken(wants(admin.accountId, { forceRefresh: true })));
    expect(failure.code).toBe('bad-answer');
  });

  it.each([-600, 600])('work with a clock that is %i s apart', async (skewSeconds) => {
    await desk.cloud.control('POST', '/clock', { skewSeconds });
    const accounts = await desk.start();
    const admin = await desk.signIn(accounts);
    const token = await accounts.acquireToken(wants(admin.accountId, { forceRefresh: true }));
    expect(token.username).toBe(ADMIN);
  });
});
