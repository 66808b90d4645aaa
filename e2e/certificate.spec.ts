/** An app signs in with its certificate, in the real app: from a PFX file, and with one that the app made and keeps. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePfx } from '../electron/certificates/write-pfx.ts';
import { SEEDED_APPS } from '../simulator/entra/apps.ts';
import { makeCertificate } from '../simulator/testing/certificate.ts';
import { fillNewConnection } from './app/connection-form.ts';
import { ConnectionsScreen } from './app/connections.ts';
import { ConsoleScreen } from './app/console.ts';
import { openApp } from './app/launch.ts';
import { filesBelow } from './app/leaks.ts';
import { startPractice, type TestPractice } from './app/practice.ts';
import { addCertificate } from './app/practice-apps.ts';
import { expect, test } from './env/test.ts';

const PASSWORD = 'canary-pfx-Größe';
const DOMAIN = 'contoso.practice.localhost';

let practice: TestPractice;
test.beforeAll(async () => {
  practice = await startPractice({ customers: 2, mailboxes: 40 });
});
test.afterAll(() => practice.stop());

test('a PFX file: a wrong password is said, the right one connects, and neither stays', async ({
  desktop,
}) => {
  const made = makeCertificate();
  const path = join(desktop.home, 'mail-report.pfx');
  writeFileSync(path, writePfx(made, PASSWORD, 'Mail report'));
  await addCertificate(practice.port, SEEDED_APPS.both, made.certificate);
  const app = await openApp(desktop, { args: [...practice.appArguments] });
  const connections = new ConnectionsScreen(app.page);
  const panel = await connections.newOnPractice();
  await fillNewConnection(panel, {
    method: 'certificate',
    domain: DOMAIN,
    appId: SEEDED_APPS.both,
    certificate: { from: 'file', path },
    password: 'canary-wrong',
  });
  await panel.connectButton.click();
  await expect(panel.root.getByText('The password of mail-report.pfx is wrong.')).toBeVisible();
  await fillNewConnection(panel, { password: PASSWORD });
  await panel.connectButton.click();
  await panel.root.waitFor({ state: 'hidden' });
  await connections.openConsole(/./);
  const console = new ConsoleScreen(app.page);
  await console.editor.waitFor();
  expect(await console.run('Get-Mailbox -ResultSize 5')).toContain('5 rows');

  const token = (await practice.control.log()).find(({ body }) => body.includes('client_assertion='));
  expect(token?.url).toContain(`/${DOMAIN}/oauth2/v2.0/token`);
  const folder = await app.electron.evaluate(({ app: main }) => main.getPath('userData'));
  await app.quit();
  const key = Buffer.from(made.key).subarray(200, 260);
  for (const file of filesBelow(folder)) {
    const bytes = readFileSync(file);
    expect(bytes.includes('canary'), file).toBe(false);
    expect(bytes.includes(key) || bytes.includes(key.toString('base64')), file).toBe(false);
  }
});
