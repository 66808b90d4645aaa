/** The main job step by step, as a newcomer would do it on the practice cloud, with a picture of each moment. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { ActivityScreen } from '../app/activity.ts';
import { ConnectionsScreen } from '../app/connections.ts';
import { ConsoleScreen } from '../app/console.ts';
import { CustomersScreen } from '../app/customers.ts';
import { answerSaveDialog, startExport } from '../app/export.ts';
import type { RunningApp } from '../app/launch.ts';
import { QueriesScreen } from '../app/queries.ts';
import { goTo } from '../app/screens.ts';
import { ADMIN, signInInBrowser, signInPage } from '../app/sign-in.ts';
import type { Desktop } from '../env/desktop.ts';
import type { Album } from './album.ts';

export interface Tour {
  readonly app: RunningApp;
  readonly desktop: Desktop;
  readonly album: Album;
}

export interface Step {
  /** What the person does, for the list that is printed. */
  readonly name: string;
  run(): Promise<void>;
}

const CUSTOMERS = 300;
const MAILBOXES = 2000;
const COMMAND = 'Get-EXOMailbox -ResultSize Unlimited';
const SORTED_BY = 'DisplayName';

/** The tour's steps, in order; each leaves the app where the next one begins. */
export function tourSteps({ app, desktop, album }: Tour): readonly Step[] {
  const { page } = app;
  const connections = new ConnectionsScreen(page);
  const customers = new CustomersScreen(page);
  const console = new ConsoleScreen(page);
  const { results } = console;
  let organization = '';

  return [
    {
      name: 'Start the app',
      async run() {
        await connections.tryPractice.waitFor();
        await album.window('first-screen');
      },
    },
    {
      name: 'Fill in a new connection on the practice cloud',
      async run() {
        const panel = await connections.newOnPractice();
        await panel.useAccount(ADMIN);
        await album.window('new-connection');
      },
    },
    {
      name: 'Wait for the browser',
      async run() {
        await connections.panel.connectButton.click();
        await connections.panel.waiting.waitFor();
        await album.window('waiting-for-browser');
      },
    },
    {
      name: 'Sign in in the browser',
      async run() {
        const browser = await signInPage(desktop);
        browser.setDefaultTimeout(20_000);
        await signInInBrowser(desktop, { account: ADMIN, stopAt: /^Enter password$/ });
        await album.browser(browser, 'sign-in-password');
        await signInInBrowser(desktop, { account: ADMIN, stopAt: /^Approve sign-in request$/ });
        await album.browser(browser, 'sign-in-second-factor');
        await signInInBrowser(desktop, { account: ADMIN });
        await album.browser(browser, 'sign-in-done');
        await connections.panel.root.waitFor({ state: 'hidden' });
        await page.getByRole('button', { name: 'Disconnect' }).waitFor();
        await album.window('connected');
      },
    },
    {
      name: `Read ${CUSTOMERS} customers`,
      async run() {
        await customers.open();
        const strip = page.getByText('Finish signing in in your browser');
        await strip.or(customers.grid).first().waitFor();
        if (await strip.isVisible()) await signInInBrowser(desktop, { account: ADMIN });
        await customers.allRead(CUSTOMERS);
        await album.window('customers');
      },
    },
    {
      name: 'Look at one of them',
      async run() {
        organization = await customers.openable();
        await customers.row(organization).click();
        await customers.details.getByRole('heading', { name: 'Who may use them' }).waitFor();
        await album.window('customer-details');
      },
    },
    {
      name: 'Open a console on it',
      async run() {
        await customers.openConsole(organization);
        await console.connectedTo(organization);
        await console.editor.fill(COMMAND);
        await album.window('console');
      },
    },
    {
      name: `Run ${COMMAND}`,
      async run() {
        const status = await console.run(COMMAND);
        if (!status.startsWith(`${MAILBOXES.toLocaleString('en-GB')} rows`))
          throw new Error(`the run should have brought ${MAILBOXES} rows; it says “${status}”`);
        await drawn(results.grid);
        await album.window('result');
      },
    },
    {
      name: `Sort by ${SORTED_BY}`,
      async run() {
        await results.sortBy(SORTED_BY);
        await results.grid.locator(`[role=columnheader][aria-sort=ascending]`).waitFor();
        await drawn(results.grid);
        await album.window('sorted');
      },
    },
    {
      name: 'Read all of a row',
      async run() {
        await results.grid.getByRole('row').nth(4).getByRole('gridcell').first().click();
        await detailsOf(results.root).locator('dt').first().waitFor();
        await album.window('row-details');
      },
    },
    {
      name: 'See it as text',
      async run() {
        await results.view('Text').click();
        await results.root.getByText(SORTED_BY).first().waitFor();
        await album.window('text');
        await results.view('Grid').click();
        await results.grid.waitFor();
      },
    },
    {
      name: 'Export to CSV',
      async run() {
        const file = join(desktop.home, 'Downloads', 'mailboxes.csv');
        await results.exportButton.click();
        await page.getByRole('menuitem', { name: 'CSV…' }).waitFor();
        await album.window('export-menu');
        await page.keyboard.press('Escape');
        await answerSaveDialog(app.electron, file);
        await startExport(results, 'csv');
        await results.exportBar.filter({ hasText: 'rows written to mailboxes.csv' }).waitFor();
        if (!existsSync(file)) throw new Error(`the export says it is done, but there is no ${file}`);
        await album.window('exported');
      },
    },
    {
      name: 'Be asked before a change, and decline',
      async run() {
        await connections.open();
        await connections.card(organization).waitFor();
        await album.window('connections');
        await connections.fromMenu(organization, 'Allow changes');
        await console.open();
        await console.run('Get-EXOMailbox -ResultSize 3');
        const [address = ''] = await results.column('PrimarySmtpAddress');
        await console.start(`Set-Mailbox -Identity '${address}' -CustomAttribute1 'Sales, north'`);
        await console.confirm.root.waitFor();
        await album.window('confirm-change');
        await console.confirm.cancel.click();
        await console.status.filter({ hasText: 'nothing was changed' }).waitFor();
        await album.window('declined');
      },
    },
    {
      name: 'Fill in a saved query',
      async run() {
        const queries = new QueriesScreen(page);
        await queries.open();
        await queries.choose('Mailboxes of a kind');
        await album.window('query');
      },
    },
    {
      name: 'See what was done',
      async run() {
        const activity = new ActivityScreen(page);
        await activity.open();
        await activity.rows(COMMAND).first().click();
        await activity.record.waitFor();
        await album.window('activity');
      },
    },
    {
      name: 'See the settings',
      async run() {
        await goTo(page, 'Settings');
        await page
          .getByRole('navigation', { name: 'Settings' })
          .getByRole('button', { name: 'Security' })
          .click();
        await album.window('settings');
      },
    },
    {
      name: 'Find everything with Ctrl+K',
      async run() {
        await page.keyboard.press('Control+K');
        await page
          .getByRole('combobox', { name: 'Search connections, customers, queries, commands' })
          .waitFor();
        await page.getByRole('option').first().waitFor();
        await album.window('palette');
        await page.keyboard.press('Escape');
      },
    },
  ];
}

const detailsOf = (root: Locator): Locator => root.getByRole('region', { name: 'Details of the row' });

/** Waits until every row on the screen has its values. */
async function drawn(grid: Locator): Promise<void> {
  await grid.locator('[role=row]:not([aria-busy=true]) [role=gridcell]').first().waitFor();
  await grid.locator('[role=row][aria-busy=true]').first().waitFor({ state: 'detached' });
}
