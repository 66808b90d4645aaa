/** Splitting and joining of paths as texts, with both separators understood. */

const SEPARATORS = /[\\/]/;

/** Windows' drive with its colon, or the qualifier of another drive: "C:", "Env:"; "" for none. */
export function qualifierOf(path: string): string {
  return /^[A-Za-z][A-Za-z0-9]*:/.exec(path)?.[0] ?? '';
}

export function isAbsolute(path: string): boolean {
  return SEPARATORS.test(path[0] ?? '') || qualifierOf(path) !== '';
}

export function joinPath(parent: string, child: string, separator: string): string {
  const own = parent.replace(/[\\/]/g, separator);
  const part = child.replace(/[\\/]/g, separator);
  if (parent === '') return part.startsWith(separator) ? part : separator + part;
  const start = own.endsWith(separator) ? own.slice(0, -1) : own;
  const end = part.startsWith(separator) ? part.slice(1) : part;
  return start + separator + end;
}

function withoutEnd(path: string): string {
  return path.length > 1 ? path.replace(/[\\/]+$/, '') || path.slice(0, 1) : path;
}

function lastSeparator(path: string): number {
  return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
}

/** The last part. */
export function leafOf(path: string): string {
  const own = withoutEnd(path);
  if (own === '/' || own === '\\') return own;
  return own.slice(lastSeparator(own) + 1);
}

/** All but the last part; "" for a single name. */
export function parentOf(path: string, separator: string): string {
  const own = withoutEnd(path);
  const at = lastSeparator(own);
  if (at < 0 || own.length === 1) return '';
  const parent = at === 0 ? own.slice(0, 1) : own.slice(0, at);
  const text = parent.replace(/[\\/]/g, separator);
  return /^[A-Za-z]:$/.test(text) ? text + separator : text;
}

/** The leaf's name and its last extension with the dot. */
export function splitLeaf(path: string): { base: string; extension: string } {
  const leaf = leafOf(path);
  const at = leaf.lastIndexOf('.');
  if (at < 0 || at === leaf.length - 1) return { base: at < 0 ? leaf : leaf.slice(0, -1), extension: '' };
  return { base: leaf.slice(0, at), extension: leaf.slice(at) };
}
