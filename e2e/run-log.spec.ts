/** A connection's run log in the real app: switched on in the form, named in the details, whole when the app has quit. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePfx } from '../electron/certificates/write-pfx.ts';
import { SEEDED_APPS } from '../simulator/entra/apps.ts';
import { makeCertificate } from '../simulator/testing/certificate.ts';
import { fillNewConnection } from './app/connection-form.ts';
import { ConnectionsScreen } from './app/connections.ts';
import { ConsoleScreen } from './app/console.ts';
import { answerOpenDialog } from './app/export.ts';
import { openApp } from './app/launch.ts';
import { startPractice, type TestPractice } from './app/practice.ts';
import { addCertificate } from './app/practice-apps.ts';
import { expect, test } from './env/test.ts';

const PASSWORD = 'canary-pfx-password';
const VALUE = 'canary.nobody@contoso.com';

let practice: TestPractice;
test.beforeAll(async () => {
  practice = await startPractice({ customers: 2, mailboxes: 40 });
});
test.afterAll(() => practice.stop());

test('is written where the person chose, and has no value, password or token', async ({ desktop }) => {
  const made = makeCertificate();
  const path = join(desktop.home, 'run-log.pfx');
  writeFileSync(path, writePfx(made, PASSWORD, 'Run log'));
  await addCertificate(practice.port, SEEDED_APPS.both, made.certificate);
  const app = await openApp(desktop, { args: [...practice.appArguments] });
  const logs = join(desktop.home, 'run logs');
  await answerOpenDialog(app.electron, logs);
  const connections = new ConnectionsScreen(app.page);
  const panel = await connections.newOnPractice();
  await fillNewConnection(panel, {
    method: 'certificate',
    domain: 'contoso.practice.localhost',
    appId: SEEDED_APPS.both,
    certificate: { from: 'file', path },
    password: PASSWORD,
    name: 'Logged',
  });
  await panel.unfold(/^Advanced options/);
  await panel.root.getByRole('checkbox', { name: 'Write a run log (CSV)' }).check();
  await panel.root.getByRole('button', { name: 'Choose the folder of the run log' }).click();
  await expect(panel.root.getByRole('textbox', { name: 'Folder of the run log' })).toHaveValue(logs);
  await panel.root.getByRole('checkbox', { name: 'Log successes too, not only errors' }).check();
  await panel.connectButton.click();
  await panel.root.waitFor({ state: 'hidden' });

  await connections.openConsole('Logged');
  const console = new ConsoleScreen(app.page);
  await console.editor.waitFor();
  expect(await console.run('Get-Mailbox -ResultSize 5')).toContain('5 rows');
  await console.run(`Get-Mailbox -Identity ${VALUE}`);

  await connections.open();
  await connections.fromMenu('Logged', 'Connection details');
  const part = app.page.getByRole('region', { name: 'Run log' });
  const [name = ''] = readdirSync(logs);
  await expect(part.getByText(join(logs, name))).toBeVisible();
  await app.quit();

  expect(readdirSync(logs)).toEqual([name]);
  expect(statSync(join(logs, name)).mode & 0o777).toBe(0o600);
  const text = readFileSync(join(logs, name), 'utf8');
  const cmdlets = text.split('\r\n').slice(1, -1);
  expect(cmdlets.map((line) => /,((?:Connect|Get|Disconnect)-\w+),/.exec(line)?.[1])).toEqual([
    'Connect-ExchangeOnline',
    'Get-Mailbox',
    'Get-Mailbox',
    'Disconnect-ExchangeOnline',
  ]);
  expect(text).toContain('object-not-found');
  for (const canary of ['canary', PASSWORD, VALUE, 'eyJ']) expect(text).not.toContain(canary);
});
