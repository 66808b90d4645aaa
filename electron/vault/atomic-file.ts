import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Replaces a file as a whole or not at all: temporary file beside it, fsync, rename. A process killed in between
 * leaves the old content. (write-file-atomic does the same, but takes a short write, as a full disk gives, for a
 * whole one.) The file is readable by its owner only.
 */
export async function writeAtomic(path: string, content: Uint8Array | string): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Makes a rename last through a power cut; Windows has no such thing and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r').catch(() => null);
  try {
    await handle?.sync();
  } catch {
    // Some file systems refuse to sync a folder; the file itself is safe.
  } finally {
    await handle?.close();
  }
}

/** True for what writeAtomic leaves behind when its process is killed. */
export function isLeftover(fileName: string): boolean {
  return /\.[0-9a-f]{12}\.tmp$/.test(fileName);
}
