import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionView, Service } from '../../shared/model/connection.ts';
import { openPracticeDesk, type PracticeDesk } from '../testing/practice-desk.ts';
import { forget, page, received, rowsOf } from '../testing/practice-session.ts';
import { draft } from '../testing/world.ts';

const ADMIN = 'admin@contoso.practice.localhost';
const READER = 'reader@contoso.practice.localhost';
const PARTNER = 'admin@partner.practice.localhost';
const OTHER_CUSTOMER = 'lodzlogistics.practice.localhost';
const CUSTOMER = 'adventureworks.practice.localhost';

let desk: PracticeDesk;
beforeAll(async () => {
  // Two minutes: less than is ever kept ready, so that each request has to renew first.
  desk = await openPracticeDesk(['--token-lifetime', '120']);
}, 60_000);
afterAll(() => desk.close());
afterEach(async () => {
  for (const { profile } of (await desk.connections.handlers.list()).connections)
    await desk.connections.handlers.remove({ id: profile.id });
});

async function connect(more: Parameters<typeof draft>[0] = {}): Promise<ConnectionView> {
  const { profile } = await desk.connections.handlers.create(
    draft({ accountId: null, loginHint: ADMIN, ...more }),
  );
  return desk.connections.handlers.connect({ id: profile.id });
}

const statusOf = (id: string, service: Service) =>
  desk.connections.registry.view(id)?.services.find((one) => one.service === service)?.status;

async function readAll(id: string, between: (page: number) => Promise<void>): Promise<string[]> {
  const { signal } = new AbortController();
  const { session } = await desk.connections.registry.session(id, 'exchange', signal);
  const names: string[] = [];
  let nextLink: string | null = null;
  for (let page = 1; page === 1 || nextLink !== null; page++) {
    const answer: { body: Uint8Array } = await session.getPage({
      ...{ cmdlet: 'Get-EXOMailbox', parameters: {}, pageSize: 1, nextLink, changes: false, signal },
      correlationId: crypto.randomUUID(),
    });
    const parsed = JSON.parse(new TextDecoder().decode(answer.body)) as {
      value: { UserPrincipalName: string }[];
      '@odata.nextLink'?: string;
    };
    names.push(...parsed.value.map((row) => row.UserPrincipalName));
    nextLink = parsed['@odata.nextLink'] ?? null;
    await between(page);
  }
  return names;
}

describe('many connections', { timeout: 60_000 }, () => {
  it('stand side by side: two people, two organisations, two services, each with its own number', async () => {
    const views = [
      await connect({ services: ['exchange', 'compliance'] }),
      await connect({ loginHint: READER }),
      await connect({ loginHint: PARTNER }),
      await connect({ loginHint: PARTNER, delegatedTo: CUSTOMER }),
    ];
    const open = views.flatMap(({ services }) =>
      services.map(({ status }) => (status.state === 'connected' ? status : null)),
    );
    expect(open).not.toContain(null);
    const numbers = open.map((status) => status?.number ?? 0);
    expect(numbers).toEqual(numbers.map((_, at) => (numbers[0] ?? 0) + at));
    expect(new Set(open.map((status) => status?.connectionId)).size).toBe(5);
    expect(new Set(open.map((status) => status?.tenantId)).size).toBe(3);
  });

  it('count on after a disconnect, and not for a failed connect', async () => {
    const first = await connect();
    const { id } = first.profile;
    const number = first.status.state === 'connected' ? first.status.number : 0;
    await desk.connections.handlers.disconnect({ id });
    await desk.cloud.control('POST', '/faults', {
      match: { service: 'entra', method: 'POST' },
      effect: { kind: 'wrongTenantToken' },
    });
    await connect({ loginHint: PARTNER, delegatedTo: CUSTOMER }).catch(() => null);
    const again = await desk.connections.handlers.connect({ id });
    expect(again.status).toMatchObject({ state: 'connected', number: number + 1 });
  });
});

describe('the check', { timeout: 60_000 }, () => {
  it.each([
    ['exchange', 'Get-AcceptedDomain', 'contoso.com'],
    ['compliance', 'Get-RetentionCompliancePolicy', 'Keep contracts'],
  ] as const)('of %s shows what %s answered', async (service, cmdlet, shown) => {
    const { profile } = await connect({ services: [service] });
    const check = await desk.connections.handlers.check({ id: profile.id, service });
    expect(check).toMatchObject({ service, cmdlet, more: false });
    expect(check.rows.map(([name]) => name)).toContain(shown);
    expect(desk.activity.records.at(-1)).toMatchObject({ kind: 'read', what: cmdlet, outcome: 'done' });
  });
});

describe('a token that is renewed', { timeout: 60_000 }, () => {
  it('while a read is running loses no row', async () => {
    const { profile } = await connect();
    const whole = await readAll(profile.id, () => Promise.resolve());
    desk.sent.length = 0;
    const again = await readAll(profile.id, async (page) => {
      // The service throws all tokens out in the middle of it.
      if (page === 1) await desk.cloud.control('POST', '/tokens', { action: 'expire' });
    });
    expect(again).toEqual(whole);
    expect(whole.length).toBeGreaterThan(2);
    expect(desk.sent.some((one) => one.endsWith('/oauth2/v2.0/token'))).toBe(true);
  });

  it('shows when, and leaves the read of another connection alone', async () => {
    const { profile } = await connect();
    await readAll(profile.id, () => Promise.resolve());
    await desk.cloud.control('POST', '/tokens', { action: 'expire' });
    const [mine, other] = await Promise.all([
      readAll(profile.id, () => Promise.resolve()),
      connect({ loginHint: READER }).then((view) => readAll(view.profile.id, () => Promise.resolve())),
    ]);
    expect(mine).toEqual(other);
    expect(statusOf(profile.id, 'exchange')).toMatchObject({ state: 'connected' });
  });
});

describe('one person in two customers', { timeout: 60_000 }, () => {
  it('gets from each what is its own, side by side', async () => {
    const views = await Promise.all(
      [CUSTOMER, OTHER_CUSTOMER].map((delegatedTo) => connect({ loginHint: PARTNER, delegatedTo })),
    );
    const tenants = views.map(({ status }) => (status.state === 'connected' ? status.tenantId : ''));
    expect(new Set(tenants).size).toBe(2);
    await forget(desk);
    const { signal } = new AbortController();
    const sessions = await Promise.all(
      views.map(({ profile }) => desk.connections.registry.session(profile.id, 'exchange', signal)),
    );
    const answers = await Promise.all(
      [0, 1, 0, 1].map(async (at) => sessions[at]?.session.getPage(page('Get-AcceptedDomain'))),
    );
    const domains = answers.map((answer) =>
      answer === undefined ? '' : rowsOf(answer).find(({ Default }) => Default === true)?.DomainName,
    );
    expect(domains[0]).toBe(domains[2]);
    expect(domains[1]).toBe(domains[3]);
    expect(domains[0]).not.toBe(domains[1]);
    expect(String(domains[0])).toContain('adventure');
    const asked = await received(desk, /InvokeCommand/);
    expect(asked).toHaveLength(4);
    for (const { url, token } of asked) {
      expect(tenants).toContain(token?.tid);
      expect(url, 'the address names the tenant of its token').toContain(String(token?.tid));
    }
  });
});

describe('what a crash left open', { timeout: 60_000 }, () => {
  it('is disconnected at the next start, and the activity log says so', async () => {
    const kept = await connect({ services: ['exchange', 'compliance'] });
    const gone = await connect({ loginHint: READER });
    await desk.connections.handlers.disconnect({ id: gone.profile.id });
    const records = desk.activity.records.length;
    const after = desk.restart();
    await after.recover();
    const told = async () => (await after.handlers.list()).leftOpen;
    expect([await told(), await told()]).toEqual([2, 0]);
    expect(desk.activity.records.slice(records)).toMatchObject([
      {
        what: 'Disconnect · Exchange Online, left open when the app ended',
        outcome: 'disconnected',
        who: ADMIN,
      },
      { what: 'Disconnect · Security & Compliance, left open when the app ended', outcome: 'disconnected' },
    ]);
    expect(after.registry.view(kept.profile.id)?.status.state).toBe('signed-out');
    await after.recover();
    expect(desk.activity.records).toHaveLength(records + 2);
  });

  it('is nothing after a quit', async () => {
    await connect();
    await desk.connections.close();
    const records = desk.activity.records.length;
    const after = desk.restart();
    await after.recover();
    expect(desk.activity.records).toHaveLength(records);
    expect((await after.handlers.list()).leftOpen).toBe(0);
  });
});
