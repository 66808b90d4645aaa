import { Worker } from 'node:worker_threads';
import { fail } from '../../shared/model/failure.ts';
import type { CertificateAnswer, CertificateJob, KeyedCertificate, SelfSigned } from './jobs.ts';

/** A thread that reads and makes certificates, so that main's event loop does not wait for key derivations. */
export interface CertificateThread {
  read(file: Uint8Array, password: string | null): Promise<CertificateAnswer>;
  look(file: Uint8Array, password: string | null): Promise<CertificateAnswer>;
  create(wanted: SelfSigned): Promise<CertificateAnswer>;
  pfx(pair: KeyedCertificate, password: string, name: string): Promise<CertificateAnswer>;
  close(): Promise<void>;
}

const IDLE_MS = 30_000;
/** A file may ask for any number of rounds; after this it is given up. */
const LONGEST_MS = 30_000;

type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;

export function createCertificateThread(workerUrl: URL, longestMs = LONGEST_MS): CertificateThread {
  const waiting = new Map<
    number,
    { answer: (it: CertificateAnswer) => void; fail: (error: Error) => void }
  >();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | null = null;
  let lastId = 0;

  function start(): Worker {
    const started = new Worker(workerUrl, { resourceLimits: { maxOldGenerationSizeMb: 256 }, env: {} });
    started.on('message', (answer: CertificateAnswer) => {
      waiting.get(answer.id)?.answer(answer);
      waiting.delete(answer.id);
      if (waiting.size === 0) idle = setTimeout(() => void close(), IDLE_MS).unref();
    });
    const ended = () => {
      if (worker !== started) return;
      worker = null;
      for (const one of waiting.values()) one.fail(broken());
      waiting.clear();
    };
    started.on('error', ended);
    started.on('exit', ended);
    started.unref();
    return started;
  }

  async function close(): Promise<void> {
    const ending = worker;
    worker = null;
    await ending?.terminate();
  }

  async function ask(job: Unnumbered<CertificateJob>): Promise<CertificateAnswer> {
    if (idle !== null) clearTimeout(idle);
    const id = ++lastId;
    let late: NodeJS.Timeout | null = null;
    try {
      return await new Promise<CertificateAnswer>((answer, reject) => {
        waiting.set(id, { answer, fail: reject });
        late = setTimeout(() => {
          waiting.delete(id);
          reject(tooSlow());
          for (const one of waiting.values()) one.fail(broken());
          waiting.clear();
          void close();
        }, longestMs).unref();
        worker ??= start();
        worker.ref();
        worker.postMessage({ ...job, id });
      });
    } finally {
      if (late !== null) clearTimeout(late);
      worker?.unref();
    }
  }

  return {
    read: (file, password) => ask({ kind: 'read', file, password }),
    look: (file, password) => ask({ kind: 'look', file, password }),
    create: (wanted) => ask({ kind: 'create', wanted }),
    pfx: (pair, password, name) => ask({ kind: 'pfx', pair, password, name }),
    close,
  };
}

const broken = () =>
  fail('internal', 'Reading the certificate ended unexpectedly.', 'Try again.', { retryable: true });
const tooSlow = () =>
  fail(
    'certificate-unusable',
    'The file asks for so many rounds of key derivation that it was given up.',
    'Export the certificate again with ordinary settings.',
    { action: 'edit-connection' },
  );
