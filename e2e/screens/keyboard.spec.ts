/** The main job with the keyboard alone; the focus is always to be seen and never falls back to the page itself. */
import { Keyboard } from '../app/keyboard.ts';
import { ADMIN, signInInBrowser } from '../app/sign-in.ts';
import { expect, test } from '../env/test.ts';
import { setStage } from './stage.ts';

test('by keyboard: connect, customers, open, run, sort, export menu, and back', async () => {
  test.setTimeout(120_000);
  const stage = await setStage({ customers: 12, mailboxes: 40 });
  const { app, desktop } = stage;
  const { page } = app;
  const keys = new Keyboard(page);
  try {
    await page.getByRole('button', { name: 'Try the practice cloud' }).waitFor();
    await keys.press('Tab');
    await keys.tabTo(/Try the practice cloud/);
    await keys.press('Enter');
    await page.getByRole('button', { name: `Use ${ADMIN}` }).waitFor();
    await keys.tabTo(new RegExp(`Use ${ADMIN}`));
    await keys.press('Enter');
    await keys.tabTo(/^button Connect$/);
    await keys.press('Enter');
    await page.getByRole('heading', { name: 'Finish signing in in your browser' }).waitFor();
    await signInInBrowser(desktop, { account: ADMIN });
    await page.getByRole('button', { name: 'Disconnect' }).waitFor();

    await keys.press('Control+2');
    // The list has a consent of its own, asked for in the browser.
    await page.getByText('Finish signing in in your browser').first().waitFor();
    await signInInBrowser(desktop, { account: ADMIN });
    await page.getByRole('searchbox', { name: 'Search 12 customers' }).waitFor();
    await keys.press('Tab');
    await keys.tabTo(/Search 12 customers/);
    await page.keyboard.type('adventure');
    await keys.press('ArrowDown');
    expect(await keys.focused()).toMatch(/^grid Customers/);
    await keys.press('Enter');
    const editor = page.getByRole('textbox', { name: 'Command' });
    await expect(editor).toBeFocused();
    await page.keyboard.type('Get-Mailbox -ResultSize 20');
    await keys.press('Escape');
    await keys.press('Control+Enter');
    await expect(page.getByRole('status', { name: 'Run' })).toContainText('20 rows');

    // Out of the editor, through run bar and result bar into the grid's header, and sort.
    await keys.press('Escape');
    await keys.press('Tab');
    await keys.tabTo(/^(gridcell|columnheader) /);
    await keys.press('Control+Home');
    await keys.press('ArrowUp');
    expect(await keys.focused()).toMatch(/^columnheader /);
    await keys.press('Enter');
    await expect(
      page.locator('[role=columnheader][aria-sort=ascending]').filter({ visible: true }),
    ).toHaveCount(1);

    await keys.tabTo(/^button Export/, 'Shift+Tab');
    await keys.press('Enter');
    await page.getByRole('menuitem', { name: 'CSV…' }).waitFor();
    await keys.press('ArrowDown');
    expect(await keys.focused()).toMatch(/^menuitem Excel workbook/);
    await keys.press('Escape');
    expect(await keys.focused()).toMatch(/^button Export/);

    await keys.press('Control+K');
    await expect(page.getByRole('combobox', { name: /^Search connections/ })).toBeFocused();
    await keys.press('Escape');
    expect(await keys.focused()).toMatch(/^button Export/);

    for (const [key, screen] of [
      ['Control+4', 'Queries'],
      ['Control+5', 'Activity'],
      ['Control+6', 'Settings'],
      ['Control+3', 'Console'],
      ['Control+2', 'Customers'],
      ['Control+1', 'Connections'],
    ] as const) {
      await keys.press(key);
      await expect(page.getByRole('main', { name: screen })).toBeVisible();
    }
    await page.getByRole('button', { name: 'Disconnect' }).first().waitFor();
    await keys.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await keys.press('Escape');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
  } finally {
    await stage.close();
  }
});
