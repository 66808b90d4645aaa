import path from 'node:path';
import { FailureError } from '../../../shared/model/failure.ts';
import type { AskConsent, ConsentQuestion } from './agreed.ts';
import type { WorkingFolder } from './working-folder.ts';

export interface LogFolderDeps {
  readonly folder: Pick<WorkingFolder, 'root' | 'pathOf'>;
  readonly ask: AskConsent;
}

/** Where a tab's scripts may have run logs written: in the tab's own folder, and where the person agreed to. */
export class LogFolders {
  readonly #agreed = new Set<string>();

  /**
   * The folder as main may write to it. null: the person did not agree. Throws FailureError where a path leads out of the
   * tab's folder.
   */
  async allow(said: string, { folder, ask }: LogFolderDeps): Promise<string | null> {
    if (!path.isAbsolute(said)) {
      // Another system's path, which is no folder here: the run log says so, and nothing is written.
      return /^([a-z]:|\\\\|[~%])/i.test(said) ? said : folder.pathOf(said);
    }
    const whole = path.normalize(said);
    if (folder.root !== null && (await isInside(whole, folder))) return whole;
    if (this.#agreed.has(whole)) return whole;
    if (!(await ask(logQuestion(whole)))) return null;
    this.#agreed.add(whole);
    return whole;
  }
}

const logQuestion = (folder: string): ConsentQuestion => ({
  caption: 'Write a run log there?',
  message: `The script wants a log of this connection in ${folder}: times, cmdlets, names of parameters and errors. A file is made there, and the folder if it is missing.`,
  answers: ['&Write it', '&Connect without it'],
});

async function isInside(whole: string, folder: LogFolderDeps['folder']): Promise<boolean> {
  try {
    return (await folder.pathOf(whole)) === whole;
  } catch (error) {
    if (error instanceof FailureError) return false;
    throw error;
  }
}
