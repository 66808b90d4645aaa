import path from 'node:path';
import { fail } from '../../../shared/model/failure.ts';

/** Where the module writes, below the system's folder for temporary files (exchange-rest-protocol.md 6). */
const FOLDER = 'EXOCmdletTelemetry';

/** The folder of a run log: the one that was said, or the module's own. Throws FailureError invalid-input. */
export function runLogFolder(said: string | null, temporary: string): string {
  if (said === null || said.trim() === '') return path.join(temporary, FOLDER);
  const folder = said.trim();
  // \\.\ and \\?\ name devices, or get round the system's own rules for names.
  if (path.isAbsolute(folder) && !folder.includes('\0') && !/^[\\/]{2}[.?][\\/]/.test(folder)) {
    return path.normalize(folder);
  }
  throw fail(
    'invalid-input',
    `No run log is written: ${folder} is no whole path of a folder on this computer.`,
    'Choose its folder, then connect again. The connection itself works.',
    { action: 'edit-connection' },
  );
}

/**
 * The module's name with its time (exchange-rest-protocol.md 6), in UTC as all times in the file, and the connection's
 * id, since many can start in one second.
 */
export function runLogName(at: Date, connectionId: string): string {
  const [day = '', time = ''] = at.toISOString().slice(0, 19).split('T');
  return `${FOLDER}-${day.replaceAll('-', '')}-${time.replaceAll(':', '')}-${connectionId}.csv`;
}
