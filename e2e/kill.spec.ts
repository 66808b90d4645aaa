/** SIGKILL in the middle of things, as a crash or a power cut: the next start is clean and nothing else is lost. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ActivityScreen } from './app/activity.ts';
import { ConnectionsScreen } from './app/connections.ts';
import { ConsoleScreen } from './app/console.ts';
import { stallWrites } from './app/crash.ts';
import { answerSaveDialog, startExport } from './app/export.ts';
import { openApp, type RunningApp } from './app/launch.ts';
import { callsOf, startPractice, type TestPractice } from './app/practice.ts';
import { OWN_ADMIN, signInInBrowser } from './app/sign-in.ts';
import { connectPractice } from './app/signed-in.ts';
import type { Desktop } from './env/desktop.ts';
import { expect, test } from './env/test.ts';

let practice: TestPractice;

test.beforeEach(async () => {
  practice = await startPractice({ customers: 5, mailboxes: 3000 });
});

test.afterEach(async () => {
  await practice.stop();
});

const start = (desktop: Desktop): Promise<RunningApp> =>
  openApp(desktop, { args: [...practice.appArguments] });

const dataFolder = (desktop: Desktop): string => join(desktop.home, '.config', 'Tenantdeck');

/** Every file of the app's data that looks unfinished. */
const unfinished = (desktop: Desktop): string[] =>
  ['.', 'vault', 'console', 'activity']
    .map((name) => join(dataFolder(desktop), name))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder))
    .filter((file) => /\.tmp(-|$)|tenantdeck-part$/.test(file));

/** No notice of damage, and the connection is there. */
async function expectCleanStart(app: RunningApp, desktop: Desktop): Promise<ConnectionsScreen> {
  const connections = new ConnectionsScreen(app.page);
  await connections.open();
  await expect(connections.card(/./)).toHaveCount(1);
  await expect(app.page.getByText(/could not be read|damaged|put aside/)).toHaveCount(0);
  expect(unfinished(desktop), 'what was left over is removed').toEqual([]);
  return connections;
}

/** A console of the one connection, which is connected first where it is not. */
async function openConsole(app: RunningApp): Promise<ConsoleScreen> {
  const connections = new ConnectionsScreen(app.page);
  await connections.open();
  const connect = connections.card(/./).getByRole('button', { name: 'Connect', exact: true });
  const open = connections.card(/./).getByRole('button', { name: 'Open console' });
  await connect.or(open).waitFor();
  if (await connect.isVisible()) await connect.click();
  await open.click();
  const console = new ConsoleScreen(app.page);
  await console.connectedTo(/./);
  return console;
}

/** Connects in the app that was started again: one more sign-in, on a page of its own. */
async function signInAgain(app: RunningApp, desktop: Desktop): Promise<void> {
  const card = new ConnectionsScreen(app.page).card(/./);
  await desktop.browser.quit();
  await card.getByRole('button', { name: 'Connect', exact: true }).click();
  await signInInBrowser(desktop, { account: OWN_ADMIN });
  await expect(card.getByRole('button', { name: 'Disconnect' })).toBeVisible();
}

test('during sign-in', async ({ desktop }) => {
  const first = await start(desktop);
  const panel = await new ConnectionsScreen(first.page).newOnPractice();
  await panel.useAccount(OWN_ADMIN);
  await panel.connectButton.click();
  await panel.waiting.waitFor();
  await signInInBrowser(desktop, { account: OWN_ADMIN, stopAt: /^Enter password$/ });
  await first.kill();

  const second = await start(desktop);
  await expectCleanStart(second, desktop);
  await signInAgain(second, desktop);
  await second.quit();
});

test('during a write of the vault', async ({ desktop }) => {
  const first = await start(desktop);
  const panel = await new ConnectionsScreen(first.page).newOnPractice();
  await panel.useAccount(OWN_ADMIN);
  await panel.connectButton.click();
  await panel.waiting.waitFor();
  await stallWrites(first.electron);
  // The browser's last page waits for the write, and so does this.
  const signIn = signInInBrowser(desktop, { account: OWN_ADMIN }).catch(() => null);
  const vault = join(dataFolder(desktop), 'vault');
  await expect
    .poll(() => (existsSync(vault) ? readdirSync(vault).filter((file) => file.endsWith('.tmp')) : []))
    .not.toEqual([]);
  await first.kill();
  await desktop.browser.quit();
  await signIn;
  expect(unfinished(desktop), 'it was killed in the middle').not.toEqual([]);

  const second = await start(desktop);
  await expectCleanStart(second, desktop);
  await signInAgain(second, desktop);
  await second.kill();

  const third = await start(desktop);
  await openConsole(third);
  expect(desktop.browser.opened(), 'the sign-in that was kept is still there').toHaveLength(2);
  await third.quit();
});

test('during writes of the profiles', async ({ desktop }) => {
  const first = await start(desktop);
  await connectPractice(first, desktop, OWN_ADMIN);
  // As fast as it goes: the kill comes somewhere in the middle of one of these writes or the next.
  await first.page.evaluate(async () => {
    interface Bridge {
      readonly connections: {
        list(): Promise<{ value: { connections: readonly { profile: { id: string } }[] } }>;
        update(change: { id: string; patch: { name: string } }): Promise<unknown>;
      };
    }
    const { connections } = (window as never as { tenantdeck: Bridge }).tenantdeck;
    const { value } = await connections.list();
    const id = value.connections[0]?.profile.id ?? '';
    document.title = 'written 0';
    void (async () => {
      for (let n = 1; ; n++) {
        await connections.update({ id, patch: { name: `Renamed ${n}` } });
        document.title = `written ${n}`;
      }
    })();
  });
  await first.page.waitForFunction(() => Number(document.title.split(' ')[1]) >= 25);
  const acknowledged = Number((await first.page.title()).split(' ')[1]);
  await first.kill();

  const second = await start(desktop);
  const connections = await expectCleanStart(second, desktop);
  const name = await connections
    .card(/^Renamed \d+$/)
    .getByRole('heading')
    .innerText();
  expect(Number(name.split(' ')[1]), 'what was written is not lost').toBeGreaterThanOrEqual(acknowledged);
  await openConsole(second);
  expect(desktop.browser.opened()).toHaveLength(1);
  await second.quit();
});

test('during an export', async ({ desktop }) => {
  const first = await start(desktop);
  await connectPractice(first, desktop, OWN_ADMIN);
  const console = await openConsole(first);
  await console.run('Get-EXOMailbox -ResultSize Unlimited');
  const downloads = join(desktop.home, 'Downloads');
  await answerSaveDialog(first.electron, join(downloads, 'mailboxes.csv'));
  await stallWrites(first.electron);
  await startExport(console.results, 'csv');
  await expect
    .poll(() => readdirSync(downloads).filter((file) => file.endsWith('.tenantdeck-part')))
    .toHaveLength(1);
  await first.kill();
  expect(existsSync(join(downloads, 'mailboxes.csv')), 'no half file under the name that was chosen').toBe(
    false,
  );
  expect(readdirSync(downloads)).toHaveLength(1);

  const second = await start(desktop);
  await expect.poll(() => readdirSync(downloads), 'what was left over is removed').toEqual([]);
  await expectCleanStart(second, desktop);
  const again = await openConsole(second);
  await expect(again.editor).toHaveText('Get-EXOMailbox -ResultSize Unlimited');
  expect(await again.run('Get-EXOMailbox -ResultSize Unlimited')).toMatch(/^3,000 rows/);
  await answerSaveDialog(second.electron, join(downloads, 'mailboxes.csv'));
  await startExport(again.results, 'csv');
  await expect(again.results.exportBar).toContainText('3,000 rows written to mailboxes.csv');
  expect(readFileSync(join(downloads, 'mailboxes.csv'), 'utf8')).toContain('DisplayName');
  await second.quit();
});

test('during a changing cmdlet: sent once, and shown as outcome unknown', async ({ desktop }) => {
  const first = await start(desktop);
  await connectPractice(first, desktop, OWN_ADMIN);
  const console = await openConsole(first);
  await console.run('Get-EXOMailbox -ResultSize 1');
  const [mailbox = ''] = await console.results.column('PrimarySmtpAddress');
  await practice.control.addFault({ match: { cmdlet: 'Set-Mailbox' }, effect: { kind: 'hang' } });
  await console.start(`Set-Mailbox -Identity ${mailbox} -CustomAttribute7 audited`);
  await console.confirm.proceed('Change 1 mailbox').click();
  await expect.poll(async () => (await callsOf(practice, 'Set-Mailbox')).length).toBe(1);
  await first.kill();

  const second = await start(desktop);
  await expectCleanStart(second, desktop);
  const activity = new ActivityScreen(second.page);
  await activity.open();
  const record = activity.rows('Set-Mailbox');
  await expect(record).toHaveCount(1);
  await expect(record).toContainText('Outcome unknown');
  await expect(activity.rows('Get-EXOMailbox')).toContainText('Done');
  await record.click();
  await expect(activity.record).toContainText('Look at the object there before you send it again.');
  const again = await openConsole(second);
  expect(await again.run(`Get-Mailbox -Identity ${mailbox}`)).toMatch(/^1 row/);
  expect(await callsOf(practice, 'Set-Mailbox'), 'never sent a second time').toHaveLength(1);
  await second.quit();
});
