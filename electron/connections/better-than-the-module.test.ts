import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NO_OPTIONS } from '../../shared/model/connection-options.ts';
import { openPracticeDesk, type PracticeDesk } from '../testing/practice-desk.ts';
import { fault, forget, openSession, page, received, rowsOf } from '../testing/practice-session.ts';
import { draft, failureOf } from '../testing/world.ts';

/** Named after the measured faults of the real module (docs/better-than-the-module.md): here each stays away. */
const ADMIN = 'admin@contoso.practice.localhost';
const PARTNER = 'admin@partner.practice.localhost';
/** Whose list of cmdlets is in no cache yet. */
const NEWCOMER = 'alex@practice.localhost';
/** Nor this one's. */
const READER = 'reader@contoso.practice.localhost';
const CUSTOMER = 'adventureworks.practice.localhost';

let desk: PracticeDesk;
beforeAll(async () => {
  desk = await openPracticeDesk();
}, 60_000);
afterAll(() => desk.close());
beforeEach(async () => {
  for (const { profile } of (await desk.connections.handlers.list()).connections) {
    await desk.connections.handlers.disconnect({ id: profile.id });
    await desk.connections.handlers.remove({ id: profile.id });
  }
  await forget(desk);
});

describe('faults that the module has with connections', { timeout: 60_000 }, () => {
  it('signs a partner in to the home tenant on Connect-IPPSSession with a delegated organisation', async () => {
    const { session } = await openSession(desk, {
      loginHint: PARTNER,
      delegatedTo: CUSTOMER,
      services: ['compliance'],
    });
    await session.getPage(page('Get-RetentionCompliancePolicy'));
    const [call] = await received(desk, /\/InvokeCommand/);
    expect(call?.status).toBe(200);
    expect(call?.token?.tid).toBe(session.target.tenantId);
    expect(call?.url).toContain(`/${session.target.tenantId}/`);
    const home = desk.accounts.list().find(({ username }) => username === PARTNER)?.homeTenantId;
    expect(session.target.tenantId).not.toBe(home);
  });

  it('goes on with a token after disconnecting', async () => {
    const { id, session } = await openSession(desk, { loginHint: ADMIN });
    const first = await session.getPage(page('Get-EXOMailbox', {}, { pageSize: 1 }));
    const { '@odata.nextLink': nextLink } = JSON.parse(new TextDecoder().decode(first.body)) as {
      '@odata.nextLink': string;
    };
    await desk.connections.handlers.disconnect({ id });
    await forget(desk);
    for (const wish of [
      page('Get-EXOMailbox'),
      page('Get-EXOMailbox', {}, { nextLink }),
      page('Get-Mailbox'),
    ])
      expect((await failureOf(session.getPage(wish))).code).toBe('not-connected');
    expect(desk.sent).toEqual([]);
  });

  it('goes on to the tenant of a prefix that was disconnected', async () => {
    const own = await openSession(desk, { loginHint: ADMIN });
    const customer = await openSession(desk, {
      loginHint: PARTNER,
      delegatedTo: CUSTOMER,
      options: { ...NO_OPTIONS, prefix: 'Customer' },
    });
    await desk.connections.handlers.disconnect({ id: customer.id });
    await forget(desk);
    expect((await failureOf(customer.session.getPage(page('Get-EXOMailbox')))).code).toBe('not-connected');
    expect(rowsOf(await own.session.getPage(page('Get-EXOMailbox'))).length).toBeGreaterThan(0);
    const tenants = (await received(desk, /\/Mailbox/)).map(({ token }) => token?.tid);
    expect(tenants).toEqual([own.session.target.tenantId]);
  });

  it('uses an expired access token without a word', async () => {
    const { id, session } = await openSession(desk, { loginHint: ADMIN });
    const own = await session.target.token({ signal: new AbortController().signal });
    await desk.connections.handlers.disconnect({ id });
    await desk.connections.handlers.remove({ id });
    const { profile } = await desk.connections.handlers.create(
      draft({ accountId: null, loginHint: ADMIN, signIn: { kind: 'token' } }),
    );
    await forget(desk);
    const over = Math.floor(Date.parse('2026-01-02T03:04:05Z') / 1000);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { aud: own.audience, tid: own.tenantId, exp: over, upn: ADMIN };
    const accessToken = `${part({ alg: 'RS256' })}.${part(claims)}.c2lnbmF0dXJl`;
    const failure = await failureOf(
      desk.connections.handlers.connect({ id: profile.id, secrets: { accessToken, keep: false } }),
    );
    expect(failure.message).toBe('The access token expired on 2026-01-02 03:04 UTC.');
    expect(desk.sent.filter((one) => /adminapi/i.test(one))).toEqual([]);
    expect(desk.connections.registry.view(profile.id)?.status.state).toBe('failed');
  });

  it('connects “successfully” to a module file of zero entries', async () => {
    await fault(
      desk,
      { service: 'exchange', path: 'EXOModuleFile' },
      { kind: 'status', status: 200, body: '{"value":[]}' },
      9,
    );
    const { profile } = await desk.connections.handlers.create(
      draft({ accountId: null, loginHint: NEWCOMER }),
    );
    await desk.connections.handlers.connect({ id: profile.id });
    await expect.poll(() => desk.connections.registry.view(profile.id)?.status.state).toBe('failed');
    const status = desk.connections.registry.view(profile.id)?.status;
    expect(status?.state === 'failed' && status.failure).toMatchObject({
      code: 'no-access',
      message: `Exchange lets ${NEWCOMER} run no cmdlet at all in practice.localhost.`,
    });
  });

  it('shows a JSON parser’s complaint where a web page comes while it connects', async () => {
    const list = { service: 'exchange', path: 'EXOModuleFile' };
    await fault(desk, list, { kind: 'html', status: 200 });
    const { profile } = await desk.connections.handlers.create(draft({ accountId: null, loginHint: READER }));
    const status = () => desk.connections.registry.view(profile.id)?.status;
    const seen = new Set<string>();
    desk.connections.registry.onConnection((id, view) => {
      if (id === profile.id && view?.status.state === 'connected') seen.add(String(view.status.cmdletCount));
    });
    await desk.connections.handlers.connect({ id: profile.id });
    await expect.poll(() => status()?.state).toBe('failed');
    const failed = status();
    expect(failed?.state === 'failed' && failed.failure).toMatchObject({
      code: 'bad-answer',
      action: 'proxy-settings',
      hint: expect.stringContaining('sign-in page of the network') as string,
    });
    const { message } = failed?.state === 'failed' ? failed.failure : { message: '' };
    expect(message).toMatch(/^\S+ answered with a web page instead of its list of cmdlets/);
    expect(message).not.toMatch(/JSON|Unexpected|pars/i);
    expect([...seen], 'at no time was it connected with a list').toEqual(['null']);

    // Once the network is right again, connecting does it; and with that list a page does no harm.
    await desk.connections.handlers.connect({ id: profile.id });
    const count = () => {
      const now = status();
      return now?.state === 'connected' ? (now.cmdletCount ?? 0) : 0;
    };
    await expect.poll(count).toBeGreaterThan(5);
    await desk.connections.handlers.disconnect({ id: profile.id });
    await fault(desk, list, { kind: 'html', status: 200 });
    await desk.connections.handlers.connect({ id: profile.id });
    await expect
      .poll(
        () => {
          const now = status();
          return now?.state === 'connected' ? now.cmdletsProblem?.message : now?.state;
        },
        { timeout: 10_000 },
      )
      .toContain('answered with a web page instead of its list of cmdlets');
    expect(count()).toBeGreaterThan(5);
  });
});
