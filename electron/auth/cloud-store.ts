import { z } from 'zod';
import { CLOUD_IDS, type CloudId } from '../../shared/clouds.ts';
import type { Vault } from '../vault/types.ts';

const accountSchema = z.object({
  accountId: z.string().max(200),
  username: z.string(),
  displayName: z.string(),
  homeTenantId: z.guid(),
});

/** What is kept of one cloud: who is signed in, and MSAL's cache of each client id. */
const documentSchema = z.object({
  version: z.literal(1),
  accounts: z.array(accountSchema),
  /** Names of organisations by tenant id, as far as they came by. */
  organizations: z.record(z.string(), z.string()),
  clients: z.record(z.string(), z.string()),
});
export type CloudDocument = z.infer<typeof documentSchema>;

const empty = (): CloudDocument => ({ version: 1, accounts: [], organizations: {}, clients: {} });

const fileOf = (cloudId: CloudId) => `accounts-${cloudId}`;

/** The documents of all clouds, held in memory and written to the vault together after a short while, or at once. */
export interface CloudStore {
  document(cloudId: CloudId): CloudDocument;
  /** Reads all files of the vault; what can't be read counts as empty, and is removed. */
  load(): Promise<void>;
  /** Will be written soon. */
  touch(cloudId: CloudId): void;
  /** Written when it resolves, the touched ones included. */
  flush(): Promise<void>;
}

export function createCloudStore(
  vault: Vault,
  beforeWrite: (cloudId: CloudId) => void,
  delayMs = 500,
): CloudStore {
  const documents = new Map<CloudId, CloudDocument>();
  const touched = new Set<CloudId>();
  let timer: NodeJS.Timeout | null = null;

  async function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const ids = [...touched];
    touched.clear();
    for (const id of ids) {
      beforeWrite(id);
      const text = JSON.stringify(documents.get(id) ?? empty());
      await vault.write(fileOf(id), new TextEncoder().encode(text));
    }
  }

  return {
    document(cloudId) {
      let document = documents.get(cloudId);
      if (document === undefined) {
        document = empty();
        documents.set(cloudId, document);
      }
      return document;
    },
    async load() {
      for (const id of CLOUD_IDS) {
        const content = await vault.read(fileOf(id));
        const document = content === null ? null : parse(content);
        if (content !== null && document === null) await vault.remove(fileOf(id));
        documents.set(id, document ?? empty());
      }
    },
    touch(cloudId) {
      touched.add(cloudId);
      timer ??= setTimeout(() => void flush(), delayMs);
      timer.unref();
    },
    flush,
  };
}

function parse(content: Uint8Array): CloudDocument | null {
  try {
    return documentSchema.parse(JSON.parse(new TextDecoder().decode(content)));
  } catch {
    return null;
  }
}

/**
 * Joins a document from the disk with one that grew in memory while the keychain was locked; memory wins. For the
 * vault's `merge`.
 */
export function mergeDocuments(onDisk: Uint8Array, inMemory: Uint8Array): Uint8Array {
  const older = parse(onDisk);
  const newer = parse(inMemory);
  if (older === null || newer === null) return inMemory;
  const known = new Set(newer.accounts.map((account) => account.accountId));
  const clients = { ...older.clients };
  for (const [id, text] of Object.entries(newer.clients)) clients[id] = mergeCaches(older.clients[id], text);
  const merged: CloudDocument = {
    version: 1,
    accounts: [...older.accounts.filter((account) => !known.has(account.accountId)), ...newer.accounts],
    organizations: { ...older.organizations, ...newer.organizations },
    clients,
  };
  return new TextEncoder().encode(JSON.stringify(merged));
}

const cacheSchema = z.record(z.string(), z.record(z.string(), z.unknown()));

/** MSAL's cache is a table of tables by key; both sides' keys are kept. */
function mergeCaches(older: string | undefined, newer: string): string {
  try {
    const merged = cacheSchema.parse(JSON.parse(older ?? '{}'));
    for (const [table, rows] of Object.entries(cacheSchema.parse(JSON.parse(newer)))) {
      merged[table] = { ...merged[table], ...rows };
    }
    return JSON.stringify(merged);
  } catch {
    return newer;
  }
}
