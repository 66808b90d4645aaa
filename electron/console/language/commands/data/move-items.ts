import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import type { FileEntry } from '../../host.ts';
import { toText } from '../../convert/text.ts';
import { commandFailure, IO } from './failures.ts';
import { statEntry } from './folder/glob.ts';
import { refuseMissingParent, writeChanged } from './folder/item-changes.ts';
import { drivePath, folderPath, fullPath, missing, pathText } from './folder/paths.ts';
import { eachTarget, filterParameters, orError, pathParameters } from './folder/targets.ts';

/** Where a copied or moved thing comes to be: in a folder that is there, else at the path itself. */
function destinationOf(context: Context, entry: FileEntry): string {
  const { bound, runtime } = context;
  const written = bound.get('Destination');
  const path = folderPath(written === undefined ? '.' : pathText(written), runtime);
  const there = statEntry(path, runtime);
  if (there?.folder !== true) return path;
  return path === '' ? entry.name : `${path}/${entry.name}`;
}

/** Hands over what was asked for, with where it comes to be, once -WhatIf and -Confirm let it. */
function eachDestination(
  context: Context,
  verb: 'Copy' | 'Move',
  change: (entry: FileEntry, to: string) => void,
): void {
  const { runtime } = context;
  eachTarget(context, {
    entry: (entry) => {
      const to = destinationOf(context, entry);
      const target = `Item: ${fullPath(entry.path, runtime)} Destination: ${fullPath(to, runtime)}`;
      if (context.shouldProcess(target, `${verb} ${entry.folder ? 'Directory' : 'File'}`)) change(entry, to);
    },
    drive: ({ drive }) => {
      throw notBetweenDrives(drive);
    },
  });
}

export const copyItem: BuiltIn = {
  info: declare(
    'Copy-Item',
    [
      ...pathParameters(),
      parameter('Destination', 'String', { position: 1, byName: true }),
      parameter('Container', 'SwitchParameter'),
      parameter('Force', 'SwitchParameter'),
      ...filterParameters,
      parameter('Recurse', 'SwitchParameter'),
      parameter('PassThru', 'SwitchParameter'),
    ],
    { defaultSet: 'Path', supportsShouldProcess: true },
  ),
  typeName: 'Microsoft.PowerShell.Commands.CopyItemCommand',
  aliases: ['copy', 'cp', 'cpi'],
  synopsis: 'Copies files or folders within the working folder.',
  start: (context) => ({
    process() {
      eachDestination(context, 'Copy', (entry, to) => {
        copy(context, entry, to);
        if (context.bound.on('PassThru')) writeChanged(to, context);
      });
    },
  }),
};

function notBetweenDrives(drive: string | null): Error {
  return commandFailure(
    'System.Management.Automation.PSNotSupportedException',
    'NotSupported',
    `Things on the drive '${drive ?? ''}:' cannot be copied, moved or renamed here.`,
    'NotImplemented',
  );
}

function copy(context: Context, entry: FileEntry, to: string): void {
  const { bound, runtime } = context;
  const { files } = runtime.host;
  if (entry.path === to) {
    const full = fullPath(to, runtime);
    throw commandFailure(
      IO,
      'CopyError',
      `Cannot overwrite the item ${full} with itself.`,
      'WriteError',
      full,
    );
  }
  if (!entry.folder) {
    const there = files.stat(to);
    refuseMissingParent(to, context);
    files.write(to, files.read(entry.path), there === null ? 'create' : 'overwrite');
    return;
  }
  if (files.stat(to) === null) files.makeFolder(to);
  if (!bound.on('Recurse')) return;
  for (const child of files.list(entry.path)) copy(context, child, `${to}/${child.name}`);
}

/** Moves, refusing to replace what is there unless -Force. */
function move(context: Context, entry: FileEntry, to: string, id: string): void {
  const { bound, runtime } = context;
  const { files } = runtime.host;
  const there = files.stat(to);
  if (there !== null && !(bound.on('Force') && !there.folder)) {
    throw commandFailure(
      IO,
      id,
      `The file '${fullPath(to, runtime)}' already exists.`,
      'WriteError',
      fullPath(entry.path, runtime),
    );
  }
  refuseMissingParent(to, context);
  if (there !== null) files.remove(to, false);
  files.move(entry.path, to);
  if (bound.on('PassThru')) writeChanged(to, context);
}

export const moveItem: BuiltIn = {
  info: declare(
    'Move-Item',
    [
      ...pathParameters(),
      parameter('Destination', 'String', { position: 1, byName: true }),
      parameter('Force', 'SwitchParameter'),
      ...filterParameters,
      parameter('PassThru', 'SwitchParameter'),
    ],
    { defaultSet: 'Path', supportsShouldProcess: true },
  ),
  typeName: 'Microsoft.PowerShell.Commands.MoveItemCommand',
  aliases: ['mi', 'mv', 'move'],
  synopsis: 'Moves files or folders within the working folder.',
  start: (context) => ({
    process() {
      eachDestination(context, 'Move', (entry, to) => {
        move(context, entry, to, entry.folder ? 'MoveDirectoryItemIOError' : 'MoveFileInfoItemIOError');
      });
    },
  }),
};

export const renameItem: BuiltIn = {
  info: declare(
    'Rename-Item',
    [
      parameter('Path', 'String', {
        sets: [{ set: 'ByPath', mandatory: true, position: 0, pipeline: true, byName: true }],
      }),
      parameter('LiteralPath', 'String', {
        aliases: ['PSPath', 'LP'],
        sets: [{ set: 'ByLiteralPath', mandatory: true, byName: true }],
      }),
      parameter('NewName', 'String', { position: 1, mandatory: true, byName: true }),
      parameter('Force', 'SwitchParameter'),
      parameter('PassThru', 'SwitchParameter'),
    ],
    { defaultSet: 'ByPath', supportsShouldProcess: true },
  ),
  typeName: 'Microsoft.PowerShell.Commands.RenameItemCommand',
  aliases: ['rni', 'ren'],
  synopsis: 'Gives a file or folder of the working folder another name.',
  start: (context) => ({
    process() {
      const { bound, runtime } = context;
      const written = pathText(bound.get('LiteralPath') ?? bound.get('Path') ?? null);
      orError(context, () => {
        const place = drivePath(written);
        if (place.drive !== null) throw notBetweenDrives(place.drive);
        const path = folderPath(place.path, runtime);
        const entry = statEntry(path, runtime);
        if (entry === null) throw missing(place.path, runtime);
        const name = toText(bound.get('NewName') ?? null).replace(/^\.[\\/]/, '');
        if (/[\\/]/.test(name)) {
          throw commandFailure(
            'System.Management.Automation.PSArgumentException',
            'Argument',
            'Cannot rename the specified target, because it represents a path or device name.',
            'InvalidArgument',
            name,
          );
        }
        const at = path.lastIndexOf('/');
        const to = at < 0 ? name : `${path.slice(0, at)}/${name}`;
        const target = `Item: ${fullPath(path, runtime)} Destination: ${fullPath(to, runtime)}`;
        if (!context.shouldProcess(target, entry.folder ? 'Rename Directory' : 'Rename File')) return;
        move(context, entry, to, 'RenameItemIOError');
      });
    },
  }),
};
