import type { Locator, Page } from 'playwright';
import { goTo } from './screens.ts';

/** The activity log. */
export class ActivityScreen {
  readonly page: Page;
  readonly grid: Locator;
  readonly record: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: 'Activity' });
    this.record = page.getByRole('complementary', { name: 'Record' });
  }

  open(): Promise<void> {
    return goTo(this.page, 'Activity');
  }

  /** Records whose line holds a text, newest first. */
  rows(text: string | RegExp): Locator {
    return this.grid.locator('[role=row][aria-selected]').filter({ hasText: text });
  }
}
