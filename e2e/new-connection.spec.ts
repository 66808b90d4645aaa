/** The connection's form with the keyboard alone: another way to sign in, a problem in its place, changing it later. */
import { Keyboard } from './app/keyboard.ts';
import { ConnectionsScreen } from './app/connections.ts';
import { fillNewConnection } from './app/connection-form.ts';
import { openApp } from './app/launch.ts';
import { startPractice } from './app/practice.ts';
import { ADMIN, OWN_ADMIN } from './app/sign-in.ts';
import { expect, test } from './env/test.ts';

const LONG = 'Genossenschaft für nachhaltige Landwirtschaft und regionale Vermarktung Südtirol';

test('by keyboard: a password instead of the browser, then its options are changed', async ({ desktop }) => {
  test.setTimeout(180_000);
  const practice = await startPractice();
  const app = await openApp(desktop, { args: [...practice.appArguments] });
  const { page } = app;
  const keys = new Keyboard(page);
  const connections = new ConnectionsScreen(page);
  const { panel } = connections;
  try {
    await connections.tryPractice.waitFor();
    await keys.press('Tab');
    await keys.tabTo(/Try the practice cloud/);
    await keys.press('Enter');
    await page.getByRole('button', { name: `Use ${ADMIN}` }).waitFor();

    await keys.tabTo(/More ways to sign in/);
    await keys.press('Enter');
    await keys.tabTo(/Browser on this computer/);
    await page.keyboard.press('ArrowDown');
    await expect(panel.root.getByRole('radio', { name: 'User name and password' })).toBeChecked();
    expect(await keys.focused()).toContain('User name and password');

    // Nothing is sent while something is missing, and the focus goes to the first field that lacks it.
    await keys.tabTo(/^button Connect$/);
    await keys.press('Enter');
    await expect(panel.accountName).toBeFocused();
    await expect(panel.root.getByText('Type the password')).toBeVisible();
    await page.keyboard.type(OWN_ADMIN);
    await keys.tabTo(/^input Password/);
    await page.keyboard.type('practice');
    await keys.tabTo(/^button Connect$/);
    await keys.press('Enter');
    await panel.root.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Disconnect' }).waitFor();
    const [log] = await practice.control.log().then((all) => all.filter(({ url }) => url.includes('/token')));
    expect(log?.body).toContain('grant_type=password');

    await page.getByRole('button', { name: 'Disconnect' }).click();
    const card = page.getByRole('article').first();
    await card.getByRole('button', { name: 'Connect', exact: true }).waitFor();
    const name = (await card.getAttribute('aria-label')) ?? '';
    await connections.edit(name);
    await expect(panel.root.getByRole('radio', { name: 'User name and password' })).toBeChecked();
    await fillNewConnection(panel, { prefix: 'Own', readOnly: true });
    await panel.saveButton.focus();
    await keys.press('Enter');
    await panel.root.waitFor({ state: 'hidden' });
    await expect(card.getByText('Prefix Own')).toBeVisible();

    // A name as long as may be stays inside the panels, and each gives the focus back to the card's menu.
    await connections.edit(name);
    await fillNewConnection(panel, { name: LONG });
    await panel.saveButton.press('Enter');
    await panel.root.waitFor({ state: 'hidden' });
    for (const entry of ['Edit', 'Connection details']) {
      await connections.fromMenu(LONG, entry);
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      const beyond = () => dialog.evaluate((element) => element.scrollWidth - element.clientWidth);
      expect(await beyond(), `how far ${entry} reaches beyond its panel`).toBe(0);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await expect(page.getByRole('button', { name: `More for ${LONG}` })).toBeFocused();
    }

    // What is deleted takes the focus with it: what is left on the screen gets it.
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Delete' }).press('Enter');
    await connections.tryPractice.waitFor();
    await expect(page.getByRole('main').locator('button:focus')).toHaveCount(1);
  } finally {
    await app.quit();
    await practice.stop();
  }
});
