import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import type { FileEntry } from '../../host.ts';
import { toText } from '../../convert/text.ts';
import { valueText } from './csv-rows.ts';
import { commandFailure, IO } from './failures.ts';
import { removeDriveItem, setDriveItem } from './folder/drives.ts';
import { fileObject } from './folder/file-objects.ts';
import { statEntry } from './folder/glob.ts';
import { drivePath, folderPath, fullPath, missing, pathText } from './folder/paths.ts';
import { eachTarget, filterParameters, orError, pathParameters } from './folder/targets.ts';
import { encode } from './folder/text-encodings.ts';

/** Makes the folders above a path that aren't there. */
function makeParents(path: string, context: Context): void {
  const { files } = context.runtime.host;
  const parts = path.split('/').slice(0, -1);
  let folder = '';
  for (const part of parts) {
    folder = folder === '' ? part : `${folder}/${part}`;
    if (files.stat(folder) === null) files.makeFolder(folder);
  }
}

/** The file or folder after a change, for the pipeline. */
function made(path: string, context: Context): void {
  const entry = statEntry(path, context.runtime);
  if (entry !== null) context.write(fileObject(entry, context.runtime));
}

const newItemParameters = [
  parameter('Path', 'String[]', {
    sets: [
      { set: 'pathSet', mandatory: true, position: 0, byName: true },
      { set: 'nameSet', position: 0, byName: true },
    ],
  }),
  parameter('Name', 'String', {
    sets: [{ set: 'nameSet', mandatory: true, byName: true }],
    allow: ['null', 'emptyString'],
  }),
  parameter('ItemType', 'String', { aliases: ['Type'], byName: true }),
  parameter('Value', 'Object', { aliases: ['Target'], pipeline: true, byName: true }),
  parameter('Force', 'SwitchParameter', { byName: true }),
];

function newItemAt(context: Context, written: string, itemType: string): void {
  const { bound, runtime } = context;
  const place = drivePath(written);
  const value = bound.get('Value') ?? null;
  if (place.drive !== null) {
    setDriveItem(place, value, runtime);
    return;
  }
  const path = folderPath(place.path, runtime);
  const full = fullPath(path, runtime);
  const kind = itemType.toLowerCase();
  const folder = kind !== '' && ('directory'.startsWith(kind) || 'container'.startsWith(kind));
  if (!folder && kind !== '' && !'file'.startsWith(kind) && !'leaf'.startsWith(kind)) {
    throw commandFailure(
      'System.Management.Automation.PSArgumentException',
      'Argument',
      `The item type '${itemType}' is not on offer: the console makes files and folders, and no links. Use -ItemType File or Directory.`,
      'InvalidArgument',
      itemType,
    );
  }
  if (!context.shouldProcess(`Destination: ${full}`, folder ? 'Create Directory' : 'Create File')) return;
  const there = statEntry(path, runtime);
  const force = bound.on('Force');
  const { files } = runtime.host;
  if (folder) {
    if (there !== null && !(force && there.folder)) {
      throw commandFailure(
        IO,
        'DirectoryExist',
        `An item with the specified name ${full} already exists.`,
        'ResourceExists',
        full,
      );
    }
    makeParents(path, context);
    if (there === null) files.makeFolder(path);
  } else {
    if (there !== null && (!force || there.folder)) {
      throw commandFailure(IO, 'NewItemIOError', `The file '${full}' already exists.`, 'WriteError', full);
    }
    if (force) makeParents(path, context);
    refuseMissingParent(path, context);
    const bytes = encode(value === null ? '' : (valueText(value, runtime) ?? ''), 'utf8NoBOM');
    files.write(path, bytes, there === null ? 'create' : 'overwrite');
  }
  made(path, context);
}

function refuseMissingParent(path: string, context: Context): void {
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

function newItems(context: Context, itemType: string): void {
  const { bound } = context;
  const name = bound.text('Name') ?? '';
  for (const path of bound.list('Path') ?? ['.']) {
    const parent = pathText(path);
    orError(context, () => newItemAt(context, name === '' ? parent : `${parent}/${name}`, itemType));
  }
}

export const newItem: BuiltIn = {
  info: declare('New-Item', newItemParameters, { defaultSet: 'pathSet', supportsShouldProcess: true }),
  typeName: 'Microsoft.PowerShell.Commands.NewItemCommand',
  aliases: ['ni'],
  synopsis: 'Makes a file or folder in the working folder.',
  start: (context) => ({
    process() {
      newItems(context, context.bound.text('ItemType') ?? '');
    },
  }),
};

export const makeFolder: BuiltIn = {
  info: declare(
    'mkdir',
    newItemParameters.filter(({ name }) => name !== 'ItemType'),
    { defaultSet: 'pathSet', supportsShouldProcess: true },
  ),
  typeName: 'mkdir',
  aliases: ['md'],
  synopsis: 'Makes a folder in the working folder.',
  start: (context) => ({
    process() {
      newItems(context, 'Directory');
    },
  }),
};

export const removeItem: BuiltIn = {
  info: declare(
    'Remove-Item',
    [
      ...pathParameters(),
      ...filterParameters,
      parameter('Recurse', 'SwitchParameter'),
      parameter('Force', 'SwitchParameter'),
      parameter('Stream', 'String[]'),
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
          removeDriveItem(place, context.runtime);
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

/** Where a copied or moved thing comes to be: in a folder that is there, else at the path itself. */
function destinationOf(context: Context, entry: FileEntry): string {
  const { bound, runtime } = context;
  const written = bound.get('Destination');
  const path = folderPath(written === undefined ? '.' : pathText(written), runtime);
  const there = statEntry(path, runtime);
  if (there?.folder !== true) return path;
  return path === '' ? entry.name : `${path}/${entry.name}`;
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
      eachTarget(context, {
        entry: (entry) => {
          const to = destinationOf(context, entry);
          const { runtime } = context;
          const target = `Item: ${fullPath(entry.path, runtime)} Destination: ${fullPath(to, runtime)}`;
          if (!context.shouldProcess(target, entry.folder ? 'Copy Directory' : 'Copy File')) return;
          copy(context, entry, to);
          if (context.bound.on('PassThru')) made(to, context);
        },
        drive: ({ drive }) => {
          throw notBetweenDrives(drive);
        },
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
  if (bound.on('PassThru')) made(to, context);
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
      eachTarget(context, {
        entry: (entry) => {
          const to = destinationOf(context, entry);
          const { runtime } = context;
          const target = `Item: ${fullPath(entry.path, runtime)} Destination: ${fullPath(to, runtime)}`;
          if (!context.shouldProcess(target, entry.folder ? 'Move Directory' : 'Move File')) return;
          move(context, entry, to, entry.folder ? 'MoveDirectoryItemIOError' : 'MoveFileInfoItemIOError');
        },
        drive: ({ drive }) => {
          throw notBetweenDrives(drive);
        },
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
