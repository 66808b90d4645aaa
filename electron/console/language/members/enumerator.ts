import type { PsReference } from '../values/block.ts';
import type { Value } from '../values/model.ts';

/** State of an IEnumerator: walked by MoveNext and Current, and unrolled by pipelines from where it stands. */
export class Enumerator {
  readonly #make: () => Iterable<Value>;
  #iterator: Iterator<Value>;
  current: Value = null;
  started = false;
  done = false;

  constructor(make: () => Iterable<Value>) {
    this.#make = make;
    this.#iterator = make()[Symbol.iterator]();
  }

  moveNext(): boolean {
    const step = this.#iterator.next();
    this.started = true;
    this.done = step.done === true;
    this.current = step.done === true ? null : step.value;
    return !this.done;
  }

  reset(): void {
    this.#iterator = this.#make()[Symbol.iterator]();
    this.current = null;
    this.started = false;
    this.done = false;
  }

  *unroll(): Iterable<Value> {
    while (this.moveNext()) yield this.current;
  }
}

export function enumeratorOf(typeName: string, items: Iterable<Value>): PsReference {
  return { kind: 'reference', typeName, state: new Enumerator(() => items) };
}
