import { setTimeout as after } from 'node:timers/promises';
import type { FileName } from '../../../shared/powershell/completion/world.ts';

/** Milliseconds that typing waits for a folder that is slow to read, e.g. on a server. */
const PATIENCE = 20;

/** What completion is told of a folder: read anew each time, but nobody waits long for it. */
export class FolderNames {
  readonly #read: () => Promise<readonly FileName[]>;
  #known: readonly FileName[] = [];
  #reading: Promise<readonly FileName[]> | null = null;

  constructor(read: () => Promise<readonly FileName[]>) {
    this.#read = read;
  }

  /** The names as they are now, or as they were when the folder was read last. */
  get(): Promise<readonly FileName[]> {
    return Promise.race([this.#current(), after(PATIENCE).then(() => this.#known)]);
  }

  #current(): Promise<readonly FileName[]> {
    this.#reading ??= this.#read()
      .then((names) => (this.#known = names))
      .finally(() => {
        this.#reading = null;
      });
    return this.#reading;
  }
}
