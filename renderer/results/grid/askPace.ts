/** A view that moved to entirely other rows twice within this time is under way (a dragged scrollbar), ms. */
export const REST_MS = 60;

/**
 * When to ask for the rows in view. While a dragged scrollbar throws the view over thousands of rows a frame, no answer
 * would come before its rows are gone again: then the asking waits until the view rests. A single jump (Ctrl+End,
 * a click into the scrollbar) and everything slower is asked for at once.
 */
export class AskPace {
  readonly #now: () => number;
  #first = 0;
  #jumped = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** The view shows rows [first, last); `ask` is called now or later, or never if another view comes before. */
  view(first: number, last: number, ask: () => void): void {
    clearTimeout(this.#timer);
    const jump = Math.abs(first - this.#first) > 2 * (last - first);
    const since = this.#now() - this.#jumped;
    this.#first = first;
    if (jump) this.#jumped = this.#now();
    if (since >= REST_MS) ask();
    else this.#timer = setTimeout(ask, jump ? REST_MS : REST_MS - since);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
