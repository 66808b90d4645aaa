import type { AskConsent, ConsentQuestion } from './agreed.ts';
import { whereLeads } from './outside.ts';
import type { WorkingFolder } from './working-folder.ts';

/** What stands between a path that a script wrote and a file: the tab's folder, and the person. */
export interface FileWall {
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
  async allow(said: string, { folder, ask }: FileWall): Promise<string | null> {
    const led = await whereLeads(said, folder);
    // Another system's path, which is no folder here: the run log says so, and nothing is written.
    if (led.where === 'elsewhere') return said;
    if (led.where === 'inside' || this.#agreed.has(led.path)) return led.path;
    if (!(await ask(logQuestion(led.path)))) return null;
    this.#agreed.add(led.path);
    return led.path;
  }
}

const logQuestion = (folder: string): ConsentQuestion => ({
  caption: 'Write a run log there?',
  message: `The script wants a log of this connection in ${folder}: times, cmdlets, names of parameters and errors. A file is made there, and the folder if it is missing.`,
  answers: ['&Write it', '&Connect without it'],
});
