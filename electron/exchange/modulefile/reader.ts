import { Worker } from 'node:worker_threads';
import { fail } from '../../../shared/model/failure.ts';
import type { ModuleFileAnswer, ModuleFileJob } from './types.ts';

export interface ModuleFileReader {
  /** JSON of ModuleMetadata, or null where the file is the known one. Throws FailureError bad-answer. */
  read(job: Omit<ModuleFileJob, 'id'>): Promise<string | null>;
  close(): Promise<void>;
}

/** How long the worker may stand idle before it is ended. */
const IDLE_MS = 30_000;

/** Reads module files in a thread of its own: 2 MB of text are too much for main's event loop. */
export function createModuleFileReader(
  workerUrl: URL,
  log: (level: 'info' | 'warn', text: string, more?: Record<string, unknown>) => void,
): ModuleFileReader {
  const waiting = new Map<number, (answer: ModuleFileAnswer) => void>();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | null = null;
  let lastId = 0;

  function start(): Worker {
    const started = new Worker(workerUrl, { resourceLimits: { maxOldGenerationSizeMb: 512 }, env: {} });
    started.on('message', (answer: ModuleFileAnswer) => {
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
      if (waiting.size === 0) idle = setTimeout(() => void close(), IDLE_MS).unref();
    });
    const ended = (reason: string) => {
      if (worker === started) worker = null;
      for (const [id, answer] of waiting) answer({ id, ok: false, reason });
      waiting.clear();
    };
    started.on('error', (error: unknown) => ended(String(error)));
    started.on('exit', () => ended('the reader ended'));
    started.unref();
    return started;
  }

  async function close(): Promise<void> {
    const ending = worker;
    worker = null;
    await ending?.terminate();
  }

  return {
    async read(job) {
      if (idle !== null) clearTimeout(idle);
      const id = ++lastId;
      const answer = await new Promise<ModuleFileAnswer>((resolve) => {
        waiting.set(id, resolve);
        worker ??= start();
        worker.postMessage({ ...job, id } satisfies ModuleFileJob, [job.body.buffer]);
      });
      if (!answer.ok) {
        throw fail(
          'bad-answer',
          `The list of cmdlets could not be read: ${answer.reason}.`,
          'Connect again.',
          {
            retryable: true,
          },
        );
      }
      if (answer.leftOut.length > 0) log('warn', 'module file: left out', { names: answer.leftOut });
      return answer.text;
    },
    close,
  };
}
