/** Commands that change something: asked about first, sent once, and never in another organisation. */
import { ActivityScreen } from './app/activity.ts';
import { ConsoleScreen } from './app/console.ts';
import { ConnectionsScreen } from './app/connections.ts';
import { callsOf, startPractice, type TestPractice } from './app/practice.ts';
import { QueriesScreen } from './app/queries.ts';
import { ADMIN, OWN_ADMIN } from './app/sign-in.ts';
import { connectPractice, readCustomers } from './app/signed-in.ts';
import { openApp, type RunningApp } from './app/launch.ts';
import type { Desktop } from './env/desktop.ts';
import { expect, test } from './env/test.ts';

let practice: TestPractice;
let app: RunningApp;

test.beforeEach(async ({ desktop }) => {
  practice = await startPractice({ customers: 20, mailboxes: 30 });
  app = await openApp(desktop, { args: practice.appArguments });
});

test.afterEach(async () => {
  await app.quit();
  await practice.stop();
});

/** A console of the own organisation's administrator. */
async function openConsole(desktop: Desktop, options: { readOnly?: boolean } = {}): Promise<ConsoleScreen> {
  const connections = await connectPractice(app, desktop, OWN_ADMIN, options);
  await connections.openConsole(/./);
  const console = new ConsoleScreen(app.page);
  await console.connectedTo(/./);
  return console;
}

/** Address of some mailbox. */
async function someMailbox(console: ConsoleScreen): Promise<string> {
  await console.run('Get-EXOMailbox -ResultSize 1');
  const [address = ''] = await console.results.column('PrimarySmtpAddress');
  expect(address).toContain('@');
  return address;
}

test('Set-Mailbox asks first; declining sends nothing, accepting sends once', async ({ desktop }) => {
  const console = await openConsole(desktop);
  const organization = await console.band.getByRole('heading').innerText();
  const mailbox = await someMailbox(console);
  const command = `Set-Mailbox -Identity ${mailbox} -CustomAttribute7 'audited' -MailTip "It's read"`;

  await console.start(command);
  const { confirm } = console;
  await expect(confirm.title).toHaveText(`Change 1 mailbox in ${organization}?`);
  await expect(confirm.command).toContainText(`Set-Mailbox -Identity '${mailbox}'`);
  await expect(confirm.parameters).toContainText('CustomAttribute7');
  await expect(confirm.parameters).toContainText('audited');
  await expect(confirm.parameters).toContainText("It's read");
  await expect(confirm.objects('mailboxes')).toHaveText([mailbox]);
  await expect(confirm.cancel).toBeFocused();
  await app.page.keyboard.press('Enter');
  await expect(confirm.root).toBeHidden();
  await expect(console.status).toContainText('Cancelled · nothing was changed');
  expect(await callsOf(practice, 'Set-Mailbox')).toEqual([]);

  await console.start(command);
  await expect(confirm.cancel).toBeFocused();
  await app.page.keyboard.press('Escape');
  await expect(confirm.root).toBeHidden();
  expect(await callsOf(practice, 'Set-Mailbox')).toEqual([]);

  await console.start(command);
  await confirm.proceed('Change 1 mailbox').click();
  await expect(confirm.root).toBeHidden();
  await console.ended();
  expect(await callsOf(practice, 'Set-Mailbox')).toHaveLength(1);
  expect(await console.run(`Get-Mailbox -Filter "CustomAttribute7 -eq 'audited'"`)).toMatch(/^1 row/);
  expect(await console.results.column('PrimarySmtpAddress')).toEqual([mailbox]);

  const activity = new ActivityScreen(app.page);
  await activity.open();
  await expect(activity.rows('Set-Mailbox')).toHaveCount(3);
  await expect(activity.rows('Set-Mailbox').filter({ hasText: 'Changed' })).toHaveCount(1);
  await expect(activity.rows('Set-Mailbox').filter({ hasText: 'Cancelled by you' })).toHaveCount(2);
});

test('a read-only connection refuses a change before anything is asked or sent', async ({ desktop }) => {
  const console = await openConsole(desktop, { readOnly: true });
  await expect(console.band.getByText('Read-only')).toBeVisible();
  const mailbox = await someMailbox(console);
  await console.run(`Set-Mailbox -Identity ${mailbox} -CustomAttribute7 'audited'`);
  await expect(console.confirm.root).toBeHidden();
  await console.results.view(/^Problems/).click();
  await expect(console.results.problems).toContainText('is read-only. Nothing was sent.');
  expect(await callsOf(practice, 'Set-Mailbox')).toEqual([]);
  expect(await console.run(`Get-Mailbox -Identity ${mailbox}`)).toMatch(/^1 row/);
});

test('New- and Remove-DistributionGroup have a real effect', async ({ desktop }) => {
  const console = await openConsole(desktop);
  const organization = await console.band.getByRole('heading').innerText();
  const { confirm } = console;

  await console.start(`New-DistributionGroup -Name 'Équipe Été' -Alias equipe.ete`);
  await expect(confirm.title).toHaveText(`Create 1 distribution group in ${organization}?`);
  await confirm.proceed('Create 1 distribution group').click();
  await expect(confirm.root).toBeHidden();
  await console.ended();
  expect(await console.run(`Get-DistributionGroup -Identity equipe.ete`)).toMatch(/^1 row/);
  expect(await console.results.column('DisplayName')).toEqual(['Équipe Été']);

  await console.start(`Remove-DistributionGroup -Identity 'Équipe Été'`);
  await expect(confirm.title).toHaveText(`Remove 1 distribution group in ${organization}?`);
  await expect(confirm.objects('distribution groups')).toHaveText(['Équipe Été']);
  await confirm.proceed('Remove 1 distribution group').click();
  await expect(confirm.root).toBeHidden();
  await console.ended();
  expect(await console.run(`Get-DistributionGroup -Identity equipe.ete`)).toMatch(
    /^Failed|^Stopped at line 1/,
  );
  expect(await callsOf(practice, 'New-DistributionGroup')).toHaveLength(1);
  expect(await callsOf(practice, 'Remove-DistributionGroup')).toHaveLength(1);
});

test('a saved query binds what is typed into its form as a value, whatever it looks like', async ({
  desktop,
}) => {
  await openConsole(desktop);
  const hostile = `x'; Remove-DistributionGroup -Identity 'y' -Confirm:$false; $(1+1) "{mailbox}" #`;
  const queries = new QueriesScreen(app.page);
  await queries.open();
  const name = 'Size of a mailbox';
  await queries.choose(name);
  await queries.form(name).getByRole('textbox', { name: 'Mailbox' }).fill(hostile);
  await queries.run(name).click();
  await queries.results.view(/^Problems \(1\)/).click();
  await expect(queries.results.problems).toHaveCount(1);
  const calls = await callsOf(practice, 'Get-MailboxStatistics');
  expect(calls).toHaveLength(1);
  expect(JSON.parse(calls[0]?.body ?? '')).toMatchObject({
    CmdletInput: { CmdletName: 'Get-MailboxStatistics', Parameters: { Identity: hostile } },
  });
  const log = await practice.control.log();
  expect(log.filter(({ body }) => /"CmdletName":"(Remove|Set|New)-/.test(body))).toEqual([]);
});

test('a changing saved query asks first, naming the value as it was typed', async ({ desktop }) => {
  const console = await openConsole(desktop);
  const mailbox = await someMailbox(console);
  const queries = new QueriesScreen(app.page);
  await queries.open();
  const name = 'Show or hide in address lists';
  await queries.choose(name);
  await queries.form(name).getByRole('textbox', { name: 'Mailbox' }).fill(mailbox);
  await queries.run(name).click();
  await expect(console.confirm.objects('mailboxes')).toHaveText([mailbox]);
  expect(await callsOf(practice, 'Set-Mailbox')).toEqual([]);
  await console.confirm.proceed('Change 1 mailbox').click();
  await expect(console.confirm.root).toBeHidden();
  await expect(queries.run(name)).toBeVisible();
  expect(await callsOf(practice, 'Set-Mailbox')).toHaveLength(1);
});

test('two tabs on two organisations each keep theirs', async ({ desktop }) => {
  await connectPractice(app, desktop, ADMIN);
  const console = new ConsoleScreen(app.page);
  const customers = await readCustomers(app, desktop, ADMIN, 20);
  const organizations = ['Adatum Corporation', 'Arbor Shoes'] as const;
  for (const organization of organizations) {
    await customers.open();
    await customers.openConsole(organization);
    await console.connectedTo(organization);
    await console.run('Get-AcceptedDomain');
  }
  const domains: string[][] = [];
  for (const organization of organizations) {
    await console.tab(organization).click();
    await expect(console.band.getByRole('heading', { name: organization })).toBeVisible();
    domains.push(await console.results.column('DomainName'));
    await console.editor.fill(`Get-Mailbox # for ${organization}`);
  }
  expect(domains[0]).toContain('adatumcorporation.practice.localhost');
  expect(domains[1]).toContain('arborshoes.practice.localhost');
  for (const organization of organizations) {
    await console.tab(organization).click();
    await expect(console.band.getByRole('heading', { name: organization })).toBeVisible();
    await expect(console.editor).toHaveText(`Get-Mailbox # for ${organization}`);
  }
  const calls = await callsOf(practice, 'Get-AcceptedDomain');
  const tenants = calls.map(({ url, token }) => ({
    asked: /\/adminapi\/[^/]+\/([^/]+)\//.exec(url)?.[1],
    token: token?.tid,
  }));
  expect(new Set(tenants.map(({ asked }) => asked)).size).toBe(2);
  for (const { asked, token } of tenants) expect(asked).toBe(token);
  await new ConnectionsScreen(app.page).open();
});
