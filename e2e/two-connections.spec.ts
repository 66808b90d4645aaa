/** Two connections with prefixes in one tab that has none of its own, typed as in PowerShell. */
import { ConsoleScreen } from './app/console.ts';
import { openApp, type RunningApp } from './app/launch.ts';
import { callsOf, startPractice, type TestPractice } from './app/practice.ts';
import { CONTOSO_ADMIN, OWN_ADMIN, signInInBrowser } from './app/sign-in.ts';
import { expect, test } from './env/test.ts';

let practice: TestPractice;
let app: RunningApp;
let console: ConsoleScreen;

test.beforeEach(async ({ desktop }) => {
  practice = await startPractice({ customers: 3, mailboxes: 10 });
  app = await openApp(desktop, { args: practice.appArguments });
  console = new ConsoleScreen(app.page);
});

test.afterEach(async () => {
  await app.quit();
  await practice.stop();
});

test('each prefix reaches its own organisation, and a change names the one that it goes to', async ({
  desktop,
}) => {
  const { page } = app;
  await console.open();
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: /Search connections/ }).fill('Console without a connection');
  await page.getByRole('option', { name: /Console without a connection/ }).click();
  await expect(console.band.getByRole('heading')).toHaveText('Not connected');

  for (const [account, prefix, more] of [
    [OWN_ADMIN, 'Own', ''],
    [CONTOSO_ADMIN, 'Contoso', ' -LoadCmdletHelp'],
  ] as const) {
    await console.begin(`Connect-ExchangeOnline -UserPrincipalName ${account} -Prefix ${prefix}${more}`);
    await signInInBrowser(desktop, { account });
    await console.ended();
  }
  const strip = page.getByRole('region', { name: 'Connections of this tab’s scripts' });
  await expect(strip.getByRole('listitem')).toHaveCount(2);
  await expect(strip).toContainText('prefix Own');
  await expect(strip).toContainText('prefix Contoso');

  await console.run(
    '$a = Get-OwnOrganizationConfig; $b = Get-ContosoOrganizationConfig; "$($a.Name) $($b.Name)"',
  );
  const calls = await callsOf(practice, 'Get-OrganizationConfig');
  expect(new Set(calls.map(({ token }) => token?.tid)).size).toBe(2);

  await console.run(
    '"help: $((Get-Help Get-ContosoMailbox).Synopsis -match "Lists mailboxes")"; "state: $((Get-ConnectionInformation).State)"',
  );
  const shown = page.getByRole('region', { name: 'Result as text' });
  await expect(shown).toContainText('help: True');
  await expect(shown).toContainText('state: Connected Connected');

  await console.start(
    '$one = Get-ContosoMailbox -ResultSize 1\nSet-ContosoMailbox $one.Identity -CustomAttribute9 seen',
  );
  await expect(console.confirm.title).toContainText('contoso.practice.localhost');
  await console.confirm.cancel.click();
  await console.ended();
  expect(await callsOf(practice, 'Set-Mailbox')).toHaveLength(0);

  await strip
    .getByRole('button', { name: /Disconnect/ })
    .last()
    .click();
  await expect(strip.getByRole('listitem')).toHaveCount(1);
});
