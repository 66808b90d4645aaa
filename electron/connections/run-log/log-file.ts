import { mkdir, open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { fail, type FailureError } from '../../../shared/model/failure.ts';

/** Characters that may wait for a disk that does not answer. */
const MOST_WAITING = 4_000_000;

/** What is needed of an open file. */
export interface LogHandle extends Pick<FileHandle, 'sync' | 'close'> {
  write(bytes: Uint8Array, from: number, length: number): Promise<{ readonly bytesWritten: number }>;
  truncate(length: number): Promise<void>;
}

export interface LogFileOptions {
  readonly path: string;
  /** Opens a new file of that name. */
  readonly openFile?: (path: string) => Promise<LogHandle>;
  /** Nothing is written from now on; called once. */
  readonly onProblem: (problem: FailureError) => void;
}

/**
 * A file that grows by whole lines, each written as it comes, so that what was written stands when the app is killed.
 * What goes wrong ends it and is told once; nobody waits for it.
 */
export class LogFile {
  readonly #options: LogFileOptions;
  #handle: LogHandle | null = null;
  #waiting: string[] = [];
  #waitingSize = 0;
  #work: Promise<void>;
  /** Bytes of whole lines. */
  #written = 0;
  #closed = false;
  #broken = false;

  constructor(options: LogFileOptions) {
    this.#options = options;
    this.#work = this.#open();
  }

  append(line: string): void {
    if (this.#closed || this.#broken) return;
    this.#waiting.push(line);
    this.#waitingSize += line.length;
    if (this.#waitingSize > MOST_WAITING) this.#fail(tooSlow(this.#options.path));
    else if (this.#waiting.length === 1) this.#work = this.#work.then(() => this.#flush());
  }

  /** All lines are on the disk, or the reason was told why not. Never rejects. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#work;
    const handle = this.#handle;
    this.#handle = null;
    await handle?.sync().catch(() => undefined);
    await handle?.close().catch(() => undefined);
  }

  async #open(): Promise<void> {
    const { path: file, openFile = newFile } = this.#options;
    const folder = path.dirname(file);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      this.#fail(noFolder(folder, error));
      return;
    }
    try {
      this.#handle = await openFile(file);
    } catch (error) {
      this.#fail(notWritable(file, error));
    }
  }

  async #flush(): Promise<void> {
    const lines = this.#waiting;
    this.#waiting = [];
    this.#waitingSize = 0;
    const handle = this.#handle;
    if (handle === null || this.#broken) return;
    const bytes = Buffer.from(lines.join(''), 'utf8');
    try {
      for (let at = 0; at < bytes.length;) {
        at += (await handle.write(bytes, at, bytes.length - at)).bytesWritten;
      }
      this.#written += bytes.length;
    } catch (error) {
      // Half a line would be read as one.
      await handle.truncate(this.#written).catch(() => undefined);
      this.#fail(notWritable(this.#options.path, error));
    }
  }

  #fail(problem: FailureError): void {
    if (this.#broken) return;
    this.#broken = true;
    this.#waiting = [];
    this.#options.onProblem(problem);
  }
}

/** Never over a file that is there, nor through a link of that name; for this user alone. */
const newFile = (file: string): Promise<FileHandle> => open(file, 'ax', 0o600);

const ANOTHER =
  'Choose another folder for the run log, then connect again. The connection itself works without it.';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';

function noFolder(folder: string, cause: unknown): FailureError {
  const words = `No run log is written: the folder ${folder} isn’t there and can’t be made${codeOf(cause)}.`;
  return fail('not-writable', words, ANOTHER, { action: 'edit-connection', cause });
}

function notWritable(file: string, cause: unknown): FailureError {
  const code = codeOf(cause);
  if (/ENOSPC|EDQUOT/.test(code)) {
    return fail(
      'disk-full',
      `There is no room left for the run log ${file}, so it ends here.`,
      'Work goes on without it. Free some space and connect again to have another one.',
      { cause },
    );
  }
  const words = `The run log ${file} can’t be written${code}.`;
  return fail('not-writable', words, ANOTHER, { action: 'edit-connection', cause });
}

function tooSlow(file: string): FailureError {
  return fail(
    'not-writable',
    `The disk of the run log ${file} does not answer, so the log ends here.`,
    ANOTHER,
    { action: 'edit-connection' },
  );
}
