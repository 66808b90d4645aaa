/** A person signs in with a code that is typed on another page, from the panel to the card, and again from the card. */
import type { NewConnection } from './app/connection-form.ts';
import { ConnectionsScreen } from './app/connections.ts';
import { openApp, type RunningApp } from './app/launch.ts';
import { startPractice, type TestPractice } from './app/practice.ts';
import { CONTOSO_ADMIN, signInWithCode } from './app/sign-in.ts';
import { startDesktop, type Desktop } from './env/desktop.ts';
import { expect, test } from './env/test.ts';

let desktop: Desktop;
let practice: TestPractice;
let app: RunningApp;

test.beforeAll(async () => {
  desktop = await startDesktop();
  practice = await startPractice({ customers: 3, mailboxes: 10 });
  app = await openApp(desktop, { args: [...practice.appArguments] });
});

test.afterAll(async () => {
  await app?.quit();
  await practice?.stop();
  await desktop?.stop();
});

async function waiting(name: string): Promise<NewConnection> {
  const panel = await new ConnectionsScreen(app.page).newOnPractice();
  await panel.chooseMethod('device');
  await panel.name.fill(name);
  await panel.connectButton.click();
  await panel.deviceCode.waitFor();
  return panel;
}

test('a code is shown, cancelled, asked for again, copied and typed on its page, and the connection stands', async () => {
  const panel = await waiting('By code');
  const given = await panel.deviceCode.innerText();
  await panel.cancelButton.click();
  await expect(panel.deviceCode).toBeHidden();
  await panel.connectButton.click();
  await panel.deviceCode.waitFor();
  const code = await panel.deviceCode.innerText();
  expect(code).not.toBe(given);
  expect(code).toMatch(/^[A-Z0-9]{9}$/);
  await expect(panel.root.getByRole('timer')).toContainText(/1[45]:\d\d/);
  await panel.root.getByRole('button', { name: 'Copy code' }).click();
  await expect.poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(code);
  await panel.root.getByRole('button', { name: 'Open the page here' }).click();
  const seen = await signInWithCode(desktop, code, { account: CONTOSO_ADMIN });
  expect(seen.at(-1)).toBe('You signed in');
  await panel.root.waitFor({ state: 'hidden' });
  const card = app.page.getByRole('article', { name: 'By code' });
  await expect(card.getByRole('button', { name: 'Disconnect' })).toBeVisible();
  await expect(card).toContainText(CONTOSO_ADMIN);
  await expect(card).toContainText('Device code');
});
