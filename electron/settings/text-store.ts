import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomic } from '../vault/atomic-file.ts';
import { writeFailure } from './write-failure.ts';

/** Small texts in one folder, a file each, written atomically. */
export function textStoreIn(folder: string): {
  read(name: string): Promise<string | null>;
  write(name: string, text: string): Promise<void>;
} {
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
