import path from 'node:path';
import { FailureError } from '../../../shared/model/failure.ts';
import type { WorkingFolder } from './working-folder.ts';

export interface LogFolderDeps {
  readonly folder: Pick<WorkingFolder, 'root' | 'pathOf'>;
  /** Whether the person lets the script's run log be written there. */
  readonly ask: (folder: string) => Promise<boolean>;
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
    if (!(await ask(whole))) return null;
    this.#agreed.add(whole);
    return whole;
  }
}

async function isInside(whole: string, folder: LogFolderDeps['folder']): Promise<boolean> {
  try {
    return (await folder.pathOf(whole)) === whole;
  } catch (error) {
    if (error instanceof FailureError) return false;
    throw error;
  }
}
