import type { Page } from 'playwright';
import { expect } from '../env/test.ts';

/** Presses keys and checks after each where the focus is. */
export class Keyboard {
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
