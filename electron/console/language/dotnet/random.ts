const BIG = 2147483647;
const SEED = 161803398;

/** The numbers that .NET's System.Random gives for a seed: Knuth's subtractive generator, kept since .NET Framework. */
export class SeededRandom {
  readonly #state = new Int32Array(56);
  #next = 0;
  #other = 21;

  /** @param seed any Int32 */
  constructor(seed: number) {
    const state = this.#state;
    let last = (SEED - (seed === -2147483648 ? BIG : Math.abs(seed))) | 0;
    state[55] = last;
    let step = 1;
    for (let at = 1; at < 55; at++) {
      const place = (21 * at) % 55;
      state[place] = step;
      step = (last - step) | 0;
      if (step < 0) step += BIG;
      last = state[place] ?? 0;
    }
    for (let round = 0; round < 4; round++) {
      for (let at = 1; at < 56; at++) {
        const changed = ((state[at] ?? 0) - (state[1 + ((at + 30) % 55)] ?? 0)) | 0;
        state[at] = changed < 0 ? changed + BIG : changed;
      }
    }
  }

  /** A whole number from 0 up to, not including, 2147483647. */
  sample(): number {
    this.#next = this.#next >= 55 ? 1 : this.#next + 1;
    this.#other = this.#other >= 55 ? 1 : this.#other + 1;
    let value = ((this.#state[this.#next] ?? 0) - (this.#state[this.#other] ?? 0)) | 0;
    if (value === BIG) value--;
    if (value < 0) value += BIG;
    this.#state[this.#next] = value;
    return value;
  }

  /** From 0 up to, not including, 1. */
  double(): number {
    return this.sample() * (1 / BIG);
  }

  /** From `low` up to, not including, `high`. */
  between(low: number, high: number): number {
    const range = high - low;
    if (range <= BIG) return Math.trunc(this.double() * range) + low;
    const large = this.sample();
    const signed = this.sample() % 2 === 0 ? -large : large;
    return Math.trunc(((signed + BIG - 1) / (2 * BIG - 1)) * range) + low;
  }

  byte(): number {
    return this.sample() & 255;
  }
}
