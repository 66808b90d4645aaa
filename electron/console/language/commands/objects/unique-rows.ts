import type { Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';

/** Keeps what is the first of its kind: the objects themselves, or the values of the properties selected. */
export class UniqueRows {
  readonly rows: Value[] = [];
  readonly #order: (a: Value, b: Value) => number;
  readonly #ignoreCase: boolean;
  /** Rows by their key, for rows of texts, whole numbers, Booleans and nulls; by the kinds of values in them. */
  readonly #known = new Map<string, Set<string>>();
  readonly #parts: { signature: string; parts: readonly Value[] }[] = [];

  constructor(order: (a: Value, b: Value) => number, ignoreCase: boolean) {
    this.#order = order;
    this.#ignoreCase = ignoreCase;
  }

  /** @param parts values that decide, in order; for a plain object the object itself. */
  add(row: Value, parts: readonly Value[]): void {
    const signature = parts.map(kindOf).join('');
    const plain = !signature.includes('?');
    const key = plain ? this.#key(parts) : '';
    if (plain && this.#known.get(signature)?.has(key) === true) return;
    const onlyKind = plain && this.#known.size === 1 && this.#known.has(signature) && this.#allKeyed;
    if (!onlyKind) {
      for (const known of this.#parts) {
        if (plain && known.signature === signature) continue;
        if (this.#same(known.parts, parts)) return;
      }
    }
    if (plain) {
      const keys = this.#known.get(signature);
      if (keys === undefined) this.#known.set(signature, new Set([key]));
      else keys.add(key);
    } else this.#allKeyed = false;
    this.#parts.push({ signature, parts });
    this.rows.push(row);
  }

  #allKeyed = true;

  #key(parts: readonly Value[]): string {
    let key = '';
    for (const part of parts) {
      const text = typeof part === 'string' ? part : JSON.stringify(part);
      key += `${String(text.length)}:${this.#ignoreCase ? text.toLowerCase() : text}`;
    }
    return key;
  }

  #same(a: readonly Value[], b: readonly Value[]): boolean {
    return a.length === b.length && a.every((part, at) => this.#order(b[at] ?? null, part) === 0);
  }
}

function kindOf(value: Value): string {
  if (value === null) return '0';
  if (typeof value === 'string') return 's';
  if (typeof value === 'number') return 'n';
  return typeof value === 'boolean' ? 'b' : '?';
}

/** What -Unique compares of an object: values of the properties selected, else the object. */
export function partsOf(row: Value, selected: boolean): readonly Value[] {
  return selected && row instanceof PsObject ? row.values : [row];
}
