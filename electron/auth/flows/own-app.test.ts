import { describe, expect, it } from 'vitest';
import { RobotBrowser } from '../../testing/robot-browser.ts';
import { AccountsDesk, failureOf, HELPDESK, wants } from '../accounts.fixture.ts';
import type { TokenRequest, UserFlow } from '../types.ts';

const desk = AccountsDesk.use();

/** Registrations of the practice cloud (simulator/entra/clients.ts). */
const OWN = '0d5c7a1e-1111-4d5e-8a00-000000000001';
const WEB = '0d5c7a1e-1111-4d5e-8a00-000000000002';
const NOBODYS = '99999999-9999-4999-8999-999999999999';

const by = (flow: UserFlow, clientId: string): Partial<TokenRequest> => ({
  flow,
  clientId,
  loginHint: HELPDESK,
  interactive: 'when-needed',
});

describe('an own app registration', { timeout: 20_000 }, () => {
  it('signs in by the browser, by a device code and by a password, each kept under its own id', async () => {
    const accounts = await desk.start();
    desk.browsers.push(desk.walksIn({ username: HELPDESK }));
    const first = await accounts.acquireToken(wants(null, by({ kind: 'browser' }, OWN)));
    expect(first).toMatchObject({ appId: OWN, scopes: ['Exchange.Manage'] });

    const other = await accounts.acquireToken(
      wants(null, by({ kind: 'credential', password: () => 'practice' }, OWN)),
    );
    expect(other.appId).toBe(OWN);

    const code = accounts.acquireToken(
      wants(null, { ...by({ kind: 'device' }, OWN), interactive: 'always' }),
    );
    const shown = () => accounts.signIns().find(({ device }) => device !== null)?.device;
    await expect.poll(shown, { timeout: 5000 }).toBeTruthy();
    await new RobotBrowser().signIn(shown()!.page, { username: HELPDESK, code: shown()!.code });
    expect((await code).appId).toBe(OWN);

    // The built-in client has no sign-in yet: the registrations share nothing.
    expect((await failureOf(accounts.acquireToken(wants(first.accountId)))).code).toBe('sign-in-needed');
  });

  it('that would not lead back here is explained before a browser opens', async () => {
    const accounts = await desk.start();
    const failure = await failureOf(accounts.acquireToken(wants(null, by({ kind: 'browser' }, WEB))));
    expect(failure).toMatchObject({ code: 'sign-in-failed', number: 50011, action: 'edit-connection' });
    expect(failure.message).toContain(WEB);
    expect(failure.hint).toContain('http://localhost');
    expect(failure.hint).toContain('Mobile and desktop applications');
    expect(desk.pages).toEqual([]);
    expect(accounts.signIns()[0]?.state).toBe('failed');
  });

  it.each([
    { kind: 'browser' },
    { kind: 'device' },
    { kind: 'credential', password: () => 'practice' },
  ] as const)(
    'that the organisation does not know is explained, with a link for an administrator ($kind)',
    async (flow) => {
      const accounts = await desk.start();
      const failure = await failureOf(accounts.acquireToken(wants(null, by(flow, NOBODYS))));
      expect(failure).toMatchObject({ code: 'consent-needed', number: 700016, action: 'admin-consent' });
      expect(failure.link).toContain(`/adminconsent?client_id=${NOBODYS}`);
    },
  );

  it('is signed out with its account', async () => {
    const accounts = await desk.start();
    const { accountId } = await accounts.acquireToken(
      wants(null, by({ kind: 'credential', password: () => 'practice' }, OWN)),
    );
    await accounts.signOut({ cloudId: 'Practice', accountId });
    expect(accounts.list()).toEqual([]);
    const failure = await failureOf(accounts.acquireToken(wants(accountId, { clientId: OWN })));
    expect(failure.code).toBe('sign-in-needed');
  });
});

describe('another sign-in host', () => {
  it('gets the requests, and keeps its sign-ins apart from those of the cloud’s own', async () => {
    const accounts = await desk.start();
    const loginHost = 'sts.practice.localhost';
    const token = await accounts.acquireToken(
      wants(null, {
        ...by({ kind: 'credential', password: () => 'practice' }, OWN),
        loginHost,
      }),
    );
    expect(new Set(desk.requests.map(({ url }) => new URL(url).hostname))).toEqual(new Set([loginHost]));
    const kept = await accounts.acquireToken(
      wants(token.accountId, { clientId: OWN, loginHost, forceRefresh: true }),
    );
    expect(kept.accountId).toBe(token.accountId);
    expect(desk.requests.every(({ url }) => new URL(url).hostname === loginHost)).toBe(true);
    const elsewhere = await failureOf(accounts.acquireToken(wants(token.accountId, { clientId: OWN })));
    expect(elsewhere.code).toBe('sign-in-needed');
    await accounts.flush();
    const again = await desk.start();
    const restarted = await again.acquireToken(wants(token.accountId, { clientId: OWN, loginHost }));
    expect(restarted.accountId).toBe(token.accountId);
    await again.signOut({ cloudId: 'Practice', accountId: token.accountId });
    const gone = await failureOf(again.acquireToken(wants(token.accountId, { clientId: OWN, loginHost })));
    expect(gone.code).toBe('sign-in-needed');
  });
});
