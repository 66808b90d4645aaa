/** Thrown inside long work when it is no longer wanted. */
export class Abandoned extends Error {
  constructor() {
    super('no longer wanted');
    this.name = 'Abandoned';
  }
}

/** Longest stretch of work without looking at the post, in milliseconds: a stop or the grid's next rows wait no longer. */
const STRETCH_MS = 8;

/** Work in stretches: it yields after each. */
export type Stretches<T> = Generator<void, T, void>;

/**
 * Lets the thread answer other messages in the middle of long work. `pause` is cheap while its stretch lasts; after it
 * comes a turn of the event loop, and then the work ends by Abandoned if `wanted` says so.
 */
export class Breather {
  readonly #wanted: () => boolean;
  #until: number;

  constructor(wanted: () => boolean = () => true) {
    this.#wanted = wanted;
    this.#until = performance.now() + STRETCH_MS;
  }

  get due(): boolean {
    return performance.now() >= this.#until;
  }

  async pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    this.#goOn();
  }

  /** The same for work that is a generator, which somebody else takes on (Turns). */
  *rest(): Stretches<void> {
    yield;
    this.#goOn();
  }

  #goOn(): void {
    if (!this.#wanted()) throw new Abandoned();
    this.#until = performance.now() + STRETCH_MS;
  }
}
