import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXCHANGE_CLIENT_ID } from '../../shared/clouds.ts';
import { createGraphReader } from '../partner/graph.ts';
import { relationshipSchema, type Relationship } from '../partner/relationships.ts';
import { openPracticeDesk, type PracticeDesk } from '../testing/practice-desk.ts';
import { draft, failureOf } from '../testing/world.ts';

const PARTNER = 'admin@partner.practice.localhost';
const ADMIN = 'admin@contoso.practice.localhost';
const READER = 'reader@contoso.practice.localhost';

let desk: PracticeDesk;

beforeAll(async () => {
  desk = await openPracticeDesk();
}, 60_000);
afterAll(() => desk.close());

describe('a connection to the practice cloud', { timeout: 60_000 }, () => {
  it('is made from a name alone: one token, then at most two requests', async () => {
    const { profile } = await desk.connections.handlers.create(draft({ accountId: null, loginHint: ADMIN }));
    desk.sent.length = 0;
    const view = await desk.connections.handlers.connect({ id: profile.id });
    expect(view.status).toMatchObject({ state: 'connected', roles: ['Global Administrator'] });
    expect(view.profile).toMatchObject({
      username: ADMIN,
      organization: { domain: 'contoso.practice.localhost' },
    });
    await expect
      .poll(
        () => {
          const status = desk.connections.registry.view(profile.id)?.status;
          return status?.state === 'connected' ? (status.cmdletCount ?? 0) : 0;
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(5);
    const [token, ...service] = desk.sent;
    expect(token).toContain('/oauth2/v2.0/token');
    expect(service.length).toBeLessThanOrEqual(2);
  });

  it('is refused for an organisation that does not exist', async () => {
    const [view] = (await desk.connections.handlers.list()).connections;
    const tenantId = '99999999-9999-4999-8999-999999999999';
    const other = await desk.connections.handlers.create(
      draft({
        accountId: view?.profile.accountId ?? null,
        organization: { kind: 'customer', tenantId, name: 'Somebody Else', domain: null },
      }),
    );
    const failure = await failureOf(desk.connections.handlers.connect({ id: other.profile.id }));
    expect(failure.code).toBe('not-found');
  });

  it('to a customer is refused when the token is for the own organisation, before the customer is asked', async () => {
    const { signal } = new AbortController();
    const partner = await desk.accounts.signIn({ cloudId: 'Practice', loginHint: PARTNER, signal });
    const graph = createGraphReader(desk, { key: partner, interactive: 'when-needed', signal });
    const path = `/tenantRelationships/delegatedAdminRelationships?$filter=${encodeURIComponent("status eq 'active'")}`;
    const found: Relationship[] = [];
    for await (const page of graph.pages(path, relationshipSchema)) found.push(...page);
    const customer = found[0]?.customer;
    const { profile } = await desk.connections.handlers.create(
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
    await desk.cloud.control('POST', '/faults', {
      match: { service: 'entra', method: 'POST' },
      effect: { kind: 'wrongTenantToken' },
    });
    desk.sent.length = 0;
    const failure = await failureOf(desk.connections.handlers.connect({ id: profile.id }));
    expect(failure.code).toBe('wrong-tenant');
    expect(failure.message).toContain(profile.name);
    expect(desk.sent.filter((one) => one.toLowerCase().includes('adminapi'))).toEqual([]);
    const { status } = await desk.connections.handlers.connect({ id: profile.id });
    expect(status).toMatchObject({ state: 'connected', tenantId: customer?.tenantId });
  });
});

describe('connecting again', { timeout: 60_000 }, () => {
  it.each(['exchange', 'compliance'] as const)(
    'sends two requests at most before a cmdlet can be sent (%s)',
    async (service) => {
      const { profile } = await desk.connections.handlers.create(
        draft({ accountId: null, loginHint: READER, services: [service] }),
      );
      const { id } = profile;
      await desk.connections.handlers.connect({ id });
      const count = () => {
        const status = desk.connections.registry.view(id)?.status;
        return status?.state === 'connected' ? status.cmdletCount : null;
      };
      await expect.poll(count, { timeout: 20_000 }).not.toBeNull();
      await desk.connections.handlers.disconnect({ id });
      desk.sent.length = 0;
      const { signal } = new AbortController();
      const { session } = await desk.connections.registry.session(id, service, signal);
      // What the account may run is known at once, from the last time; the newest list comes in the background.
      expect((await session.cmdlets()).length).toBeGreaterThan(5);
      expect(desk.sent.length).toBeLessThanOrEqual(2);
    },
  );
});

it('says that a web page came where a network asks for its own sign-in', { timeout: 30_000 }, async () => {
  await desk.cloud.control('POST', '/faults', {
    match: { service: 'entra', method: 'POST' },
    effect: { kind: 'html', status: 200 },
  });
  const { signal } = new AbortController();
  const failure = await failureOf(
    desk.accounts.acquireToken({
      cloudId: 'Practice',
      clientId: EXCHANGE_CLIENT_ID,
      accountId: desk.accounts.list().find(({ username }) => username === ADMIN)?.accountId ?? null,
      loginHint: ADMIN,
      tenant: 'organizations',
      scopes: ['https://graph.practice.localhost/.default'],
      forceRefresh: true,
      interactive: 'never',
      purpose: '',
      connectionId: null,
      signal,
    }),
  );
  expect(failure).toMatchObject({ code: 'bad-answer', action: 'proxy-settings' });
  expect(failure.message).toContain('The sign-in service sent a web page instead of its own kind of answer');
  expect(failure.message).not.toMatch(/JSON|Unexpected|pars/i);
});
