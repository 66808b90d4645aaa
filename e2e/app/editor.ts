import type { Locator, Page } from 'playwright';

/** The console's editor with what lies over it: completions, help, problems, find and replace. */
export class CommandEditor {
  readonly page: Page;
  readonly text: Locator;
  readonly offers: Locator;
  readonly chosen: Locator;
  readonly help: Locator;
  readonly problems: Locator;
  readonly find: Locator;

  constructor(page: Page) {
    this.page = page;
    this.text = page.getByRole('textbox', { name: 'Command' });
    this.offers = page.getByRole('listbox', { name: 'Completions' }).getByRole('option');
    this.chosen = page.getByRole('listbox', { name: 'Completions' }).locator('[aria-selected=true]');
    this.help = page.getByRole('region', { name: /^Help: / });
    this.problems = this.text.locator('.cm-lintRange-error, .cm-lintRange-warning');
    this.find = page.getByRole('search', { name: 'Find and replace' });
  }

  /** Goes into the editor, with nothing in it. */
  async empty(): Promise<void> {
    await this.text.fill('');
    await this.text.focus();
  }

  /** Key by key, as a person types. */
  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  press(...keys: readonly string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  /** The text as it is, line by line. */
  lines(): Promise<string[]> {
    return this.text.locator('.cm-line').allTextContents();
  }
}
