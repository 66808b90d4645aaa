import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPracticeDesk, type PracticeDesk } from '../testing/practice-desk.ts';
import { fault, forget, openSession, page, received } from '../testing/practice-session.ts';
import { draft, failureOf } from '../testing/world.ts';

/** connect.md, Disconnect-ExchangeOnline: takes the connection's tokens out of memory and cache. */
const ADMIN = 'admin@contoso.practice.localhost';
const PARTNER = 'admin@partner.practice.localhost';
const CUSTOMER = 'adventureworks.practice.localhost';

let desk: PracticeDesk;
beforeAll(async () => {
  desk = await openPracticeDesk();
}, 60_000);
afterAll(() => desk.close());
beforeEach(() => forget(desk));
afterEach(async () => {
  for (const { profile } of (await desk.connections.handlers.list()).connections)
    await desk.connections.handlers.remove({ id: profile.id });
});

/** How the sign-in service was asked for tokens since the log was cleared. */
async function grants(): Promise<string[]> {
  const asked = await received(desk, /\/oauth2\/v2\.0\/token/);
  return asked.map(({ body }) => /grant_type=(\w+)/.exec(body)?.[1] ?? '');
}

const signal = new AbortController().signal;

describe('a disconnected connection', { timeout: 60_000 }, () => {
  it.each([
    ['of an account’s own organisation', { loginHint: ADMIN }],
    ['of a customer', { loginHint: PARTNER, delegatedTo: CUSTOMER }],
    ['to Security & Compliance', { loginHint: ADMIN, services: ['compliance' as const] }],
  ])('%s has no token left: connecting again asks for one, and for no person', async (_of, more) => {
    const { id } = await openSession(desk, more);
    await desk.connections.handlers.connect({ id });
    await forget(desk);
    await desk.connections.handlers.disconnect({ id });
    expect(await grants(), 'disconnecting itself asks for nothing').toEqual([]);
    await desk.connections.handlers.connect({ id });
    expect(await grants()).toEqual(['refresh_token']);
    expect(desk.accounts.list().map(({ username }) => username)).toContain(more.loginHint);
  });

  it('leaves the tokens of another service, and of another connection with the same account', async () => {
    const { id } = await openSession(desk, { loginHint: ADMIN, services: ['exchange', 'compliance'] });
    const script = await desk.connections.registry.openForScript(
      draft({ accountId: null, loginHint: ADMIN }),
      null,
      signal,
    );
    await script.session.cmdlets();
    await forget(desk);
    await desk.connections.handlers.disconnect({ id, services: ['exchange'] });
    await script.session.getPage(page('Get-Mailbox'));
    const { session } = await desk.connections.registry.session(id, 'compliance', signal);
    await session.getPage(page('Get-RetentionCompliancePolicy'));
    expect(await grants(), 'both are used by somebody').toEqual([]);
    script.close();
    await desk.connections.handlers.connect({ id, services: ['exchange'] });
    expect(await grants(), 'the last one that used it was closed').toEqual(['refresh_token']);
  });
});

describe('a claims challenge', { timeout: 60_000 }, () => {
  it('that the sign-in service refuses to answer shows in the history of the next connection', async () => {
    const { profile } = await desk.connections.handlers.create(draft({ accountId: null, loginHint: ADMIN }));
    await desk.connections.handlers.connect({ id: profile.id });
    const { signal } = new AbortController();
    const { session } = await desk.connections.registry.session(profile.id, 'exchange', signal);
    await session.cmdlets();
    const body = JSON.stringify({
      error: 'invalid_grant',
      error_description: 'AADSTS50158: External security challenge was not satisfied.',
      error_codes: [50158],
    });
    await fault(desk, { service: 'exchange', path: 'InvokeCommand' }, { kind: 'claims' });
    await fault(desk, { service: 'entra', method: 'POST' }, { kind: 'status', status: 400, body });
    await failureOf(session.getPage(page('Get-AcceptedDomain')));
    expect(desk.connections.registry.view(profile.id)?.status.state).toBe('failed');
    await desk.cloud.control('DELETE', '/faults');
    const after = await desk.connections.handlers.connect({ id: profile.id });
    expect(after.status).toMatchObject({ state: 'connected' });
    const challenges = after.status.state === 'connected' ? after.status.token.challenges : [];
    expect(challenges.map(({ outcome }) => outcome)).toEqual(['refused']);
  });
});
