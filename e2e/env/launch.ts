/** The built app (out/app) under Playwright, on the prepared runtime and inside a private desktop. */
import { _electron, type ElectronApplication } from 'playwright';
import type { Desktop } from './desktop.ts';
import { preparedRuntime, projectRoot, sandboxArguments } from './runtime.ts';

export type LaunchOptions = {
  /** More arguments for the app, e.g. `--practice`. */
  args?: readonly string[];
  env?: Record<string, string>;
  timeoutMs?: number;
};

/** Starts the app; the caller closes it (`app.close()`, or SIGKILL through `app.process()`). */
export function launchApp(desktop: Desktop, options: LaunchOptions = {}): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath: preparedRuntime().executable,
    args: [
      ...sandboxArguments,
      '--disable-gpu',
      '--password-store=gnome-libsecret',
      projectRoot,
      ...(options.args ?? []),
    ],
    cwd: projectRoot,
    env: { ...desktop.env, ...options.env },
    timeout: options.timeoutMs ?? 30_000,
  });
}
