/** Writing a script by keyboard: completion, help, problems while typing, find and replace, running a part of it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandEditor } from './app/editor.ts';
import { ConsoleScreen } from './app/console.ts';
import { answerOpenDialog, answerSaveDialog } from './app/export.ts';
import { openApp, type RunningApp } from './app/launch.ts';
import { startPractice, type TestPractice } from './app/practice.ts';
import { OWN_ADMIN } from './app/sign-in.ts';
import { connectPractice } from './app/signed-in.ts';
import { expect, test } from './env/test.ts';

let practice: TestPractice;
let app: RunningApp;
let console: ConsoleScreen;
let editor: CommandEditor;

test.beforeEach(async ({ desktop }) => {
  practice = await startPractice({ customers: 2, mailboxes: 30 });
  app = await openApp(desktop, { args: practice.appArguments });
  const connections = await connectPractice(app, desktop, OWN_ADMIN, {});
  await connections.openConsole(/./);
  console = new ConsoleScreen(app.page);
  await console.connectedTo(/./);
  editor = new CommandEditor(app.page);
  await editor.empty();
});

test.afterEach(async () => {
  await app.quit();
  await practice.stop();
});

const text = () => app.page.getByRole('region', { name: 'Result as text' });

test('a pipeline is written from the list: cmdlet, parameter, properties of what comes in', async () => {
  await editor.type('get-mailb');
  await expect(editor.offers.filter({ hasText: /Get-Mailbox$/ })).toBeVisible();
  await editor.press('ArrowDown', 'ArrowUp', 'Enter');
  await editor.type(' -resultsi');
  await expect(editor.chosen).toContainText('-ResultSize');
  await editor.press('Tab');
  await editor.type(' 3 | sort-object primarys');
  await expect(editor.chosen).toContainText('PrimarySmtpAddress');
  await editor.press('Tab');
  await editor.type(' | foreach-object { $_.prim');
  await expect(editor.chosen).toContainText('PrimarySmtpAddress');
  await editor.press('Tab');
  expect(await editor.lines()).toEqual([
    'Get-Mailbox -ResultSize 3 | sort-object PrimarySmtpAddress | foreach-object { $_.PrimarySmtpAddress}',
  ]);
  await editor.press('Control+Enter');
  await expect(editor.offers).toHaveCount(0);
  await expect(text()).toContainText('@');
});

test('Enter ends the line where the word is written already, and nothing is chosen that nobody began', async () => {
  await editor.type('Get-Mailbox');
  await expect(editor.chosen).toContainText('Get-Mailbox');
  await editor.press('Enter');
  await editor.type('$true');
  expect(await editor.lines()).toEqual(['Get-Mailbox', '$true']);
});

test('the list is gone when a run asks before it changes something', async () => {
  await editor.type('Set-Mailbox -Identity anais.garcon -CustomAttribute1 x -CustomA');
  await expect(editor.offers.first()).toBeVisible();
  await editor.press('Tab');
  await editor.type(' y -Cust');
  await expect(editor.offers.first()).toBeVisible();
  await editor.press(...Array.from({ length: 6 }, () => 'Backspace'), 'Control+Enter');
  await expect(console.confirm.root).toBeVisible();
  await expect(editor.offers).toHaveCount(0);
  await editor.press('Escape');
  await expect(console.confirm.root).toBeHidden();
});

test('people of the last result are offered by the name that is shown, and inserted as an address', async () => {
  await console.run('Get-Mailbox -ResultSize Unlimited');
  const [address = ''] = await console.results.column('PrimarySmtpAddress');
  const [shown = ''] = await console.results.column('DisplayName');
  await editor.empty();
  await editor.type(`Get-Mailbox -Identity ${shown.split(' ')[0] ?? ''}`);
  await editor.offers.filter({ hasText: `${address} (` }).click();
  expect(await editor.lines()).toEqual([`Get-Mailbox -Identity ${address}`]);
});

test('help at the cursor follows it, can be scrolled, and closes', async () => {
  await editor.type('Set-Mailbox -HiddenFromAddressListsEnabled ');
  await editor.press('Escape', 'F1');
  await expect(editor.help).toContainText('Set-Mailbox -HiddenFromAddressListsEnabled');
  await expect(editor.help).toContainText('Boolean');
  await editor.press('Home');
  await expect(editor.help).toHaveAccessibleName('Help: Set-Mailbox');
  await expect(editor.help).toContainText('[-WhatIf]');
  await editor.press('F1');
  await expect(editor.help).toBeFocused();
  await editor.press('Escape');
  await expect(editor.help).toHaveCount(0);
  await expect(editor.text).toBeFocused();
});

test('what the parser does not understand is underlined while the script is written', async () => {
  await editor.type('$a = 1\nforeach ($m in $x { }');
  await expect(editor.problems.first()).toBeVisible();
  await editor.press('Alt+F8');
  await expect(app.page.locator('.cm-diagnostic')).toContainText(')');
  await editor.empty();
  await editor.type('$a = 1; Get-Mailbocks ');
  await expect(editor.problems.filter({ hasText: 'Get-Mailbocks' })).toBeVisible();
});

test('find and replace by keyboard; Escape goes back into the text', async () => {
  await editor.text.fill('$one = 1\n$one + $one\n$other = 2');
  await editor.press('Control+f');
  await editor.type('$one');
  await expect(editor.find.getByRole('status')).toHaveText('3 matches');
  await editor.press('Enter');
  await expect(editor.find.getByRole('status')).toHaveText(/^\d of 3$/);
  await editor.press('Control+h');
  await editor.type('$first');
  await editor.press('Control+Enter');
  await expect(editor.find.getByRole('status')).toHaveText('No matches');
  await editor.press('Escape');
  await expect(editor.find).toHaveCount(0);
  await expect(editor.text).toBeFocused();
  expect(await editor.lines()).toEqual(['$first = 1', '$first + $first', '$other = 2']);
});

test('F8 runs what is selected; Ctrl+/ takes lines out and back', async () => {
  await editor.text.fill('"one line"\n"another line"');
  await editor.press('Control+End', 'Shift+Home', 'F8');
  await expect(text()).toContainText('another line');
  await expect(text()).not.toContainText('one line');
  await editor.text.focus();
  await editor.press('Control+End', 'Control+/');
  expect(await editor.lines()).toEqual(['"one line"', '# "another line"']);
  await editor.press('Control+/');
  expect(await editor.lines()).toEqual(['"one line"', '"another line"']);
});

test('Tab indents, and does not keep the focus from anybody', async () => {
  await editor.type('if ($true) {');
  await editor.press('Escape', 'Enter');
  await editor.type('"inside"');
  expect((await editor.lines())[1]).toBe('  "inside"');
  await editor.press('Tab');
  expect((await editor.lines())[1]).not.toBe('  "inside"');
  await editor.press('Escape', 'Tab');
  await expect(editor.text).not.toBeFocused();
});

test('a script is saved and opened, with marks that Windows PowerShell needs for letters like these', async ({
  desktop,
}) => {
  const file = join(desktop.home, 'größen.ps1');
  await answerSaveDialog(app.electron, file);
  await editor.text.fill('$größe = "5 GB"\n"Größe: $größe"');
  await editor.press('Control+s');
  await expect
    .poll(() => (existsSync(file) ? readFileSync(file, 'utf8') : ''))
    .toBe('\ufeff$größe = "5 GB"\n"Größe: $größe"');
  await editor.empty();
  await answerOpenDialog(app.electron, file);
  await editor.press('Control+o');
  await expect.poll(() => editor.lines()).toEqual(['$größe = "5 GB"', '"Größe: $größe"']);
  await editor.press('F5');
  await expect(text()).toContainText('Größe: 5 GB');
});
