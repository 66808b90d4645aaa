import type { Locator, Page } from 'playwright';

/** Grid, text and problems of the tab in front. */
export class ResultPane {
  readonly page: Page;
  readonly root: Locator;
  readonly grid: Locator;
  readonly filter: Locator;
  readonly problems: Locator;
  readonly exportButton: Locator;
  readonly exportBar: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole('region', { name: 'Results' });
    this.grid = this.root.getByRole('grid');
    this.filter = this.root.getByRole('textbox', { name: 'Filter rows' });
    this.problems = this.root.getByRole('list', { name: 'Problems' }).getByRole('listitem');
    this.exportButton = this.root.getByRole('button', { name: 'Export' });
    this.exportBar = this.root.getByRole('status', { name: 'Export' });
  }

  view(name: 'Grid' | 'Text' | RegExp): Locator {
    return this.root.getByRole('tablist', { name: 'Result views' }).getByRole('tab', { name });
  }

  header(column: string): Locator {
    return this.grid.getByRole('columnheader', { name: column, exact: true });
  }

  /** Rows of the whole result, drawn or not. */
  async total(): Promise<number> {
    return Number(await this.grid.getAttribute('aria-rowcount')) - 1;
  }

  /** Texts of the drawn cells of a column, top to bottom; waits until they have come. */
  async column(name: string): Promise<string[]> {
    await this.page.waitForFunction(
      () => document.querySelector('[role=grid] [role=row][aria-busy=true]') === null,
    );
    const at = await this.header(name).getAttribute('aria-colindex');
    const cells = this.grid.locator(`[role=gridcell][aria-colindex="${String(at)}"]`);
    return cells.evaluateAll((found) =>
      found
        .map((cell) => ({
          row: Number(cell.closest('[role=row]')?.getAttribute('aria-rowindex')),
          text: cell.textContent,
        }))
        .sort((a, b) => a.row - b.row)
        .map(({ text }) => text),
    );
  }

  /** Sorts by a column: up first, down when it is sorted already. */
  async sortBy(column: string): Promise<void> {
    await this.header(column).click();
  }

  /** Waits until a column is sorted so. */
  sorted(column: string, direction: 'ascending' | 'descending'): Promise<void> {
    return this.grid
      .locator(`[role=columnheader][aria-sort=${direction}]`)
      .filter({ hasText: column })
      .waitFor();
  }
}
