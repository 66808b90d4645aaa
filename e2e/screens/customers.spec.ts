/** Pictures of the Customers screen in every state: loading, full, searched, chosen, failed, none, one and five thousand. */
import { ConnectionsScreen } from '../app/connections.ts';
import { ConsoleScreen } from '../app/console.ts';
import { CustomersScreen } from '../app/customers.ts';
import { goTo } from '../app/screens.ts';
import { readCustomers } from '../app/signed-in.ts';
import { ADMIN, CONTOSO_ADMIN, signInInBrowser } from '../app/sign-in.ts';
import { expect, test } from '../env/test.ts';
import { setStage, type Stage } from './stage.ts';

const LONG = 'Genossenschaft für nachhaltige Landwirtschaft und regionale Vermarktung Südtirol';
const RIGHT_TO_LEFT = 'شركة النخيل للتجارة';

test('customers: loading, failed, full, search, details, long names', async () => {
  test.setTimeout(240_000);
  const stage = await setStage({ customers: 700, mailboxes: 20, account: ADMIN });
  const { app, camera, practice } = stage;
  const { page } = app;
  const customers = new CustomersScreen(page);
  try {
    await test.step('read once, with the consent that it asks for in the browser', async () => {
      await readCustomers(app, stage.desktop, ADMIN, 700);
    });

    await test.step('loading: rows as pages come', async () => {
      await practice.control.addFault({
        match: { service: 'graph', path: 'delegatedAdminCustomers' },
        effect: { kind: 'hang' },
        skip: 1,
        times: null,
      });
      await page.getByRole('button', { name: 'Read again' }).first().click();
      await page.getByRole('button', { name: 'Stop reading' }).waitFor();
      await customers.grid.getByRole('rowheader').first().waitFor();
      await camera.shoot('05-customers-loading');
      await practice.control.clearFaults();
      await page.getByRole('button', { name: 'Stop reading' }).click();
    });

    await test.step('failed', async () => {
      await practice.control.addFault({
        match: { service: 'graph' },
        effect: {
          kind: 'status',
          status: 403,
          body: '{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges."}}',
        },
        times: null,
      });
      await page.getByRole('button', { name: 'Read again' }).first().click();
      await expect(page.locator('.fui-MessageBar').first()).toBeVisible();
      await camera.shoot('05-customers-failed');
      await practice.control.clearFaults();
    });

    await test.step('full, one chosen, details', async () => {
      await page.getByRole('button', { name: 'Read again' }).first().click();
      await customers.allRead(700);
      await customers.row('Adventure Works').click();
      await page.getByRole('button', { name: 'Favourite Adventure Works' }).click();
      await page.getByRole('checkbox', { name: 'Select Alpine Ski House' }).click();
      await customers.row('Alpine Ski House').click();
      await expect(customers.details.getByRole('heading', { name: 'Who may use them' })).toBeVisible();
      await camera.shoot('05-customers', { highContrast: true });
      await camera.size(900, 600);
      await camera.snap('18-customers-900x600');
      await camera.size(1440, 900);
      await camera.zoom(2);
      await camera.snap('05-customers-200-percent');
      await camera.zoom(1);
    });

    await test.step('search: found, ended, nothing', async () => {
      await customers.search.fill('dufour');
      await customers.row('Atelier Hélène Dufour').click();
      await expect(customers.details.getByRole('heading', { name: 'Who may use them' })).toBeVisible();
      await camera.shoot('05-customers-search-ended');
      await customers.search.fill('nobody at all');
      await page.getByRole('heading', { name: 'No customer found' }).waitFor();
      await camera.shoot('05-customers-nothing-found');
    });

    for (const [name, picture] of [
      [LONG, 'long-name'],
      [RIGHT_TO_LEFT, 'right-to-left'],
    ] as const) {
      await test.step(`a console of ${picture}`, async () => {
        await goTo(page, 'Customers');
        await customers.search.fill(name);
        await customers.row(name).click();
        await expect(customers.details.getByRole('heading', { name: 'Who may use them' })).toBeVisible();
        await camera.shoot(`05-customers-${picture}`);
        await camera.size(900, 600);
        await camera.snap(`05-customers-${picture}-900x600`);
        await camera.size(1440, 900);
        await page.keyboard.press('Escape');
        await customers.search.fill(name);
        await customers.search.press('Enter');
        const console = new ConsoleScreen(page);
        await console.band.getByRole('heading', { name }).waitFor();
        await camera.shoot(`06-console-${picture}`);
        await camera.size(900, 600);
        await camera.snap(`06-console-${picture}-900x600`);
        await camera.size(1440, 900);
      });
    }

    await test.step('cards of customers', async () => {
      await new ConnectionsScreen(page).open();
      await page.getByRole('article', { name: LONG }).waitFor();
      await camera.shoot('01-connections-long-names');
    });
  } finally {
    await stage.close();
  }
});

test('customers: none, one and five thousand', async () => {
  test.setTimeout(240_000);
  const many = await setStage({ customers: 5000, mailboxes: 5, account: ADMIN });
  try {
    const customers = await readCustomers(many.app, many.desktop, ADMIN, 5000);
    await customers.grid.focus();
    await customers.grid.press('End');
    await camera(many, '05-customers-5000');
    await customers.search.fill('zzz');
    await many.app.page.getByRole('heading', { name: 'No customer found' }).waitFor();
  } finally {
    await many.close();
  }
  const one = await setStage({ customers: 1, mailboxes: 5, account: ADMIN });
  try {
    await readCustomers(one.app, one.desktop, ADMIN, 1);
    await camera(one, '05-customers-1');
  } finally {
    await one.close();
  }
  const none = await setStage({ customers: 0, mailboxes: 5, account: CONTOSO_ADMIN });
  try {
    const { page } = none.app;
    await goTo(page, 'Customers');
    await page.getByText('Finish signing in in your browser').filter({ visible: true }).waitFor();
    await camera(none, '05-customers-0-signing-in');
    await signInInBrowser(none.desktop, { account: CONTOSO_ADMIN });
    await page.getByRole('heading', { name: 'No customers' }).waitFor();
    await camera(none, '05-customers-0');
  } finally {
    await none.close();
  }
});

const camera = (stage: Stage, name: string): Promise<void> => stage.camera.shoot(name);
