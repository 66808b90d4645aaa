import type { Problem } from '../../../shared/model/console.ts';
import type { Failure } from '../../../shared/model/failure.ts';

/** Kept of one run; a loop can make any number. */
const MOST = 200;

/** What a script was told that went wrong: its own errors are of words only, these have what support asks for. */
export class ToldFailures {
  readonly #told: Failure[] = [];

  /** @returns the same, to be told. */
  add(failure: Failure): Failure {
    this.#told.push(failure);
    if (this.#told.length > MOST) this.#told.shift();
    return failure;
  }

  /**
   * Why a script failed, for its record: the failure that its last error says in words. An error of the language may
   * hold values of the script, and those may be secret; of it only the place is kept.
   */
  failureOf(problems: readonly Problem[]): Failure {
    const last = problems.findLast(({ severity }) => severity === 'error');
    const words = last?.failure.message ?? '';
    const told = this.#told.findLast(({ message }) => message !== '' && words.includes(message));
    if (told !== undefined) return told;
    const at = last?.place == null ? '' : ` in line ${String(last.place.line)}`;
    return {
      code: 'language',
      message: `The script ended with an error${at}.`,
      hint: 'Its words are in the tab that ran it: they may hold what the script works with, and are not kept here.',
      correlationId: null,
      retryable: false,
    };
  }
}
