import type { Stretches } from './breather.ts';

interface Job {
  /** Does one stretch; false: it is over. */
  step(): boolean;
}

/**
 * Long work beside everything else: a stretch in each turn of the event loop, or wherever a script that holds the
 * thread lets it have one (`spare`).
 */
export class Turns {
  readonly #jobs: Job[] = [];
  #scheduled = false;

  /** Does the first stretch at once; `done` or `failed` is told at the end, before this returns where that was all. */
  run<T>(work: Stretches<T>, done: (value: T) => void, failed: (error: unknown) => void): void {
    const step = (): boolean => {
      try {
        const { done: over, value } = work.next();
        if (over !== true) return true;
        done(value);
      } catch (error) {
        failed(error);
      }
      return false;
    };
    if (!step()) return;
    this.#jobs.push({ step });
    this.#schedule();
  }

  /** Does one stretch of what waits; true: there is more. */
  spare(): boolean {
    const job = this.#jobs.shift();
    if (job?.step() === true) this.#jobs.push(job);
    return this.#jobs.length > 0;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.spare()) this.#schedule();
    });
  }
}

/** Takes work to its end in turns of the event loop. */
export function inTurns<T>(work: Stretches<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    new Turns().run(work, resolve, reject);
  });
}
