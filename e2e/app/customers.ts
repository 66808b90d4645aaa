import type { Locator, Page } from 'playwright';
import { goTo } from './screens.ts';

/** The customers of an account. */
export class CustomersScreen {
  readonly page: Page;
  readonly grid: Locator;
  readonly search: Locator;
  readonly details: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: 'Customers' });
    this.search = page.getByRole('searchbox', { name: /^Search [\d,]+ customers?$/ });
    this.details = page.getByRole('complementary', { name: /^Details of / });
  }

  open(): Promise<void> {
    return goTo(this.page, 'Customers');
  }

  /** Waits until the whole list was read; the search names how many there are. */
  async allRead(count: number): Promise<void> {
    await this.page
      .getByRole('searchbox', { name: new RegExp(`^Search ${count.toLocaleString('en-GB')} customers?$`) })
      .waitFor();
    await this.page
      .getByRole('status')
      .filter({ hasText: /^Read / })
      .waitFor();
  }

  row(name: string | RegExp): Locator {
    return this.grid
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name, exact: true }) })
      .first();
  }

  /** The names that are drawn, top to bottom. */
  names(): Promise<string[]> {
    return this.grid.getByRole('rowheader').allInnerTexts();
  }

  /** Searches for a name and opens a console on it with Enter. */
  async openConsole(name: string): Promise<void> {
    await this.search.fill(name);
    await this.row(name).waitFor();
    await this.search.press('ArrowDown');
    await this.grid.press('Enter');
  }

  /** Name of the first customer that an administrator can open: a relationship that lives and an Exchange role. */
  async openable(at = 0): Promise<string> {
    await this.page.getByRole('button', { name: /^Active \d/ }).click();
    const rows = this.grid
      .getByRole('row')
      .filter({ has: this.page.getByRole('gridcell', { name: 'Exchange Administrator' }) });
    const name = await rows.nth(at).getByRole('rowheader').innerText();
    await this.page.getByRole('button', { name: /^Active \d/ }).click();
    return name;
  }
}
