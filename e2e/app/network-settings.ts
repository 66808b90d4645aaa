import type { Locator, Page } from 'playwright';
import type { RunningApp } from './launch.ts';
import { goTo } from './screens.ts';

export interface ManualProxy {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
}

/** Settings, Network: the way out, and the authorities that count. */
export class NetworkSettings {
  readonly page: Page;
  readonly root: Locator;
  readonly trial: Locator;

  constructor(app: Pick<RunningApp, 'page'>) {
    this.page = app.page;
    this.root = this.page.getByRole('region', { name: 'Network' });
    this.trial = this.root.getByRole('list', { name: 'What came back' });
  }

  async open(): Promise<void> {
    await goTo(this.page, 'Settings');
    await this.page
      .getByRole('navigation', { name: 'Settings' })
      .getByRole('button', { name: 'Network' })
      .click();
  }

  async choose(kind: string): Promise<void> {
    await this.root.getByRole('radio', { name: new RegExp(`^${kind}`) }).check({ force: true });
  }

  async setManual(proxy: ManualProxy): Promise<void> {
    await this.choose('This proxy');
    await this.#fill('Host', proxy.host);
    await this.#fill('Port', String(proxy.port));
    await this.#fill('User name', proxy.username ?? '');
    await this.#fill('Password', proxy.password ?? '');
    await this.#save();
  }

  async setPac(address: string): Promise<void> {
    await this.choose('A PAC file');
    await this.#fill('Address of the PAC file', address);
    await this.#fill('User name', '');
    await this.#save();
  }

  /** @returns what it says of the sign-in host and of Exchange */
  async tryPractice(): Promise<string[]> {
    const environment = this.root.getByRole('combobox', { name: 'Environment to try' });
    await environment.click();
    await this.page.getByRole('option', { name: 'Practice cloud' }).click();
    await this.root.getByRole('button', { name: 'Try it' }).click();
    await this.root.getByText('Asking').waitFor({ state: 'detached' });
    await this.trial.waitFor();
    return this.trial.getByRole('listitem').allInnerTexts();
  }

  /** The file is what the system's dialog answers. */
  async addRoot(name: string): Promise<void> {
    await this.root.getByRole('button', { name: 'Add root certificate' }).click();
    await this.root.getByRole('button', { name: `Remove ${name}` }).waitFor();
  }

  async removeRoot(name: string): Promise<void> {
    await this.root.getByRole('button', { name: `Remove ${name}` }).click();
    await this.root.getByRole('button', { name: `Remove ${name}` }).waitFor({ state: 'detached' });
  }

  async #fill(field: string, text: string): Promise<void> {
    await this.root.getByLabel(field, { exact: true }).fill(text);
  }

  async #save(): Promise<void> {
    const save = this.root.getByRole('button', { name: 'Save proxy' });
    await save.click();
    await this.root.locator('button:disabled', { hasText: 'Save proxy' }).waitFor();
  }
}
