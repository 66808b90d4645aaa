import type { FileEntry, Files } from '../electron/console/language/host.ts';
import { failure } from '../electron/console/language/values/errors.ts';

/** A working folder in memory, empty at the start: what the cases write goes with it. */
export class MemoryFiles implements Files {
  readonly root = '/cases';
  readonly #files = new Map<string, Uint8Array>();
  readonly #folders = new Set<string>(['']);

  stat(path: string): FileEntry | null {
    const key = clean(path);
    const name = key.slice(key.lastIndexOf('/') + 1);
    const times = { modified: 1_793_000_000_000, created: 1_793_000_000_000 };
    if (this.#folders.has(key)) return { name, path: key, folder: true, bytes: 0, ...times };
    const bytes = this.#files.get(key);
    return bytes === undefined ? null : { name, path: key, folder: false, bytes: bytes.length, ...times };
  }

  list(path: string): readonly FileEntry[] {
    const key = clean(path);
    const inside = [...this.#folders, ...this.#files.keys()].filter(
      (other) => other !== '' && parent(other) === key,
    );
    return inside
      .sort()
      .map((other) => this.stat(other))
      .filter((entry) => entry !== null);
  }

  read(path: string): Uint8Array {
    const bytes = this.#files.get(clean(path));
    if (bytes === undefined) throw failure('ItemNotFound', `Cannot find path '${path}'.`);
    return bytes;
  }

  write(path: string, bytes: Uint8Array, how: 'create' | 'overwrite' | 'append'): void {
    const key = clean(path);
    const before = this.#files.get(key);
    if (how === 'create' && before !== undefined)
      throw failure('NoClobber', `The file '${path}' already exists.`);
    if (how !== 'append' || before === undefined) {
      this.#files.set(key, bytes);
      return;
    }
    const both = new Uint8Array(before.length + bytes.length);
    both.set(before);
    both.set(bytes, before.length);
    this.#files.set(key, both);
  }

  makeFolder(path: string): void {
    this.#folders.add(clean(path));
  }

  remove(path: string): void {
    const key = clean(path);
    for (const other of [...this.#files.keys()]) {
      if (other === key || other.startsWith(`${key}/`)) this.#files.delete(other);
    }
    for (const other of [...this.#folders]) {
      if (other !== '' && (other === key || other.startsWith(`${key}/`))) this.#folders.delete(other);
    }
  }

  move(from: string, to: string): void {
    const key = clean(from);
    const target = clean(to);
    for (const [other, bytes] of [...this.#files]) {
      if (other !== key && !other.startsWith(`${key}/`)) continue;
      this.#files.delete(other);
      this.#files.set(target + other.slice(key.length), bytes);
    }
    for (const other of [...this.#folders]) {
      if (other === '' || (other !== key && !other.startsWith(`${key}/`))) continue;
      this.#folders.delete(other);
      this.#folders.add(target + other.slice(key.length));
    }
  }
}

function clean(path: string): string {
  return path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

function parent(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
