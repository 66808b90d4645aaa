/** The built app (out/app) under Playwright, on the prepared runtime and inside a private desktop. */
import { _electron, errors, type ElectronApplication } from 'playwright';
import type { Desktop } from './desktop.ts';
import { preparedRuntime, projectRoot, sandboxArguments } from './runtime.ts';

export type LaunchOptions = {
  /** More arguments for the app, e.g. `--practice`. */
  args?: readonly string[];
  /** Switches of Chromium's, which stand before the app's folder. */
  switches?: readonly string[];
  env?: Record<string, string>;
  /** Folder of the app; this project's. */
  folder?: string;
};

/** A start takes a second or two; one that hangs longer never ends. */
const ATTEMPT_MS = 12_000;
const ATTEMPTS = 3;

/**
 * Starts the app; the caller closes it (`app.close()`, or SIGKILL through `app.process()`). About one start in fifty
 * hangs between Playwright's two debugger connections, before any code of the app has run; such a one is ended by
 * Playwright and started again.
 */
export async function launchApp(desktop: Desktop, options: LaunchOptions = {}): Promise<ElectronApplication> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await _electron.launch({
        executablePath: preparedRuntime().executable,
        args: [
          ...sandboxArguments,
          '--disable-gpu',
          '--password-store=gnome-libsecret',
          ...(options.switches ?? []),
          options.folder ?? projectRoot,
          ...(options.args ?? []),
        ],
        cwd: projectRoot,
        env: { ...desktop.env, ...options.env },
        timeout: ATTEMPT_MS,
      });
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || attempt === ATTEMPTS) throw error;
      process.stderr.write(`start ${String(attempt)} hung before the app ran; starting again\n`);
    }
  }
}
