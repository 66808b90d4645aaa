/**
 * What a person types once, a password, a certificate's password, a token, a proxy's password, and the key of a
 * certificate are afterwards nowhere but in main's memory and in the sealed vault: not in the page's heap, in a file of
 * the app, in an export, or in the dump of a crash.
 */
import { createPrivateKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePfx } from '../electron/certificates/write-pfx.ts';
import { SEEDED_APPS } from '../simulator/entra/apps.ts';
import { makeCertificate } from '../simulator/testing/certificate.ts';
import { fillNewConnection, type Fill } from './app/connection-form.ts';
import { ConnectionsScreen } from './app/connections.ts';
import { crashPage, isDump, keepDumps } from './app/crash.ts';
import { answerOpenDialog, answerSaveDialog } from './app/export.ts';
import { openApp, type RunningApp } from './app/launch.ts';
import { filesBelow, filesWith, heapOf, heldIn, piecesOfKey, WHOLE_TEXTS } from './app/leaks.ts';
import { NetworkSettings } from './app/network-settings.ts';
import { plantKey, plantText } from './app/plants.ts';
import { startPractice, type TestPractice } from './app/practice.ts';
import { addCertificate } from './app/practice-apps.ts';
import { goTo } from './app/screens.ts';
import { expect, test } from './env/test.ts';

const DOMAIN = 'contoso.practice.localhost';
const ACCOUNT = `reader@${DOMAIN}`;
/** Signs in with any password, without a page. */
const ANY_PASSWORD = `any.password@${DOMAIN}`;
const REFUSED = 'canary-that-is-refused';
const KEPT = 'canary-that-is-kept';
const OF_FILE = 'canary-of-the-file';
const OF_PROXY = 'canary-of-the-proxy';
const PLANTED = 'planted-in-every-form';
const IN_DUMPS = 'planted-in-every-dump';

let practice: TestPractice;
test.beforeAll(async () => {
  practice = await startPractice({ customers: 2, mailboxes: 20 });
});
test.afterAll(() => practice.stop());

/** A token as somebody else's tool would have got it. */
async function newToken(): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${practice.port}/${DOMAIN}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'login.practice.localhost' },
    body: new URLSearchParams({
      client_id: 'fb78d390-0c51-40cd-8e17-fdbfab77341b',
      grant_type: 'password',
      scope: 'https://outlook.practice.localhost/.default openid profile',
      username: ACCOUNT,
      password: 'practice',
    }),
  });
  const { access_token: token = '' } = (await answer.json()) as { access_token?: string };
  expect(token.split('.')).toHaveLength(3);
  return token;
}

/** Adds a PFX to the certificates that the app keeps, with its password. */
async function importPfx(app: RunningApp, path: string): Promise<void> {
  await answerOpenDialog(app.electron, path);
  await goTo(app.page, 'Settings');
  const sections = app.page.getByRole('navigation', { name: 'Settings' });
  await sections.getByRole('button', { name: 'Certificates' }).click();
  await app.page.getByRole('button', { name: 'Add from a file' }).click();
  const dialog = app.page.getByRole('dialog', { name: /^Add / });
  await dialog.getByLabel('Password of the file').fill(OF_FILE);
  await dialog.getByRole('button', { name: 'Add' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function connect(connections: ConnectionsScreen, fill: Fill, logged = false): Promise<void> {
  await connections.open();
  const panel = await connections.newOnPractice();
  await fillNewConnection(panel, fill);
  if (logged) {
    await panel.unfold(/^Advanced options/);
    await panel.root.getByRole('checkbox', { name: 'Write a run log (CSV)' }).check();
    await panel.root.getByRole('button', { name: 'Choose the folder of the run log' }).click();
    await panel.root.getByRole('checkbox', { name: 'Log successes too, not only errors' }).check();
  }
  await panel.connectButton.click();
  await panel.root.waitFor({ state: 'hidden' });
}

test('typed secrets: nowhere but in main and the vault', async ({ desktop }) => {
  const made = makeCertificate();
  const key = createPrivateKey({ key: Buffer.from(made.key), format: 'der', type: 'pkcs8' });
  const path = join(desktop.home, 'report.pfx');
  writeFileSync(path, writePfx(made, OF_FILE, 'Report'));
  await addCertificate(practice.port, SEEDED_APPS.both, made.certificate);
  const token = await newToken();

  const switches = [WHOLE_TEXTS, ...keepDumps(desktop.home, IN_DUMPS)];
  const app = await openApp(desktop, { args: [...practice.appArguments], switches });
  const connections = new ConnectionsScreen(app.page);
  const refused = await connections.newOnPractice();
  await fillNewConnection(refused, { method: 'credential', account: ACCOUNT, password: REFUSED });
  expect(heldIn(await heapOf(app), [REFUSED]), 'while the form is open').toEqual([REFUSED]);
  await refused.connectButton.click();
  await expect(refused.root.getByText(/password of .+ is wrong/)).toBeVisible();
  await app.page.keyboard.press('Escape');
  await refused.root.waitFor({ state: 'hidden' });

  const byPassword = { method: 'credential', account: ANY_PASSWORD } as const;
  await connect(connections, { ...byPassword, password: KEPT, keepPassword: true, name: 'By kept password' });
  await connect(connections, {
    method: 'token',
    domain: DOMAIN,
    accessToken: token,
    name: 'By token',
  });
  await importPfx(app, path);
  const logs = join(desktop.home, 'run logs');
  await answerOpenDialog(app.electron, logs);
  const certificate = { from: 'file', path } as const;
  await connect(
    connections,
    {
      ...{ method: 'certificate', domain: DOMAIN, appId: SEEDED_APPS.both, certificate },
      ...{ password: OF_FILE, keepPassword: true, name: 'By certificate' },
    },
    true,
  );
  const network = new NetworkSettings(app);
  await network.open();
  await network.setManual({ host: '127.0.0.1', port: 9, username: 'ana', password: OF_PROXY });

  const exported = join(desktop.home, 'connections.json');
  await answerSaveDialog(app.electron, exported);
  await goTo(app.page, 'Connections');
  await app.page.getByRole('button', { name: 'Import and export' }).click();
  await app.page.getByRole('menuitem', { name: 'Export all to a file' }).click();
  await expect(app.page.getByText(/4 connections written to/).first()).toBeVisible();
  await goTo(app.page, 'Settings');
  await app.page.getByRole('button', { name: 'Show the bundle' }).click();
  const bundle = await app.page.getByRole('region', { name: 'Content of the support bundle' }).innerText();
  const saved = join(desktop.home, 'bundle.txt');
  await answerSaveDialog(app.electron, saved);
  await app.page.getByRole('button', { name: 'Save the bundle' }).click();
  await expect(app.page.getByText(/bundle was saved as/).first()).toBeVisible();
  expect(bundle.toLowerCase()).toContain('tenantdeck');

  const passwords = [REFUSED, KEPT, OF_FILE, OF_PROXY];
  const secrets = [...passwords, token, token.split('.')[2] ?? token, ...piecesOfKey(made.key)];
  expect(heldIn(bundle, secrets)).toEqual([]);
  await goTo(app.page, 'Connections');
  expect(heldIn(await heapOf(app), secrets), 'in the heap of the page').toEqual([]);

  // A crash of either process writes what it writes; none of it may hold a secret.
  const dumps = (): string[] => filesBelow(desktop.home).filter(isDump);
  expect(await crashPage(app.electron)).toBe('crashed');
  await expect.poll(() => dumps().length, 'a dump of the page').toBe(1);
  await app.crash();
  await expect.poll(() => dumps().length, 'a dump of main').toBe(2);

  const folder = join(desktop.home, 'planted');
  const pkcs8 = Buffer.from(made.key);
  const keyForms = {
    pkcs8,
    pkcs1: key.export({ type: 'pkcs1', format: 'der' }),
    jwk: key.export({ format: 'jwk' }),
  };
  const plantedKeys = plantKey(folder, keyForms);
  const plantedTexts = plantText(folder, PLANTED);
  const files = filesBelow(desktop.home).filter((file) => file !== path);
  expect(files).toEqual(expect.arrayContaining([exported, saved]));
  expect(readFileSync(exported, 'utf8')).toContain('By certificate');
  expect(filesWith(files, ['Connect-ExchangeOnline']).some((file) => file.startsWith(logs))).toBe(true);
  expect(filesWith(files, [PLANTED]).sort()).toEqual(plantedTexts.sort());
  expect(filesWith(dumps(), [IN_DUMPS])).toEqual(dumps());
  expect(filesWith(files, secrets).sort()).toEqual(plantedKeys.sort());
});
