/** Which Electron the tests run on, as `npm test` prepared it. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const projectRoot = resolve(import.meta.dirname, '..', '..');

export type Runtime = { dist: string; executable: string; version: string; source: 'download' | 'registry' };

/** The prepared runtime. @throws when the setup never ran (npm test, npm start) */
export function preparedRuntime(): Runtime {
  const file = join(projectRoot, '.cache', 'electron', 'current.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Runtime;
  } catch {
    throw new Error('No Electron runtime is prepared: run npm test or npm start once.');
  }
}

/** Chromium can't make its sandbox as root; everywhere else it stays on. */
export const sandboxArguments: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
