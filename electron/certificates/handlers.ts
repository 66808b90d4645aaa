import { writeAtomic } from '../vault/atomic-file.ts';
import { writeFailure } from '../settings/write-failure.ts';
import type { Handlers } from '../../shared/contract/index.ts';
import type { Certificates } from './types.ts';

export interface CertificateHandlersOptions {
  readonly certificates: Certificates;
  readonly askWhatToOpen: (options: {
    title: string;
    name: string;
    extensions: string[];
  }) => Promise<string | null>;
  readonly askWhereToSave: (options: {
    title: string;
    suggestedName: string;
    filters: { name: string; extensions: string[] }[];
  }) => Promise<string | null>;
}

/** What the renderer can do with certificates. No key and no password ever passes back. */
export function createCertificateHandlers(options: CertificateHandlersOptions): Handlers['certificates'] {
  const { certificates } = options;

  async function save(
    id: string,
    kind: { title: string; name: string; extension: string },
    content: () => Promise<Uint8Array>,
  ): Promise<{ path: string } | null> {
    const known = (await certificates.list()).find((one) => one.id === id);
    const bytes = await content();
    const path = await options.askWhereToSave({
      title: kind.title,
      suggestedName: `${fileName(known?.name ?? '')}.${kind.extension}`,
      filters: [{ name: kind.name, extensions: [kind.extension] }],
    });
    if (path === null) return null;
    try {
      await writeAtomic(path, bytes);
    } catch (error) {
      throw writeFailure(path, error);
    }
    return { path };
  }

  return {
    list: async () => [...(await certificates.list())],
    listStore: async () => [...(await certificates.listStore())],
    async chooseFile() {
      const path = await options.askWhatToOpen({
        title: 'Choose a certificate with its private key',
        name: 'Certificates',
        extensions: ['pfx', 'p12', 'pem', 'key', 'crt', 'cer'],
      });
      return path === null ? null : { path };
    },
    inspectFile: ({ path, password }) => certificates.inspectFile(path, password ?? null),
    importFile: ({ path, password }) => certificates.importFile(path, password ?? null),
    create: (wanted) => certificates.create(wanted),
    exportPublic: ({ id }) =>
      save(id, { title: 'Save public certificate', name: 'Certificate', extension: 'cer' }, () =>
        certificates.publicFile(id),
      ),
    exportPfx: ({ id, password }) =>
      save(id, { title: 'Save certificate with key', name: 'PFX', extension: 'pfx' }, () =>
        certificates.pfxFile(id, password),
      ),
    remove: ({ id }) => certificates.remove(id),
  };
}

/** A name that every file system takes. */
function fileName(name: string): string {
  const plain = name
    .replace(/^CN=/i, '')
    .replaceAll(/[^\p{L}\p{N} ._-]/gu, '-')
    .replaceAll(/^[. ]+|[. ]+$/g, '')
    .slice(0, 60);
  return plain === '' ? 'certificate' : plain;
}
