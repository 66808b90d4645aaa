import type { Runtime } from '../../../interpreter/runtime.ts';
import { hasKind, type Value } from '../../../values/model.ts';
import { toText } from '../../../convert/text.ts';
import { NativeObject } from '../../../values/native.ts';
import { commandFailure, ITEM_NOT_FOUND } from '../failures.ts';

/** Where a path leads: the drive of a provider, and the path on it. */
export interface DrivePath {
  /** Lower case: "env", "variable", "function", "alias", "cert"; null: the working folder. */
  readonly drive: string | null;
  readonly path: string;
}

const DRIVES = new Set(['env', 'variable', 'function', 'alias', 'cert']);
const locations = new WeakMap<Runtime, string>();

/** Folder that relative paths start from: relative to the working folder, "" is that folder itself. */
export function locationOf(rt: Runtime): string {
  return locations.get(rt) ?? '';
}

export function setLocation(rt: Runtime, relative: string): void {
  locations.set(rt, relative);
}

/** The separator of the working folder's own path. */
export function separatorOf(rt: Runtime): string {
  return rt.host.files.root?.includes('\\') === true ? '\\' : '/';
}

/** Absolute path as scripts see it. */
export function fullPath(relative: string, rt: Runtime): string {
  const root = rootOf(rt);
  if (relative === '') return root;
  const separator = separatorOf(rt);
  const start = root.endsWith(separator) ? root : root + separator;
  return start + relative.split('/').join(separator);
}

export function rootOf(rt: Runtime): string {
  const { files } = rt.host;
  if (files.root === null) files.choose?.();
  if (files.root !== null) return files.root;
  throw commandFailure(
    'System.Management.Automation.PSInvalidOperationException',
    'NoWorkingFolder',
    'This tab has no working folder yet, so the script cannot read or write files. Choose one with "Working folder" in the tab and run the script again.',
    'InvalidOperation',
  );
}

/** Splits off a drive name. Throws for a drive that isn't there. */
export function drivePath(written: string): DrivePath {
  const match = /^(?:Microsoft\.PowerShell\.(?:Core|Security)\\)?([A-Za-z][A-Za-z0-9]*):{1,2}(.*)$/s.exec(
    written,
  );
  if (match === null) return { drive: null, path: written };
  const name = match[1] ?? '';
  const rest = match[2] ?? '';
  const lower = name.toLowerCase();
  const drive = lower === 'certificate' ? 'cert' : lower;
  if (DRIVES.has(drive)) return { drive, path: rest.replace(/^[\\/]/, '') };
  if (drive === 'filesystem') return { drive: null, path: rest };
  // A drive letter: an absolute path of the system, which folderPath judges.
  if (drive.length === 1) return { drive: null, path: written };
  const kept: Readonly<Record<string, string>> = {
    hklm: ' The console does not reach the registry.',
    hkcu: ' The console does not reach the registry.',
  };
  throw commandFailure(
    'System.Management.Automation.DriveNotFoundException',
    'DriveNotFound',
    `Cannot find drive. A drive with the name '${name}' does not exist.${kept[drive] ?? ''}`,
    'ObjectNotFound',
    name,
  );
}

/** Parts joined, with "." and ".." worked out; null: it leads out of the top. */
function normalise(path: string): string | null {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/**
 * The path relative to the working folder, "/" between its parts, "" for the folder itself. Wildcards stay.
 * Throws where it leads out of the working folder.
 */
export function folderPath(written: string, rt: Runtime): string {
  const path = written.replaceAll('\\', '/');
  const root = rootOf(rt).replaceAll('\\', '/').replace(/\/$/, '');
  const absolute = path.startsWith('/') || /^[A-Za-z]:/.test(path) || path === '~' || path.startsWith('~/');
  if (!absolute) {
    const relative = normalise(`${locationOf(rt)}/${path}`);
    if (relative !== null) return relative;
  } else {
    // Windows' paths are the same in any case.
    const same = /^[A-Za-z]:/.test(root)
      ? (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
      : (a: string, b: string) => a === b;
    const start = path.slice(0, root.length);
    if (same(start, root) && (path.length === root.length || path[root.length] === '/')) {
      const relative = normalise(path.slice(root.length));
      if (relative !== null) return relative;
    }
  }
  throw commandFailure(
    'System.UnauthorizedAccessException',
    'PathOutsideWorkingFolder',
    `The path '${written}' is outside this tab's working folder '${rootOf(rt)}', and scripts reach nothing outside it. Use a path inside it${example(path)}, or choose another working folder.`,
    'PermissionDenied',
    written,
  );
}

function example(path: string): string {
  const leaf = path.split('/').at(-1) ?? '';
  return /[^.~]/.test(leaf) ? `, such as './${leaf}'` : '';
}

/** Text of a path argument: a file's full path where an object of Get-ChildItem was given. */
export function pathText(value: Value): string {
  if (hasKind(value, 'reference')) {
    if (value.state instanceof NativeObject) {
      const full = (value.state.property('FullName') ?? value.state.property('PSPath'))?.get();
      if (typeof full === 'string') return full;
    }
  }
  const text = toText(value);
  return text.startsWith('Microsoft.PowerShell.Core\\FileSystem::') ? text.slice(38) : text;
}

export function notFound(written: string, rt: Runtime): { message: string; target: string } {
  const full = fullPath(folderPath(written, rt), rt);
  return { message: `Cannot find path '${full}' because it does not exist.`, target: full };
}

export function missing(written: string, rt: Runtime): ReturnType<typeof commandFailure> {
  const { message, target } = notFound(written, rt);
  return commandFailure(ITEM_NOT_FOUND, 'PathNotFound', message, 'ObjectNotFound', target);
}
