import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PART } from './export-file.ts';

/** Names the temporary files of exports under way, so that those of a killed app are removed at the next start. */
export class ExportJournal {
  readonly #file: string;
  readonly #open = new Set<string>();
  #writing: Promise<void> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  add(temporary: string): Promise<void> {
    this.#open.add(temporary);
    return this.#write();
  }

  remove(temporary: string): Promise<void> {
    this.#open.delete(temporary);
    return this.#write();
  }

  /** Removes what an earlier run left. Only files with our own ending are touched. */
  async clean(): Promise<void> {
    let left: unknown;
    try {
      left = JSON.parse(await readFile(this.#file, 'utf8'));
    } catch {
      return;
    }
    for (const file of Array.isArray(left) ? left : []) {
      if (typeof file === 'string' && path.isAbsolute(file) && file.endsWith(PART)) {
        await rm(file, { force: true }).catch(() => null);
      }
    }
    await this.#write();
  }

  /** Best effort: a journal that can't be written must not keep an export from running. */
  #write(): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      try {
        if (this.#open.size === 0) {
          await rm(this.#file, { force: true });
          return;
        }
        await mkdir(path.dirname(this.#file), { recursive: true });
        await writeFile(this.#file, JSON.stringify([...this.#open]), { mode: 0o600 });
      } catch {
        return;
      }
    });
    return this.#writing;
  }
}
