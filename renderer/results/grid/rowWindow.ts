/** One answer for rows [from, from + rows.length) of a result's current view. */
export type RowsAnswer = {
  readonly version: number;
  readonly total: number;
  readonly from: number;
  readonly rows: readonly (readonly string[])[];
};

export type FetchRows = (from: number, to: number) => Promise<RowsAnswer>;

export type RowWindowOptions = {
  fetch: FetchRows;
  /** Something to draw anew: rows came; with the number of rows and the version that the answer names. */
  changed: (total: number, version: number) => void;
  failed: (error: unknown) => void;
  /** Rows a request; at most 500 (contract of console.rows). */
  blockRows?: number;
  /** Blocks kept: the renderer's whole memory of a result, whatever its size. */
  keepBlocks?: number;
};

type Block = { rows: readonly (readonly string[])[]; version: number };

const PARALLEL = 2;

/**
 * The rows around what is on the screen, asked for as they are needed. Answers of an older version of the view are
 * dropped, and so are wishes that were scrolled past before they were sent. Rows of the version before stay readable
 * until their replacement is there, so that sorting doesn't blink.
 */
export class RowWindow {
  readonly #fetch: FetchRows;
  readonly #changed: (total: number, version: number) => void;
  readonly #failed: (error: unknown) => void;
  readonly #blockRows: number;
  readonly #keepBlocks: number;
  readonly #blocks = new Map<number, Block>();
  readonly #underWay = new Map<number, number>();
  #wanted: number[] = [];
  #version = -1;
  #total = 0;
  #epoch = 0;
  #stopped = false;

  constructor(options: RowWindowOptions) {
    this.#fetch = options.fetch;
    this.#changed = options.changed;
    this.#failed = options.failed;
    this.#blockRows = Math.min(options.blockRows ?? 100, 500);
    this.#keepBlocks = options.keepBlocks ?? 12;
  }

  get total(): number {
    return this.#total;
  }

  get cachedBlocks(): number {
    return this.#blocks.size;
  }

  /** The cells of a row, or undefined while they are on their way. */
  row(index: number): readonly string[] | undefined {
    return this.#blocks.get(Math.floor(index / this.#blockRows))?.rows[index % this.#blockRows];
  }

  /** The view was set: everything known so far belongs to the past. */
  reset(version: number, total: number): void {
    this.#version = version;
    this.#total = total;
    this.#epoch += 1;
    for (const index of [...this.#blocks.keys()])
      if (index * this.#blockRows >= total) this.#blocks.delete(index);
    this.#wanted = [...new Set([...this.#wanted, ...this.#underWay.keys()])];
    this.#underWay.clear();
    this.#pump();
  }

  /** More rows came in (same order as before). */
  grow(total: number): void {
    if (total === this.#total) return;
    this.#total = total;
    this.#pump();
  }

  /** Rows [from, to) are on the screen, moving towards `direction`: asks for what is missing, then for what comes next. */
  show(from: number, to: number, direction: 1 | -1): void {
    const first = Math.floor(Math.max(0, from) / this.#blockRows);
    const last = Math.floor(Math.max(0, Math.min(to, this.#total) - 1) / this.#blockRows);
    const wanted: number[] = [];
    for (let block = first; block <= last; block += 1) wanted.push(block);
    wanted.push(direction > 0 ? last + 1 : first - 1, direction > 0 ? first - 1 : last + 1);
    for (const block of wanted) {
      const kept = this.#blocks.get(block);
      if (!kept) continue;
      // Newest use last: the map is the order in which blocks are dropped.
      this.#blocks.delete(block);
      this.#blocks.set(block, kept);
    }
    this.#wanted = wanted.filter((block) => block >= 0);
    this.#pump();
  }

  /** Takes up work again after `stop` (a screen that was asleep is shown again). */
  resume(): void {
    this.#stopped = false;
  }

  /** No more answers are taken and nothing is kept, until `resume`. */
  stop(): void {
    this.#stopped = true;
    this.#epoch += 1;
    this.#underWay.clear();
    this.#wanted = [];
    this.#blocks.clear();
  }

  #isFresh(index: number): boolean {
    const block = this.#blocks.get(index);
    if (block?.version !== this.#version) return false;
    return block.rows.length >= Math.min(this.#blockRows, this.#total - index * this.#blockRows);
  }

  #pump(): void {
    if (this.#stopped) return;
    for (const index of this.#wanted) {
      if (this.#underWay.size >= PARALLEL) return;
      const from = index * this.#blockRows;
      if (from >= this.#total || this.#underWay.has(index) || this.#isFresh(index)) continue;
      void this.#load(index, from, Math.min(from + this.#blockRows, this.#total));
    }
  }

  async #load(index: number, from: number, to: number): Promise<void> {
    const epoch = this.#epoch;
    this.#underWay.set(index, epoch);
    try {
      const answer = await this.#fetch(from, to);
      if (this.#stopped) return;
      // A later view is in force: this answer is about rows in another order.
      if (answer.version < this.#version || (epoch !== this.#epoch && answer.version !== this.#version))
        return;
      if (answer.version > this.#version) this.#version = answer.version;
      this.#total = answer.total;
      this.#blocks.delete(index);
      if (answer.rows.length > 0) this.#blocks.set(index, { rows: answer.rows, version: answer.version });
      this.#trim();
      this.#changed(answer.total, answer.version);
    } catch (error) {
      if (this.#stopped || epoch !== this.#epoch) return;
      // Not asked for again until someone scrolls or tries again: a failing source must not be hammered.
      this.#wanted = this.#wanted.filter((wanted) => wanted !== index);
      this.#failed(error);
    } finally {
      if (this.#underWay.get(index) === epoch) this.#underWay.delete(index);
      this.#pump();
    }
  }

  #trim(): void {
    for (const index of this.#blocks.keys()) {
      if (this.#blocks.size <= this.#keepBlocks) return;
      if (!this.#wanted.includes(index)) this.#blocks.delete(index);
    }
  }
}
