import { writeFile } from 'node:fs/promises';
import { arch, release } from 'node:os';
import type { Handlers } from '../../shared/contract/index.ts';
import { writeFailure } from '../settings/write-failure.ts';
import type { LogFile } from './log.ts';
import { redact } from './redact.ts';

export interface DiagnosticsDeps {
  readonly log: LogFile;
  /** Facts of this run in order, e.g. ["Version", "0.1.0"]. No secret, no name of a person. */
  readonly facts: () => readonly (readonly [string, string])[];
  readonly askWhere: (suggested: string) => Promise<string | null>;
  readonly openFolder: (folder: string) => Promise<void>;
}

/** The support bundle: what is shown is exactly what is saved. */
export function createDiagnostics(deps: DiagnosticsDeps): Handlers['diagnostics'] {
  const text = (): string =>
    redact(
      [
        'Tenantdeck support bundle',
        '',
        ...deps.facts().map(([name, value]) => `${name}: ${value}`),
        `System: ${process.platform} ${release()} ${arch()}`,
        '',
        'Log, newest 500 lines',
        ...deps.log.tail(500),
        '',
      ].join('\n'),
    );
  return {
    preview: () => Promise.resolve({ text: text() }),
    save: async () => {
      const path = await deps.askWhere('tenantdeck-support.txt');
      if (path === null) return null;
      try {
        await writeFile(path, text(), { mode: 0o600 });
      } catch (error) {
        throw writeFailure(path, error);
      }
      return { path };
    },
    openLogFolder: () => deps.openFolder(deps.log.folder),
  };
}
