/** Security & Compliance as a person meets it: chosen in the form, found in its region, asked in the console. */
import { ActivityScreen } from './app/activity.ts';
import { fillNewConnection } from './app/connection-form.ts';
import { ConnectionsScreen } from './app/connections.ts';
import { ConsoleScreen } from './app/console.ts';
import { openApp } from './app/launch.ts';
import { callsOf, startPractice, type TestPractice } from './app/practice.ts';
import { CONTOSO_ADMIN, signInInBrowser } from './app/sign-in.ts';
import type { RunningApp } from './app/launch.ts';
import type { Desktop } from './env/desktop.ts';
import { expect, test } from './env/test.ts';

const GENERAL = 'ps.compliance.practice.localhost';
const NAME = 'Contoso compliance';

let practice: TestPractice;
test.beforeEach(async () => {
  practice = await startPractice({ customers: 5, mailboxes: 5 });
});
test.afterEach(() => practice.stop());

async function connect(app: RunningApp, desktop: Desktop): Promise<ConnectionsScreen> {
  const connections = new ConnectionsScreen(app.page);
  const panel = await connections.newOnPractice();
  await fillNewConnection(panel, {
    account: CONTOSO_ADMIN,
    exchange: false,
    compliance: true,
    readOnly: false,
    name: NAME,
  });
  await panel.connectButton.click();
  await panel.waiting.waitFor();
  await signInInBrowser(desktop, { account: CONTOSO_ADMIN });
  await panel.root.waitFor({ state: 'hidden' });
  await app.page.getByRole('button', { name: 'Disconnect' }).waitFor();
  return connections;
}

test('is found in its region, and answers cmdlets of its own', async ({ desktop }) => {
  const app = await openApp(desktop, { args: practice.appArguments });
  const connections = await connect(app, desktop);
  await connections.openConsole(NAME);
  const console = new ConsoleScreen(app.page);
  const status = await console.run('Get-RetentionCompliancePolicy');
  expect(await console.results.problems.allInnerTexts()).toEqual([]);
  expect(status).toMatch(/^3 rows/);
  expect(await console.results.column('Name')).toContain('Keep contracts');

  await console.run('Get-EXOMailbox');
  await expect(console.results.problems).toContainText(/reads Exchange Online/);

  const asked = (await practice.control.log()).filter(({ url }) => url.includes('ps.compliance'));
  const hosts = asked.map(({ url, status }) => `${new URL(url).hostname} ${status}`);
  expect(hosts.filter((one) => one.startsWith(GENERAL))).toEqual([`${GENERAL} 302`]);
  const [call] = await callsOf(practice, 'Get-RetentionCompliancePolicy');
  expect(new URL(call?.url ?? '').hostname).toMatch(new RegExp(`^\\w+\\.${GENERAL}$`));
  expect(call?.token).toMatchObject({ aud: `https://${GENERAL}` });
  await app.quit();
});

test('what a crash left open is disconnected at the next start, and can be connected again', async ({
  desktop,
}) => {
  const first = await openApp(desktop, { args: practice.appArguments });
  await connect(first, desktop);
  await first.kill();

  const second = await openApp(desktop, { args: practice.appArguments });
  const connections = new ConnectionsScreen(second.page);
  await connections.card(NAME).waitFor();
  await expect(second.page.getByRole('button', { name: 'Disconnect' })).toHaveCount(0);
  const notice = second.page.getByText(/The connection that was open is disconnected now/);
  await expect(notice).toBeVisible();
  await second.page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toBeHidden();
  const activity = new ActivityScreen(second.page);
  await activity.open();
  await expect(second.page.getByText('left open when the app ended').first()).toBeVisible();
  await second.quit();
});
