/** A typed Connect- command that waits for a person: what its tab shows, by mouse and by keyboard. */
import { ConsoleScreen } from '../app/console.ts';
import { CONTOSO_ADMIN, signInWithCode } from '../app/sign-in.ts';
import { expect, test } from '../env/test.ts';
import { setStage } from './stage.ts';

test('a typed Connect: the browser’s wait, cancelled by keyboard, and a device code that connects', async () => {
  test.setTimeout(240_000);
  const { app, camera, desktop, close } = await setStage({ customers: 2, mailboxes: 5 });
  const { page } = app;
  const console = new ConsoleScreen(page);
  const wait = page.getByRole('region', { name: 'Sign-in that waits for you' });
  try {
    await test.step('in the browser', async () => {
      await console.open();
      await page.keyboard.press('Control+K');
      await page.getByRole('combobox', { name: /Search connections/ }).fill('Console without a connection');
      await page.getByRole('option', { name: /Console without a connection/ }).click();
      await console.editor.waitFor();
      await console.start(`Connect-ExchangeOnline -UserPrincipalName ${CONTOSO_ADMIN}`);
      await expect(wait).toContainText(`for ${CONTOSO_ADMIN}`);
      await expect(wait.getByRole('timer')).toContainText('Ends after 5:00');
      await expect(console.tab(/waits for your sign-in/)).toBeVisible();
      await camera.shoot('20-console-sign-in', { highContrast: true });
      await camera.size(900, 600);
      await camera.snap('20-console-sign-in-900x600');
      await camera.size(1440, 900);
    });

    await test.step('cancelled by keyboard: the command ends with its reason', async () => {
      await wait.getByRole('button', { name: 'Open the page again' }).focus();
      await page.keyboard.press('Tab');
      await expect(wait.getByRole('button', { name: 'Copy link' })).toBeFocused();
      await page.keyboard.press('Tab');
      await expect(wait.getByRole('button', { name: 'Cancel' })).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(wait).toBeHidden();
      await expect(console.editor).toBeFocused();
      await console.ended();
      await expect(console.results.root).toContainText('The sign-in was cancelled.');
      await camera.shoot('20-console-sign-in-cancelled');
    });

    await test.step('with a device code', async () => {
      await console.begin(`Connect-ExchangeOnline -Device -UserPrincipalName ${CONTOSO_ADMIN}`);
      const shown = wait.getByLabel('Code to type');
      await shown.waitFor();
      const code = await shown.innerText();
      await expect(wait.getByRole('timer')).toContainText(/The code lasts another 1[45]:\d\d/);
      await camera.shoot('20-console-device-code');
      await wait.getByRole('button', { name: 'Copy code' }).click();
      await expect.poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(code);
      await wait.getByRole('button', { name: 'Open the page here' }).click();
      await signInWithCode(desktop, code, { account: CONTOSO_ADMIN });
      await expect(wait).toBeHidden();
      await console.ended();
      await expect(console.band).toContainText(CONTOSO_ADMIN);
    });
  } finally {
    await close();
  }
});
