import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import type { DamagedRecord } from '../../shared/model/connection.ts';
import type { JsonStore, OpenJsonStore } from './json-store.ts';
import { writeFailure } from './write-failure.ts';

/**
 * JSON files in `folder` through electron-store. A file that is no JSON any more is renamed to
 * `<name>.damaged-<time>.json` and reported; nothing in it is thrown away.
 */
export function jsonStoresIn(folder: string): OpenJsonStore {
  removeLeftovers(folder);
  return (name) => {
    const path = join(folder, `${name}.json`);
    const damaged = putAsideIfUnreadable(path, name, folder);
    const store = new Store<Record<string, unknown>>({
      name,
      cwd: folder,
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
    });
    return {
      path,
      damaged,
      read: () => (existsSync(path) ? store.store : undefined),
      write(data) {
        try {
          store.store = { ...data };
        } catch (error) {
          throw writeFailure(path, error);
        }
      },
    } satisfies JsonStore;
  };
}

/** What electron-store's atomic write leaves behind when its process is killed: `settings.json.tmp-1790000000abcdef`. */
function removeLeftovers(folder: string): void {
  try {
    for (const file of readdirSync(folder)) {
      if (/\.json\.tmp-\d{10}[a-f0-9]{6}$/.test(file)) rmSync(join(folder, file), { force: true });
    }
  } catch {
    // No folder yet, or one that can't be read: the stores say so themselves.
  }
}

function putAsideIfUnreadable(path: string, name: string, folder: string): DamagedRecord | null {
  if (!existsSync(path)) return null;
  try {
    new Store({ name, cwd: folder, clearInvalidConfig: false });
    return null;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    const keptIn = join(folder, `${name}.damaged-${new Date().toISOString().replaceAll(':', '')}.json`);
    try {
      renameSync(path, keptIn);
    } catch {
      copyFileSync(path, keptIn);
    }
    return { label: `${name}.json`, reason: 'The file is not JSON any more.', keptIn };
  }
}
