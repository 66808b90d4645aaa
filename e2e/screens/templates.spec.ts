/** Pictures of a pasted template: the parser's error, the offer beside it, and the form. */
import { ConsoleScreen } from '../app/console.ts';
import { OWN_ADMIN } from '../app/sign-in.ts';
import { expect, test } from '../env/test.ts';
import { setStage } from './stage.ts';

test('console: a template and its form', async () => {
  test.setTimeout(180_000);
  const stage = await setStage({ customers: 2, mailboxes: 30, account: OWN_ADMIN });
  const { app, camera } = stage;
  const { page } = app;
  const console = new ConsoleScreen(page);
  try {
    await console.open();
    await page.getByRole('button', { name: /^Open console on / }).click();
    await console.connectedTo(/./);
    await console.run(
      "$secret = ConvertTo-SecureString '<Password>' -AsPlainText -Force\n" +
        'Connect-ExchangeOnline -UserPrincipalName <UPN> [-DelegatedOrganization <Domain of the customer>] [-SkipLoadingFormatData]',
    );
    const offer = page.getByRole('button', { name: 'Fill in 3 placeholders' });
    await offer.waitFor();
    await camera.shoot('20-console-template', { highContrast: true });
    await offer.click();
    const form = page.getByRole('dialog', { name: 'Fill in 3 placeholders' });
    await form.getByLabel('Password').fill('Correct horse 7');
    await form.getByRole('button', { name: 'Fill in' }).click();
    await expect(form.getByText('Needed for the script to run')).toBeVisible();
    await camera.shoot('20-console-template-form', { highContrast: true });
    await camera.size(900, 600);
    await camera.snap('20-console-template-form-900x600');
  } finally {
    await stage.close();
  }
});
