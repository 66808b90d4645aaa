import { randomUUID } from 'node:crypto';
import type { CarriedConnection, ImportPreview } from '../../../shared/model/connection-file.ts';
import type { ConnectionProfile, ConnectionView } from '../../../shared/model/connection.ts';
import { fail } from '../../../shared/model/failure.ts';
import { sameIdentity } from '../identity.ts';
import type { ProfileStore } from '../profile-store.ts';
import { readConnectionFile, writeConnectionFile } from './file-text.ts';

export type TransferMethod = 'exportFile' | 'importFile' | 'applyImport' | 'undoImport';

export interface TransferDeps {
  readonly store: Pick<ProfileStore, 'list' | 'find' | 'addAll'>;
  readonly now: () => number;
  /** Tells that a connection is new, and answers it. */
  readonly view: (id: string) => ConnectionView;
  /** Disconnects and removes these. */
  readonly gone: (ids: readonly string[]) => Promise<void>;
}

/** Connections from and to the text of a file. All throw FailureError. */
export interface Transfer {
  /** @param ids all unless told */
  text(ids: readonly string[] | undefined): { text: string; count: number };
  preview(text: string, fileName: string): ImportPreview;
  apply(importId: string): ConnectionView[];
  undo(importId: string): Promise<void>;
}

/** Previews that can still be applied. */
const PREVIEWS_KEPT = 10;

export function createTransfer({ store, now, view, gone }: TransferDeps): Transfer {
  const previews = new Map<string, ImportPreview>();
  const added = new Map<string, readonly string[]>();

  return {
    text(ids) {
      const wanted = ids === undefined ? store.list() : ids.map(need);
      const text = writeConnectionFile(wanted, new Date(now()).toISOString());
      return { text, count: wanted.length };
    },
    preview(text, fileName) {
      const { good, damaged } = readConnectionFile(text);
      const preview: ImportPreview = {
        importId: randomUUID(),
        fileName,
        ...sorted(good, store.list()),
        damaged,
      };
      previews.set(preview.importId, preview);
      const [oldest] = previews.keys();
      if (previews.size > PREVIEWS_KEPT && oldest !== undefined) previews.delete(oldest);
      return preview;
    },
    apply(importId) {
      const preview = previews.get(importId);
      if (preview === undefined) {
        throw fail('not-found', 'This import is not waiting any more.', 'Choose the file again.');
      }
      // Again: connections may have been made since the preview.
      const { fresh } = sorted(preview.fresh, store.list());
      const profiles = fresh.map((one) => profileOf(one, new Date(now()).toISOString()));
      store.addAll(profiles);
      previews.delete(importId);
      const ids = profiles.map(({ id }) => id);
      added.set(importId, ids);
      return ids.map(view);
    },
    async undo(importId) {
      const ids = added.get(importId);
      if (ids === undefined) {
        throw fail('not-found', 'This import can’t be taken back any more.', 'Delete its connections.');
      }
      await gone(ids.filter((id) => store.find(id) !== null));
      added.delete(importId);
    },
  };

  function need(id: string): ConnectionProfile {
    const profile = store.find(id);
    if (profile === null) {
      throw fail('not-found', 'One of the connections is no longer there.', 'Choose others to export.');
    }
    return profile;
  }
}

function sorted(
  carried: readonly CarriedConnection[],
  saved: readonly ConnectionProfile[],
): Pick<ImportPreview, 'fresh' | 'twins'> {
  const fresh: CarriedConnection[] = [];
  const twins: ImportPreview['twins'] = [];
  for (const connection of carried) {
    const existing = [...saved, ...fresh].find((other) => isTwin(connection, other));
    if (existing === undefined) fresh.push(connection);
    else twins.push({ connection, existing: existing.name });
  }
  return { fresh, twins };
}

/** The same connection again. An app has no user name, so there its way to sign in and organisation count. */
function isTwin(a: CarriedConnection, b: CarriedConnection): boolean {
  if (a.username === null && b.username === null) {
    const key = ({ cloudId, clientId, signIn, organization, services }: CarriedConnection) =>
      JSON.stringify([
        cloudId,
        clientId,
        signIn,
        organization.kind,
        organization.domain ?? organization.tenantId,
        services,
      ]);
    return key(a) === key(b);
  }
  return sameIdentity({ ...a, accountId: null }, { ...b, accountId: null });
}

function profileOf(carried: CarriedConnection, createdAt: string): ConnectionProfile {
  return { ...carried, id: randomUUID(), accountId: null, createdAt, lastUsedAt: null };
}
