import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright';

/**
 * A disk that never finishes: from now on no file that is written is ever synced, so whatever the app writes stays at
 * its temporary file. Killed there, the app was in the middle of a write for certain.
 */
export function stallWrites(electron: ElectronApplication): Promise<void> {
  return electron.evaluate(async () => {
    const { open } = process.getBuiltinModule('node:fs/promises');
    const handle = await open(process.execPath, 'r');
    const prototype = Object.getPrototypeOf(handle) as { sync: () => Promise<void> };
    await handle.close();
    prototype.sync = () => new Promise(() => undefined);
  });
}

/**
 * Switches that have a crash reporter on, which the app itself never starts: every crash leaves a dump in the home.
 * @param mark a text that each dump has for certain
 */
export function keepDumps(home: string, mark: string): string[] {
  const file = join(home, 'keep-dumps.cjs');
  const options = { uploadToServer: false, globalExtra: { mark } };
  writeFileSync(file, `require('electron').crashReporter.start(${JSON.stringify(options)});\n`);
  return ['-r', file];
}

/** Crashes the renderer. @returns why it is gone, as Electron tells it */
export function crashPage(electron: ElectronApplication): Promise<string> {
  return electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return new Promise<string>((resolve, reject) => {
      if (contents === undefined) return reject(new Error('there is no window'));
      contents.once('render-process-gone', (_event, { reason }) => resolve(reason));
      contents.forcefullyCrashRenderer();
    });
  });
}

export const isDump = (file: string): boolean => file.endsWith('.dmp');
