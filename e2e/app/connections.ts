import type { Locator, Page } from 'playwright';
import { NewConnection } from './connection-form.ts';
import { goTo } from './screens.ts';

/** The first screen: cards of the saved connections, or the two ways to start. */
export class ConnectionsScreen {
  readonly page: Page;
  readonly tryPractice: Locator;
  readonly newButton: Locator;
  readonly panel: NewConnection;

  constructor(page: Page) {
    this.page = page;
    this.tryPractice = page.getByRole('button', { name: 'Try the practice cloud' });
    this.newButton = page.getByRole('button', { name: 'New connection' });
    this.panel = new NewConnection(page);
  }

  card(name: string | RegExp): Locator {
    return this.page.getByRole('article', { name });
  }

  open(): Promise<void> {
    return goTo(this.page, 'Connections');
  }

  /** Opens the panel with the practice cloud picked, whether anything is saved yet or not. */
  async newOnPractice(): Promise<NewConnection> {
    await this.tryPractice.or(this.newButton).first().waitFor();
    if (await this.tryPractice.isVisible()) await this.tryPractice.click();
    else {
      await this.newButton.click();
      await this.panel.environment('Practice cloud').check({ force: true });
    }
    return this.panel;
  }

  /** Opens the panel on a saved connection that is not connected. */
  async edit(name: string): Promise<NewConnection> {
    await this.fromMenu(name, 'Edit');
    await this.panel.root.waitFor();
    return this.panel;
  }

  /** Picks an entry of a card's menu, e.g. "Make read-only". */
  async fromMenu(name: string, entry: string): Promise<void> {
    await this.page.getByRole('button', { name: `More for ${name}` }).click();
    await this.page.getByRole('menuitem', { name: entry }).click();
  }

  async openConsole(name: string | RegExp): Promise<void> {
    await this.card(name).getByRole('button', { name: 'Open console' }).click();
  }
}
