import { parentPort } from 'node:worker_threads';
import { readModuleAnswer } from './answer.ts';
import { writeCache } from './cache.ts';
import type { ModuleFileAnswer, ModuleFileJob } from './types.ts';

/** Entry of the thread that reads module files: text from a server, read for its facts and never run. */
const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');

async function answer(job: ModuleFileJob): Promise<ModuleFileAnswer> {
  try {
    const read = readModuleAnswer(job.body, job.knownHash);
    if (read === null) return { id: job.id, ok: true, text: null, leftOut: [] };
    const text = JSON.stringify(read.metadata);
    // A cache that can't be written costs time at the next start, nothing else.
    const kept = job.cacheFile === null ? null : await writeCache(job.cacheFile, text).catch(String);
    const leftOut = kept === null || kept === undefined ? read.leftOut : [...read.leftOut, `cache: ${kept}`];
    return { id: job.id, ok: true, text, leftOut };
  } catch (error) {
    return { id: job.id, ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

port.on('message', (job: ModuleFileJob) => {
  void answer(job).then((result) => port.postMessage(result));
});
