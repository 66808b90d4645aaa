import type { VaultStatus } from '../../shared/model/account.ts';

/** The operating system's keychain, as far as it is used: one small secret. keytar behind a time-out. */
export interface Keychain {
  get(): Promise<string | null>;
  set(secret: string): Promise<void>;
  remove(): Promise<void>;
}

/** Encrypted files whose key is in the keychain; without one they live in memory (DESIGN, safety rule 5). */
export interface Vault {
  status(): VaultStatus;
  onStatus(listener: (status: VaultStatus) => void): () => void;
  /** Opens the keychain; never throws, the status tells. Safe to call again. */
  open(): Promise<VaultStatus>;
  /** null: no such file, or it could not be read (status tells). */
  read(name: string): Promise<Uint8Array | null>;
  /** Atomic. In memory only where the vault isn't persisted. */
  write(name: string, content: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
  /** Keeps nothing on disk from now on (keepSignedIn off) or again. */
  setPersistent(persistent: boolean): Promise<VaultStatus>;
}
