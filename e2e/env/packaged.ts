/**
 * The packaged app. Its fuses forbid the inspector that Playwright's Electron support needs, so it is driven as a
 * person's browser tool would: through Chromium's own debugging port.
 */
import type { ChildProcess } from 'node:child_process';
import { chromium, type Browser, type Page } from 'playwright';
import type { Desktop } from './desktop.ts';
import { endProgram, startProgram, untilLine } from './process.ts';
import { sandboxArguments } from './runtime.ts';

export type PackagedApp = {
  child: ChildProcess;
  browser: Browser;
  /** The app's first window. */
  window: Page;
  close(): Promise<void>;
};

/** The executable that the package step made, or undefined outside `npm test` (TENANTDECK_PACKAGED_APP). */
export function packagedExecutable(): string | undefined {
  const named = process.env.TENANTDECK_PACKAGED_APP;
  return named === undefined || named === '' ? undefined : named;
}

/** Waits for the app's page: a debugger that attaches while a window is only being made can hang. */
async function untilWindow(host: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const answer = await fetch(`http://${host}/json/list`);
    const targets = (await answer.json()) as { type: string; url: string; title: string }[];
    if (targets.some(({ type, url, title }) => type === 'page' && url.startsWith('app:') && title !== ''))
      return;
    if (Date.now() > deadline) throw new Error('the packaged app opened no window');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Starts the packaged app and waits for its window. */
export async function launchPackaged(
  executable: string,
  desktop: Desktop,
  args: readonly string[] = [],
): Promise<PackagedApp> {
  const child = startProgram(
    executable,
    [
      ...sandboxArguments,
      '--disable-gpu',
      '--password-store=gnome-libsecret',
      '--remote-debugging-port=0',
      ...args,
    ],
    { env: desktop.env },
  );
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => (printed += String(chunk)));
  try {
    const listening = await untilLine(child, child.stderr, /DevTools listening on (ws:\S+)/);
    child.stderr?.on('data', (chunk: Buffer) => (printed += String(chunk)));
    const address = listening[1] ?? '';
    await untilWindow(new URL(address).host);
    const browser = await chromium.connectOverCDP(address, { timeout: 20_000 });
    const context = browser.contexts()[0];
    if (context === undefined) throw new Error('the packaged app has no browser context');
    const window = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: 20_000 }));
    await window.waitForLoadState('domcontentloaded');
    return {
      child,
      browser,
      window,
      async close() {
        await browser.close();
        await endProgram(child);
      },
    };
  } catch (error) {
    await endProgram(child);
    throw new Error(`the packaged app did not come up; it printed:\n${printed.slice(-2000)}`, {
      cause: error,
    });
  }
}
