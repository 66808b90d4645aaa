import { parentPort } from 'node:worker_threads';
import { readHelpAnswer } from '../helpfile/answer.ts';
import { writeHelpCache } from '../helpfile/cache.ts';
import { readModuleAnswer } from './answer.ts';
import { writeCache } from './cache.ts';
import type { FileAnswer, FileJob, ThreadAnswer, ThreadJob } from './types.ts';

/** Entry of the thread that reads module and help files: text from a server, read for its facts and never run. */
const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');

const UNCHANGED: FileAnswer = { ok: true, text: null, body: null, leftOut: [] };

async function answer({ kind, body, cacheFile, knownHash }: FileJob): Promise<FileAnswer> {
  try {
    if (kind === 'help') {
      const read = readHelpAnswer(body, knownHash);
      if (read === null) return UNCHANGED;
      const text = JSON.stringify(read.index);
      const kept = cacheFile === null ? null : await writeHelpCache(cacheFile, text, read.body).catch(String);
      return { ok: true, text, body: read.body, leftOut: withKept(read.index.leftOut, kept) };
    }
    const read = readModuleAnswer(body, knownHash);
    if (read === null) return UNCHANGED;
    const text = JSON.stringify(read.metadata);
    const kept = cacheFile === null ? null : await writeCache(cacheFile, text).catch(String);
    return { ok: true, text, body: null, leftOut: withKept(read.leftOut, kept) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** A cache that can't be written costs time at the next start, nothing else. */
function withKept(leftOut: readonly string[], kept: string | null | undefined | void): readonly string[] {
  return typeof kept === 'string' ? [...leftOut, `cache: ${kept}`] : leftOut;
}

port.on('message', ({ id, job }: ThreadJob) => {
  void answer(job).then((result) => {
    const moved = result.ok && result.body !== null ? [result.body.buffer] : [];
    port.postMessage({ id, answer: result } satisfies ThreadAnswer, moved);
  });
});
