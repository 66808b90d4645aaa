import { create } from 'zustand';
import { tellFailure } from '../app/actions.ts';
import { api } from '../app/api.ts';
import { dropConnection, putConnection } from '../app/stores/connections.ts';
import { formatPlural } from '../ui/format.ts';
import { notify, notifyUndo } from '../ui/toasts.ts';
import type { ConnectionProfile } from '../../shared/model/connection.ts';
import type { ImportPreview } from '../../shared/model/connection-file.ts';

const count = (many: number): string => formatPlural(many, 'connection', 'connections');

/** What a chosen file would bring, while the person looks at it. */
export const useImport = create<{ readonly preview: ImportPreview | null }>()(() => ({ preview: null }));

export const closeImport = (): void => useImport.setState({ preview: null });

/** Writes connections to a file that the person names; all of them unless told. No secret goes along. */
export async function exportConnections(ids?: readonly string[]): Promise<void> {
  try {
    const written = await api.connections.exportFile(ids === undefined ? {} : { ids: [...ids] });
    if (written === null) return;
    notify({ text: `${count(written.count)} written to ${written.path}, without passwords or tokens.` });
  } catch (error) {
    tellFailure(error);
  }
}

/** Asks for a file and shows what it would bring; nothing is taken over yet. */
export async function chooseImport(): Promise<void> {
  try {
    useImport.setState({ preview: await api.connections.importFile() });
  } catch (error) {
    tellFailure(error);
  }
}

/** Takes over what is new in the file. Throws FailureError where it can't be saved. */
export async function applyImport(importId: string): Promise<void> {
  const { connections } = await api.connections.applyImport({ importId });
  connections.forEach(putConnection);
  const ids = connections.map(({ profile }) => profile.id);
  notifyUndo(`${count(ids.length)} added.`, () => void undoImport(importId, ids));
}

async function undoImport(importId: string, ids: readonly string[]): Promise<void> {
  try {
    await api.connections.undoImport({ importId });
    ids.forEach(dropConnection);
  } catch (error) {
    tellFailure(error);
  }
}

/** The thumbprint of a certificate that the app keeps, which PowerShell would name it by. */
async function thumbprints(profile: ConnectionProfile): Promise<ReadonlyMap<string, string>> {
  const { signIn } = profile;
  if (signIn.kind !== 'certificate' || signIn.certificate.from !== 'kept') return new Map();
  const kept = await api.certificates.list();
  return new Map(kept.flatMap(({ id, thumbprint }) => (id === null ? [] : [[id, thumbprint] as const])));
}

/** Copies the PowerShell commands that would make this connection, with variables where secrets go. */
export async function copyAsPowerShell(profile: ConnectionProfile): Promise<void> {
  try {
    const [{ printConnection }, known] = await Promise.all([
      import('../../shared/connect/print.ts'),
      thumbprints(profile),
    ]);
    const text = printConnection(profile, { thumbprintOf: (id) => known.get(id) ?? null });
    await api.app.copyText({ text });
    notify({ text: `The PowerShell command for ${profile.name} was copied.` });
  } catch (error) {
    tellFailure(error);
  }
}
