import { describe, expect, it } from 'vitest';
import { RobotBrowser } from '../../testing/robot-browser.ts';
import { ADMIN, AccountsDesk, failureOf, HELPDESK, signal, wants } from '../accounts.fixture.ts';

const desk = AccountsDesk.use();

describe('sign-in in the browser', () => {
  it('adds an account, asks nobody but the token endpoint, and tells the browser which app asked', async () => {
    const accounts = await desk.start();
    const account = await desk.signIn(accounts);
    expect(account).toMatchObject({ username: ADMIN, displayName: 'Ana Lindqvist', usable: true });
    expect(desk.sent).toEqual(['POST /organizations/oauth2/v2.0/token']);
    const last = await desk.pages[0];
    expect(last?.heading).toBe('You’re signed in');
    expect(last?.html).toContain('Tenantdeck');
    expect(accounts.signIns().map((one) => one.state)).toEqual(['done']);
  });

  it('needs no sign-in after a restart', async () => {
    const account = await desk.signIn(await desk.start());
    const again = await desk.start();
    expect(again.list()).toEqual([account]);
    const token = await again.acquireToken(wants(account.accountId));
    expect(token.tenantId).toBe(account.homeTenantId);
    expect(token.username).toBe(ADMIN);
  });

  it('goes on waiting without a browser, and finishes through the copied link', async () => {
    const accounts = await desk.start();
    const finished = accounts.signIn({ cloudId: 'Practice', loginHint: ADMIN, signal: signal() });
    await expect.poll(() => accounts.signIns()[0]?.failure?.code).toBe('no-browser');
    const [waiting] = accounts.signIns();
    expect(waiting?.state).toBe('waiting');
    await desk.robot.signIn(accounts.pageLink(waiting!.signInId), { username: ADMIN });
    expect((await finished).username).toBe(ADMIN);
  });

  it('opens the same page again', async () => {
    const accounts = await desk.start();
    const opened: string[] = [];
    const note = (address: string) => {
      opened.push(address);
      return Promise.resolve();
    };
    desk.browsers.push(note, note);
    const stop = new AbortController();
    const finished = accounts.signIn({ cloudId: 'Practice', loginHint: ADMIN, signal: stop.signal });
    await expect.poll(() => opened.length).toBe(1);
    await accounts.reopenPage(accounts.signIns()[0]!.signInId);
    expect(opened[1]).toBe(opened[0]);
    stop.abort();
    expect((await failureOf(finished)).code).toBe('sign-in-cancelled');
  });

  it('can be cancelled here, and in the browser', async () => {
    const accounts = await desk.start();
    desk.browsers.push(() => {
      accounts.cancelSignIn(accounts.signIns()[0]!.signInId);
      return Promise.resolve();
    });
    const here = accounts.signIn({ cloudId: 'Practice', loginHint: ADMIN, signal: signal() });
    expect((await failureOf(here)).code).toBe('sign-in-cancelled');
    desk.browsers.push(desk.walksIn({ username: ADMIN, cancelAt: 'Enter password' }));
    const there = accounts.signIn({ cloudId: 'Practice', loginHint: ADMIN, signal: signal() });
    expect((await failureOf(there)).code).toBe('sign-in-cancelled');
    expect(accounts.list()).toEqual([]);
  });

  it('ends when its time is over', async () => {
    const accounts = await desk.start({ signInLimitMs: 30 });
    desk.browsers.push(() => Promise.resolve());
    const failure = await failureOf(
      accounts.signIn({ cloudId: 'Practice', loginHint: ADMIN, signal: signal() }),
    );
    expect(failure.code).toBe('sign-in-timed-out');
    expect(accounts.signIns()[0]?.state).toBe('failed');
  });

  it('refuses an answer with another state', async () => {
    const accounts = await desk.start();
    let shown: Response | null = null;
    desk.browsers.push(async (address) => {
      const answer = await desk.robot.answerFor(address, { username: ADMIN });
      answer.fields.set('state', 'of-someone-else');
      shown = await fetch(answer.action, { method: 'POST', body: answer.fields });
    });
    const failure = await failureOf(
      accounts.signIn({ cloudId: 'Practice', loginHint: ADMIN, signal: signal() }),
    );
    expect(failure.code).toBe('state-mismatch');
    expect(shown!.status).toBe(400);
    expect(desk.posts()).toBe(0);
  });

  it('takes the answer once, and says so when a code was replayed', async () => {
    const accounts = await desk.start();
    let first: { action: string; fields: URLSearchParams } | null = null;
    desk.browsers.push(async (address) => {
      first = await desk.robot.answerFor(address, { username: ADMIN });
      desk.pages.push(
        fetch(first.action, { method: 'POST', body: first.fields }).then(async (response) => ({
          url: '',
          status: response.status,
          heading: '',
          html: await response.text(),
        })),
      );
    });
    await accounts.signIn({ cloudId: 'Practice', loginHint: ADMIN, signal: signal() });
    desk.browsers.push(async (address) => {
      const second = await desk.robot.answerFor(address, { username: ADMIN });
      second.fields.set('code', first!.fields.get('code')!);
      desk.pages.push(
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
    expect((await desk.pages[1])?.html).toContain('did not work');
    expect(accounts.list()).toHaveLength(1);
  });

  it('refuses somebody else in the place of the connection’s account', async () => {
    const accounts = await desk.start();
    const admin = await desk.signIn(accounts);
    await desk.cloud.control('DELETE', '/sessions');
    desk.robot = new RobotBrowser();
    desk.browsers.push(async (address) => {
      const other = address.replace(/login_hint=[^&]*/, `login_hint=${encodeURIComponent(HELPDESK)}`);
      desk.pages.push(desk.robot.signIn(other, { username: HELPDESK }));
    });
    const failure = await failureOf(accounts.acquireToken(wants(admin.accountId, { interactive: 'always' })));
    expect(failure.message).toContain(HELPDESK);
    expect(accounts.list().map((account) => account.username)).toEqual([ADMIN]);
  });

  it('runs several at once, and silent renewals do not wait for them', async () => {
    const accounts = await desk.start();
    const admin = await desk.signIn(accounts);
    desk.robot = new RobotBrowser();
    const addresses: string[] = [];
    const hold = (address: string) => {
      addresses.push(address);
      return Promise.resolve();
    };
    desk.browsers.push(hold, hold);
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
