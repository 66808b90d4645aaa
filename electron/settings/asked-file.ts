import { writeAtomic } from '../vault/atomic-file.ts';
import { writeFailure } from './write-failure.ts';

/** The system's dialogs for a file; null: closed without an answer. */
export interface FileDialogs {
  readonly askWhatToOpen: (options: {
    title: string;
    name: string;
    extensions: string[];
  }) => Promise<string | null>;
  readonly askWhereToSave: (options: {
    title: string;
    suggestedName: string;
    filters: { name: string; extensions: string[] }[];
  }) => Promise<string | null>;
}

/** Writes a file that a person asked for, whole or not at all. Throws FailureError, which names it. */
export async function writeAsked(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeAtomic(path, content);
  } catch (error) {
    throw writeFailure(path, error);
  }
}
