import { z } from 'zod';
import type { CloudId } from '../../shared/clouds.ts';
import { createKeptEntries, type PutBack } from '../vault/kept-entries.ts';
import type { Vault } from '../vault/types.ts';

const entrySchema = z.object({
  cloudId: z.string(),
  loginHost: z.string(),
  username: z.string(),
  password: z.string(),
});

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
  forget(connectionId: string): Promise<PutBack>;
}

export function createKeptPasswords(vault: Vault): KeptPasswords {
  const entries = createKeptEntries(vault, 'passwords', entrySchema);
  return {
    async read(owner) {
      const entry = await entries.read(owner.connectionId);
      return entry !== null && isOf(entry, owner) ? entry.password : null;
    },
    keep: ({ connectionId, cloudId, loginHost, username }, password) =>
      entries.keep(connectionId, { cloudId, loginHost, username, password }),
    forget: (connectionId) => entries.forget(connectionId),
  };
}

function isOf(entry: z.infer<typeof entrySchema>, owner: PasswordOwner): boolean {
  return (
    entry.cloudId === owner.cloudId &&
    entry.loginHost === owner.loginHost &&
    entry.username.toLowerCase() === owner.username.toLowerCase()
  );
}
