/** A record of the activity log: what failed and what can be done about it, also after a restart; keys that left the app. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActivityScreen } from './app/activity.ts';
import { fillNewConnection } from './app/connection-form.ts';
import { ConnectionsScreen } from './app/connections.ts';
import { ConsoleScreen } from './app/console.ts';
import { answerOpenDialog } from './app/export.ts';
import { openApp, type RunningApp } from './app/launch.ts';
import { filesBelow, filesWith } from './app/leaks.ts';
import { startPractice, type TestPractice } from './app/practice.ts';
import { goTo } from './app/screens.ts';
import { expect, test } from './env/test.ts';
import type { Desktop } from './env/desktop.ts';
import { Camera } from './screens/camera.ts';

const ACCOUNT = 'reader@contoso.practice.localhost';
const NAME = 'Contoso by password';
const WRONG = 'canary-wrong-password';
const OF_FILE = 'canary-of-the-file';

let practice: TestPractice;
test.beforeAll(async () => {
  practice = await startPractice({ customers: 2, mailboxes: 20 });
});
test.afterAll(() => practice.stop());

const start = (desktop: Desktop): Promise<RunningApp> =>
  openApp(desktop, { args: [...practice.appArguments] });

async function openRecord(app: RunningApp, text: RegExp) {
  const activity = new ActivityScreen(app.page);
  await activity.open();
  await activity.rows(text).first().click();
  return activity.record;
}

test('a failed connect is told with its button, also after a restart, until it is mended', async ({
  desktop,
}) => {
  let app = await start(desktop);
  const panel = await new ConnectionsScreen(app.page).newOnPractice();
  await fillNewConnection(panel, { method: 'credential', account: ACCOUNT, password: WRONG, name: NAME });
  await panel.connectButton.click();
  await expect(panel.root.getByText(/password of .+ is wrong/)).toBeVisible();
  await app.page.keyboard.press('Escape');
  await panel.root.waitFor({ state: 'hidden' });
  const failed = await openRecord(app, /Sign-in failed/);
  await expect(failed.getByText('AADSTS50126')).toBeVisible();
  const camera = new Camera(app);
  await camera.begin();
  await camera.shoot('22-activity-record-failed', { highContrast: true });
  await camera.size(900, 600);
  await camera.snap('22-activity-record-failed-900x600');
  await app.quit();

  app = await start(desktop);
  const record = await openRecord(app, /Sign-in failed/);
  const wrong = record.getByRole('region', { name: 'What went wrong' });
  await expect(wrong.getByText(/password of .+ is wrong/)).toBeVisible();
  await expect(wrong.getByText('AADSTS50126')).toBeVisible();
  await expect(wrong.getByText('Request ID')).toBeVisible();
  await wrong.getByRole('button', { name: 'Copy for support' }).click();
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toMatch(/Sign-in error: AADSTS50126\nCorrelation ID: \S+\nRequest ID: \S+\nTime: /);
  expect(copied).not.toContain('@');

  await wrong.getByRole('button', { name: 'Enter password' }).click();
  const dialog = app.page.getByRole('dialog', { name: `Connect ${NAME}` });
  await dialog.getByLabel(/^Password of/).fill('practice');
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await expect(wrong.getByText(/is connected by now/)).toBeVisible();
  await expect(wrong.getByRole('button', { name: 'Enter password' })).toBeHidden();

  const connections = new ConnectionsScreen(app.page);
  await connections.open();
  await connections.fromMenu(NAME, 'Delete');
  await connections.card(NAME).waitFor({ state: 'hidden' });
  const left = await openRecord(app, /Sign-in failed/);
  await expect(left.getByText(/not in the list any more/)).toBeVisible();
  await expect(left.getByRole('button', { name: 'Enter password' })).toBeHidden();
  const folder = await app.electron.evaluate(({ app: main }) => main.getPath('userData'));
  await app.quit();
  expect(filesWith(filesBelow(folder), [WRONG])).toEqual([]);
});

test('a private key that a script exported is in the log, and neither key nor password is', async ({
  desktop,
}) => {
  const app = await start(desktop);
  const connections = new ConnectionsScreen(app.page);
  const panel = await connections.newOnPractice();
  await fillNewConnection(panel, {
    method: 'credential',
    account: ACCOUNT,
    password: 'practice',
    name: NAME,
  });
  await panel.connectButton.click();
  await panel.root.waitFor({ state: 'hidden' });
  await connections.openConsole(NAME);
  const console = new ConsoleScreen(app.page);
  await console.connectedTo(/./);
  await answerOpenDialog(app.electron, desktop.home);
  const answer = async (name: 'Yes' | 'No') => {
    await app.page.getByRole('alertdialog').getByRole('button', { name, exact: true }).click();
  };
  await console.begin(
    `$c = New-SelfSignedCertificate -Subject 'CN=Mail report'
$p = ConvertTo-SecureString '${OF_FILE}' -AsPlainText -Force
Export-PfxCertificate $c -FilePath report.pfx -Password $p
$c.Thumbprint`,
  );
  await answer('Yes');
  await console.ended();
  await console.begin('Get-ChildItem Cert:\\CurrentUser\\My | Remove-Item');
  await expect(app.page.getByRole('alertdialog')).toContainText('No saved connection signs in with it');
  await answer('No');
  await console.ended();

  const record = await openRecord(app, /Private key exported/);
  await expect(record.getByText('report.pfx', { exact: true })).toBeVisible();
  await expect(record.getByText(`Script in the tab of ${NAME}`)).toBeVisible();
  const camera = new Camera(app);
  await camera.begin();
  await camera.shoot('22-activity-record-key');
  const activity = new ActivityScreen(app.page);
  await expect(activity.rows('Make certificate · CN=Mail report')).toHaveCount(1);
  await expect(activity.rows('Delete certificate · CN=Mail report')).toContainText('Cancelled by you');

  await goTo(app.page, 'Settings');
  const list = app.page.getByRole('region', { name: 'Certificates' });
  await app.page
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('button', { name: 'Certificates' })
    .click();
  await expect(list.getByText(/used by no connection/)).toBeVisible();
  await camera.shoot('23-settings-certificates', { highContrast: true });
  await list.getByRole('button', { name: 'Export with key: CN=Mail report' }).click();
  await camera.shoot('23-settings-certificate-export');
  await app.page.keyboard.press('Escape');
  await list.getByRole('button', { name: 'Delete CN=Mail report' }).click();
  await camera.shoot('23-settings-certificate-delete');
  await app.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(list.getByText('No certificate is kept here')).toBeVisible();
  const removed = await openRecord(app, /Removed/);
  await expect(removed.getByText('On screen')).toBeVisible();
  await expect(removed.getByText(/^[0-9A-F]{40}$/)).toBeVisible();

  const folder = await app.electron.evaluate(({ app: main }) => main.getPath('userData'));
  await app.quit();
  const log = filesBelow(join(folder, 'activity')).map((file) => readFileSync(file, 'utf8'));
  expect(log.join('\n')).toMatch(/"thumbprint":"[0-9A-F]{40}"/);
  expect(filesWith(filesBelow(folder), [OF_FILE])).toEqual([]);
});
