import type { Value } from '../../values/model.ts';
import { MISSING, type Key } from './value-order.ts';

export interface Entry {
  readonly input: Value;
  readonly keys: readonly Key[];
  /** Entries with the same id are equal; null: only comparing tells. */
  readonly id: string | null;
}

/** Entries that wait for their counterpart, oldest first; looked up by id where both sides have one. */
export class Backlog {
  readonly #entries = new Set<Entry>();
  readonly #byId = new Map<string, Entry[]>();
  /** Entries that are no ASCII text, so that a lookup by id could miss one that equals. */
  #others = 0;

  get size(): number {
    return this.#entries.size;
  }

  /** One printable ASCII text as the key makes an id; other keys may equal something that looks different. */
  static idOf(keys: readonly Key[], caseSensitive: boolean): string | null {
    let id = '';
    for (const key of keys) {
      if (key === MISSING || typeof key !== 'string' || !/^[ -~]*$/.test(key)) return null;
      id += `${String(key.length)}:${caseSensitive ? key : key.toLowerCase()}`;
    }
    return id;
  }

  add(entry: Entry): void {
    this.#entries.add(entry);
    if (entry.id === null) {
      this.#others++;
      return;
    }
    const alike = this.#byId.get(entry.id);
    if (alike === undefined) this.#byId.set(entry.id, [entry]);
    else alike.push(entry);
  }

  /** Takes out the oldest entry that equals this one. */
  take(wanted: Entry, equals: (a: Entry, b: Entry) => boolean): Entry | null {
    if (wanted.id !== null && this.#others === 0) {
      const found = this.#byId.get(wanted.id)?.[0];
      if (found === undefined) return null;
      this.#remove(found);
      return found;
    }
    for (const entry of this.#entries) {
      if (equals(wanted, entry)) {
        this.#remove(entry);
        return entry;
      }
    }
    return null;
  }

  oldest(): Entry | null {
    for (const entry of this.#entries) {
      this.#remove(entry);
      return entry;
    }
    return null;
  }

  takeAll(): Entry[] {
    const all = [...this.#entries];
    this.#entries.clear();
    this.#byId.clear();
    this.#others = 0;
    return all;
  }

  #remove(entry: Entry): void {
    this.#entries.delete(entry);
    if (entry.id === null) {
      this.#others--;
      return;
    }
    const alike = this.#byId.get(entry.id) ?? [];
    const at = alike.indexOf(entry);
    if (at >= 0) alike.splice(at, 1);
    if (alike.length === 0) this.#byId.delete(entry.id);
  }
}
