import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import type { FileEntry } from '../../host.ts';
import { toText } from '../../convert/text.ts';
import { certificateFilter, certificateFilterParameters } from './folder/certificate-filter.ts';
import type { DriveItem } from './folder/drive-item.ts';
import { driveItem, driveItems } from './folder/drives.ts';
import { fileObject } from './folder/file-objects.ts';
import { glob, isWild, listFolder, nameFilter, resolve } from './folder/glob.ts';
import { drivePath } from './folder/paths.ts';
import {
  boundFilter,
  eachTarget,
  filterParameters,
  orError,
  pathParameters,
  type WrittenPath,
  writtenPaths,
} from './folder/targets.ts';

export const getItem: BuiltIn = {
  info: declare(
    'Get-Item',
    [
      ...pathParameters(),
      ...filterParameters,
      parameter('Force', 'SwitchParameter'),
      parameter('Stream', 'String[]'),
    ],
    { defaultSet: 'Path' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.GetItemCommand',
  aliases: ['gi'],
  synopsis: 'Gives a file or folder of the working folder.',
  start(context) {
    return {
      process() {
        eachTarget(context, {
          entry: (entry) => {
            context.write(fileObject(entry, context.runtime));
          },
          drive: (place) => {
            for (const item of driveItem(place, context.runtime)) context.write(item.object());
          },
        });
      },
    };
  },
};

export const getChildItem: BuiltIn = {
  info: declare(
    'Get-ChildItem',
    [
      parameter('Path', 'String[]', {
        sets: [{ set: 'Items', position: 0, pipeline: true, byName: true }],
      }),
      parameter('LiteralPath', 'String[]', {
        aliases: ['PSPath', 'LP'],
        sets: [{ set: 'LiteralItems', mandatory: true, byName: true }],
      }),
      parameter('Filter', 'String', { position: 1 }),
      parameter('Include', 'String[]'),
      parameter('Exclude', 'String[]'),
      parameter('Recurse', 'SwitchParameter', { aliases: ['s', 'r'] }),
      parameter('Depth', 'UInt32'),
      parameter('Force', 'SwitchParameter'),
      parameter('Name', 'SwitchParameter'),
      parameter('Attributes', 'String'),
      parameter('Directory', 'SwitchParameter', { aliases: ['ad'] }),
      parameter('File', 'SwitchParameter', { aliases: ['af'] }),
      parameter('Hidden', 'SwitchParameter', { aliases: ['ah', 'h'] }),
      parameter('ReadOnly', 'SwitchParameter', { aliases: ['ar'] }),
      parameter('System', 'SwitchParameter', { aliases: ['as'] }),
      parameter('FollowSymlink', 'SwitchParameter'),
      ...certificateFilterParameters,
    ],
    { defaultSet: 'Items' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.GetChildItemCommand',
  aliases: ['gci', 'ls', 'dir'],
  synopsis: 'Lists the files and folders of a folder inside the working folder.',
  start(context) {
    return {
      process() {
        for (const path of writtenPaths(context, '.')) orError(context, () => listPath(context, path));
      },
    };
  },
};

function listPath(context: Context, { text, literal }: WrittenPath): void {
  const { runtime } = context;
  const place = drivePath(text);
  const filter = certificateFilter(context, place);
  if (place.drive !== null) {
    const items = place.path === '' ? driveItems(place, runtime) : driveItem(place, runtime);
    const wild = isWild(place.path);
    for (const item of items) {
      const inside = wild || place.path === '' ? null : item.children;
      if (inside) for (const one of inside()) writeItem(context, one, filter);
      else writeItem(context, item, filter);
    }
    return;
  }
  const listing = new Listing(context);
  const wild = !literal && isWild(place.path);
  if (wild && listing.deep) {
    // The last part says which files to look for, in the folders before it and below.
    const at = Math.max(place.path.lastIndexOf('/'), place.path.lastIndexOf('\\'));
    const leaf = place.path.slice(at + 1);
    const folders = glob(at < 0 ? '.' : place.path.slice(0, at) || '/', runtime);
    for (const folder of folders) listing.folder(folder, 0, nameFilter([leaf], undefined), '');
    return;
  }
  for (const entry of resolve(place.path, runtime, literal)) {
    if (wild || !entry.folder) {
      if (listing.shows(entry)) listing.write(entry, entry.name);
    } else listing.folder(entry, 0, null, '');
  }
}

/** A thing on another drive and, with -Recurse, what is in it. */
function writeItem(context: Context, item: DriveItem, filter: ((item: DriveItem) => boolean) | null): void {
  if (filter?.(item) ?? true) context.write(context.bound.on('Name') ? item.name : item.object());
  if (!context.bound.on('Recurse')) return;
  for (const child of item.children?.() ?? []) writeItem(context, child, filter);
}

class Listing {
  readonly deep: boolean;
  readonly #context: Context;
  readonly #limit: number;
  readonly #passes: (name: string) => boolean;
  readonly #include: boolean;

  constructor(context: Context) {
    const { bound } = context;
    this.#context = context;
    this.deep = bound.on('Recurse') || bound.has('Depth');
    const depth = bound.get('Depth');
    this.#limit = depth === undefined ? Number.POSITIVE_INFINITY : Number(toText(depth));
    this.#passes = boundFilter(context);
    // -Include looks at names in the folder only where the path ends with a wildcard, or below.
    this.#include = bound.has('Include') && !this.deep;
  }

  shows(entry: FileEntry): boolean {
    const { bound } = this.#context;
    if (bound.on('Directory') && !entry.folder) return false;
    if (bound.on('File') && entry.folder) return false;
    if (bound.on('Hidden') && !entry.name.startsWith('.')) return false;
    if (bound.on('ReadOnly') || bound.on('System')) return false;
    if (entry.name.startsWith('.') && !bound.on('Force') && !bound.on('Hidden')) return false;
    return this.#passes(entry.name);
  }

  write(entry: FileEntry, name: string): void {
    const { runtime, bound } = this.#context;
    runtime.host.checkStop();
    this.#context.write(bound.on('Name') ? name : fileObject(entry, runtime));
  }

  folder(folder: FileEntry, depth: number, also: ((name: string) => boolean) | null, prefix: string): void {
    if (this.#include) return;
    const entries = listFolder(folder.path, this.#context.runtime);
    for (const entry of entries) {
      if (this.shows(entry) && (also === null || also(entry.name))) this.write(entry, prefix + entry.name);
    }
    if (!this.deep || depth >= this.#limit) return;
    for (const entry of entries) {
      if (entry.folder) this.folder(entry, depth + 1, also, `${prefix}${entry.name}/`);
    }
  }
}
