import { readdirSync, readFileSync } from 'node:fs';
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

/** The app's other processes tidy up while they end: what is gone in the midst of it holds nothing. */
function unlessGone<Found>(look: () => Found, gone: Found): Found {
  try {
    return look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return gone;
    throw error;
  }
}

export function filesBelow(folder: string): string[] {
  return unlessGone(() => readdirSync(folder, { withFileTypes: true }), []).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

/** The files that hold one of the secrets, in one byte a character or in two. */
export function filesWith(files: readonly string[], secrets: readonly (string | Buffer)[]): string[] {
  return files.filter((file) => {
    const bytes = unlessGone(() => readFileSync(file), Buffer.alloc(0));
    return secrets.some((secret) =>
      typeof secret === 'string'
        ? bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le'))
        : bytes.includes(secret),
    );
  });
}
