import { fail } from '../../../shared/model/failure.ts';
import { createFileThread } from './thread.ts';
import type { FileJob } from './types.ts';

export interface ModuleFileReader {
  /** JSON of ModuleMetadata, or null where the file is the known one. Throws FailureError bad-answer. */
  read(job: Omit<FileJob, 'kind'>): Promise<string | null>;
  close(): Promise<void>;
}

/** Reads module files in a thread of its own: 2 MB of text are too much for main's event loop. */
export function createModuleFileReader(
  workerUrl: URL,
  log: (level: 'info' | 'warn', text: string, more?: Record<string, unknown>) => void,
): ModuleFileReader {
  const thread = createFileThread(workerUrl);
  return {
    async read(job) {
      const answer = await thread.ask({ ...job, kind: 'module' });
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
    close: () => thread.close(),
  };
}
