import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HELP_CACHE_VERSION, type HelpIndex, type LoadedHelp } from './types.ts';

const NEWLINE = 0x0a;

/** The cache file of a cloud + account + tenant. The name tells nothing about them. */
export function helpCacheFileOf(folder: string, cacheKey: string): string {
  const name = createHash('sha256').update(cacheKey).digest('hex').slice(0, 32);
  return path.join(folder, `help-${name}.json`);
}

/** What is cached: a line with the index, then the help itself. Null: nothing, or it is damaged or of another version. */
export async function readHelpCache(file: string): Promise<LoadedHelp | null> {
  try {
    const bytes = await readFile(file);
    const end = bytes.indexOf(NEWLINE);
    const head: unknown = JSON.parse(bytes.subarray(0, end).toString('utf8'));
    const body = bytes.subarray(end + 1);
    if (head === null || typeof head !== 'object' || !('version' in head) || !('index' in head)) return null;
    return head.version === HELP_CACHE_VERSION && isIndex(head.index, body.byteLength)
      ? { index: head.index, body }
      : null;
  } catch {
    return null;
  }
}

/** `indexText` is JSON of HelpIndex. Atomic: a killed write leaves the old file. */
export async function writeHelpCache(file: string, indexText: string, body: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const head = Buffer.from(`{"version":${HELP_CACHE_VERSION},"index":${indexText}}\n`);
    await writeFile(temporary, Buffer.concat([head, body]), { mode: 0o600 });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function isIndex(value: unknown, length: number): value is HelpIndex {
  if (value === null || typeof value !== 'object') return false;
  const { hash, places, leftOut } = value as Partial<Record<keyof HelpIndex, unknown>>;
  return (
    typeof hash === 'string' &&
    Array.isArray(leftOut) &&
    leftOut.every((text) => typeof text === 'string') &&
    places !== null &&
    typeof places === 'object' &&
    Object.values(places).every((place: unknown) => isPlace(place, length))
  );
}

function isPlace(value: unknown, length: number): boolean {
  if (!Array.isArray(value)) return false;
  const [from, to] = value as unknown[];
  return typeof from === 'number' && typeof to === 'number' && from >= 0 && from <= to && to <= length;
}
