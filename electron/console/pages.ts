import { fail } from '../../shared/model/failure.ts';
import type { AnswerPage, ExchangeSession } from '../exchange/types.ts';
import type { RetryNotice } from '../http/types.ts';

export interface PageFetcherDeps {
  readonly session: ExchangeSession;
  readonly cmdlet: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly correlationId: string;
  readonly changes: boolean;
  readonly signal: AbortSignal;
  readonly onPage: (seq: number, page: AnswerPage) => void;
  readonly onFailure: (error: unknown) => void;
  readonly onRetry: (notice: RetryNotice) => void;
}

/** Fetches a run's pages as the worker asks for them; each nextLink at most once. */
export class PageFetcher {
  readonly #deps: PageFetcherDeps;
  readonly #seen = new Set<string>();
  readonly #underWay = new Map<number, AbortController>();

  constructor(deps: PageFetcherDeps) {
    this.#deps = deps;
    deps.signal.addEventListener('abort', () => this.#underWay.forEach((own) => own.abort()), { once: true });
  }

  /** Fetches a page; the answer or the failure comes to the callbacks, unless it is unwanted by then. */
  fetch(seq: number, nextLink: string | null, pageSize: number): void {
    if (this.#deps.signal.aborted) return;
    const own = new AbortController();
    this.#underWay.set(seq, own);
    void this.#get(nextLink, pageSize, own.signal)
      .then(
        (page) => {
          if (this.#underWay.get(seq) === own) this.#deps.onPage(seq, page);
        },
        (error: unknown) => {
          if (this.#underWay.get(seq) === own) this.#deps.onFailure(error);
        },
      )
      .finally(() => this.#underWay.delete(seq));
  }

  unwanted(seq: number): void {
    const own = this.#underWay.get(seq);
    this.#underWay.delete(seq);
    own?.abort();
  }

  async #get(nextLink: string | null, pageSize: number, signal: AbortSignal): Promise<AnswerPage> {
    const { session, cmdlet, parameters, correlationId, changes, onRetry } = this.#deps;
    if (nextLink !== null) {
      if (this.#seen.has(nextLink)) {
        throw fail(
          'bad-answer',
          'The service named a page that had come already as its next one, so reading stopped here.',
          'The rows so far are kept. Run the command again.',
          { correlationId, retryable: true },
        );
      }
      this.#seen.add(nextLink);
    }
    return session.getPage({
      cmdlet,
      parameters,
      pageSize: Math.min(Math.max(Math.trunc(pageSize), 1), 1000),
      nextLink,
      correlationId,
      changes,
      signal,
      onRetry,
    });
  }
}
