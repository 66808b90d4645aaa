/**
 * What a person types once, a password, a certificate's password, a token, a proxy's password, and the key of a
 * certificate are afterwards nowhere but in main's memory and in the sealed vault, even after a crash.
 */
import { createPrivateKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePfx } from '../electron/certificates/write-pfx.ts';
import { SEEDED_APPS } from '../simulator/entra/apps.ts';
import { makeCertificate } from '../simulator/testing/certificate.ts';
import { fillNewConnection } from './app/connection-form.ts';
import { ConnectionsScreen } from './app/connections.ts';
import { openApp } from './app/launch.ts';
import { filesBelow, filesWith, heapOf, piecesOfKey } from './app/leaks.ts';
import { NetworkSettings } from './app/network-settings.ts';
import { plantKey, plantText } from './app/plants.ts';
import { startPractice, type TestPractice } from './app/practice.ts';
import { addCertificate } from './app/practice-apps.ts';
import { goTo } from './app/screens.ts';
import { expect, test } from './env/test.ts';

const DOMAIN = 'contoso.practice.localhost';
const ACCOUNT = `reader@${DOMAIN}`;
const OF_ACCOUNT = 'canary-of-the-account';
const OF_FILE = 'canary-of-the-file';
const OF_PROXY = 'canary-of-the-proxy';
const PLANTED = 'planted-in-every-form';

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

test('typed secrets: nowhere but in main and the vault', async ({ desktop }) => {
  const made = makeCertificate();
  const path = join(desktop.home, 'report.pfx');
  writeFileSync(path, writePfx(made, OF_FILE, 'Report'));
  await addCertificate(practice.port, SEEDED_APPS.both, made.certificate);
  const token = await newToken();

  const app = await openApp(desktop, { args: [...practice.appArguments] });
  const connections = new ConnectionsScreen(app.page);
  const refused = await connections.newOnPractice();
  await fillNewConnection(refused, { method: 'credential', account: ACCOUNT, password: OF_ACCOUNT });
  await refused.connectButton.click();
  await expect(refused.root.getByText(/password of .+ is wrong/)).toBeVisible();
  await app.page.keyboard.press('Escape');
  await refused.root.waitFor({ state: 'hidden' });

  const panel = await connections.newOnPractice();
  await fillNewConnection(panel, {
    method: 'certificate',
    domain: DOMAIN,
    appId: SEEDED_APPS.both,
    certificate: { from: 'file', path },
    password: OF_FILE,
    keepPassword: true,
    name: 'By certificate',
  });
  await panel.connectButton.click();
  await panel.root.waitFor({ state: 'hidden' });

  const given = await connections.newOnPractice();
  await fillNewConnection(given, {
    method: 'token',
    domain: DOMAIN,
    accessToken: token,
    name: 'By token',
  });
  await given.connectButton.click();
  await given.root.waitFor({ state: 'hidden' });

  const network = new NetworkSettings(app);
  await network.open();
  await network.setManual({ host: '127.0.0.1', port: 9, username: 'ana', password: OF_PROXY });

  await goTo(app.page, 'Settings');
  await app.page.getByRole('button', { name: 'Show the bundle' }).click();
  const bundle = await app.page.getByRole('region', { name: 'Content of the support bundle' }).innerText();
  const secrets = [OF_ACCOUNT, OF_FILE, OF_PROXY, token, token.split('.')[2] ?? token];
  expect(secrets.filter((secret) => bundle.includes(secret))).toEqual([]);
  await goTo(app.page, 'Connections');
  const heap = await heapOf(app);
  expect(
    secrets.filter((secret) => heap.includes(secret)),
    'in the heap of the page',
  ).toEqual([]);

  // A crash of main writes what it writes; none of it may hold a secret.
  await app.crash();
  const kept = filesBelow(desktop.home).filter((file) => file !== path);
  expect(kept.length).toBeGreaterThan(3);
  // What was planted shows that each form would be found.
  const folder = join(desktop.home, 'planted');
  const pkcs8 = Buffer.from(made.key);
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const pkcs1 = key.export({ type: 'pkcs1', format: 'der' });
  const keys = plantKey(folder, { pkcs8, pkcs1, jwk: key.export({ format: 'jwk' }) });
  const texts = plantText(folder, PLANTED);
  const files = [...kept, ...keys, ...texts];
  expect(filesWith(files, [PLANTED])).toEqual(texts);
  expect(filesWith(files, [...secrets, ...piecesOfKey(pkcs8)])).toEqual(keys);
});
