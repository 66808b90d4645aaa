/** Pictures of the editor with what lies over it. */
import { CommandEditor } from '../app/editor.ts';
import { ConsoleScreen } from '../app/console.ts';
import { goTo } from '../app/screens.ts';
import { CONTOSO_ADMIN } from '../app/sign-in.ts';
import { expect, test } from '../env/test.ts';
import { setStage } from './stage.ts';

test('editor: completions, help, problems, find and replace', async () => {
  test.setTimeout(240_000);
  const stage = await setStage({ customers: 2, mailboxes: 60, account: CONTOSO_ADMIN });
  const { app, camera } = stage;
  const { page } = app;
  const console = new ConsoleScreen(page);
  const editor = new CommandEditor(page);
  try {
    await goTo(page, 'Console');
    await page.getByRole('button', { name: /^Open console on / }).click();
    await editor.text.waitFor();

    await test.step('cmdlets with the help of the chosen one', async () => {
      await editor.empty();
      await editor.type('# Shared mailboxes and their size\n$shared = Get-Mail');
      await expect(page.locator('.cm-completionInfo')).toBeVisible();
      await camera.shoot('20-editor-cmdlets', { highContrast: true });
    });

    await test.step('parameters', async () => {
      await editor.empty();
      await editor.type('Set-Mailbox -Identity anna -Max');
      await expect(page.locator('.cm-completionInfo')).toBeVisible();
      await camera.shoot('20-editor-parameters');
      await camera.size(900, 600);
      await camera.snap('20-editor-parameters-900x600');
      await camera.size(1440, 900);
    });

    await test.step('properties', async () => {
      await editor.empty();
      await editor.type('Get-Mailbox | Where-Object { $_.Arch');
      await expect(editor.chosen).toContainText('Archive');
      await camera.shoot('20-editor-properties');
    });

    await test.step('people', async () => {
      await console.run('Get-Mailbox -ResultSize 40');
      await editor.empty();
      await editor.type('Get-Mailbox -Identity ');
      await expect(editor.offers.first()).toContainText('@');
      await camera.shoot('20-editor-people');
    });

    await test.step('help at the cursor', async () => {
      await editor.empty();
      await editor.type('Set-Mailbox -Identity anna -Type Shared');
      await editor.press('Escape', 'F1');
      await expect(editor.help).toBeVisible();
      await camera.shoot('20-editor-help', { highContrast: true });
      await editor.press('Home');
      await expect(editor.help).toContainText('[-WhatIf]');
      await camera.shoot('20-editor-help-command');
      await editor.press('Escape');
    });

    await test.step('a problem', async () => {
      await editor.empty();
      await editor.text.fill(
        '$all = Get-Mailbox -ResultSize Unlimited\nforeach ($one in $all {\n  $one.Alias\n}',
      );
      await expect(editor.problems.first()).toBeVisible();
      await editor.press('Alt+F8');
      await expect(page.locator('.cm-diagnostic').first()).toBeVisible();
      await camera.shoot('20-editor-problem', { highContrast: true });
      await editor.press('Escape');
    });

    await test.step('find and replace', async () => {
      await editor.text.fill('$box = Get-Mailbox anna\n$box.Alias\n$box.DisplayName');
      await editor.press('Control+f');
      await editor.type('$box');
      await editor.press('Enter');
      await expect(editor.find.getByRole('status')).toHaveText(/of 3$/);
      await camera.shoot('20-editor-find', { highContrast: true });
      await camera.size(900, 600);
      await camera.snap('20-editor-find-900x600');
      await camera.size(1440, 900);
    });
  } finally {
    await stage.close();
  }
});
