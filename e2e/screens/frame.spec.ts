/** Pictures of queries, activity, settings, palette and the keys. */
import { ActivityScreen } from '../app/activity.ts';
import { ConnectionsScreen } from '../app/connections.ts';
import { ConsoleScreen } from '../app/console.ts';
import { QueriesScreen } from '../app/queries.ts';
import { goTo } from '../app/screens.ts';
import { CONTOSO_ADMIN } from '../app/sign-in.ts';
import { expect, test } from '../env/test.ts';
import { setStage } from './stage.ts';

const SECTIONS = [
  'Accounts',
  'Environments',
  'Network',
  'Security',
  'Appearance',
  'Console',
  'About',
  'Diagnostics',
];

test('queries, activity, settings, palette, keys', async () => {
  test.setTimeout(240_000);
  const stage = await setStage({ customers: 2, mailboxes: 40, account: CONTOSO_ADMIN });
  const { app, camera } = stage;
  const { page } = app;
  try {
    await test.step('queries: form, result, editor', async () => {
      const queries = new QueriesScreen(page);
      await queries.open();
      await queries.choose('Mailboxes of a kind');
      await camera.shoot('11-query-form', { highContrast: true });
      await camera.size(900, 600);
      await camera.snap('11-query-form-900x600');
      await camera.size(1440, 900);
      await queries.run('Mailboxes of a kind').click();
      await queries.results.grid.waitFor();
      await camera.shoot('11-query-result');
      await camera.size(900, 600);
      await camera.snap('11-query-result-900x600');
      await camera.size(1440, 900);
      await page.getByRole('button', { name: 'New query' }).click();
      await camera.shoot('11-query-editor');
      await page.getByRole('button', { name: 'Cancel' }).click();
    });

    await test.step('activity: list and a record', async () => {
      const connections = new ConnectionsScreen(page);
      await connections.open();
      await connections.openConsole(/./);
      const console = new ConsoleScreen(page);
      await console.editor.waitFor();
      await console.run("Get-Mailbox -Identity 'nobody.at.all'");
      await console.run('Get-Mailbox -ResultSize 5');
      const activity = new ActivityScreen(page);
      await activity.open();
      await activity.rows('Get-Mailbox').first().click();
      await activity.record.waitFor();
      await camera.shoot('12-activity', { highContrast: true });
      await camera.size(900, 600);
      await camera.snap('12-activity-900x600');
      await camera.size(1440, 900);
    });

    await test.step('settings, each section', async () => {
      await goTo(page, 'Settings');
      const nav = page.getByRole('navigation', { name: 'Settings' });
      for (const section of SECTIONS) {
        await nav.getByRole('button', { name: section }).click();
        if (section === 'Diagnostics') {
          await page.getByRole('button', { name: 'Show the bundle' }).click();
          await page.getByRole('region', { name: 'Content of the support bundle' }).waitFor();
        }
        await camera.shoot(`13-settings-${section.toLowerCase()}`, { highContrast: section === 'Security' });
      }
      await camera.size(900, 600);
      await nav.getByRole('button', { name: 'Appearance' }).click();
      await camera.snap('13-settings-900x600');
      await camera.size(1440, 900);
      await camera.zoom(2);
      await camera.snap('13-settings-200-percent');
      await camera.zoom(1);
    });

    await test.step('palette', async () => {
      await page.keyboard.press('Control+K');
      const box = page.getByRole('combobox', { name: 'Search connections, customers, queries, commands' });
      await box.waitFor();
      await camera.shoot('14-palette', { highContrast: true });
      await box.fill('mailbox');
      await expect(page.getByRole('option', { name: /Mailboxes of a kind/ })).toBeVisible();
      await camera.shoot('14-palette-typed');
      await box.fill('nothing at all');
      await camera.shoot('14-palette-nothing');
      await camera.size(900, 600);
      await camera.snap('14-palette-900x600');
      await camera.size(1440, 900);
      await page.keyboard.press('Escape');
    });

    await test.step('keys', async () => {
      await page.getByRole('main').focus();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
      await camera.shoot('20-keys');
      await camera.size(900, 600);
      await camera.snap('20-keys-900x600');
      await camera.size(1440, 900);
    });
  } finally {
    await stage.close();
  }
});
