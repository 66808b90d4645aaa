import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CACHE_VERSION, type ModuleMetadata } from './types.ts';

/** The cache file of a cloud + account + tenant. The name tells nothing about them. */
export function cacheFileOf(folder: string, cacheKey: string): string {
  const name = createHash('sha256').update(cacheKey).digest('hex').slice(0, 32);
  return path.join(folder, `cmdlets-${name}.json`);
}

/** What is cached; null where nothing is, or it is damaged or of another version (then it is fetched again). */
export async function readCache(file: string): Promise<ModuleMetadata | null> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
  if (parsed === null || typeof parsed !== 'object' || !('version' in parsed) || !('metadata' in parsed)) {
    return null;
  }
  return parsed.version === CACHE_VERSION && isMetadata(parsed.metadata) ? parsed.metadata : null;
}

/** `metadataText` is JSON of ModuleMetadata. Atomic: a killed write leaves the old file. */
export async function writeCache(file: string, metadataText: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, `{"version":${CACHE_VERSION},"metadata":${metadataText}}`, { mode: 0o600 });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function isMetadata(value: unknown): value is ModuleMetadata {
  if (value === null || typeof value !== 'object') return false;
  const { hash, cmdlets, publicKey, helpFiles } = value as Partial<Record<keyof ModuleMetadata, unknown>>;
  return (
    typeof hash === 'string' &&
    (publicKey === null || typeof publicKey === 'string') &&
    Array.isArray(helpFiles) &&
    helpFiles.every((name) => typeof name === 'string') &&
    Array.isArray(cmdlets) &&
    cmdlets.every(isCmdlet)
  );
}

function isCmdlet(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  const { name, supportsShouldProcess, encrypted, parameters } = value as Record<string, unknown>;
  return (
    typeof name === 'string' &&
    typeof supportsShouldProcess === 'boolean' &&
    Array.isArray(encrypted) &&
    Array.isArray(parameters) &&
    parameters.every(
      (parameter: unknown) =>
        parameter !== null &&
        typeof parameter === 'object' &&
        typeof (parameter as Record<string, unknown>).name === 'string' &&
        Array.isArray((parameter as Record<string, unknown>).sets),
    )
  );
}
