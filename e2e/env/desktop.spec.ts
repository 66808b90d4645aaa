/** The test environment's own check: what the other end-to-end tests stand on is really there. */
import { existsSync, writeFileSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright';
import { launchApp } from './launch.ts';
import { projectRoot } from './runtime.ts';
import type { Desktop } from './desktop.ts';
import { expect, test } from './test.ts';

/** A bare ESM app in the session's home: a scheme of its own, a window, keytar and shell where evaluate() reaches them. */
async function launchBareApp(desktop: Desktop): Promise<ElectronApplication> {
  const folder = join(desktop.home, 'bare-app');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"name":"bare","version":"1.2.3","main":"main.mjs"}');
  writeFileSync(
    join(folder, 'main.mjs'),
    `import { app, BrowserWindow, protocol, shell } from 'electron';
     import { createRequire } from 'node:module';
     protocol.registerSchemesAsPrivileged([{ scheme: 'bare', privileges: { standard: true } }]);
     const load = createRequire(import.meta.url);
     globalThis.bare = { shell, keytar: load(${JSON.stringify(join(projectRoot, 'node_modules', 'keytar'))}) };
     app.whenReady().then(() => new BrowserWindow({ width: 400, height: 300 }).loadURL('data:text/html,<h1>ready</h1>'));`,
  );
  const app = await launchApp(desktop, { folder });
  await (await app.firstWindow()).locator('h1').waitFor();
  return app;
}

type Bare = {
  bare: {
    shell: { openExternal(address: string): Promise<void> };
    keytar: {
      setPassword(service: string, account: string, secret: string): Promise<void>;
      getPassword(service: string, account: string): Promise<string | null>;
    };
  };
};

/** Stores and reads a secret; the error's text where that is refused. */
function roundTrip(app: ElectronApplication): Promise<string | null> {
  return app.evaluate(async () => {
    const { keytar } = (globalThis as unknown as Bare).bare;
    try {
      await keytar.setPassword('bones', 'someone', 'Grüße');
      return await keytar.getPassword('bones', 'someone');
    } catch (error) {
      return `refused: ${String(error)}`;
    }
  });
}

test('the prepared runtime runs an app folder under its own name, version and path', async ({ desktop }) => {
  const app = await launchBareApp(desktop);
  expect(
    await app.evaluate(({ app: main }) => [main.getName(), main.getVersion(), main.getAppPath()]),
  ).toEqual(['bare', '1.2.3', join(desktop.home, 'bare-app')]);
  await app.close();
});

test('an unlocked keyring keeps a secret from one run to the next', async ({ desktop }) => {
  const first = await launchBareApp(desktop);
  expect(await roundTrip(first)).toBe('Grüße');
  await first.close();
  const second = await launchBareApp(desktop);
  expect(
    await second.evaluate(() => (globalThis as unknown as Bare).bare.keytar.getPassword('bones', 'someone')),
  ).toBe('Grüße');
  await second.close();
});

for (const keyring of ['locked', 'none'] as const) {
  test.describe(`keyring ${keyring}`, () => {
    test.use({ desktopOptions: { keyring } });
    test('refuses a secret', async ({ desktop }) => {
      const app = await launchBareApp(desktop);
      expect(await roundTrip(app)).toMatch(/^refused: /);
      await app.close();
    });
  });
}

test('openExternal reaches a browser that the test can drive', async ({ desktop }) => {
  const server = createServer((_, answer) => answer.end('<h1>landed</h1>')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/page`;
  const app = await launchBareApp(desktop);
  await app.evaluate((_, url) => (globalThis as unknown as Bare).bare.shell.openExternal(url), address);
  const page = await desktop.browser.page(address);
  await expect(page.locator('h1')).toHaveText('landed');
  expect(await desktop.browser.nextAddress()).toBe(address);
  await desktop.browser.quit();
  await app.close();
  server.close();
});

test('the session leaves no process and no file behind', async ({ desktop }) => {
  const { home } = desktop;
  const display = desktop.env.DISPLAY ?? '';
  await desktop.stop();
  expect(existsSync(home)).toBe(false);
  expect(existsSync(join('/tmp/.X11-unix', `X${display.slice(1)}`))).toBe(false);
});
