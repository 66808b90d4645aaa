import { z } from 'zod';
import { certificateSchema, type Certificate } from '../../shared/model/certificate.ts';
import type { Vault } from '../vault/types.ts';
import { certificateFacts } from './facts.ts';
import type { KeyedCertificate } from './jobs.ts';

const FILE = 'certificates';

const keptSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  origin: certificateSchema.shape.origin,
  addedAt: z.iso.datetime(),
  /** DER; the key as PKCS#8. Base64. */
  certificate: z.base64(),
  key: z.base64(),
  /** False: its key stays here, as a certificate that is imported without -Exportable. */
  exportable: z.boolean().default(true),
});
type Kept = z.infer<typeof keptSchema>;

const documentSchema = z.object({
  kind: z.literal('certificates'),
  version: z.literal(1),
  certificates: z.array(keptSchema),
  /** Of certificate files, by path, where the person asked to keep them; null: forgotten since the file was read. */
  filePasswords: z.record(z.string(), z.string().nullable()),
});
type Document = z.infer<typeof documentSchema>;

const empty = (): Document => ({ kind: 'certificates', version: 1, certificates: [], filePasswords: {} });

interface Found {
  readonly facts: Certificate;
  readonly pair: KeyedCertificate;
}

/** Certificates with their keys, in one encrypted file of the vault. */
export interface KeptCertificates {
  /** Reads the vault again, which was opened before. */
  load(): Promise<void>;
  list(): Certificate[];
  find(id: string): Found | null;
  add(entry: Omit<Kept, 'certificate' | 'key'>, pair: KeyedCertificate): Promise<Certificate>;
  remove(id: string): Promise<boolean>;
  filePassword(path: string): string | null;
  /** null: forgets it. */
  keepFilePassword(path: string, password: string | null): Promise<void>;
}

export function createKeptCertificates(vault: Vault): KeptCertificates {
  let document = empty();

  const save = () => vault.write(FILE, new TextEncoder().encode(JSON.stringify(document)));
  const bytes = (text: string) => Buffer.from(text, 'base64');
  const view = ({ certificate, id, name, origin, addedAt, exportable }: Kept): Certificate => ({
    ...certificateFacts(bytes(certificate)),
    id,
    name,
    origin,
    addedAt,
    exportable,
  });

  return {
    async load() {
      const content = await vault.read(FILE);
      document = withoutForgotten((content === null ? null : parse(content)) ?? empty());
    },
    list: () => document.certificates.map(view).reverse(),
    find(id) {
      const kept = document.certificates.find((one) => one.id === id);
      if (kept === undefined) return null;
      return { facts: view(kept), pair: { certificate: bytes(kept.certificate), key: bytes(kept.key) } };
    },
    async add(entry, pair) {
      const text = (der: Uint8Array) => Buffer.from(der).toString('base64');
      const certificate = text(pair.certificate);
      let kept = document.certificates.find((one) => one.certificate === certificate);
      if (kept === undefined) {
        kept = { ...entry, certificate, key: text(pair.key) };
        document = { ...document, certificates: [...document.certificates, kept] };
        await save();
      } else if (entry.exportable && !kept.exportable) {
        // Who brings the file with its key may take it out again, too.
        const allowed = { ...kept, exportable: true };
        document = {
          ...document,
          certificates: document.certificates.map((one) => (one.id === allowed.id ? allowed : one)),
        };
        kept = allowed;
        await save();
      }
      return view(kept);
    },
    async remove(id) {
      const left = document.certificates.filter((one) => one.id !== id);
      if (left.length === document.certificates.length) return false;
      document = { ...document, certificates: left };
      await save();
      return true;
    },
    filePassword: (path) => document.filePasswords[path] ?? null,
    async keepFilePassword(path, password) {
      if ((document.filePasswords[path] ?? null) === password) return;
      document = { ...document, filePasswords: { ...document.filePasswords, [path]: password } };
      await save();
    },
  };
}

function parse(content: Uint8Array): Document | null {
  try {
    return documentSchema.parse(JSON.parse(new TextDecoder().decode(content)));
  } catch {
    return null;
  }
}

/** For the vault's `merge`: certificates of the disk and of memory together; null where these are other documents. */
export function mergeCertificates(onDisk: Uint8Array, inMemory: Uint8Array): Uint8Array | null {
  const older = parse(onDisk);
  const newer = parse(inMemory);
  if (older === null || newer === null) return null;
  const known = new Set(newer.certificates.map((one) => one.certificate));
  const merged: Document = {
    ...newer,
    certificates: [...older.certificates.filter((one) => !known.has(one.certificate)), ...newer.certificates],
    filePasswords: { ...older.filePasswords, ...newer.filePasswords },
  };
  return new TextEncoder().encode(JSON.stringify(withoutForgotten(merged)));
}

function withoutForgotten(document: Document): Document {
  const known = Object.entries(document.filePasswords).filter(([, password]) => password !== null);
  return { ...document, filePasswords: Object.fromEntries(known) };
}
