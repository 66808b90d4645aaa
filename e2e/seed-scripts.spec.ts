/** The seeds' scripts, pasted into the editor as they are; templates filled in by their form. */
import { fateOf, readSeeds, seedsArePresent } from '../conformance/seed-scripts/seeds.ts';
import { answerOpenDialog } from './app/export.ts';
import { ConsoleScreen } from './app/console.ts';
import { openApp, type RunningApp } from './app/launch.ts';
import { callsOf, startPractice, type TestPractice } from './app/practice.ts';
import { ADMIN, OWN_ADMIN } from './app/sign-in.ts';
import { connectPractice, readCustomers } from './app/signed-in.ts';
import { expect, test } from './env/test.ts';

const seeds = seedsArePresent ? readSeeds() : [];
const textOf = (number: string): string =>
  seeds.find(({ file }) => file.startsWith(`${number}-`))?.text ?? '';

let practice: TestPractice;
let app: RunningApp;
let console: ConsoleScreen;

test.beforeEach(async ({ desktop }) => {
  practice = await startPractice({ customers: 20, mailboxes: 30 });
  app = await openApp(desktop, { args: practice.appArguments });
  console = new ConsoleScreen(app.page);
});

test.afterEach(async () => {
  await app.quit();
  await practice.stop();
});

const shown = () => app.page.getByRole('region', { name: 'Result as text' });

/** Answers a script's dialogs until it has ended: confirmations with Yes, sign-in details and secrets with some. */
async function answerUntilEnded(): Promise<void> {
  const dialog = app.page.getByRole('alertdialog');
  for (;;) {
    await dialog.or(console.runButton).first().waitFor();
    if ((await dialog.count()) === 0) return;
    const user = dialog.getByLabel('User name');
    if ((await user.count()) > 0) await user.fill('ann@contoso.com');
    const secret = dialog.getByLabel(/^(?:Secret|Password|Answer)$/);
    if ((await secret.count()) > 0) await secret.fill('Correct horse 7');
    await dialog.getByRole('button', { name: /^(?:OK|Yes)$/ }).click();
    await expect(dialog).toBeHidden();
  }
}

test.describe('with the scripts of ../shared/seed-scripts', () => {
  test.skip(!seedsArePresent, '../shared/seed-scripts is not there');

  test('every script that connects in the browser runs to its end as it is', async ({ desktop }) => {
    test.setTimeout(180_000);
    const connections = await connectPractice(app, desktop, OWN_ADMIN, {});
    await connections.openConsole(/./);
    await console.connectedTo(/./);
    // Where some of them write their files.
    await answerOpenDialog(app.electron, desktop.home);
    const running = seeds.filter((seed) => fateOf(seed).kind === 'runs');
    for (const { file, text } of running) {
      await test.step(file, async () => {
        await console.begin(text);
        await answerUntilEnded();
        await expect(console.status).toContainText(/^[\d,]+ rows?/);
      });
    }
    expect(running).toHaveLength(43);
    expect(await callsOf(practice, 'Get-OrganizationConfig')).toHaveLength(1);
  });

  test('a whole session: module, connection, ten mailboxes, disconnect', async ({ desktop }) => {
    const connections = await connectPractice(app, desktop, OWN_ADMIN, {});
    await connections.openConsole(/./);
    await console.connectedTo(/./);
    expect(await console.run(textOf('67'))).toMatch(/^11 rows/);
    await console.results.view('Text').click();
    await expect(shown()).toContainText(`UserPrincipalName               : ${OWN_ADMIN}`);
    await shown().press('PageDown');
    await expect(shown()).toContainText('PrimarySmtpAddress');
    await shown().press('End');
    await expect(shown()).toContainText('Disconnected successfully !');
    const calls = await callsOf(practice, 'Get-Mailbox');
    expect(calls).toHaveLength(1);
    expect(calls[0]?.body).toContain('"ResultSize":10');
  });

  test("a partner's session in a customer's tab reaches that customer alone", async ({ desktop }) => {
    await connectPractice(app, desktop, ADMIN);
    const customers = await readCustomers(app, desktop, ADMIN, 20);
    await customers.openConsole('Arbor Shoes');
    await console.connectedTo('Arbor Shoes');
    expect(await console.run(textOf('87'))).toMatch(/^11 rows/);
    await console.results.view('Text').click();
    await expect(shown()).toContainText('arborshoes.practice.localhost');
    const calls = [
      ...(await callsOf(practice, 'Get-OrganizationConfig')),
      ...(await callsOf(practice, 'Get-Mailbox')),
    ];
    expect(calls).toHaveLength(2);
    const tenants = calls.map(({ url, token }) => [
      /\/adminapi\/[^/]+\/([^/]+)\//.exec(url)?.[1],
      token?.tid,
    ]);
    expect(new Set(tenants.flat()).size).toBe(1);
  });

  test('Azure and Graph are refused at their command, with nothing sent', async ({ desktop }) => {
    const connections = await connectPractice(app, desktop, OWN_ADMIN, {});
    await connections.openConsole(/./);
    await console.connectedTo(/./);
    await console.run(textOf('73'));
    await expect(console.status).toContainText('Stopped at line 5');
    await expect(console.results.problems.first()).toContainText('Connect-MgGraph');
    await expect(console.results.problems.first()).toContainText('Microsoft Entra admin centre');
    await console.run(textOf('78'));
    await expect(console.results.problems.first()).toContainText('Get-AzVM');
  });

  test('a template: refused as PowerShell refuses it, filled in by its form with the keyboard, and run', async ({
    desktop,
  }) => {
    const connections = await connectPractice(app, desktop, OWN_ADMIN, {});
    await connections.openConsole(/./);
    await console.connectedTo(/./);
    const { keyboard } = app.page;
    const template = textOf('24');
    await console.run(template);
    await expect(console.results.problems.first()).toContainText("The '<' operator is reserved");

    const offer = app.page.getByRole('button', { name: 'Fill in 3 placeholders' });
    const form = app.page.getByRole('dialog', { name: 'Fill in 3 placeholders' });
    await offer.focus();
    await keyboard.press('Enter');
    await expect(form.getByLabel('UPN')).toBeFocused();
    await keyboard.press('Enter');
    await expect(form.getByText('Needed for the script to run')).toBeVisible();
    await keyboard.press('Escape');
    await expect(form).toBeHidden();
    await expect(offer).toBeFocused();
    await expect(console.editor).toHaveText(template.trim());

    await keyboard.press('Enter');
    await expect(form.getByLabel('UPN')).toBeFocused();
    await keyboard.type(OWN_ADMIN);
    await keyboard.press('Tab');
    await expect(form.getByLabel('ExchangeEnvironmentName')).toBeFocused();
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await expect(form.getByLabel('Include -ShowBanner:$false')).toBeFocused();
    await keyboard.press('Space');
    await form.getByLabel('UPN').focus();
    await keyboard.press('Enter');
    await expect(form).toBeHidden();
    await expect(console.editor).toBeFocused();
    await expect(console.editor).toHaveText(
      `Connect-ExchangeOnline -UserPrincipalName ${OWN_ADMIN} -ShowBanner:$false`,
    );
    await expect(offer).toBeHidden();

    const filled = await console.editor.innerText();
    await console.run(`${filled.trim()}\n"state: $((Get-ConnectionInformation).State)"`);
    await expect(shown()).toContainText('state: Connected');
  });
});

test('a placeholder in quotes keeps its quotes, whatever is filled in', async ({ desktop }) => {
  const connections = await connectPractice(app, desktop, OWN_ADMIN, {});
  await connections.openConsole(/./);
  await console.connectedTo(/./);
  await console.editor.fill('"one: <First>"\n\'two: <Second>\'');
  await app.page.getByRole('button', { name: 'Fill in 2 placeholders' }).click();
  const form = app.page.getByRole('dialog');
  await form.getByLabel('First').fill('"$x`');
  await form.getByLabel('Second').fill("it's");
  await form.getByRole('button', { name: 'Fill in' }).click();
  await expect(form).toBeHidden();
  await app.page.keyboard.press('F5');
  await expect(shown()).toContainText('one: "$x`');
  await expect(shown()).toContainText("two: it's");
});
