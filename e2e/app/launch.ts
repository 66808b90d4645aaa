import type { ElectronApplication, Page } from 'playwright';
import type { Desktop } from '../env/desktop.ts';
import { launchApp, type LaunchOptions } from '../env/launch.ts';

export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** As a person closes it; everything is written when it resolves. */
  quit(): Promise<void>;
  /** SIGKILL, as a crash or a power cut. */
  kill(): Promise<void>;
  /** SIGSEGV: what the app and the system keep of a crash is kept. */
  crash(): Promise<void>;
}

/** Starts the built app and waits for its first screen. */
export async function openApp(desktop: Desktop, options: LaunchOptions = {}): Promise<RunningApp> {
  const electron = await launchApp(desktop, options);
  const page = await electron.firstWindow();
  await page.getByRole('navigation').waitFor();
  return {
    electron,
    page,
    quit: () => electron.close(),
    kill: () => endBy(electron, 'SIGKILL'),
    crash: () => endBy(electron, 'SIGSEGV'),
  };
}

async function endBy(electron: ElectronApplication, signal: NodeJS.Signals): Promise<void> {
  const child = electron.process();
  const gone = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  child.kill(signal);
  await gone;
}
