import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '../env/test.ts';
import type { RunningApp } from './launch.ts';

/** The renderer's whole heap as text; fails where the snapshot would not show what the page holds. */
export async function heapOf(app: RunningApp): Promise<string> {
  const marker = `marker-${'x'.repeat(8)}-${String(Date.now())}`;
  await app.page.evaluate((text) => {
    Object.assign(window, { canaryMarker: { text } });
  }, marker);
  const session = await app.page.context().newCDPSession(app.page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  const heap = chunks.join('');
  expect(heap.includes(marker), 'the snapshot holds what the page holds').toBe(true);
  return heap;
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The files that hold one of the secrets, in one byte a character or in two. */
export function filesWith(files: readonly string[], secrets: readonly (string | Buffer)[]): string[] {
  return files.filter((file) => {
    // The app's other processes tidy up while they end: what is gone holds nothing.
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0) return false;
    const bytes = readFileSync(file);
    return secrets.some((secret) =>
      typeof secret === 'string'
        ? bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le'))
        : bytes.includes(secret),
    );
  });
}
