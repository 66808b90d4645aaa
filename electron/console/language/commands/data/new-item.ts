import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { valueText } from './csv-rows.ts';
import { commandFailure, IO } from './failures.ts';
import { setDriveItem } from './folder/drives.ts';
import { statEntry } from './folder/glob.ts';
import { refuseMissingParent, writeChanged } from './folder/item-changes.ts';
import { drivePath, folderPath, fullPath, pathText } from './folder/paths.ts';
import { orError } from './folder/targets.ts';
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
  writeChanged(path, context);
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
