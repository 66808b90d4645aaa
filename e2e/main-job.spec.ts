/** The main job, as one person does it: sign in, pick a customer, run a cmdlet, sort, export, and come back tomorrow. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ConnectionsScreen } from './app/connections.ts';
import { ConsoleScreen } from './app/console.ts';
import { answerSaveDialog, startExport } from './app/export.ts';
import { openApp, type RunningApp } from './app/launch.ts';
import { ADMIN, signInInBrowser } from './app/sign-in.ts';
import { readCustomers } from './app/signed-in.ts';
import type { Desktop } from './env/desktop.ts';
import { expect, test } from './env/test.ts';

const CUSTOMERS = 300;
const MAILBOXES = 2000;
const COMMAND = 'Get-EXOMailbox -ResultSize Unlimited';

test('main job', async ({ desktop }) => {
  test.setTimeout(180_000);
  const first = await openApp(desktop, { args: ['--practice'] });
  const organization = await signInAndOpenCustomer(first, desktop);
  const pages = await runToTheEnd(first);
  expect(pages, 'the rows came in pages').toBeGreaterThan(1);
  await sortBothWays(first);
  await exportAll(first, join(desktop.home, 'Downloads', 'mailboxes.csv'));
  const signIns = desktop.browser.opened().length;
  await first.quit();

  const second = await openApp(desktop, { args: ['--practice'] });
  const customers = await readCustomers(second, desktop, ADMIN, CUSTOMERS);
  await customers.openConsole(organization);
  const console = new ConsoleScreen(second.page);
  await console.connectedTo(organization);
  expect(await runToTheEnd(second)).toBe(pages);
  expect(desktop.browser.opened(), 'nobody signed in again').toHaveLength(signIns);
  await second.quit();
});

/** @returns the customer's name */
async function signInAndOpenCustomer(app: RunningApp, desktop: Desktop): Promise<string> {
  const connections = new ConnectionsScreen(app.page);
  await expect(app.page.getByRole('heading', { name: 'Start with a connection' })).toBeVisible();
  const panel = await connections.newOnPractice();
  await panel.useAccount(ADMIN);
  await panel.connectButton.click();
  await expect(panel.waiting).toBeVisible();
  const seen = await signInInBrowser(desktop, { account: ADMIN });
  expect(seen, 'a second factor was asked for').toContain('Approve sign-in request');
  await expect(panel.root).toBeHidden();
  await expect(connections.page.getByRole('button', { name: 'Disconnect' })).toBeVisible();

  const customers = await readCustomers(app, desktop, ADMIN, CUSTOMERS);
  const organization = await customers.openable();
  await customers.openConsole(organization);
  const console = new ConsoleScreen(app.page);
  await console.connectedTo(organization);
  await expect(console.tab(organization)).toHaveAttribute('aria-selected', 'true');
  return organization;
}

/** @returns how many pages there were */
async function runToTheEnd(app: RunningApp): Promise<number> {
  const console = new ConsoleScreen(app.page);
  const status = await console.run(COMMAND);
  expect(status).toMatch(/^2,000 rows/);
  await expect(console.results.grid).toHaveAttribute('aria-rowcount', String(MAILBOXES + 1));
  return Number(/(\d+) pages/.exec(status)?.[1]);
}

async function sortBothWays(app: RunningApp): Promise<void> {
  const { results } = new ConsoleScreen(app.page);
  const name = 'DisplayName';
  await results.sortBy(name);
  await expect(results.header(name)).toHaveAttribute('aria-sort', 'ascending');
  const up = (await results.column(name)).filter((text) => text !== '');
  expect(up).toEqual([...up].sort(new Intl.Collator('en').compare));
  await results.sortBy(name);
  await expect(results.header(name)).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(async () => (await results.column(name))[0]).not.toBe(up[0]);
}

async function exportAll(app: RunningApp, file: string): Promise<void> {
  const { results } = new ConsoleScreen(app.page);
  await answerSaveDialog(app.electron, file);
  await startExport(results, 'csv');
  await expect(results.exportBar).toContainText('2,000 rows written to mailboxes.csv');
  const records = csvRecords(readFileSync(file, 'utf8'));
  expect(records).toHaveLength(MAILBOXES + 1);
  expect(records[0]).toContain('DisplayName');
  const address = records[0]?.indexOf('PrimarySmtpAddress') ?? -1;
  expect(new Set(records.slice(1).map((record) => record[address])).size, 'each mailbox once').toBe(
    MAILBOXES,
  );
  expect(readdirSync(join(file, '..')), 'nothing is left beside it').toEqual(['mailboxes.csv']);
}

/** Records of a CSV text (RFC 4180). */
function csvRecords(text: string): string[][] {
  const records: string[][] = [];
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/gy;
  let record: string[] = [];
  field.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  while (field.lastIndex < text.length) {
    const [, value = '', end] = field.exec(text) ?? [];
    record.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}
