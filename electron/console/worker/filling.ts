import type { FromWorker } from '../protocol.ts';
import type { ResultLibrary } from '../results/library.ts';
import { ResultSet } from '../results/result-set.ts';
import { ResultTable } from '../results/table.ts';
import { readPage, type PageAnswer } from './answer.ts';
import { Abandoned, Breather } from './breather.ts';
import { guessNextLink } from './next-link.ts';
import { Pager, type Wanted } from './paging.ts';

/** The service's own words that there is more; true only of the last page (real-client.md 4.2). */
const MORE_TEXT = /^There are more results available than are currently displayed/i;

/** Rows between two looks at the clock. */
const CHECK_EVERY = 64;

export interface FillingDeps {
  readonly runId: string;
  readonly resultId: string;
  readonly at: string;
  readonly cmdlet: string;
  readonly wanted: Wanted;
  /** Objects in a page, at most. */
  readonly largest: number;
  readonly library: ResultLibrary;
  readonly post: (message: FromWorker) => void;
}

/** A run's answer coming in: pages become rows, and the next page is asked for while this one is parsed. */
export class Filling {
  readonly #deps: FillingDeps;
  readonly #pager: Pager;
  readonly #exo: boolean;
  #command = '';
  #result: ResultSet | null = null;
  #pages = 0;
  #seq = 0;
  #more = false;
  /** The last page came. */
  #complete = false;
  readonly #warnings: string[] = [];
  readonly #errors: string[] = [];
  #whatIf: string | null = null;
  #ended = false;
  #work: Promise<void> = Promise.resolve();

  constructor(deps: FillingDeps) {
    this.#deps = deps;
    this.#pager = new Pager(deps.wanted, deps.largest);
    this.#exo = /^get-exo/i.test(deps.cmdlet);
  }

  accepted(command: string): void {
    this.#command = command;
  }

  /** Pages are taken one after the other, in the order in which they were asked for. */
  page(seq: number, body: Uint8Array<ArrayBuffer>): void {
    if (this.#ended) return;
    this.#work = this.#work.then(async () => {
      if (this.#ended || seq !== this.#seq) return;
      try {
        await this.#take(body);
      } catch (error) {
        if (error instanceof Abandoned) return;
        this.#end(error instanceof SyntaxError ? error.message : String(error));
      }
    });
  }

  /** Nothing more will come. `now`: a page that is being taken in stops where it is; else it is finished first. */
  end(now: boolean): void {
    const end = () => {
      if (!this.#ended) this.#end(null);
    };
    if (now) end();
    else this.#work = this.#work.then(end);
  }

  async #take(body: Uint8Array<ArrayBuffer>): Promise<void> {
    const early = this.#askEarly(body);
    let page: PageAnswer;
    try {
      page = readPage(body, this.#deps.cmdlet);
    } catch (error) {
      if (early !== null) this.#takeBack(early.seq);
      throw error;
    }
    const nextSize = this.#pager.left;
    const received = page.rows.length;
    const rows = received > nextSize ? page.rows.slice(0, nextSize) : page.rows;
    const next = this.#pager.took(received, page.nextLink !== null);
    const follow = next !== null && page.nextLink !== null ? { link: page.nextLink, size: next } : null;
    const asksMore = follow !== null;
    if (early !== null && early.link === follow?.link) {
      this.#seq = early.seq;
    } else {
      if (early !== null) this.#takeBack(early.seq);
      if (follow !== null) this.#ask(follow.link, follow.size);
    }
    this.#warnings.push(...page.warnings.filter((text) => !asksMore || !MORE_TEXT.test(text)));
    this.#errors.push(...page.errors);
    this.#whatIf ??= page.confirmation;
    await this.#store(rows);
    this.#pages++;
    this.#more = !asksMore && (page.nextLink !== null || received > rows.length);
    this.#tell();
    if (asksMore) return;
    this.#complete = true;
    this.#end(null);
  }

  /** Asks for the next page by a nextLink that was not parsed yet. */
  #askEarly(body: Uint8Array<ArrayBuffer>): { seq: number; link: string } | null {
    const pageSize = this.#pager.sizeAfterFull();
    const link = pageSize === null ? null : guessNextLink(body);
    if (pageSize === null || link === null) return null;
    const seq = this.#seq + 1;
    this.#deps.post({ type: 'wantPage', runId: this.#deps.runId, seq, nextLink: link, pageSize });
    return { seq, link };
  }

  #takeBack(seq: number): void {
    this.#seq = seq;
    this.#deps.post({ type: 'unwanted', runId: this.#deps.runId, seq });
  }

  #ask(nextLink: string, pageSize: number): void {
    this.#seq++;
    this.#deps.post({ type: 'wantPage', runId: this.#deps.runId, seq: this.#seq, nextLink, pageSize });
  }

  async #store(rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return;
    const table = this.#open().table;
    const breather = new Breather(() => !this.#ended);
    try {
      for (let at = 0; at < rows.length; at++) {
        const row = rows[at];
        if (row !== undefined) table.add(row);
        if (at % CHECK_EVERY === CHECK_EVERY - 1 && breather.due) {
          table.settle();
          await breather.pause();
        }
      }
    } finally {
      table.settle();
    }
  }

  #open(): ResultSet {
    if (this.#result !== null) return this.#result;
    const { runId, resultId, at, cmdlet, library } = this.#deps;
    const table = new ResultTable({ numbersAreBytes: this.#exo, hidden: this.#exo ? ['ObjectKey'] : [] });
    this.#result = new ResultSet(
      { resultId, runId, title: cmdlet, cmdlet, command: this.#command, at },
      table,
    );
    library.add(this.#result);
    this.#deps.post({ type: 'results', ...library.list() });
    return this.#result;
  }

  #tell(): void {
    this.#deps.post({
      type: 'progress',
      runId: this.#deps.runId,
      resultId: this.#result?.id ?? null,
      rows: this.#result?.table.rows ?? 0,
      pages: this.#pages,
    });
  }

  #end(unreadable: string | null): void {
    this.#ended = true;
    const { post, runId, library } = this.#deps;
    const result = this.#result;
    if (result !== null) {
      const settled = result.finish(unreadable === null && !this.#more && this.#complete);
      post({ type: 'results', ...library.list() });
      // A sorted view is put in order again behind the run's end.
      settled.then(
        (changed) => {
          if (changed) post({ type: 'results', ...library.list() });
        },
        () => null,
      );
    }
    post({
      type: 'ended',
      runId,
      resultId: result?.id ?? null,
      rows: result?.table.rows ?? 0,
      pages: this.#pages,
      more: this.#more,
      warnings: this.#warnings,
      errors: this.#errors,
      whatIf: this.#whatIf,
      unreadable,
    });
  }
}
