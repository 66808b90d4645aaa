/** Scripts in the console: pasted as they are, run against the practice cloud, asked about before they change anything. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActivityScreen } from './app/activity.ts';
import { ConsoleScreen } from './app/console.ts';
import { answerOpenDialog } from './app/export.ts';
import { openApp, type RunningApp } from './app/launch.ts';
import { callsOf, startPractice, type TestPractice } from './app/practice.ts';
import { OWN_ADMIN } from './app/sign-in.ts';
import { connectPractice } from './app/signed-in.ts';
import { expect, test } from './env/test.ts';

let practice: TestPractice;
let app: RunningApp;
let console: ConsoleScreen;

test.beforeEach(async ({ desktop }) => {
  practice = await startPractice({ customers: 20, mailboxes: 30 });
  app = await openApp(desktop, { args: practice.appArguments });
  const connections = await connectPractice(app, desktop, OWN_ADMIN, {});
  await connections.openConsole(/./);
  console = new ConsoleScreen(app.page);
  await console.connectedTo(/./);
});

test.afterEach(async () => {
  await app.quit();
  await practice.stop();
});

const text = () => app.page.getByRole('region', { name: 'Result as text' });

test('a pasted script: variables, a pipeline, a table as text, the same objects as a grid', async () => {
  await console.run(
    [
      '# mailboxes by type',
      '$mailboxes = Get-Mailbox -ResultSize Unlimited',
      '$mailboxes | Group-Object RecipientTypeDetails | Sort-Object Count -Descending |',
      "  Select-Object @{ n = 'Type'; e = { $_.Name } }, Count",
    ].join('\n'),
  );
  await expect(console.results.grid).toBeVisible();
  expect((await console.results.column('Type')).length).toBeGreaterThan(1);
  const counts = (await console.results.column('Count')).map(Number);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(30);
  await console.results.view('Text').click();
  await expect(text()).toContainText('Type');
  await expect(text()).toContainText('----');

  await console.run('"Now there are $($mailboxes.Count)"; Write-Warning "look here"');
  await expect(text()).toContainText('Now there are 30');
  await expect(text()).toContainText('WARNING: look here');
});

test('a script that changes something: asked once, sent for each, listed in Activity', async () => {
  await console.run('$some = Get-Mailbox -ResultSize 3');
  const script = "foreach ($mailbox in $some) {\n  Set-Mailbox $mailbox.Identity -CustomAttribute9 'seen'\n}";
  await console.start(script);
  const { confirm } = console;
  await expect(confirm.title).toContainText('Run a script that changes data in');
  await expect(confirm.objects('Changes')).toHaveText([/Line 2.*Set-Mailbox/]);
  await app.page.keyboard.press('Escape');
  await expect(confirm.root).toBeHidden();
  expect(await callsOf(practice, 'Set-Mailbox')).toEqual([]);

  await console.start(script);
  await confirm.proceed('Run the script').click();
  await expect(confirm.root).toBeHidden();
  await console.ended();
  expect(await callsOf(practice, 'Set-Mailbox')).toHaveLength(3);
  expect(await console.run(`Get-Mailbox -Filter "CustomAttribute9 -eq 'seen'"`)).toMatch(/^3 rows/);
  const activity = new ActivityScreen(app.page);
  await activity.open();
  await expect(activity.rows('Set-Mailbox').filter({ hasText: 'Changed' })).toHaveCount(3);
});

test('an endless loop is stopped, and the tab goes on', async () => {
  await console.start('"started"; while ($true) { $turns++ }');
  await expect(text()).toContainText('started');
  await console.stopButton.click();
  await expect(console.status).toContainText('Stopped');
  await console.run('"turns: $($turns -gt 0)"');
  await expect(text()).toContainText('turns: True');
});

test('Read-Host asks in a dialog, and its answer goes on in the script', async () => {
  await console.start('$name = Read-Host \'Which department\'; "chosen: $name"');
  const dialog = app.page.getByRole('alertdialog', { name: 'Which department' });
  await dialog.getByLabel('Answer').fill('Sales');
  await app.page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await console.ended();
  await expect(text()).toContainText('chosen: Sales');
});

test('Out-GridView: rows picked in its grid go on in the script', async () => {
  await console.start(
    'Get-Mailbox -ResultSize 5 | Sort-Object Alias | Out-GridView -Title Whom -PassThru | % { "picked: $($_.Alias)" }',
  );
  const dialog = app.page.getByRole('alertdialog', { name: 'Whom' });
  const cells = dialog.getByRole('gridcell');
  await expect(cells.first()).toBeVisible();
  await expect(dialog.getByText('1 row picked')).toBeVisible();
  await cells.first().click();
  await app.page.keyboard.press('Shift+ArrowDown');
  await expect(dialog.getByText('2 rows picked')).toBeVisible();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(dialog).toBeHidden();
  await console.ended();
  await expect(text().getByText('picked: ')).toHaveCount(2);
});

test('files: written into the folder that the person chose, and nowhere else', async ({ desktop }) => {
  const folder = join(desktop.home, 'reports');
  mkdirSync(folder);
  await answerOpenDialog(app.electron, folder);
  await console.run(
    'Get-Mailbox -ResultSize 5 | Select-Object Alias | Export-Csv report.csv; (Import-Csv report.csv).Count',
  );
  await expect(text()).toContainText('5');
  expect(readFileSync(join(folder, 'report.csv'), 'utf8').trim().split('\n')).toHaveLength(6);
  await console.run('Get-Content ../.bashrc');
  await expect(text()).toContainText('outside');
});

test('what is not here is refused by name and place, before anything is sent', async () => {
  await console.run('Get-Mailbox -ResultSize 1\nStart-Process notepad');
  await expect(console.results.problems).toContainText(['Start-Process']);
  expect(await callsOf(practice, 'Get-Mailbox')).toEqual([]);
});
