import { access } from 'node:fs/promises';
import type { Handlers } from '../../../shared/contract/index.ts';
import { fail } from '../../../shared/model/failure.ts';
import type { ConnectionRegistry } from '../types.ts';

export interface RunLogHandlersOptions {
  readonly registry: Pick<ConnectionRegistry, 'view'>;
  /** Shows a file in the system's file manager. */
  readonly reveal: (path: string) => void;
  /** Asks for a folder; null: the person closed the dialog. */
  readonly askForFolder: (title: string) => Promise<string | null>;
}

export type RunLogMethod = 'showRunLog' | 'chooseLogFolder';

/** The page names a connection, never a path: main shows what it wrote itself, and nothing else. */
export function createRunLogHandlers(
  options: RunLogHandlersOptions,
): Pick<Handlers['connections'], RunLogMethod> {
  return {
    async showRunLog({ id, service }) {
      const log = options.registry.view(id)?.services.find((one) => one.service === service)?.runLog;
      if (log === undefined) throw fail('not-found', 'This connection has written no run log.', '');
      try {
        await access(log.path);
      } catch (cause) {
        throw fail(
          'not-found',
          `${log.path} isn’t there.`,
          'It was removed or never made. Connect again to have another one.',
          { cause },
        );
      }
      options.reveal(log.path);
    },
    async chooseLogFolder() {
      const path = await options.askForFolder('Folder of the run log');
      return path === null ? null : { path };
    },
  };
}
