import type { Value } from '../values/model.ts';

/** Walks a collection for a loop whose body may move it on too. */
export class ForeachCursor {
  #items: Iterator<Value>;
  readonly #source: Iterable<Value>;
  #current: Value = null;

  constructor(source: Iterable<Value>) {
    this.#source = source;
    this.#items = source[Symbol.iterator]();
  }

  get current(): Value {
    return this.#current;
  }

  moveNext(): boolean {
    const next = this.#items.next();
    this.#current = next.done === true ? null : next.value;
    return next.done !== true;
  }

  reset(): void {
    this.#items = this.#source[Symbol.iterator]();
    this.#current = null;
  }
}
