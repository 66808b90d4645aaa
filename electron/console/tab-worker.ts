import { Worker } from 'node:worker_threads';
import { fail, FailureError } from '../../shared/model/failure.ts';
import { MEMORY, MESSAGES, SIGNAL_BYTES, STOP, type TabWorkerData } from './signal.ts';
import type { CallName, FromWorker, ToWorker, WorkerCalls } from './protocol.ts';

/** Room for a million rows; below the 4 GB that Electron's V8 can address at all. */
const MEMORY_MB = 3500;

/** Room for scripts that call themselves; the language has a limit of its own below it. */
const STACK_MB = 16;

/** Megabytes that the threads of all tabs use. */
const allMemory = new Int32Array(new SharedArrayBuffer(4));

export interface TabWorkerEvents {
  readonly onMessage: (message: Exclude<FromWorker, { type: 'reply' | 'ready' }>) => void;
  /** It ended by itself, or was ended as the last resort: its results are gone. */
  readonly onGone: (failure: FailureError) => void;
}

/** A tab's thread as main holds it. */
export class TabWorker {
  readonly #worker: Worker;
  readonly #events: TabWorkerEvents;
  readonly #waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  readonly #signal = new Int32Array(new SharedArrayBuffer(SIGNAL_BYTES));
  #lastId = 0;
  #gone = false;

  /** @param memory megabytes that its heap may have */
  constructor(url: URL, events: TabWorkerEvents, memory = MEMORY_MB) {
    this.#events = events;
    const workerData: TabWorkerData = { signal: this.#signal.buffer, allMemory: allMemory.buffer };
    this.#worker = new Worker(url, {
      env: {},
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: memory, stackSizeMb: STACK_MB },
    });
    this.#worker.on('message', (message: FromWorker) => this.#receive(message));
    this.#worker.on('error', (error: unknown) => this.#end(goneFailure(error)));
    this.#worker.on('exit', () => {
      Atomics.sub(allMemory, 0, Atomics.exchange(this.#signal, MEMORY, 0));
      this.#end(goneFailure(null));
    });
  }

  post(message: ToWorker, transfer: ArrayBuffer[] = []): void {
    if (message.type === 'scriptGo') Atomics.store(this.#signal, STOP, 0);
    if (!this.#gone) this.#send(message, transfer);
  }

  /** A script that runs ends at its next turn. */
  stopScript(): void {
    Atomics.store(this.#signal, STOP, 1);
    this.#wake();
  }

  #send(message: ToWorker, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
    this.#wake();
  }

  /** A script that waits holds its thread: it looks for messages when this number changes. */
  #wake(): void {
    Atomics.add(this.#signal, MESSAGES, 1);
    Atomics.notify(this.#signal, MESSAGES);
  }

  /** Throws FailureError. */
  call<N extends CallName>(name: N, input: WorkerCalls[N]['input']): Promise<WorkerCalls[N]['output']> {
    if (this.#gone) return Promise.reject(goneFailure(null));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      // The worker answers each name with its own output (WorkerCalls).
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.#send({ type: 'call', id, name, input });
    });
  }

  /** Ends the thread at once, whatever it is doing. */
  async terminate(): Promise<void> {
    this.#end(goneFailure(null));
    await this.#worker.terminate();
  }

  #receive(message: FromWorker): void {
    if (this.#gone || message.type === 'ready') return;
    if (message.type !== 'reply') {
      this.#events.onMessage(message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.ok) waiting?.resolve(message.value);
    else waiting?.reject(new FailureError(message.failure));
  }

  #end(failure: FailureError): void {
    if (this.#gone) return;
    this.#gone = true;
    for (const { reject } of this.#waiting.values()) reject(failure);
    this.#waiting.clear();
    this.#events.onGone(failure);
  }
}

function goneFailure(error: unknown): FailureError {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return fail(
      'too-large',
      'The results of this tab needed more memory than there is, so they were dropped.',
      'Ask for fewer objects or fewer properties at a time.',
      { cause: error },
    );
  }
  return fail(
    'internal',
    'The console of this tab ended and was started anew; its results are gone.',
    'Run the command again.',
    {
      retryable: true,
      cause: error,
    },
  );
}
