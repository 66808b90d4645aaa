/** Where sign-ins are kept: each state of the keyring and of the file is said on the screen, and the app works in memory. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { unseal } from '../electron/vault/sealed-file.ts';
import { openApp, type RunningApp } from './app/launch.ts';
import { startPractice, type TestPractice } from './app/practice.ts';
import { bar, goTo } from './app/screens.ts';
import { CONTOSO_ADMIN, signInInBrowser } from './app/sign-in.ts';

import { connectPractice } from './app/signed-in.ts';
import type { Desktop } from './env/desktop.ts';
import { projectRoot } from './env/runtime.ts';
import { expect, test } from './env/test.ts';

let practice: TestPractice;

test.beforeAll(async () => {
  practice = await startPractice({ customers: 2, mailboxes: 20 });
});

test.afterAll(() => practice.stop());

const start = (desktop: Parameters<typeof openApp>[0]): Promise<RunningApp> =>
  openApp(desktop, { args: [...practice.appArguments] });

/** The files that hold kept sign-ins. */
async function vaultFiles(app: RunningApp): Promise<string[]> {
  const folder = join(await app.electron.evaluate(({ app: main }) => main.getPath('userData')), 'vault');
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

/** The key of the files, as the app's own keytar reads it in this session's keyring; puts another one in its place if given. */
async function vaultKey(app: RunningApp, replacement?: Uint8Array): Promise<Uint8Array> {
  const text = await app.electron.evaluate(
    async (_, { root, other }) => {
      const { createRequire } = process.getBuiltinModule('node:module');
      const keytar = createRequire(`${root}/package.json`)('keytar') as {
        getPassword(service: string, account: string): Promise<string | null>;
        setPassword(service: string, account: string, password: string): Promise<void>;
      };
      const key = await keytar.getPassword('Tenantdeck', 'vault-key');
      if (key === null) throw new Error('no key in the keyring');
      if (other !== null) await keytar.setPassword('Tenantdeck', 'vault-key', other);
      return key;
    },
    {
      root: projectRoot,
      other: replacement === undefined ? null : Buffer.from(replacement).toString('base64'),
    },
  );
  return new Uint8Array(Buffer.from(text, 'base64'));
}

/** Tokens in the kept files, counted in their content as only the key opens it. */
async function keptTokens(app: RunningApp): Promise<number> {
  const key = await vaultKey(app);
  let count = 0;
  for (const file of await vaultFiles(app)) {
    const opened = unseal(key, basename(file, '.vault'), readFileSync(file));
    if (!('content' in opened)) throw new Error(`${file}: ${opened.problem}`);
    count +=
      Buffer.from(opened.content)
        .toString('utf8')
        .match(/"secret\\?":/g)?.length ?? 0;
  }
  return count;
}

async function accountIsUsable(app: RunningApp): Promise<void> {
  await goTo(app.page, 'Settings');
  await expect(app.page.getByRole('button', { name: `Sign out ${CONTOSO_ADMIN}` })).toBeVisible();
  await expect(app.page.getByRole('button', { name: `Sign in again as ${CONTOSO_ADMIN}` })).toBeHidden();
}

/** The saved connection connects anew: its account has to sign in once more. */
async function signInAgain(app: RunningApp, desktop: Desktop): Promise<void> {
  const card = app.page.getByRole('article');
  await card.getByRole('button', { name: /^(Connect|Sign in again)$/ }).click();
  await desktop.browser.nextAddress(1);
  await signInInBrowser(desktop, { account: CONTOSO_ADMIN });
  await card.getByRole('button', { name: 'Disconnect' }).waitFor();
}

const STATES = [
  ['none', /kept in memory only .* was not found/],
  ['locked', /kept in memory only .* is locked/],
  ['hanging', /kept in memory only .* does not answer/],
] as const;

for (const [keyring, sentence] of STATES) {
  test.describe(`keyring ${keyring}`, () => {
    test.use({ desktopOptions: { keyring } });

    test('is said, the app works in memory, and nothing is written', async ({ desktop }) => {
      const app = await start(desktop);
      await expect(bar(app.page, sentence).first()).toBeVisible();
      await connectPractice(app, desktop, CONTOSO_ADMIN);
      await accountIsUsable(app);
      await expect(bar(app.page, sentence).last()).toBeVisible();
      expect(await vaultFiles(app)).toEqual([]);
      await app.quit();
      const again = await start(desktop);
      await goTo(again.page, 'Connections');
      await expect(again.page.getByRole('article').getByText('Signed out')).toBeVisible();
      await again.quit();
    });
  });
}

test('an unlocked keyring: nobody signs in again after a restart, and signing out takes it all away', async ({
  desktop,
}) => {
  const app = await start(desktop);
  await connectPractice(app, desktop, CONTOSO_ADMIN);
  await expect.poll(() => vaultFiles(app)).not.toEqual([]);
  await app.quit();

  const again = await start(desktop);
  const opened = desktop.browser.opened().length;
  await again.page.getByRole('button', { name: 'Connect', exact: true }).click();
  await again.page.getByRole('button', { name: 'Disconnect' }).waitFor();
  expect(desktop.browser.opened()).toHaveLength(opened);
  expect(await keptTokens(again)).toBeGreaterThan(0);
  await goTo(again.page, 'Settings');
  await expect(bar(again.page, /encrypted with AES-256/)).toBeVisible();
  await again.page.getByRole('button', { name: `Sign out ${CONTOSO_ADMIN}` }).click();
  await again.page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(again.page.getByText('Nobody is signed in').first()).toBeVisible();
  await expect.poll(() => keptTokens(again)).toBe(0);
  // Not in memory either: connecting asks the browser.
  await goTo(again.page, 'Connections');
  await again.page.getByRole('button', { name: 'Connect', exact: true }).click();
  await desktop.browser.nextAddress(opened);
  await again.quit();
});

test('keeping sign-ins turned off leaves no file', async ({ desktop }) => {
  const app = await start(desktop);
  await connectPractice(app, desktop, CONTOSO_ADMIN);
  await expect.poll(() => vaultFiles(app)).not.toEqual([]);
  await goTo(app.page, 'Settings');
  await app.page.getByRole('switch', { name: 'Keep me signed in after closing Tenantdeck' }).uncheck();
  await expect(bar(app.page, /memory only .* turned off/)).toBeVisible();
  await expect.poll(() => vaultFiles(app)).toEqual([]);
  await accountIsUsable(app);
  await app.quit();
});

test('a damaged vault file is put aside and said, and the next sign-in is kept', async ({ desktop }) => {
  const app = await start(desktop);
  await connectPractice(app, desktop, CONTOSO_ADMIN);
  await expect.poll(() => vaultFiles(app)).not.toEqual([]);
  const files = await vaultFiles(app);
  await app.quit();
  const contents = files.map((file) => {
    const bytes = readFileSync(file);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(file, bytes);
    return bytes;
  });

  const again = await start(desktop);
  await goTo(again.page, 'Settings');
  await expect(bar(again.page, /was damaged/)).toBeVisible();
  // Nothing thrown away: the damaged bytes are still in the folder.
  const kept = (await vaultFiles(again)).map((file) => readFileSync(file).toString('base64'));
  for (const bytes of contents) expect(kept).toContain(bytes.toString('base64'));
  await goTo(again.page, 'Connections');
  await practice.control.resetSessions();
  await signInAgain(again, desktop);
  await accountIsUsable(again);
  await again.quit();
});

test('a vault file of another key is put aside and said', async ({ desktop }) => {
  const app = await start(desktop);
  await connectPractice(app, desktop, CONTOSO_ADMIN);
  await expect.poll(() => vaultFiles(app)).not.toEqual([]);
  // As on a new computer: the file came along, the keychain did not. The app's own keytar reaches this session's keyring.
  const key = await vaultKey(app);
  await vaultKey(
    app,
    key.map((byte) => byte ^ 0x55),
  );
  await app.quit();

  const again = await start(desktop);
  await goTo(again.page, 'Settings');
  await expect(bar(again.page, /belongs to another key/)).toBeVisible();
  await goTo(again.page, 'Connections');
  await practice.control.resetSessions();
  await signInAgain(again, desktop);
  await accountIsUsable(again);
  await again.quit();
});
