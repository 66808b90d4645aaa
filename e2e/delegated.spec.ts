/** A partner in a customer's organisation, with both services: the sign-in is the customer's, never the partner's own. */
import { fillNewConnection } from './app/connection-form.ts';
import { ConsoleScreen } from './app/console.ts';
import { openApp } from './app/launch.ts';
import { callsOf, startPractice, type TestPractice } from './app/practice.ts';
import { ADMIN } from './app/sign-in.ts';
import { connectPractice, readCustomers } from './app/signed-in.ts';
import { expect, test } from './env/test.ts';

const CUSTOMER = 'Adventure Works';
const CUSTOMERS = 5;

let practice: TestPractice;
test.beforeEach(async () => {
  practice = await startPractice({ customers: CUSTOMERS, mailboxes: 5 });
});
test.afterEach(() => practice.stop());

test('both services of a customer are signed in to at the customer', async ({ desktop }) => {
  test.setTimeout(120_000);
  const app = await openApp(desktop, { args: practice.appArguments });
  const connections = await connectPractice(app, desktop, ADMIN);
  await readCustomers(app, desktop, ADMIN, CUSTOMERS);
  await connections.open();

  const panel = await connections.newOnPractice();
  await panel.root.getByRole('radio', { name: 'A customer' }).check();
  await panel.root.getByRole('combobox', { name: 'Customer' }).fill('Adventure');
  await app.page.getByRole('option', { name: new RegExp(CUSTOMER) }).click();
  await fillNewConnection(panel, { exchange: true, compliance: true, readOnly: false });
  await practice.control.clearLog();
  await panel.connectButton.click();
  await panel.root.waitFor({ state: 'hidden' });
  const card = connections.card(new RegExp(CUSTOMER));
  await card.getByRole('button', { name: 'Disconnect' }).waitFor();

  await connections.openConsole(new RegExp(CUSTOMER));
  const console = new ConsoleScreen(app.page);
  await console.connectedTo(CUSTOMER);
  expect(await console.run('Get-AcceptedDomain')).toMatch(/^2 rows/);
  await connections.open();
  await card.getByRole('button', { name: /^Console of which service/ }).click();
  await app.page.getByRole('menuitem', { name: /Compliance/ }).click();
  await console.connectedTo(CUSTOMER);
  expect(await console.run('Get-RetentionCompliancePolicy')).toMatch(/^3 rows/);

  const [exchange] = await callsOf(practice, 'Get-AcceptedDomain');
  const [compliance] = await callsOf(practice, 'Get-RetentionCompliancePolicy');
  const tenant = exchange?.token?.tid;
  expect(compliance?.token?.tid).toBe(tenant);
  expect(exchange?.headers['x-anchormailbox']).toMatch(/^APP:SystemMailbox/);
  expect(compliance?.headers['x-anchormailbox']).toMatch(/^UPN:SystemMailbox/);
  const tokens = (await practice.control.log()).filter(({ url }) => url.includes('/oauth2/v2.0/token'));
  expect(tokens.length).toBeGreaterThan(0);
  for (const { url } of tokens) expect(url).toContain(String(tenant));
  await app.quit();
});
