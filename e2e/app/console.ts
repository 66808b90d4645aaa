import type { Locator, Page } from 'playwright';
import { ConfirmDialog } from './confirm.ts';
import { ResultPane } from './results.ts';
import { goTo } from './screens.ts';

/** The console: tabs, the band, the editor, the run bar; results and the question before a change are parts of it. */
export class ConsoleScreen {
  readonly page: Page;
  readonly tabs: Locator;
  readonly band: Locator;
  readonly editor: Locator;
  readonly runButton: Locator;
  readonly stopButton: Locator;
  /** "2,000 rows · 3 pages · 1.8 s" */
  readonly status: Locator;
  readonly results: ResultPane;
  readonly confirm: ConfirmDialog;

  constructor(page: Page) {
    this.page = page;
    this.tabs = page.getByRole('tablist', { name: 'Console tabs' });
    this.band = page.locator('header[aria-label="Connection"]');
    this.editor = page.getByRole('textbox', { name: 'Command' });
    const bar = page.getByRole('group', { name: 'Run bar' });
    this.runButton = bar.getByRole('button', { name: 'Run', exact: true });
    this.stopButton = bar.getByRole('button', { name: 'Stop' });
    this.status = bar.getByRole('status', { name: 'Run' });
    this.results = new ResultPane(page);
    this.confirm = new ConfirmDialog(page);
  }

  open(): Promise<void> {
    return goTo(this.page, 'Console');
  }

  tab(name: string | RegExp): Locator {
    return this.tabs.getByRole('tab', { name });
  }

  /** The band says which organisation, and that it is connected. */
  async connectedTo(organization: string | RegExp): Promise<void> {
    await this.band.getByRole('heading', { name: organization }).waitFor();
    await this.band.getByText('Connected').waitFor();
  }

  /** Puts a text into the editor and starts it; does not wait for its end. */
  async start(text: string): Promise<void> {
    await this.editor.fill(text);
    await this.runButton.click();
  }

  /** Runs a text to its end. @returns the status line */
  async run(text: string): Promise<string> {
    await this.begin(text);
    return this.ended();
  }

  /** Starts a text, and waits until the status tells of it. */
  async begin(text: string): Promise<void> {
    const before = await this.startedRuns();
    await this.start(text);
    await this.nextRun(before);
  }

  /** Waits until nothing runs. @returns the status line */
  async ended(): Promise<string> {
    await this.runButton.waitFor();
    return this.status.innerText();
  }

  private async startedRuns(): Promise<string | null> {
    return (await this.status.count()) === 0 ? null : this.status.getAttribute('data-run');
  }

  private async nextRun(before: string | null): Promise<void> {
    await this.page.waitForFunction((old) => {
      const now = document.querySelector('[role=status][aria-label=Run]')?.getAttribute('data-run') ?? null;
      return now !== null && now !== old;
    }, before);
  }
}
