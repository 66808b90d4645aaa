import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '../env/test.ts';
import type { RunningApp } from './launch.ts';

/** Something that must be nowhere: a text, or bytes like those of a key. */
export type Secret = string | Buffer;

/** What the app has to be started with for heapOf: a snapshot else cuts every text after 1,024 characters. */
export const WHOLE_TEXTS = '--js-flags=--heap-snapshot-string-limit=1000000';

/** The renderer's whole heap as text; fails where the snapshot would not show what the page holds. */
export async function heapOf(app: RunningApp): Promise<string> {
  const mark = (form: string): string => `marker-${form}-${String(Date.now())}`;
  const marks = { long: mark('at-the-end'), wide: mark('in-two-bytes'), encoded: mark('in-base64') };
  await app.page.evaluate(({ long, wide, encoded }) => {
    const planted = { long: 'x'.repeat(5000) + long, wide: `\u0141${wide}`, encoded: btoa(`x${encoded}`) };
    Object.assign(window, { canaryMarker: planted });
  }, marks);
  const session = await app.page.context().newCDPSession(app.page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  const heap = chunks.join('');
  const planted = Object.values(marks);
  expect(heldIn(heap, planted), 'the snapshot holds what the page holds').toEqual(planted);
  return heap;
}

/** What a text holds of the secrets, as they are or encoded. */
export function heldIn(text: string, secrets: readonly Secret[]): Secret[] {
  return secrets.filter((secret) => textForms(secret).some((form) => text.includes(form)));
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

/** The files that hold one of the secrets: as it is or encoded, in one byte a character or in two. */
export function filesWith(files: readonly string[], secrets: readonly Secret[]): string[] {
  const forms = secrets.flatMap((secret) => {
    const texts = textForms(secret).flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]);
    return typeof secret === 'string' ? texts : [secret, ...texts];
  });
  return files.filter((file) => {
    const bytes = unlessGone(() => readFileSync(file), Buffer.alloc(0));
    return forms.some((form) => bytes.includes(form));
  });
}

/**
 * Pieces of a private key (PKCS#8 of RSA with 2048 bits) that every writing of it holds, PKCS#1 and JWK included: of its
 * private exponent and of its first prime. Three short ones of each, of which a line's end in a PEM can part only one.
 */
export function piecesOfKey(pkcs8: Uint8Array): Buffer[] {
  const key = Buffer.from(pkcs8);
  return [400, 600].flatMap((start) => [0, 16, 32].map((at) => key.subarray(start + at, start + at + 15)));
}

function textForms(secret: Secret): string[] {
  if (typeof secret !== 'string') return encodings(secret);
  return [secret, ...encodings(Buffer.from(secret)), ...encodings(Buffer.from(secret, 'utf16le'))];
}

function encodings(bytes: Buffer): string[] {
  const base64 = [0, 1, 2].map((before) => insideBase64(bytes, before));
  const base64url = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [...new Set([...base64, ...base64url, bytes.toString('hex')])];
}

/** What base64 always makes of bytes that have so many others, of three, before them: without what neighbours change. */
function insideBase64(bytes: Buffer, before: number): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  const end = Math.floor(((before + bytes.length) * 8) / 6);
  return text.slice(Math.ceil((before * 8) / 6), end);
}
