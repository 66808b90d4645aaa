/** Requests for the same thing at the same time share one answer; the last one to leave ends it. */
export class Flights<T> {
  readonly #flying = new Map<string, { promise: Promise<T>; waiting: number; stop: AbortController }>();

  /** Joins what is under way for `key`, or starts it. Rejects with the signal's reason as soon as that aborts. */
  join(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    let flight = this.#flying.get(key);
    if (flight === undefined) {
      const stop = new AbortController();
      const promise = start(stop.signal).finally(() => {
        if (this.#flying.get(key)?.stop === stop) this.#flying.delete(key);
      });
      promise.catch(() => {});
      flight = { promise, waiting: 0, stop };
      this.#flying.set(key, flight);
    }
    const joined = flight;
    joined.waiting += 1;
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        joined.waiting -= 1;
        if (joined.waiting === 0) {
          joined.stop.abort(signal.reason);
          if (this.#flying.get(key) === joined) this.#flying.delete(key);
        }
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
      };
      if (signal.aborted) {
        leave();
        return;
      }
      signal.addEventListener('abort', leave, { once: true });
      joined.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  /** Ends what matches and waits until it has ended. */
  async end(matches: (key: string) => boolean, reason: Error): Promise<void> {
    const ending = [...this.#flying].filter(([key]) => matches(key));
    for (const [key, flight] of ending) {
      flight.stop.abort(reason);
      this.#flying.delete(key);
    }
    await Promise.allSettled(ending.map(([, flight]) => flight.promise));
  }
}
