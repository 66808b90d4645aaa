import type { FileEntry } from '../../../host.ts';
import type { Runtime } from '../../../interpreter/runtime.ts';
import { wildcard } from '../../../operators/wildcard.ts';
import { folderPath, missing } from './paths.ts';

const WILD = /[*?[\]]/;

export function isWild(path: string): boolean {
  return WILD.test(path);
}

function unescape(path: string): string {
  return path.replace(/`([*?[\]`])/g, '$1');
}

const ROOT_ENTRY: FileEntry = {
  name: '',
  path: '',
  folder: true,
  bytes: 0,
  modified: 0,
  created: 0,
};

/** The file or folder; the working folder itself is one too. */
export function statEntry(relative: string, rt: Runtime): FileEntry | null {
  if (relative === '') return rt.host.files.stat('') ?? ROOT_ENTRY;
  return rt.host.files.stat(relative);
}

/** Entries of a folder by name, folders first, as Get-ChildItem lists them. */
export function listFolder(relative: string, rt: Runtime): FileEntry[] {
  return [...rt.host.files.list(relative)].sort((a, b) =>
    a.folder === b.folder ? compareNames(a.name, b.name) : a.folder ? -1 : 1,
  );
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What a path with wildcards stands for, folder by folder; without wildcards what is there. */
export function glob(written: string, rt: Runtime, literal = false): FileEntry[] {
  const relative = folderPath(written, rt);
  if (literal || !isWild(relative)) {
    const entry = statEntry(literal ? relative : unescape(relative), rt);
    return entry === null ? [] : [entry];
  }
  let found: FileEntry[] = [statEntry('', rt) ?? ROOT_ENTRY];
  for (const part of relative.split('/')) {
    const next: FileEntry[] = [];
    for (const folder of found) {
      if (!folder.folder) continue;
      if (isWild(part)) {
        const matches = wildcard(part, false);
        next.push(...listFolder(folder.path, rt).filter((entry) => matches(entry.name)));
      } else {
        const entry = rt.host.files.stat(folder.path === '' ? part : `${folder.path}/${part}`);
        if (entry !== null) next.push(entry);
      }
    }
    found = next;
  }
  return found;
}

/** Like `glob`; a path without wildcards that isn't there is an error (thrown). */
export function resolve(written: string, rt: Runtime, literal = false): FileEntry[] {
  const found = glob(written, rt, literal);
  if (found.length === 0 && (literal || !isWild(written))) throw missing(written, rt);
  return found;
}

/** -Include and -Exclude, by name. */
export function nameFilter(
  include: readonly string[] | undefined,
  exclude: readonly string[] | undefined,
): (name: string) => boolean {
  const ins = include?.map((pattern) => wildcard(pattern, false)) ?? [];
  const outs = exclude?.map((pattern) => wildcard(pattern, false)) ?? [];
  return (name) =>
    (ins.length === 0 || ins.some((matches) => matches(name))) && !outs.some((matches) => matches(name));
}
