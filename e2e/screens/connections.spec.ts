/** Pictures of the Connections screen in every state, and of what it opens. */
import { ConnectionsScreen } from '../app/connections.ts';
import { fillNewConnection } from '../app/connection-form.ts';
import { goTo } from '../app/screens.ts';
import { ADMIN, CONTOSO_ADMIN, signInInBrowser, signInPage } from '../app/sign-in.ts';
import { connectPractice } from '../app/signed-in.ts';
import { expect, test } from '../env/test.ts';
import { setStage, type Stage } from './stage.ts';

let stage: Stage;
let connections: ConnectionsScreen;

test.beforeAll(async () => {
  stage = await setStage({ customers: 60, mailboxes: 20 });
  connections = new ConnectionsScreen(stage.app.page);
});

test.afterAll(() => stage?.close());

test('connections: empty, new connection, waiting, failed, cards', async () => {
  test.setTimeout(480_000);
  const { app, camera, desktop, practice } = stage;
  const { page } = app;
  const { panel } = connections;

  await test.step('empty', async () => {
    await connections.tryPractice.waitFor();
    await camera.shoot('02-connections-empty', { highContrast: true });
    await camera.size(900, 600);
    await camera.snap('02-connections-empty-900x600');
    await camera.size(1440, 900);
  });

  await test.step('the other screens with nobody signed in', async () => {
    await goTo(page, 'Customers');
    await page.getByRole('heading', { name: 'No account to read customers with' }).waitFor();
    await camera.shoot('05-customers-no-account');
    await goTo(page, 'Console');
    await page.getByRole('heading', { name: 'No console open' }).waitFor();
    await camera.shoot('06-console-no-connection');
    await goTo(page, 'Activity');
    await page.getByRole('heading', { name: 'Activity', exact: true }).waitFor();
    await camera.shoot('12-activity-empty');
    await goTo(page, 'Connections');
  });

  await test.step('new connection, its form', async () => {
    await connections.newOnPractice();
    await panel.root.getByRole('button', { name: `Use ${ADMIN}` }).waitFor();
    await camera.shoot('03-new-connection-practice', { highContrast: true });
    await panel.environment(/^Microsoft 365$/).check({ force: true });
    await panel.accountName.fill('not an account');
    await panel.name.focus();
    await expect(panel.root.getByText('An account looks like name@organisation.com')).toBeVisible();
    await camera.shoot('03-new-connection-problem');
    await camera.size(900, 600);
    await camera.snap('03-new-connection-900x600');
    await camera.size(1440, 900);
    await panel.environment('Practice cloud').check({ force: true });
  });

  await test.step('each way to sign in, other hosts, options, and the places that fill the form', async () => {
    await panel.environment(/^Microsoft 365$/).check({ force: true });
    const end = () => panel.root.locator('.fui-DrawerBody').evaluate((body) => body.scrollTo(0, 1e6));
    for (const method of ['credential', 'device', 'managed-identity', 'token', 'certificate'] as const) {
      await panel.chooseMethod(method);
      await end();
      await camera.shoot(`03-new-connection-${method}`, { highContrast: method === 'certificate' });
    }
    await camera.size(900, 600);
    await camera.snap('03-new-connection-certificate-900x600');
    await camera.size(1440, 900);
    await camera.zoom(2);
    await camera.snap('03-new-connection-certificate-200-percent');
    await camera.zoom(1);
    await panel.root.getByRole('radio', { name: /^One kept/ }).check();
    await panel.root.getByRole('button', { name: 'New certificate' }).click();
    await panel.root.getByRole('button', { name: 'Make the certificate' }).click();
    await panel.root.getByRole('button', { name: 'Save as .cer' }).waitFor();
    await camera.shoot('03-new-certificate', { highContrast: true });
    await panel.root.getByRole('button', { name: 'Use it in the form' }).click();
    await panel.root.getByRole('button', { name: 'Paste a Connect command' }).click();
    await panel
      .field('Connect command')
      .fill('Connect-IPPSSession -UserPrincipalName ana@partner.example -Prefix Ada -SigningCertificate $c');
    await panel.root.getByRole('heading', { name: 'Not taken over' }).waitFor();
    await camera.shoot('03-paste-connect-command', { highContrast: true });
    await panel.root.getByRole('button', { name: 'Fill the form' }).click();
    await camera.shoot('03-new-connection-filled');
    await panel.root.getByRole('button', { name: 'Dismiss' }).click();
    await panel.unfold(/^Advanced options/);
    await end();
    await camera.shoot('03-new-connection-advanced');
    await fillNewConnection(panel, { connectionUri: 'https://mail.contoso.example/powershell' });
    await panel.field(/^Address of the service/).scrollIntoViewIfNeeded();
    await camera.shoot('03-new-connection-other-hosts', { highContrast: true });
    await page.keyboard.press('Escape');
    await panel.root.waitFor({ state: 'hidden' });
    await connections.newOnPractice();
  });

  await test.step('a code for another device', async () => {
    await fillNewConnection(panel, { method: 'device' });
    await panel.connectButton.click();
    await panel.deviceCode.waitFor();
    await camera.shoot('04-device-code', { highContrast: true });
    await camera.size(900, 600);
    await camera.snap('04-device-code-900x600');
    await camera.size(1440, 900);
    await panel.cancelButton.click();
    await panel.connectButton.waitFor();
    await panel.chooseMethod('browser');
  });

  await test.step('waiting for the browser', async () => {
    await panel.useAccount(ADMIN);
    await panel.connectButton.click();
    await panel.waiting.waitFor();
    await signInPage(desktop);
    await camera.shoot('04-waiting-for-browser', { highContrast: true });
    await camera.size(900, 600);
    await camera.snap('04-waiting-for-browser-900x600');
    await camera.size(1440, 900);
  });

  await test.step('failed, in its place', async () => {
    const browser = await signInPage(desktop);
    await browser
      .getByRole('button', { name: /cancel/i })
      .first()
      .click();
    await expect(panel.root.locator('.fui-MessageBar')).toBeVisible();
    await camera.shoot('03-new-connection-failed');
    await page.keyboard.press('Escape');
    await panel.root.waitFor({ state: 'hidden' });
  });

  await test.step('cards', async () => {
    // The one whose sign-in was cancelled is the same connection; it makes room.
    await page.getByRole('button', { name: /^More for (?!connections$)/ }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await connectPractice(app, desktop, ADMIN);
    await connectPractice(app, desktop, CONTOSO_ADMIN);
    await page.getByRole('button', { name: 'Disconnect' }).first().click();
    // A third that is being signed in, with a name that fits nowhere.
    await connections.newOnPractice();
    await panel.useAccount('reader@partner.practice.localhost').catch(() => undefined);
    await panel.name.fill('Genossenschaft für nachhaltige Landwirtschaft und regionale Vermarktung Südtirol');
    await panel.connectButton.click();
    await panel.waiting.waitFor();
    await page.keyboard.press('Escape');
    await panel.root.waitFor({ state: 'hidden' });
    await camera.shoot('01-connections', { highContrast: true });
    await camera.size(900, 600);
    await camera.snap('17-connections-900x600');
    await camera.size(1440, 900);
    await camera.zoom(2);
    await camera.snap('01-connections-200-percent');
    await camera.zoom(1);
  });

  await test.step('details, help and what a menu holds', async () => {
    const card = connections
      .card(/Practice|Contoso/i)
      .filter({ hasText: 'Connected' })
      .first();
    await card.getByRole('button', { name: /^More for / }).click();
    await page.getByRole('menuitem', { name: 'Connection details' }).waitFor();
    await camera.shoot('01-connections-menu');
    await page.getByRole('menuitem', { name: 'Copy as PowerShell' }).click();
    await page
      .getByText(/^The PowerShell command for .+ was copied\.$/)
      .first()
      .waitFor();
    // The pictures are taken with motion switched off; a message has its time on the screen all the same.
    await expect(page.locator('[data-timer-status]').first()).not.toHaveCSS('animation-duration', '0s');
    await card.getByRole('button', { name: /^More for / }).click();
    await page.getByRole('menuitem', { name: 'Connection details' }).click();
    const details = page.getByRole('dialog', { name: /^Connection / });
    await details.getByRole('button', { name: 'Check connection' }).click();
    await details.getByText(/answered Get-AcceptedDomain/).waitFor();
    await camera.shoot('20-connection-details', { highContrast: true });
    await camera.size(900, 600);
    await camera.snap('20-connection-details-900x600');
    await camera.size(1440, 900);
    await page.keyboard.press('Escape');
    await details.waitFor({ state: 'hidden' });
    await page.keyboard.press('F1');
    const help = page.getByRole('dialog', { name: 'Help: connecting' });
    await help.getByRole('button', { name: 'Access denied: which role is missing' }).click();
    await camera.shoot('21-help', { highContrast: true });
    await camera.size(900, 600);
    await camera.snap('21-help-900x600');
    await camera.size(1440, 900);
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
  });

  await test.step('a card that failed', async () => {
    await signInInBrowser(desktop, {
      account: 'reader@partner.practice.localhost',
      stopAt: /^Pick an account$/,
    });
    await practice.control.revokeRefreshTokens(50173);
    await practice.control.expireTokens();
    await page.getByRole('button', { name: 'Connect', exact: true }).first().click();
    await expect(
      page
        .getByRole('article')
        .filter({ hasText: /Couldn’t connect|Signing in/ })
        .first(),
    ).toBeVisible();
    await camera.shoot('01-connections-failed');
  });
});
