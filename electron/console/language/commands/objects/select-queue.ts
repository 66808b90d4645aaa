import type { Value } from '../../values/model.ts';

export interface SelectLimits {
  readonly first: number;
  readonly last: number;
  readonly skip: number;
  readonly skipLast: number;
  readonly limited: boolean;
}

/** Which objects Select-Object lets through, in what order, for -First, -Last, -Skip and -SkipLast together. */
export class SelectQueue {
  readonly #limits: SelectLimits;
  #waiting: Value[] = [];
  #start = 0;
  #skip: number;
  #passed = 0;

  constructor(limits: SelectLimits) {
    this.#limits = limits;
    this.#skip = limits.skip;
  }

  get #count(): number {
    return this.#waiting.length - this.#start;
  }

  /** No later object can get through. */
  get done(): boolean {
    const { limited, last, first } = this.#limits;
    return limited && last === 0 && first !== 0 && this.#passed >= first;
  }

  /** Takes one object; gives the one that gets through now, undefined: none. */
  push(value: Value): Value | undefined {
    const { first, last, skip, skipLast, limited } = this.#limits;
    if (last > 0 && this.#count >= (first === 0 ? last + skip : last)) this.#shift();
    this.#waiting.push(value);
    if (this.#skip > 0) {
      if (last === 0 || first !== 0) {
        this.#skip--;
        this.#shift();
      }
      return undefined;
    }
    if (skipLast > 0) return this.#count > skipLast ? this.#shift() : undefined;
    if (!limited || this.#passed < first) {
      this.#passed++;
      return this.#shift();
    }
    if (last === 0) this.#shift();
    return undefined;
  }

  /** What is left when the input has ended. */
  rest(): Value[] {
    const { first, skip, skipLast } = this.#limits;
    if (skipLast > 0) return [];
    const left = this.#waiting.slice(this.#start);
    return first !== 0 ? left : left.slice(0, Math.max(0, left.length - skip));
  }

  #shift(): Value | undefined {
    const value = this.#waiting[this.#start];
    this.#start++;
    if (this.#start > 1024 && this.#start * 2 > this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#start);
      this.#start = 0;
    }
    return value;
  }
}
