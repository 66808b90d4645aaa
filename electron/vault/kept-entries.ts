import { z } from 'zod';
import type { Vault } from './types.ts';

const documentSchema = z.object({
  kind: z.enum(['passwords', 'proxy-logins']),
  version: z.literal(1),
  /** By connection. null: forgotten while the file on the disk could not be opened, which may still have it. */
  passwords: z.record(z.string(), z.unknown()),
});
type Document = z.infer<typeof documentSchema>;

/** Keeps again what was forgotten; nothing, where nothing was kept. */
export type PutBack = () => Promise<void>;

/** Secrets of connections, each under its connection's id, in a file of the vault. */
export interface KeptEntries<T> {
  read(id: string): Promise<T | null>;
  keep(id: string, entry: T): Promise<void>;
  forget(id: string): Promise<PutBack>;
}

/** Each call looks into the vault: nothing of it is held here. */
export function createKeptEntries<T>(
  vault: Vault,
  kind: Document['kind'],
  entrySchema: z.ZodType<T>,
): KeptEntries<T> {
  let queue: Promise<unknown> = Promise.resolve();
  const onDisk = () => vault.status().state === 'persisted';

  async function entries(): Promise<Document['passwords']> {
    const content = await vault.read(kind);
    const document = content === null ? null : read(content);
    return document?.kind === kind ? document.passwords : {};
  }

  async function change(id: string, entry: T | null): Promise<void> {
    const before = await entries();
    if (entry === null && before[id] == null && onDisk()) return;
    const all = Object.entries({ ...before, [id]: entry });
    const kept = onDisk() ? all.filter(([, value]) => value !== null) : all;
    await vault.write(kind, encode({ kind, version: 1, passwords: Object.fromEntries(kept) }));
  }

  function inOrder<R>(task: () => Promise<R>): Promise<R> {
    const turn = queue.then(task);
    queue = turn.catch(() => undefined);
    return turn;
  }

  async function find(id: string): Promise<T | null> {
    const entry = entrySchema.safeParse((await entries())[id]);
    return entry.success ? entry.data : null;
  }
  const keep = (id: string, entry: T) => inOrder(() => change(id, entry));

  return {
    read: find,
    keep,
    forget: (id) =>
      inOrder(async () => {
        const entry = await find(id);
        await change(id, null);
        return async () => {
          if (entry !== null) await keep(id, entry);
        };
      }),
  };
}

/** For the vault's `merge`: what memory says of a connection wins, that it is forgotten too; null: other documents. */
export function mergeEntries(onDisk: Uint8Array, inMemory: Uint8Array): Uint8Array | null {
  const older = read(onDisk);
  const newer = read(inMemory);
  if (older === null || older.kind !== newer?.kind) return null;
  const passwords = Object.entries({ ...older.passwords, ...newer.passwords });
  return encode({ ...newer, passwords: Object.fromEntries(passwords.filter(([, value]) => value !== null)) });
}

const encode = (document: Document) => new TextEncoder().encode(JSON.stringify(document));

function read(content: Uint8Array): Document | null {
  try {
    return documentSchema.parse(JSON.parse(new TextDecoder().decode(content)));
  } catch {
    return null;
  }
}
