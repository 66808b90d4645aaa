/** The main job with the keyboard alone; the focus is always to be seen and never falls back to the page itself. */
import { Keyboard } from '../app/keyboard.ts';
import { ConnectionsScreen } from '../app/connections.ts';
import { ADMIN, signInInBrowser } from '../app/sign-in.ts';
import { expect, test } from '../env/test.ts';
import { setStage, type Stage } from './stage.ts';

/** Help, a pasted command, a device code that is copied and given up, a failure's details and ids, and the menus. */
async function waysToConnect({ app, practice }: Stage, keys: Keyboard): Promise<void> {
  const { page } = app;
  const copied = () => app.electron.evaluate(({ clipboard }) => clipboard.readText());
  const { panel } = new ConnectionsScreen(page);

  await keys.press('F1');
  const help = page.getByRole('dialog', { name: 'Help: connecting' });
  await expect(help.getByRole('searchbox', { name: 'Search the help' })).toBeFocused();
  await page.keyboard.type('AADSTS50126');
  await keys.tabTo(/Wrong password/);
  await keys.press('Enter');
  await help.getByText('Still applies:').waitFor();
  await keys.press('Escape');
  await help.waitFor({ state: 'hidden' });

  await keys.tabTo(/^button New connection/);
  await keys.press('Enter');
  await panel.root.waitFor();
  await keys.tabTo(/Paste a Connect command/);
  await keys.press('Enter');
  await expect(panel.field('Connect command')).toBeFocused();
  await page.keyboard.type('Connect-ExchangeOnline -Device');
  await keys.tabTo(/^button Fill the form/);
  await keys.press('Enter');
  await keys.tabTo(/^input Microsoft 365/);
  for (let steps = 0; steps < 4; steps += 1) await keys.press('ArrowDown');
  expect(await keys.focused()).toMatch(/^input Practice cloud/);
  await keys.tabTo(/^button Connect$/);
  await keys.press('Enter');
  await panel.deviceCode.waitFor();
  await keys.tabTo(/^button Copy code/);
  await keys.press('Enter');
  await expect.poll(copied).toBe(await panel.deviceCode.innerText());
  await keys.tabTo(/^button Cancel/);
  await keys.press('Enter');
  await panel.connectButton.waitFor();

  const correlationId = '7d1c0c5e-3b1f-4a55-9a42-e6c1f0b1d2e3';
  await practice.control.addFault({
    match: { service: 'entra', path: '/token', body: 'device' },
    effect: {
      kind: 'status',
      status: 400,
      body: JSON.stringify({ error: 'expired_token', error_codes: [70020], correlation_id: correlationId }),
    },
  });
  await keys.tabTo(/^button Connect$/);
  await keys.press('Enter');
  await panel.root.getByText('The code expired before it was typed on the page.').waitFor();
  await keys.tabTo(/^button Show details/);
  await keys.press('Enter');
  await keys.tabTo(/^button Copy correlation id/);
  await keys.press('Enter');
  await expect.poll(copied).toMatch(/^[0-9a-f-]{36}$/);
  await keys.tabTo(/^button Sign in again/);
  await keys.press('Escape');
  await panel.root.waitFor({ state: 'hidden' });

  await keys.tabTo(/^button Import and export/);
  await keys.press('Enter');
  expect(await keys.focused()).toMatch(/^menuitem Import from a file/);
  await keys.press('Escape');
  expect(await keys.focused()).toMatch(/^button Import and export/);
}

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
    await waysToConnect(stage, keys);
  } finally {
    await stage.close();
  }
});
