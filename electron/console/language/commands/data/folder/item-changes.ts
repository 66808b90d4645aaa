import type { Context } from '../../builtin.ts';
import { commandFailure } from '../failures.ts';
import { fileObject } from './file-objects.ts';
import { statEntry } from './glob.ts';
import { fullPath } from './paths.ts';

/** Writes the file or folder as it is after a change. */
export function writeChanged(path: string, context: Context): void {
  const entry = statEntry(path, context.runtime);
  if (entry !== null) context.write(fileObject(entry, context.runtime));
}

/** Throws where the folder above a path isn't there. */
export function refuseMissingParent(path: string, context: Context): void {
  const at = path.lastIndexOf('/');
  if (at < 0 || statEntry(path.slice(0, at), context.runtime)?.folder === true) return;
  throw commandFailure(
    'System.IO.DirectoryNotFoundException',
    'NewItemIOError',
    `Could not find a part of the path '${fullPath(path, context.runtime)}'.`,
    'WriteError',
    fullPath(path, context.runtime),
  );
}
