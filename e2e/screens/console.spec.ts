/** Pictures of the console in every state, and of what hangs on its results. */
import { join } from 'node:path';
import { ConsoleScreen } from '../app/console.ts';
import { answerSaveDialog, startExport } from '../app/export.ts';
import { goTo } from '../app/screens.ts';
import { CONTOSO_ADMIN } from '../app/sign-in.ts';
import { expect, test } from '../env/test.ts';
import { setStage } from './stage.ts';

test('console: no tab, empty, running, results, text, problems, confirmation', async () => {
  test.setTimeout(240_000);
  const stage = await setStage({ customers: 2, mailboxes: 2000, account: CONTOSO_ADMIN });
  const { app, camera, desktop, practice } = stage;
  const { page } = app;
  const console = new ConsoleScreen(page);
  const { results } = console;
  try {
    await test.step('no tab', async () => {
      await goTo(page, 'Console');
      await page.getByRole('heading', { name: 'No console open' }).waitFor();
      await camera.shoot('06-console-no-tab');
    });

    await test.step('nothing run yet', async () => {
      await page.getByRole('button', { name: /^Open console on / }).click();
      await console.editor.waitFor();
      await camera.shoot('19-console-practice', { highContrast: true });
    });

    await test.step('running and stopped', async () => {
      await practice.control.addFault({
        match: { service: 'exchange', cmdlet: 'Get-Mailbox' },
        effect: { kind: 'hang' },
        skip: 1,
      });
      await console.start('Get-Mailbox -ResultSize Unlimited');
      await expect(console.status).toContainText('1,000 rows so far');
      await camera.shoot('07-console-running', { highContrast: true });
      await console.stopButton.click();
      await expect(console.status).toContainText('Stopped by you');
      await camera.shoot('07-console-stopped');
      await practice.control.clearFaults();
    });

    await test.step('result with details', async () => {
      await console.run('Get-Mailbox -ResultSize Unlimited');
      await expect(console.status).toContainText('2,000 rows');
      await results.sortBy('DisplayName');
      await results.grid.getByRole('row').nth(3).getByRole('gridcell').first().click();
      await expect(
        results.root.getByRole('region', { name: 'Details of the row' }).locator('dt').first(),
      ).toBeVisible();
      await camera.shoot('06-console', { highContrast: true });
      await camera.size(900, 600);
      await camera.snap('15-console-900x600');
      await camera.size(1440, 900);
      await camera.zoom(2);
      await camera.snap('06-console-200-percent');
      await camera.zoom(1);
    });

    await test.step('columns menu, export menu, export done', async () => {
      await results.root.getByRole('button', { name: 'Columns' }).click();
      await page.getByRole('searchbox', { name: /^Search \d+ columns$/ }).waitFor();
      await camera.shoot('06-console-columns');
      await page.keyboard.press('Escape');
      await results.exportButton.click();
      await page.getByRole('menuitem', { name: 'CSV…' }).waitFor();
      await camera.shoot('06-console-export');
      await page.keyboard.press('Escape');
      await answerSaveDialog(app.electron, join(desktop.home, 'Downloads', 'mailboxes.csv'));
      await startExport(results, 'csv');
      await expect(results.exportBar).toContainText('2,000 rows written');
      await camera.shoot('06-console-exported');
      await results.root.getByRole('button', { name: 'Dismiss export' }).click();
    });

    await test.step('no row holds the filter', async () => {
      await results.filter.fill('nothing like this');
      await page.getByRole('heading', { name: /^No row holds/ }).waitFor();
      await camera.shoot('06-console-filtered-empty');
      await results.filter.fill('');
    });

    await test.step('text', async () => {
      await results.view('Text').click();
      await page.getByRole('region', { name: 'Result as text' }).waitFor();
      await camera.shoot('06-console-text');
      await results.view('Grid').click();
    });

    await test.step('error with its place', async () => {
      await console.run("Get-Mailbox -Identity 'nobody.at.all'");
      await results.view(/^Problems/).click();
      await results.problems.first().getByRole('button', { name: 'Show details' }).click();
      await camera.shoot('08-console-error', { highContrast: true });
      await camera.size(900, 600);
      await camera.snap('08-console-error-900x600');
      await camera.size(1440, 900);
    });

    await test.step('the question before a change', async () => {
      await console.run('Get-Mailbox -ResultSize 3');
      const [identity = ''] = await results.column('PrimarySmtpAddress');
      await console.start(
        `Set-Mailbox -Identity ${identity} -CustomAttribute1 'Sales, north' -HiddenFromAddressListsEnabled $true`,
      );
      await console.confirm.root.waitFor();
      await camera.shoot('09-confirm-change', { highContrast: true });
      await camera.size(900, 600);
      await camera.snap('09-confirm-change-900x600');
      await camera.size(1440, 900);
      await page.keyboard.press('Escape');
      await expect(console.status).toContainText('nothing was changed');
    });
  } finally {
    await stage.close();
  }
});
