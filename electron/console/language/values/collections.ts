import type { Value } from './model.ts';

/**
 * A Hashtable, OrderedDictionary or Dictionary. Keys of different types differ ("1" is not 1); text keys ignore case
 * unless `caseSensitive`. Walking order is insertion order, also for a plain Hashtable (.NET defines none).
 */
export class PsHashtable {
  readonly kind = 'hashtable';
  readonly ordered: boolean;
  readonly caseSensitive: boolean;
  /** Set for `Dictionary[K,V]`: its key and value types, .NET short names. */
  readonly generic: { readonly key: string; readonly value: string } | null;
  /** Full .NET name where it is a special kind ("System.Management.Automation.OrderedHashtable"); null: by the rest. */
  readonly typeName: string | null;
  /** Raised by every change, so that an enumerator can tell. */
  version = 0;
  readonly #entries = new Map<unknown, [key: Value, value: Value]>();

  constructor(
    options: {
      ordered?: boolean;
      caseSensitive?: boolean;
      generic?: { key: string; value: string } | null;
      typeName?: string;
    } = {},
  ) {
    this.ordered = options.ordered ?? false;
    this.caseSensitive = options.caseSensitive ?? false;
    this.generic = options.generic ?? null;
    this.typeName = options.typeName ?? null;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: Value): Value | undefined {
    return this.#entries.get(this.#identity(key))?.[1];
  }

  has(key: Value): boolean {
    return this.#entries.has(this.#identity(key));
  }

  set(key: Value, value: Value): void {
    const identity = this.#identity(key);
    const entry = this.#entries.get(identity);
    if (entry === undefined) this.#entries.set(identity, [key, value]);
    else {
      entry[1] = value;
      // An OrderedDictionary takes the newest spelling of its key too.
      if (this.ordered) entry[0] = key;
    }
    this.version++;
  }

  delete(key: Value): boolean {
    const gone = this.#entries.delete(this.#identity(key));
    if (gone) this.version++;
    return gone;
  }

  clear(): void {
    this.#entries.clear();
    this.version++;
  }

  entries(): IterableIterator<[key: Value, value: Value]> {
    return this.#entries.values();
  }

  keys(): Value[] {
    return Array.from(this.#entries.values(), ([key]) => key);
  }

  values(): Value[] {
    return Array.from(this.#entries.values(), ([, value]) => value);
  }

  #identity(key: Value): unknown {
    return identityOf(key, this.caseSensitive);
  }
}

/**
 * What makes two keys the same to .NET's Equals and GetHashCode: text by its characters (or in any case), value types
 * by type and value, everything else by reference.
 */
export function identityOf(key: Value, caseSensitive: boolean): unknown {
  if (typeof key === 'string') return caseSensitive ? `s${key}` : `s${key.toLowerCase()}`;
  if (key === null || typeof key !== 'object' || Array.isArray(key)) return key;
  switch (key.kind) {
    case 'long':
    case 'byte':
    case 'sbyte':
    case 'short':
    case 'ushort':
    case 'uint':
    case 'ulong':
    case 'bigint':
    case 'double':
      return `n${key.kind}${String(key.value)}`;
    case 'decimal': {
      let { unscaled, scale } = key;
      while (scale > 0 && unscaled % 10n === 0n) {
        unscaled /= 10n;
        scale--;
      }
      return `nd${String(unscaled)}e${String(scale)}`;
    }
    case 'char':
      return `c${String(key.code)}`;
    case 'dateTime':
      return `t${String(key.ticks)}`;
    case 'timeSpan':
      return `p${String(key.ticks)}`;
    case 'guid':
    case 'version':
    case 'uri':
      return `${key.kind}${key.text.toLowerCase()}`;
    case 'enum':
      return `e${key.typeName}${key.name}`;
    case 'type':
      return `y${key.name.toLowerCase()}`;
    default:
      return key;
  }
}

/** An ArrayList, List, Queue, Stack or Collection. */
export class PsList {
  readonly kind = 'list';
  /** Full .NET name without type arguments: "System.Collections.ArrayList", "System.Collections.Generic.List". */
  readonly typeName: string;
  /** Of a generic list: its element type, a .NET short name. */
  readonly elementType: string | null;
  items: Value[];
  version = 0;

  constructor(typeName: string, elementType: string | null, items: Value[] = []) {
    this.typeName = typeName;
    this.elementType = elementType;
    this.items = items;
  }
}

/** A HashSet or SortedSet of one element type. */
export class PsSet {
  readonly kind = 'set';
  readonly typeName: string;
  readonly elementType: string;
  readonly caseSensitive: boolean;
  readonly items = new Map<unknown, Value>();

  constructor(typeName: string, elementType: string, caseSensitive: boolean) {
    this.typeName = typeName;
    this.elementType = elementType;
    this.caseSensitive = caseSensitive;
  }

  add(value: Value): boolean {
    const identity = identityOf(value, this.caseSensitive);
    if (this.items.has(identity)) return false;
    this.items.set(identity, value);
    return true;
  }

  has(value: Value): boolean {
    return this.items.has(identityOf(value, this.caseSensitive));
  }

  delete(value: Value): boolean {
    return this.items.delete(identityOf(value, this.caseSensitive));
  }
}
