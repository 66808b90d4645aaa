import type { Locator, Page } from 'playwright';

/** The question before a change. */
export class ConfirmDialog {
  readonly root: Locator;
  readonly title: Locator;
  readonly command: Locator;
  readonly parameters: Locator;
  readonly cancel: Locator;

  constructor(page: Page) {
    this.root = page.getByRole('alertdialog');
    this.title = this.root.getByRole('heading');
    this.command = this.root.locator('pre');
    this.parameters = this.root.locator('dl[aria-label="Parameters"]');
    this.cancel = this.root.getByRole('button', { name: 'Cancel' });
  }

  /** The list of the things that would be changed, e.g. `objects('mailboxes')`. */
  objects(noun: string): Locator {
    return this.root.getByRole('list', { name: noun }).getByRole('listitem');
  }

  /** The button that goes on is named after what it does. */
  proceed(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }
}
