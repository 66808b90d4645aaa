import { PsHashtable } from './collections.ts';
import type { Value } from './model.ts';

/** A SortedDictionary or SortedList: walking it follows the order of its keys. */
export class SortedTable extends PsHashtable {
  readonly #order: (left: Value, right: Value) => number;
  #sorted: readonly [key: Value, value: Value][] = [];
  #version = -1;

  constructor(
    options: ConstructorParameters<typeof PsHashtable>[0],
    order: (left: Value, right: Value) => number,
  ) {
    super(options);
    this.#order = order;
  }

  override entries(): IterableIterator<[key: Value, value: Value]> {
    return this.sorted()[Symbol.iterator]();
  }

  override keys(): Value[] {
    return this.sorted().map(([key]) => key);
  }

  override values(): Value[] {
    return this.sorted().map(([, value]) => value);
  }

  /** The entries themselves, in order. */
  sorted(): [key: Value, value: Value][] {
    if (this.#version !== this.version) {
      this.#sorted = [...super.entries()].sort(([left], [right]) => this.#order(left, right));
      this.#version = this.version;
    }
    return [...this.#sorted];
  }
}
