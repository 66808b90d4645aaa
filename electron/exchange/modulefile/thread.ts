import { Worker } from 'node:worker_threads';
import type { FileAnswer, FileJob, ThreadAnswer } from './types.ts';

/** How long the thread may stand idle before it is ended. */
const IDLE_MS = 30_000;

/** A thread that reads what the service sent: text that is too much for main's event loop, and not to be trusted. */
export interface FileThread {
  /** Never throws: that the thread ended, or took longer than `limit` milliseconds, is the answer's reason. */
  ask(job: FileJob, limit?: number): Promise<FileAnswer>;
  close(): Promise<void>;
}

interface Running {
  readonly worker: Worker;
  readonly waiting: Map<number, (answer: FileAnswer) => void>;
}

/** The thread is started by the first job. @param url the built module-worker.js, or worker.ts in tests */
export function createFileThread(url: URL): FileThread {
  let running: Running | null = null;
  let idle: NodeJS.Timeout | null = null;
  let lastId = 0;

  function start(): Running {
    const worker = new Worker(url, { resourceLimits: { maxOldGenerationSizeMb: 512 }, env: {} });
    const waiting: Running['waiting'] = new Map();
    const started: Running = { worker, waiting };
    worker.on('message', ({ id, answer }: ThreadAnswer) => {
      waiting.get(id)?.(answer);
      waiting.delete(id);
      if (waiting.size === 0 && running === started) idle = setTimeout(() => void close(), IDLE_MS).unref();
    });
    const ended = (reason: string) => {
      if (running === started) running = null;
      for (const answer of waiting.values()) answer({ ok: false, reason });
      waiting.clear();
    };
    worker.on('error', (error: unknown) => ended(String(error)));
    worker.on('exit', () => ended('the reader ended'));
    worker.unref();
    return started;
  }

  async function close(): Promise<void> {
    const ending = running;
    running = null;
    await ending?.worker.terminate();
  }

  return {
    async ask(job, limit) {
      if (idle !== null) clearTimeout(idle);
      running ??= start();
      const { worker, waiting } = running;
      const id = ++lastId;
      const answered = new Promise<FileAnswer>((resolve) => waiting.set(id, resolve));
      worker.postMessage({ id, job }, [job.body.buffer]);
      if (limit === undefined) return answered;
      const late = setTimeout(() => {
        waiting.get(id)?.({ ok: false, reason: 'reading it took too long' });
        waiting.delete(id);
        void close();
      }, limit);
      return answered.finally(() => clearTimeout(late));
    },
    close,
  };
}
