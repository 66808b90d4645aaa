import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Certificate, NewCertificate } from '../../shared/model/certificate.ts';
import { fail } from '../../shared/model/failure.ts';
import type { Vault } from '../vault/types.ts';
import { certificateFacts } from './facts.ts';
import type { CertificateAnswer, KeyedCertificate, SelfSigned } from './jobs.ts';
import { createKeptCertificates } from './kept.ts';
import { loadCertificateFile } from './load-file.ts';
import { fileFailure, refuseUnusable } from './problems.ts';
import { keySigner } from './signer.ts';
import { createCertificateThread } from './thread.ts';
import type { CertificateRef } from '../../shared/model/sign-in-method.ts';
import type { CertificateSigner, Certificates } from './types.ts';
import { createWindowsStore, type WindowsStore } from './windows-store.ts';

export interface CertificatesOptions {
  readonly vault: Vault;
  readonly workerUrl: URL;
  readonly store?: WindowsStore;
  readonly now?: () => number;
}

/** Certificates with what main alone calls. */
export interface CertificatesService extends Certificates {
  /** Reads the vault, once it was opened; also after it was opened again. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export function createCertificates(options: CertificatesOptions): CertificatesService {
  const now = options.now ?? Date.now;
  const store = options.store ?? createWindowsStore();
  const kept = createKeptCertificates(options.vault);
  const thread = createCertificateThread(options.workerUrl);
  const listeners = new Set<(list: readonly Certificate[]) => void>();
  let markLoaded: () => void = () => undefined;
  /** The keychain may take its time. */
  const loaded = new Promise<void>((resolve) => {
    markLoaded = resolve;
  });

  async function readFile(path: string, password: string | null): Promise<KeyedCertificate> {
    return pairOf(await thread.read(await loadCertificateFile(path), password), basename(path));
  }

  async function find(id: string) {
    await loaded;
    const found = kept.find(id);
    if (found === null)
      throw fail('not-found', 'This certificate is no longer kept here.', 'Choose another one.', {
        action: 'edit-connection',
      });
    return found;
  }

  async function add(
    pair: KeyedCertificate,
    name: string,
    origin: Certificate['origin'],
    exportable: boolean,
  ): Promise<Certificate> {
    await loaded;
    const added = await kept.add(
      { id: randomUUID(), name, origin, addedAt: new Date(now()).toISOString(), exportable },
      pair,
    );
    announce();
    return added;
  }

  async function open(
    ref: CertificateRef,
    password: string | null,
    keep: boolean,
  ): Promise<CertificateSigner> {
    if (ref.from === 'store') return store.signer(ref.thumbprint);
    await loaded;
    if (ref.from === 'kept') return keySigner((await find(ref.certificateId)).pair);
    const signer = keySigner(await readFile(ref.path, password ?? kept.filePassword(ref.path)));
    if (keep && password !== null) await kept.keepFilePassword(ref.path, password);
    return signer;
  }

  function announce(): void {
    const list = kept.list();
    for (const listener of listeners) listener(list);
  }

  return {
    async list() {
      await loaded;
      return kept.list();
    },
    listStore: () => store.list(),
    inspectFile: async (path, password) => certificateFacts((await readFile(path, password)).certificate),
    async lookAtFile(path, password) {
      const file = basename(path);
      const answer = await thread.look(await loadCertificateFile(path), password);
      if (!answer.ok) throw fileFailure(answer.problem, file, answer.detail);
      if (answer.kind !== 'seen') throw new Error('the thread answered another question');
      const { certificate, hasKey } = answer.seen;
      return { facts: certificateFacts(certificate), hasKey };
    },
    async importFile(path, password, exportable = true) {
      const pair = await readFile(path, password);
      return add(pair, basename(path), { kind: 'file', path }, exportable);
    },
    async create({ name, ...wanted }) {
      const answer = await thread.create('months' in wanted ? fromNow(wanted, now()) : wanted);
      const pair = pairOf(answer, 'The new certificate');
      return add(pair, name ?? certificateFacts(pair.certificate).subject, { kind: 'created' }, true);
    },
    publicFile: async (id) => (await find(id)).pair.certificate,
    async pfxFile(id, password) {
      const { facts, pair } = await find(id);
      if (!facts.exportable) throw notExportable(facts.name);
      const answer = await thread.pfx(pair, password, facts.name);
      if (!answer.ok) throw fileFailure(answer.problem, facts.name, answer.detail);
      if (answer.kind !== 'bytes') throw new Error('the thread answered another question');
      return answer.bytes;
    },
    async remove(id) {
      await loaded;
      if (await kept.remove(id)) announce();
    },
    async forgetFilePassword(path) {
      await loaded;
      const before = kept.filePassword(path);
      await kept.keepFilePassword(path, null);
      return async () => {
        if (before !== null && kept.filePassword(path) === null) await kept.keepFilePassword(path, before);
      };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async signer(ref, password, keep) {
      const signer = await open(ref, password, keep);
      refuseUnusable(signer.facts, now());
      return signer;
    },
    async start() {
      await kept.load();
      markLoaded();
      announce();
    },
    close: () => thread.close(),
  };
}

const notExportable = (name: string) =>
  fail(
    'certificate-unusable',
    `The key of ${name} can’t be exported: it was imported without -Exportable.`,
    'Import its file again with -Exportable, or use that file.',
  );

function fromNow({ subject, months }: NewCertificate, from: number): SelfSigned {
  const until = new Date(from);
  until.setUTCMonth(until.getUTCMonth() + months);
  return { subject, notBefore: from, notAfter: until.getTime() };
}

function pairOf(answer: CertificateAnswer, file: string): KeyedCertificate {
  if (!answer.ok) throw fileFailure(answer.problem, file, answer.detail);
  if (answer.kind !== 'pair') throw new Error('the thread answered another question');
  return answer.pair;
}
