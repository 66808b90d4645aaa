import { fail } from '../../shared/model/failure.ts';
import type { Confirmation } from '../../shared/model/console.ts';
import type { Emit } from './types.ts';

interface Open {
  readonly question: Confirmation;
  readonly answer: (proceed: boolean) => void;
}

/** Questions on the screen. Only an answer to this very question lets its command go. */
export class Confirmations {
  readonly #open = new Map<string, Open>();
  readonly #emit: Emit;

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  ask(question: Confirmation): Promise<boolean> {
    return new Promise((resolve) => {
      this.#open.set(question.confirmId, { question, answer: resolve });
      this.#emit('confirmation', { tabId: question.tabId, question });
    });
  }

  /** Throws FailureError not-found for a question that is no longer open. */
  answer(confirmId: string, proceed: boolean): void {
    const open = this.#open.get(confirmId);
    if (open === undefined) {
      throw fail('not-found', 'This question is no longer open.', 'Run the command again.');
    }
    this.#close(open, proceed);
  }

  /** The run of a question ended: it goes off the screen and counts as no. */
  withdraw(runId: string): void {
    for (const open of this.#open.values()) if (open.question.runId === runId) this.#close(open, false);
  }

  #close({ question, answer }: Open, proceed: boolean): void {
    this.#open.delete(question.confirmId);
    this.#emit('confirmation', { tabId: question.tabId, question: null });
    answer(proceed);
  }
}
