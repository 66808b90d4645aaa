/** The tour's pictures: each moment in light and in dark, as `out/tour/NN-name.{light,dark}.png`. */
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page } from 'playwright';
import type { Settings } from '../../shared/model/settings.ts';
import type { RunningApp } from '../app/launch.ts';
import { projectRoot } from '../env/runtime.ts';

const folder = join(projectRoot, 'out', 'tour');
const SIZE = { width: 1440, height: 900 };
const THEMES = ['light', 'dark'] as const;

export class Album {
  private readonly app: RunningApp;
  private readonly say: (line: string) => void;
  private moments = 0;
  private pictures = 0;

  constructor(app: RunningApp, say: (line: string) => void) {
    this.app = app;
    this.say = say;
  }

  /** How many pictures were made. */
  get count(): number {
    return this.pictures;
  }

  /** Empties the folder, gives the window its size and stops everything that moves. */
  async begin(): Promise<void> {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await this.app.electron.evaluate(({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
    }, SIZE);
    await applySettings(this.app.page, { motion: 'none', theme: 'light' });
  }

  /** The app's window in both themes; light again afterwards. */
  async window(name: string): Promise<void> {
    const stem = this.next(name);
    await this.restPointer();
    for (const theme of THEMES) {
      await applySettings(this.app.page, { theme });
      await this.keep(this.app.page, `${stem}.${theme}.png`);
    }
    await applySettings(this.app.page, { theme: 'light' });
  }

  /** A page of the system's browser in both of its schemes. */
  async browser(page: Page, name: string): Promise<void> {
    const stem = this.next(name);
    await page.setViewportSize(SIZE);
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      await this.keep(page, `${stem}.${theme}.png`);
    }
    await page.emulateMedia({ colorScheme: null });
  }

  /** What is on a page now, whatever that is: for a step that failed. @returns the file, null where none could be made */
  async failure(page: Page, name: string): Promise<string | null> {
    const path = join(folder, `failed-${name}.png`);
    return page.screenshot({ path, timeout: 5000 }).then(
      () => relative(projectRoot, path),
      () => null,
    );
  }

  /** Takes the pointer off what was clicked last, so that no tooltip lies over the picture. */
  private async restPointer(): Promise<void> {
    const { page } = this.app;
    await page.mouse.move(2, 2);
    await page
      .locator('.fui-Tooltip__content')
      .first()
      .waitFor({ state: 'hidden', timeout: 1500 })
      // One that the focus holds open belongs to the moment.
      .catch(() => undefined);
  }

  private next(name: string): string {
    this.moments += 1;
    return `${String(this.moments).padStart(2, '0')}-${name}`;
  }

  private async keep(page: Page, file: string): Promise<void> {
    const path = join(folder, file);
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    this.pictures += 1;
    this.say(`  ${relative(projectRoot, path)}`);
  }
}

type Bridge = { settings: { update(patch: Partial<Settings>): Promise<{ ok: boolean }> } };

/** Changes settings as the Settings screen does and waits until the window has the theme and nothing moves. */
async function applySettings(page: Page, patch: Partial<Settings>): Promise<void> {
  const outcome = await page.evaluate(async (wanted) => {
    const bridge = (window as never as { tenantdeck: Bridge }).tenantdeck;
    if (!(await bridge.settings.update(wanted)).ok) return 'refused';
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const still = () =>
      document
        .getAnimations()
        .every(
          (one) => one.playState !== 'running' || one.effect?.getComputedTiming().iterations === Infinity,
        );
    const deadline = performance.now() + 5000;
    while (document.documentElement.dataset['theme'] !== wanted.theme || !still()) {
      if (performance.now() > deadline) return 'not applied within 5 seconds';
      await frame();
    }
    await frame();
    await frame();
    return 'applied';
  }, patch);
  if (outcome !== 'applied') throw new Error(`the settings ${JSON.stringify(patch)} were ${outcome}`);
}
