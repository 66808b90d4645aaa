/** The main job with the keyboard alone; the focus is always to be seen and never falls back to the page itself. */
import type { Page } from 'playwright';
import { ADMIN, signInInBrowser } from '../app/sign-in.ts';
import { expect, test } from '../env/test.ts';
import { setStage } from './stage.ts';

/** Presses keys and checks after each where the focus is. */
class Keyboard {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    await expect
      .poll(
        () =>
          this.page.evaluate(() => {
            const at = document.activeElement;
            if (at === null || at === document.body) return 'nowhere';
            const box = at.getBoundingClientRect();
            return box.width > 0 && box.height > 0 ? 'somewhere' : 'on something invisible';
          }),
        { message: `focus after ${key}` },
      )
      .toBe('somewhere');
  }

  /** Tab until the focus is on what has this name; shows that it can be reached, and that the focus is drawn there. */
  async tabTo(name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let steps = 0; steps < 60; steps += 1) {
      if (name.test(await this.focused())) {
        expect(await this.ring(), `focus ring on ${String(name)}`).toBe(true);
        return;
      }
      await this.press(key);
    }
    throw new Error(`Tab never came to ${String(name)}; last on ${await this.focused()}`);
  }

  /** Role and name of what has the focus, as far as a label or its text give one. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const at = document.activeElement;
      if (!(at instanceof HTMLElement)) return '';
      const label =
        at.getAttribute('aria-label') ??
        (at instanceof HTMLInputElement ? (at.labels?.[0]?.textContent ?? '') : at.textContent);
      return `${at.getAttribute('role') ?? at.tagName.toLowerCase()} ${label.trim().slice(0, 80)}`;
    });
  }

  /** An outline, a border of Fluent's (::after) or a caret shows the place. */
  private ring(): Promise<boolean> {
    return this.page.evaluate(() => {
      const at = document.activeElement;
      if (!(at instanceof HTMLElement)) return false;
      if (at.matches('input, textarea, [contenteditable=true]')) return true;
      const drawn = (style: CSSStyleDeclaration): boolean =>
        (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
      const after = getComputedStyle(at, '::after');
      return (
        at.matches(':focus-visible') &&
        (drawn(getComputedStyle(at)) ||
          drawn(after) ||
          (after.content !== 'none' && parseFloat(after.borderTopWidth) > 0))
      );
    });
  }
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
  } finally {
    await stage.close();
  }
});
