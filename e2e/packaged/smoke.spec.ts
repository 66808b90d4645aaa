/** The packaged app, fuses and all, does the main job once. Driven through Chromium's debugging port. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { ConnectionsScreen } from '../app/connections.ts';
import { ConsoleScreen } from '../app/console.ts';
import { CustomersScreen } from '../app/customers.ts';
import { ADMIN, signInInBrowser } from '../app/sign-in.ts';
import type { Desktop } from '../env/desktop.ts';
import { launchPackaged, packagedExecutable, type PackagedApp } from '../env/packaged.ts';
import { expect, test } from '../env/test.ts';

const CUSTOMERS = 40;
const MAILBOXES = 120;
const SIZE = ['--practice', `--practice-customers=${CUSTOMERS}`, `--practice-mailboxes=${MAILBOXES}`];

let app: PackagedApp;

test.beforeEach(async ({ desktop }) => {
  const executable = packagedExecutable();
  if (executable === undefined) throw new Error('TENANTDECK_PACKAGED_APP names no packaged app');
  app = await launchPackaged(executable, desktop, SIZE);
  app.window.setDefaultTimeout(20_000);
  await app.window.getByRole('navigation', { name: 'Screens' }).waitFor();
});

test.afterEach(async () => {
  await app.close();
});

test('the main job: sign in, pick a customer, run a cmdlet, read the rows, close', async ({ desktop }) => {
  const { window } = app;
  await signIn(window, desktop);

  const customers = new CustomersScreen(window);
  await customers.open();
  const strip = window.getByText('Finish signing in in your browser').filter({ visible: true });
  await strip.or(customers.grid).first().waitFor();
  if ((await strip.count()) > 0) await signInInBrowser(desktop, { account: ADMIN });
  await customers.allRead(CUSTOMERS);
  const organization = await customers.openable();
  await customers.openConsole(organization);
  const console = new ConsoleScreen(window);
  await console.connectedTo(organization);

  // How many mailboxes this customer has is the practice cloud's draw; the count is checked against the grid's.
  const status = await console.run('Get-EXOMailbox -ResultSize Unlimited');
  const rows = Number(/^(\d+) rows · 1 page/.exec(status)?.[1]);
  expect(rows, status).toBeGreaterThan(1);
  expect(rows).toBeLessThanOrEqual(MAILBOXES);
  expect(await console.results.total()).toBe(rows);
  const addresses = await console.results.column('PrimarySmtpAddress');
  expect(addresses.length).toBeGreaterThan(5);
  for (const address of addresses) expect(address).toMatch(/^[^@\s]+@[^@\s]+$/);

  expect(await closeWindow(app), 'exit code and signal').toEqual([0, null]);
});

test('Node and files: neither is reachable from the page', async ({ desktop }) => {
  const secret = join(desktop.home, 'secret.js');
  writeFileSync(secret, 'window.secretRead = true;');
  const { window } = app;
  expect(window.url()).toMatch(/^app:\/\/tenantdeck\//);
  const found = await window.evaluate(async (path) => {
    const loads = (address: string) =>
      new Promise<boolean>((resolve) => {
        const script = document.createElement('script');
        script.onload = () => {
          resolve(true);
        };
        script.onerror = () => {
          resolve(false);
        };
        // The page's policy on script addresses may refuse it outright.
        try {
          script.setAttribute('src', address);
        } catch {
          resolve(false);
          return;
        }
        document.head.append(script);
      });
    return {
      node: ['require', 'process', 'module', 'global', 'Buffer', 'electron', 'ipcRenderer'].filter(
        (name) => name in globalThis,
      ),
      fileFetched: await fetch(`file://${path}`).then(
        () => true,
        () => false,
      ),
      fileLoaded: await loads(`file://${path}`),
      outside: await loads('app://tenantdeck/..%2f..%2fmain%2fmain.js'),
      ran: 'secretRead' in globalThis,
    };
  }, secret);
  expect(found).toEqual({ node: [], fileFetched: false, fileLoaded: false, outside: false, ran: false });

  const contents = app.browser.contexts().flatMap((context) => context.pages());
  expect(
    contents.map((page) => new URL(page.url()).protocol),
    'every page the app has',
  ).toEqual(['app:']);
});

/** Makes the first connection, signed in to in the system's browser. */
async function signIn(window: Page, desktop: Desktop): Promise<void> {
  const connections = new ConnectionsScreen(window);
  const panel = await connections.newOnPractice();
  await panel.useAccount(ADMIN);
  await panel.connectButton.click();
  await panel.waiting.waitFor();
  await signInInBrowser(desktop, { account: ADMIN });
  await expect(panel.root).toBeHidden();
  await expect(window.getByRole('button', { name: 'Disconnect' })).toBeVisible();
}

/** Closes the window as a person does, which ends the app. @returns its exit code and the signal that ended it */
async function closeWindow({ child, window }: PackagedApp): Promise<unknown[]> {
  const gone = once(child, 'exit');
  await window.close();
  return gone;
}
