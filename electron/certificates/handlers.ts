import { basename } from 'node:path';
import type { ActivityLog } from '../activity/types.ts';
import { fail } from '../../shared/model/failure.ts';
import { writeAsked, type FileDialogs } from '../settings/asked-file.ts';
import type { Handlers } from '../../shared/contract/index.ts';
import { noted, THIS_COMPUTER, type CertificateActor } from './noted.ts';
import type { Certificates } from './types.ts';

export interface CertificateHandlersOptions extends FileDialogs {
  readonly certificates: Certificates;
  readonly activity: ActivityLog;
}

/** What the renderer can do with certificates. No key and no password ever passes back. */
export function createCertificateHandlers(options: CertificateHandlersOptions): Handlers['certificates'] {
  const { certificates } = options;

  const actor: CertificateActor = {
    activity: options.activity,
    who: '',
    where: THIS_COMPUTER,
    by: 'On screen',
  };

  /** By the dialog, since the app was started. */
  const chosen = new Set<string>();

  async function known(id: string): Promise<{ name: string; subject: string; thumbprint: string | null }> {
    const found = (await certificates.list()).find((one) => one.id === id);
    return found ?? { name: '', subject: '', thumbprint: null };
  }

  async function save(
    id: string,
    kind: { deed: 'export' | 'export-key'; title: string; name: string; extension: string },
    content: () => Promise<Uint8Array>,
  ): Promise<{ path: string } | null> {
    const { name, subject, thumbprint } = await known(id);
    const bytes = await content();
    const path = await options.askWhereToSave({
      title: kind.title,
      suggestedName: `${fileName(name)}.${kind.extension}`,
      filters: [{ name: kind.name, extensions: [kind.extension] }],
    });
    if (path === null) return null;
    const deed = { kind: kind.deed, subject, thumbprint, file: basename(path) };
    return noted(actor, deed, async () => {
      await writeAsked(path, bytes);
      return { path };
    });
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
      if (path !== null) chosen.add(path);
      return path === null ? null : { path };
    },
    inspectFile: ({ path, password }) => certificates.inspectFile(path, password ?? null),
    importFile({ path, password }) {
      if (!chosen.has(path)) return Promise.reject(notChosen());
      return noted(
        actor,
        { kind: 'import', subject: '', thumbprint: null, file: basename(path) },
        () => certificates.importFile(path, password ?? null),
        (made) => made,
      );
    },
    create: (wanted) =>
      noted(
        actor,
        { kind: 'create', subject: wanted.subject, thumbprint: null, file: null },
        () => certificates.create(wanted),
        (made) => made,
      ),
    exportPublic: ({ id }) =>
      save(
        id,
        { deed: 'export', title: 'Save public certificate', name: 'Certificate', extension: 'cer' },
        () => certificates.publicFile(id),
      ),
    exportPfx: ({ id, password }) =>
      save(
        id,
        { deed: 'export-key', title: 'Save certificate with key', name: 'PFX', extension: 'pfx' },
        () => certificates.pfxFile(id, password),
      ),
    async remove({ id }) {
      const { subject, thumbprint } = await known(id);
      // Gone already: nothing to do, and nothing to tell.
      if (thumbprint === null) return;
      await noted(actor, { kind: 'remove', subject, thumbprint, file: null }, () => certificates.remove(id));
    },
  };
}

const notChosen = () =>
  fail('invalid-input', 'Only a file that was chosen can be imported.', 'Choose the file, then import it.');

/** A name that every file system takes. */
function fileName(name: string): string {
  const plain = name
    .replace(/^CN=/i, '')
    .replaceAll(/[^\p{L}\p{N} ._-]/gu, '-')
    .replaceAll(/^[. ]+|[. ]+$/g, '')
    .slice(0, 60);
  return plain === '' ? 'certificate' : plain;
}
