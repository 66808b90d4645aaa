import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import type { FileEntry } from '../../host.ts';
import { commandFailure, IO } from './failures.ts';
import { removeCertificates } from './folder/certificate-removal.ts';
import { removeDriveItem } from './folder/drives.ts';
import { fullPath } from './folder/paths.ts';
import { eachTarget, filterParameters, pathParameters } from './folder/targets.ts';

export const removeItem: BuiltIn = {
  info: declare(
    'Remove-Item',
    [
      ...pathParameters(),
      ...filterParameters,
      parameter('Recurse', 'SwitchParameter'),
      parameter('Force', 'SwitchParameter'),
      parameter('Stream', 'String[]'),
      // Of the drive Cert: only; the key always goes with its certificate here.
      parameter('DeleteKey', 'SwitchParameter'),
    ],
    { defaultSet: 'Path', supportsShouldProcess: true },
  ),
  typeName: 'Microsoft.PowerShell.Commands.RemoveItemCommand',
  aliases: ['ri', 'rm', 'rmdir', 'del', 'erase', 'rd'],
  synopsis: 'Removes files or folders from the working folder.',
  start: (context) => ({
    process() {
      eachTarget(context, {
        entry: (entry) => {
          remove(context, entry);
        },
        drive: (place) => {
          if (place.drive === 'cert') removeCertificates(place, context);
          else removeDriveItem(place, context.runtime);
        },
      });
    },
  }),
};

function remove(context: Context, entry: FileEntry): void {
  const { bound, runtime } = context;
  const { host } = runtime;
  const full = fullPath(entry.path, runtime);
  if (entry.path === '') {
    throw commandFailure(
      IO,
      'RemoveItemIOError',
      `Cannot remove the item at '${full}' because it is in use.`,
      'InvalidOperation',
      full,
    );
  }
  if (!context.shouldProcess(full, entry.folder ? 'Remove Directory' : 'Remove File')) return;
  const recurse = bound.on('Recurse');
  if (entry.folder && !recurse && host.files.list(entry.path).length > 0) {
    const question = `The item at ${full} has children and the Recurse parameter was not specified. If you continue, all children will be removed with the item. Are you sure you want to continue?`;
    if (host.choose('Confirm', question, ['Yes', 'No'], 0) !== 0) return;
  }
  host.files.remove(entry.path, entry.folder);
}
