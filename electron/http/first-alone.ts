/** A proxy that takes longer to say what it wants holds nobody up any more. */
const HEAD_START_MS = 3000;

/** Lets one request set out alone until it is known what becomes of it; then all go at once. */
export class FirstAlone {
  readonly #headStartMs: number;
  #isOpen = false;
  #leader: Promise<void> | null = null;
  #opens: AbortSignal | null = null;

  constructor(headStartMs = HEAD_START_MS) {
    this.#headStartMs = headStartMs;
  }

  /** It is known: nobody waits any more. */
  open(): void {
    this.#isOpen = true;
  }

  /** @returns what the request calls when it is over; where nothing is known by then, the next one goes alone */
  async turn(signal: AbortSignal): Promise<() => void> {
    this.#opens ??= AbortSignal.timeout(this.#headStartMs);
    const enough = AbortSignal.any([signal, this.#opens]);
    while (this.#leader !== null && !this.#isOpen && !enough.aborted) {
      await Promise.race([this.#leader, aborted(enough)]);
    }
    if (this.#isOpen || enough.aborted) return () => {};
    let over: () => void = () => {};
    this.#leader = new Promise((resolve) => {
      over = resolve;
    });
    return () => {
      this.#leader = null;
      over();
    };
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
