import { getHeapStatistics } from 'node:v8';
import { Stopped } from '../../language/host.ts';
import { MEMORY } from '../../signal.ts';

const MEGABYTE = 2 ** 20;
/** Share of what V8 lets the thread have that a script may use up; before the rest is gone V8 ends the thread itself. */
const OWN_SHARE = 6 / 7;
/** Used where the memory was full already when the run began: V8 has not cleared away yet what the last one left. */
const FULL_SHARE = 13 / 14;
/** Megabytes that all tabs together may use: Electron's V8 addresses 4 GB for all threads of a process. */
const ALL_MOST = 3400;
/** Share of it that a tab must use itself to be the one that is stopped. */
const PART = 1 / 4;

export interface MemoryWatchDeps {
  /** The tab's numbers (signal.ts). */
  readonly signal: Int32Array;
  /** Megabytes of all tabs. */
  readonly all: Int32Array;
  /** Megabytes that V8 lets this thread's heap have. */
  readonly limit: number;
}

/** Ends a script before its tab's memory runs out: V8 would end the thread, and with it the variables and results. */
export class MemoryWatch {
  readonly #deps: MemoryWatchDeps;
  #most: number;

  constructor(deps: MemoryWatchDeps) {
    this.#deps = deps;
    this.#most = deps.limit * OWN_SHARE;
  }

  /** A run begins. */
  begin(): void {
    const { limit } = this.#deps;
    this.#most = limit * (this.#measure() > limit * OWN_SHARE ? FULL_SHARE : OWN_SHARE);
  }

  /** Throws Stopped. */
  check(): void {
    const { limit, all } = this.#deps;
    const own = this.#measure();
    if (own > this.#most) {
      const most = (limit * OWN_SHARE) / 1024;
      throw new Stopped(
        'memory',
        `The script was stopped, since it used more memory than a tab has for scripts (${most.toFixed(1)} GB).`,
      );
    }
    if (own < limit * OWN_SHARE) this.#most = limit * OWN_SHARE;
    const together = Atomics.load(all, 0);
    if (together > ALL_MOST && own > ALL_MOST * PART) {
      throw new Stopped(
        'memory',
        `The script was stopped, since all tabs together used more memory than there is for them ` +
          `(${(ALL_MOST / 1024).toFixed(1)} GB), and this one ${(own / 1024).toFixed(1)} GB of it.`,
      );
    }
  }

  /** Megabytes; tells them to whoever adds up. */
  #measure(): number {
    const { used_heap_size: heap, external_memory: outside } = getHeapStatistics();
    const own = Math.ceil((heap + outside) / MEGABYTE);
    const { signal, all } = this.#deps;
    Atomics.add(all, 0, own - Atomics.exchange(signal, MEMORY, own));
    return own;
  }
}
