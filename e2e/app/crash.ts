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
