import { parentPort, resourceLimits, workerData } from 'node:worker_threads';
import type { FromWorker, ToWorker } from '../protocol.ts';
import type { TabWorkerData } from '../signal.ts';
import { startConsoleWorker } from './console-worker.ts';

/** Entry of a tab's thread: the language and the results of one console tab, without token, socket or file. */
const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');

const { signal, allMemory } = workerData as TabWorkerData;
const receive = startConsoleWorker(
  (message: FromWorker, transfer?: ArrayBuffer[]) => port.postMessage(message, transfer),
  {
    port,
    signal: new Int32Array(signal),
    allMemory: new Int32Array(allMemory),
    memory: resourceLimits.maxOldGenerationSizeMb ?? Number.POSITIVE_INFINITY,
  },
);
port.on('message', (message: ToWorker) => receive(message));
port.postMessage({ type: 'ready' } satisfies FromWorker);
