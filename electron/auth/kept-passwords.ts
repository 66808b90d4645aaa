import { z } from 'zod';
import type { CloudId } from '../../shared/clouds.ts';
import type { Vault } from '../vault/types.ts';

const FILE = 'passwords';

const ownerSchema = z.object({ cloudId: z.string(), loginHost: z.string(), username: z.string() });
const documentSchema = z.object({
  kind: z.literal('passwords'),
  version: z.literal(1),
  /** By connection. null: forgotten while the file on the disk could not be opened, which may still have it. */
  passwords: z.record(z.string(), ownerSchema.extend({ password: z.string() }).nullable()),
});
type Document = z.infer<typeof documentSchema>;

/** Whose a password is, and to whom it is sent. */
export interface PasswordOwner {
  readonly connectionId: string;
  readonly cloudId: CloudId;
  readonly loginHost: string;
  readonly username: string;
}

/** Passwords of accounts, where the person asked to keep them: in the vault, each bound to its connection and account. */
export interface KeptPasswords {
  /** null: none is kept for this connection, or it is another account's. */
  read(owner: PasswordOwner): Promise<string | null>;
  keep(owner: PasswordOwner, password: string): Promise<void>;
  forget(connectionId: string): Promise<void>;
}

/** Each call looks into the vault: nothing of it is held here. */
export function createKeptPasswords(vault: Vault): KeptPasswords {
  let queue: Promise<unknown> = Promise.resolve();

  async function change(id: string, entry: Document['passwords'][string]): Promise<void> {
    const before = parse(await vault.read(FILE));
    if (entry === null && before.passwords[id] == null && onDisk()) return;
    const passwords = Object.entries({ ...before.passwords, [id]: entry });
    const kept = onDisk() ? passwords.filter(([, value]) => value !== null) : passwords;
    await vault.write(FILE, encode({ ...before, passwords: Object.fromEntries(kept) }));
  }

  function inOrder(task: () => Promise<void>): Promise<void> {
    const turn = queue.then(task);
    queue = turn.catch(() => undefined);
    return turn;
  }

  const onDisk = () => vault.status().state === 'persisted';

  return {
    async read(owner) {
      const entry = parse(await vault.read(FILE)).passwords[owner.connectionId];
      return entry != null && isOf(entry, owner) ? entry.password : null;
    },
    keep: ({ connectionId, cloudId, loginHost, username }, password) =>
      inOrder(() => change(connectionId, { cloudId, loginHost, username, password })),
    forget: (connectionId) => inOrder(() => change(connectionId, null)),
  };
}

/** For the vault's `merge`: what memory says of a connection wins, that it is forgotten too; null: other documents. */
export function mergePasswords(onDisk: Uint8Array, inMemory: Uint8Array): Uint8Array | null {
  const older = read(onDisk);
  const newer = read(inMemory);
  if (older === null || newer === null) return null;
  const passwords = Object.entries({ ...older.passwords, ...newer.passwords });
  return encode({ ...newer, passwords: Object.fromEntries(passwords.filter(([, value]) => value !== null)) });
}

function isOf(entry: z.infer<typeof ownerSchema>, owner: PasswordOwner): boolean {
  return (
    entry.cloudId === owner.cloudId &&
    entry.loginHost === owner.loginHost &&
    entry.username.toLowerCase() === owner.username.toLowerCase()
  );
}

const encode = (document: Document) => new TextEncoder().encode(JSON.stringify(document));

const parse = (content: Uint8Array | null): Document =>
  (content === null ? null : read(content)) ?? { kind: 'passwords', version: 1, passwords: {} };

function read(content: Uint8Array): Document | null {
  try {
    return documentSchema.parse(JSON.parse(new TextDecoder().decode(content)));
  } catch {
    return null;
  }
}
