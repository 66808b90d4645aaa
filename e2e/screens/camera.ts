import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Settings } from '../../shared/model/settings.ts';
import type { RunningApp } from '../app/launch.ts';
import { projectRoot } from '../env/runtime.ts';
import { expect } from '../env/test.ts';
import { cutOff } from './layout.ts';

type Theme = Exclude<Settings['theme'], 'system'>;

const folder = join(projectRoot, 'out', 'screens');

/** Takes the picture of a state in each theme; each picture is also looked at by axe and by the layout check. */
export class Camera {
  private readonly app: RunningApp;
  private zoomed = false;

  constructor(app: RunningApp) {
    this.app = app;
  }

  /** The usual window, nothing moving. */
  async begin(): Promise<void> {
    mkdirSync(folder, { recursive: true });
    await this.set({ motion: 'none' });
    await this.size(1440, 900);
  }

  /** Light and dark, and high contrast where asked for: `out/screens/NAME.THEME.png`. */
  async shoot(name: string, options: { readonly highContrast?: boolean } = {}): Promise<void> {
    const themes: readonly Theme[] =
      options.highContrast === true ? ['light', 'dark', 'high-contrast'] : ['light', 'dark'];
    const found: unknown[] = [];
    for (const theme of themes) {
      await this.theme(theme);
      await this.picture(`${name}.${theme}.png`);
      found.push(...(await this.faults(theme)));
    }
    await this.theme('light');
    expect.soft(found, `axe and layout on ${name}`).toEqual([]);
  }

  /** One picture in light, e.g. at another size or zoom. */
  async snap(name: string): Promise<void> {
    await this.theme('light');
    await this.picture(`${name}.light.png`);
    expect.soft(await this.faults('light'), `axe and layout on ${name}`).toEqual([]);
  }

  /** The window's content in px, until the page has it. */
  async size(width: number, height: number): Promise<void> {
    await this.app.electron.evaluate(
      ({ BrowserWindow }, wanted) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(wanted.width, wanted.height);
      },
      { width, height },
    );
    await expect
      .poll(() => this.app.page.evaluate(() => [window.innerWidth, window.innerHeight]))
      .toEqual([width, height]);
  }

  /** The page's zoom, 1 is 100 %. */
  async zoom(factor: number): Promise<void> {
    await this.app.electron.evaluate(({ BrowserWindow }, wanted) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(wanted);
    }, factor);
    await expect.poll(() => this.app.page.evaluate(() => window.devicePixelRatio)).toBe(factor);
    this.zoomed = factor !== 1;
  }

  /** Playwright would show a corner only of a page that Electron has zoomed; then the window takes its own picture. */
  private async picture(file: string): Promise<void> {
    const path = join(folder, file);
    if (!this.zoomed) {
      await this.app.page.screenshot({ path });
      return;
    }
    const png = await this.app.electron.evaluate(async ({ BrowserWindow }) => {
      const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
      return image?.toPNG().toString('base64') ?? '';
    });
    expect(png).not.toBe('');
    writeFileSync(path, Buffer.from(png, 'base64'));
  }

  private async theme(theme: Theme): Promise<void> {
    await this.set({ theme });
    await expect
      .poll(() => this.app.page.evaluate(() => document.documentElement.dataset['theme']))
      .toBe(theme);
    // Away from everything that shows a tooltip.
    await this.app.page.mouse.move(0, 0);
    await expect(this.app.page.getByRole('tooltip')).toHaveCount(0);
    await this.still();
  }

  /** Waits until nothing that ends by itself moves any more. */
  private async still(): Promise<void> {
    await expect
      .poll(() =>
        this.app.page.evaluate(() =>
          document
            .getAnimations()
            .every(
              (one) => one.playState !== 'running' || one.effect?.getComputedTiming().iterations === Infinity,
            ),
        ),
      )
      .toBe(true);
  }

  private async set(patch: Partial<Settings>): Promise<void> {
    const ok = await this.app.page.evaluate(async (wanted) => {
      const { settings } = (
        window as never as { tenantdeck: { settings: { update(x: unknown): Promise<{ ok: boolean }> } } }
      ).tenantdeck;
      return (await settings.update(wanted)).ok;
    }, patch);
    expect(ok).toBe(true);
  }

  private async faults(theme: Theme): Promise<unknown[]> {
    const { violations } = await new AxeBuilder({ page: this.app.page })
      .setLegacyMode(true)
      // Fluent's sentinels at the ends of the page, and of an open menu or dialog. They hand the focus on at once, and
      // Fluent has no option to leave them out once the page can open a dialog.
      .exclude('[data-tabster-dummy]')
      .analyze();
    const cut = await this.app.page.evaluate(cutOff);
    return [
      ...violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, html, any }) => ({
          theme,
          rule: id,
          at: target.join(' '),
          html: html.slice(0, 200),
          why: any.map(({ message }) => message).join('; '),
        })),
      ),
      ...cut.map((what) => ({ theme, rule: 'layout', at: what })),
    ];
  }
}
