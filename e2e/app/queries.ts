import type { Locator, Page } from 'playwright';
import { ResultPane } from './results.ts';
import { goTo } from './screens.ts';

/** Saved queries: the list by folder, the form of the chosen one, its results. */
export class QueriesScreen {
  readonly page: Page;
  readonly tree: Locator;
  readonly results: ResultPane;

  constructor(page: Page) {
    this.page = page;
    this.tree = page.getByRole('tree', { name: 'Queries by folder' });
    this.results = new ResultPane(page);
  }

  open(): Promise<void> {
    return goTo(this.page, 'Queries');
  }

  async choose(name: string): Promise<void> {
    await this.tree.getByRole('treeitem', { name }).click();
    await this.form(name).waitFor();
  }

  form(name: string): Locator {
    return this.page.getByRole('form', { name });
  }

  run(name: string): Locator {
    return this.form(name).getByRole('button', { name: 'Run', exact: true });
  }

  /** Chooses the connection to run in. */
  async runIn(name: string, connection: string | RegExp): Promise<void> {
    await this.form(name).getByRole('combobox', { name: 'Run in' }).click();
    await this.page.getByRole('option', { name: connection }).click();
  }
}
