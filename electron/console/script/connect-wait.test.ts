import { afterEach, describe, expect, it } from 'vitest';
import type { SignIn } from '../../../shared/model/account.ts';
import { deskOfFile } from '../../testing/file-desk.ts';
import { RobotBrowser } from '../../testing/robot-browser.ts';

const ADMIN = 'admin@contoso.practice.localhost';
const READER = 'reader@contoso.practice.localhost';

const at = deskOfFile();
afterEach(async () => {
  at.practice.browser = 'signs-in';
  for (const account of at.practice.accounts.list()) await at.practice.accounts.signOut(account);
});

/** The sign-in that a tab says it waits for, as the renderer finds it. */
async function waitedFor(tabId: string): Promise<SignIn | undefined> {
  const { signInId } = await at.desk.service.handlers.connections({ tabId });
  return at.practice.accounts.signIns().find((one) => one.signInId === signInId);
}

/** What the events told of the sign-in, without repetitions. */
const toldOf = (tab: string): (string | null)[] =>
  at.desk.told
    .flatMap((event) =>
      event.name === 'tabConnections' && event.payload.tabId === tab ? [event.payload.signInId] : [],
    )
    .filter((id, index, all) => id !== all[index - 1]);

describe('a typed Connect- command that waits for a person', { timeout: 60_000 }, () => {
  it('in the browser: names the sign-in to its tab, also without a browser, and goes on once it is done', async () => {
    at.practice.browser = 'is-missing';
    const tab = await at.desk.openTab();
    await at.desk.begin(tab, `Connect-ExchangeOnline -UserPrincipalName ${ADMIN}`);
    await expect
      .poll(() => waitedFor(tab), { timeout: 10_000 })
      .toMatchObject({
        kind: 'browser',
        state: 'waiting',
        loginHint: ADMIN,
        purpose: 'contoso.practice.localhost',
        failure: { code: 'no-browser', hint: expect.stringContaining('Copy the link') as string },
      });
    const { signInId } = (await waitedFor(tab))!;
    void new RobotBrowser().signIn(at.practice.accounts.pageLink(signInId), { username: ADMIN });
    const ran = await at.desk.ended(tab);
    expect(ran).toMatchObject({ state: 'done', errors: [] });
    expect(toldOf(tab)).toEqual([signInId, null]);
    expect(await waitedFor(tab)).toBeUndefined();
  });

  it('ends with its own error when this sign-in is cancelled, and the other tab goes on waiting', async () => {
    at.practice.browser = 'waits';
    const [first, second] = [await at.desk.openTab(), await at.desk.openTab()];
    await at.desk.begin(first, `Connect-ExchangeOnline -UserPrincipalName ${ADMIN}`);
    await at.desk.begin(second, `Connect-ExchangeOnline -UserPrincipalName ${READER}`);
    await expect
      .poll(async () => [(await waitedFor(first))?.loginHint, (await waitedFor(second))?.loginHint], {
        timeout: 10_000,
      })
      .toEqual([ADMIN, READER]);
    at.practice.accounts.cancelSignIn((await waitedFor(first))!.signInId);
    const ran = await at.desk.ended(first);
    expect(ran.errors).toEqual([expect.stringContaining('The sign-in was cancelled.')]);
    expect((await waitedFor(second))?.state).toBe('waiting');
    await at.desk.service.handlers.stop({ tabId: second });
    await at.desk.ended(second);
    expect(await waitedFor(second)).toBeUndefined();
  });

  it('with a password that is not enough: the browser’s part is named too', async () => {
    at.practice.browser = 'waits';
    at.desk.answer = () => ({ type: 'credential', userName: ADMIN, password: 'practice' });
    const tab = await at.desk.openTab();
    await at.desk.begin(
      tab,
      'Connect-ExchangeOnline -Credential (Get-Credential) -ExchangeEnvironmentName Practice',
    );
    await expect
      .poll(() => waitedFor(tab), { timeout: 10_000 })
      .toMatchObject({ kind: 'browser', loginHint: ADMIN });
    await at.desk.service.handlers.stop({ tabId: tab });
    await at.desk.ended(tab);
  });

  it('with a device code: names it before the code is there, and prints the code once', async () => {
    const tab = await at.desk.openTab();
    await at.desk.begin(tab, `Connect-ExchangeOnline -Device -UserPrincipalName ${READER}`);
    await expect.poll(async () => (await waitedFor(tab))?.device?.code, { timeout: 10_000 }).toBeTruthy();
    const { device, kind } = (await waitedFor(tab))!;
    expect(kind).toBe('device');
    await new RobotBrowser().signIn(`http://localhost:${String(at.practice.cloud.port)}/devicelogin`, {
      username: READER,
      code: device!.code,
    });
    const ran = await at.desk.ended(tab);
    expect(ran.errors).toEqual([]);
    expect(ran.lines.join('\n').split(device!.code)).toHaveLength(2);
  });
});
