import { randomUUID } from 'node:crypto';
import { fail } from '../../../shared/model/failure.ts';
import type { EventPayload } from '../../../shared/contract/events.ts';
import { failureOf } from '../problems.ts';
import type { FromWorker, ToWorker } from '../protocol.ts';
import { ExportFile } from './export-file.ts';
import type { ExportJournal } from './journal.ts';

type Progress = EventPayload<'exportProgress'>;
type Chunk = FromWorker & { type: 'chunk' };

const REPORT_EVERY = 100;

/** One file being written: chunks come from the worker as they are asked for, one ahead of the disk. */
export class ExportJob {
  readonly exportId = randomUUID();
  readonly path: string;
  readonly #file: ExportFile;
  readonly #journal: ExportJournal;
  readonly #post: (message: ToWorker) => void;
  readonly #emit: (progress: Progress) => void;
  readonly #resultId: string;
  #rows = 0;
  #total = 0;
  #lastReport = 0;
  #writing: Promise<void> = Promise.resolve();
  #finish: (rows: number) => void = () => {};
  #fail: (error: unknown) => void = () => {};
  readonly #done: Promise<number>;

  constructor(deps: {
    path: string;
    resultId: string;
    journal: ExportJournal;
    post: (message: ToWorker) => void;
    emit: (progress: Progress) => void;
  }) {
    this.path = deps.path;
    this.#resultId = deps.resultId;
    this.#file = new ExportFile(deps.path);
    this.#journal = deps.journal;
    this.#post = deps.post;
    this.#emit = deps.emit;
    this.#done = new Promise((resolve, reject) => {
      this.#finish = resolve;
      this.#fail = reject;
    });
    this.#done.catch(() => {});
  }

  /** Resolves with the rows written; rejects with FailureError, `cancelled` among them, and leaves no file then. */
  async run(begin: ToWorker & { type: 'export' }): Promise<number> {
    await this.#journal.add(this.#file.temporary);
    try {
      await this.#file.open();
      this.#report('running');
      this.#post(begin);
      const rows = await this.#done;
      await this.#file.finish();
      this.#report('done');
      return rows;
    } catch (error) {
      this.#post({ type: 'exportCancel', exportId: this.exportId });
      await this.#writing.catch(() => null);
      await this.#file.discard();
      const failure = failureOf(error);
      if (failure.code === 'cancelled') this.#report('cancelled');
      else this.#emit({ ...this.#progress('failed'), failure });
      throw error;
    } finally {
      await this.#journal.remove(this.#file.temporary);
    }
  }

  chunk(chunk: Chunk): void {
    this.#writing = this.#writing.then(async () => {
      await this.#file.write(chunk.bytes);
      this.#rows = chunk.rows;
      this.#total = chunk.total;
      if (chunk.last) {
        this.#finish(chunk.rows);
        return;
      }
      this.#post({ type: 'exportNext', exportId: this.exportId });
      if (performance.now() - this.#lastReport >= REPORT_EVERY) this.#report('running');
    });
    this.#writing.catch((error: unknown) => this.#fail(error));
  }

  failed(error: unknown): void {
    this.#fail(error);
  }

  cancel(): void {
    this.#fail(fail('cancelled', 'The export was cancelled; no file was left.', ''));
  }

  #report(state: Progress['state']): void {
    this.#lastReport = performance.now();
    this.#emit(this.#progress(state));
  }

  #progress(state: Progress['state']): Progress {
    return {
      exportId: this.exportId,
      resultId: this.#resultId,
      path: this.path,
      rows: this.#rows,
      total: this.#total,
      state,
      failure: null,
    };
  }
}
