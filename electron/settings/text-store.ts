import { readdirSync, rmSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isLeftover, writeAtomic } from '../vault/atomic-file.ts';
import { writeFailure } from './write-failure.ts';

/** Small texts in one folder, a file each, written atomically. What a killed app left of a write is removed first. */
export function textStoreIn(folder: string): {
  read(name: string): Promise<string | null>;
  write(name: string, text: string): Promise<void>;
} {
  removeLeftovers(folder);
  const pathOf = (name: string): string => join(folder, `${name.replaceAll(/[^A-Za-z0-9_-]/g, '_')}.json`);
  return {
    async read(name) {
      try {
        return await readFile(pathOf(name), 'utf8');
      } catch {
        return null;
      }
    },
    async write(name, text) {
      const path = pathOf(name);
      try {
        await mkdir(folder, { recursive: true });
        await writeAtomic(path, text);
      } catch (error) {
        throw writeFailure(path, error);
      }
    },
  };
}

function removeLeftovers(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      if (isLeftover(name)) rmSync(join(folder, name), { force: true });
    }
  } catch {
    // No such folder yet.
  }
}
