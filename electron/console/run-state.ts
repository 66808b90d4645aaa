import type { Problem, RunState } from '../../shared/model/console.ts';
import type { RetryNotice } from '../http/types.ts';

/** Milliseconds between two reports of a run that goes on. */
const REPORT_EVERY = 100;

/** A run's state as the renderer knows it: reported at once when it changes its nature, else at most every 100 ms. */
export class RunReport {
  #state: RunState;
  readonly #started = performance.now();
  readonly #emit: (state: RunState) => void;
  #timer: NodeJS.Timeout | null = null;
  #lastEmit = 0;

  constructor(ids: Pick<RunState, 'tabId' | 'runId'>, emit: (state: RunState) => void) {
    this.#emit = emit;
    this.#state = {
      ...ids,
      resultId: null,
      state: 'running',
      cmdlet: null,
      rows: 0,
      pages: 0,
      startedAt: new Date().toISOString(),
      elapsedMs: 0,
      retry: null,
      more: false,
      problems: [],
    };
  }

  get isOver(): boolean {
    return this.#state.state !== 'running' && this.#state.state !== 'waiting';
  }

  current(): RunState {
    if (!this.isOver) this.#state = { ...this.#state, elapsedMs: performance.now() - this.#started };
    return this.#state;
  }

  /** Reported with the next tick of the clock. */
  progress(change: Partial<Pick<RunState, 'rows' | 'pages' | 'resultId'>>): void {
    if (this.isOver) return;
    this.#state = { ...this.#state, ...change };
    const wait = this.#lastEmit + REPORT_EVERY - performance.now();
    if (wait <= 0) this.#report();
    else this.#timer ??= setTimeout(() => this.#report(), wait);
  }

  /** Reported at once. */
  set(change: Partial<Omit<RunState, 'tabId' | 'runId' | 'problems'>>): void {
    if (this.isOver) return;
    this.#state = { ...this.current(), ...change };
    this.#report();
  }

  waitUntil(notice: RetryNotice): void {
    const { until, attempt, reason } = notice;
    this.set({ state: 'waiting', retry: { until: until.toISOString(), attempt, reason } });
  }

  goOn(): void {
    if (this.#state.state === 'waiting') this.set({ state: 'running', retry: null });
  }

  addProblem(problem: Problem): void {
    this.#state = { ...this.#state, problems: [...this.#state.problems, problem] };
    // What became of a stopped change may be known only after its stop was answered.
    if (this.isOver) this.#report();
  }

  end(state: 'done' | 'stopped' | 'declined' | 'failed'): void {
    this.set({ state, retry: null, elapsedMs: performance.now() - this.#started });
  }

  #report(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#lastEmit = performance.now();
    this.#emit(this.current());
  }
}
