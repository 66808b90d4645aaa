import { parentPort } from 'node:worker_threads';
import { CertificateProblem, type CertificateAnswer, type CertificateJob } from './jobs.ts';
import { readCertificateFile, seeCertificateFile } from './read-file.ts';
import { makeSelfSigned } from './self-signed.ts';
import { writePfx } from './write-pfx.ts';

/** Entry of the thread that reads and makes certificates: a file's key derivation may take a second. */
const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');

function answer(job: CertificateJob): CertificateAnswer {
  try {
    switch (job.kind) {
      case 'read':
        return { id: job.id, ok: true, kind: 'pair', pair: readCertificateFile(job.file, job.password) };
      case 'look':
        return { id: job.id, ok: true, kind: 'seen', seen: seeCertificateFile(job.file, job.password) };
      case 'create':
        return { id: job.id, ok: true, kind: 'pair', pair: makeSelfSigned(job.wanted) };
      case 'pfx':
        return { id: job.id, ok: true, kind: 'bytes', bytes: writePfx(job.pair, job.password, job.name) };
    }
  } catch (error) {
    // Only our own words leave the thread: a library's may quote what it read.
    const known = error instanceof CertificateProblem ? error : new CertificateProblem('damaged');
    return { id: job.id, ok: false, problem: known.problem, detail: known.detail };
  }
}

port.on('message', (job: CertificateJob) => port.postMessage(answer(job)));
