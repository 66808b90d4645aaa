import { fail } from '../../../shared/model/failure.ts';
import type { ResultSummary } from '../../../shared/model/console.ts';
import type { ResultSet } from './result-set.ts';

/** The results of a tab, newest last; beyond the number that is kept the oldest goes first. */
export class ResultLibrary {
  readonly #results = new Map<string, ResultSet>();
  #kept: number;
  #dropped = 0;

  constructor(kept: number) {
    this.#kept = kept;
  }

  setKept(kept: number): void {
    this.#kept = kept;
    this.#dropOldest();
  }

  add(result: ResultSet): void {
    this.#results.set(result.id, result);
    this.#dropOldest();
  }

  #dropOldest(): void {
    for (const id of this.#results.keys()) {
      if (this.#results.size <= this.#kept) break;
      this.#results.delete(id);
      this.#dropped++;
    }
  }

  drop(id: string): void {
    this.#results.delete(id);
  }

  /** All that are kept, newest first. */
  newest(): ResultSet[] {
    return [...this.#results.values()].reverse();
  }

  /** Throws FailureError not-found. */
  get(id: string): ResultSet {
    const result = this.#results.get(id);
    if (result !== undefined) return result;
    throw fail('not-found', 'This result is no longer kept.', 'Run the command again.');
  }

  list(): { results: ResultSummary[]; dropped: number } {
    return { results: [...this.#results.values()].map((result) => result.summary()), dropped: this.#dropped };
  }
}
