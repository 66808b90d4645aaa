import type { Locator, Page } from 'playwright';
import { goTo } from './screens.ts';

/** The panel that makes a connection. */
export class NewConnection {
  readonly root: Locator;
  readonly accountName: Locator;
  readonly name: Locator;
  readonly readOnly: Locator;
  readonly connectButton: Locator;
  readonly cancelButton: Locator;
  readonly waiting: Locator;

  constructor(page: Page) {
    this.root = page.getByRole('dialog', { name: 'New connection' });
    this.accountName = this.root.getByLabel('Account name');
    this.name = this.root.getByRole('textbox', { name: 'Name', exact: true });
    this.readOnly = this.root.getByRole('checkbox', { name: 'Read-only, refuses changes' });
    this.connectButton = this.root.getByRole('button', { name: 'Connect', exact: true });
    this.cancelButton = this.root.getByRole('button', { name: 'Cancel' });
    this.waiting = this.root.getByRole('heading', { name: 'Finish signing in in your browser' });
  }

  /** Picks an environment by its name, e.g. "Practice cloud". */
  environment(name: string | RegExp): Locator {
    return this.root.getByRole('radiogroup', { name: 'Environment' }).getByRole('radio', { name });
  }

  /** Names an account of the practice cloud: by the panel's list where it is on it, else by typing. */
  async useAccount(username: string): Promise<void> {
    const another = this.root.getByRole('radio', { name: 'Use another account' });
    const listed = this.root.getByRole('region', { name: 'Practice accounts' });
    await listed.or(another).first().waitFor();
    if (!(await listed.isVisible())) await another.check({ force: true });
    await listed.waitFor();
    const use = listed.getByRole('button', { name: `Use ${username}` });
    if (await use.isVisible()) await use.click();
    else await this.accountName.fill(username);
  }
}

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

  /** Picks an entry of a card's menu, e.g. "Make read-only". */
  async fromMenu(name: string, entry: string): Promise<void> {
    await this.page.getByRole('button', { name: `More for ${name}` }).click();
    await this.page.getByRole('menuitem', { name: entry }).click();
  }

  async openConsole(name: string | RegExp): Promise<void> {
    await this.card(name).getByRole('button', { name: 'Open console' }).click();
  }
}
