import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { VaultStatus } from '../../shared/model/account.ts';
import { isLeftover, writeAtomic } from './atomic-file.ts';
import { KeychainError } from './keychain.ts';
import { newKey, seal, unseal } from './sealed-file.ts';
import { describeStatus } from './status.ts';
import type { Keychain, Vault } from './types.ts';

/** The file system as far as it is used; replaced in tests to fill the disk. */
export interface VaultFiles {
  read(path: string): Promise<Uint8Array>;
  write(path: string, content: Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  list(folder: string): Promise<string[]>;
  makeFolder(folder: string): Promise<void>;
}

export interface VaultOptions {
  readonly folder: string;
  readonly keychain: Keychain;
  /** False: nothing is kept on disk (the setting keepSignedIn). */
  readonly persistent?: boolean;
  readonly platform?: string;
  readonly files?: VaultFiles;
  readonly now?: () => number;
  /** Joins what is on disk with what grew in memory while the key could not be had. Without it memory wins. */
  readonly merge?: (onDisk: Uint8Array, inMemory: Uint8Array) => Uint8Array;
}

type Reason = NonNullable<VaultStatus['reason']>;
const SUFFIX = '.vault';

const REAL_FILES: VaultFiles = {
  read: (path) => readFile(path),
  write: writeAtomic,
  rename,
  remove: (path) => rm(path, { force: true }),
  list: (folder) => readdir(folder),
  makeFolder: async (folder) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  },
};

/**
 * Encrypted files whose key is in the keychain. Without a keychain, with a full disk or an unwritable folder everything
 * lives on in memory, and the status says so; nothing is ever written unencrypted (DESIGN, safety rule 5).
 */
export function createVault(options: VaultOptions): Vault {
  const files = options.files ?? REAL_FILES;
  const platform = options.platform ?? process.platform;
  const now = options.now ?? Date.now;
  const memory = new Map<string, Uint8Array>();
  const listeners = new Set<(status: VaultStatus) => void>();
  /** Names whose file is known to hold nothing that memory lacks. */
  const written = new Set<string>();
  let persistent = options.persistent ?? true;
  let key: Buffer | null = null;
  let status = describeStatus('unknown', null, platform);
  let queue: Promise<unknown> = Promise.resolve();

  const vault: Vault = {
    status: () => status,
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open: () => inOrder(openNow),
    read: (name) => inOrder(() => readNow(name)),
    write: (name, content) =>
      inOrder(async () => {
        memory.set(name, content);
        await store(name, content);
      }),
    remove: (name) =>
      inOrder(async () => {
        memory.delete(name);
        await files.remove(pathOf(name)).catch((error: unknown) => setStatus('in-memory', diskReason(error)));
      }),
    setPersistent: (wanted) =>
      inOrder(async () => {
        persistent = wanted;
        if (!wanted) await forgetDisk();
        return openNow();
      }),
  };
  return vault;

  /** One thing at a time, so that a later write is never overtaken by an earlier one. */
  function inOrder<T>(task: () => Promise<T>): Promise<T> {
    const turn = queue.then(task);
    queue = turn.catch(() => {});
    return turn;
  }

  function setStatus(
    state: VaultStatus['state'],
    reason: Reason | null,
    aside: string | null = null,
  ): VaultStatus {
    const next = describeStatus(state, reason, platform, aside);
    const changed = next.sentence !== status.sentence || next.state !== status.state;
    status = next;
    if (changed) for (const listener of listeners) listener(status);
    return status;
  }

  function pathOf(name: string): string {
    if (!/^[\w-]{1,80}$/.test(name)) throw new Error(`"${name}" can't be the name of a vault file`);
    return join(options.folder, name + SUFFIX);
  }

  async function openNow(): Promise<VaultStatus> {
    if (!persistent) {
      key = null;
      return setStatus('in-memory', 'turned-off');
    }
    try {
      await files.makeFolder(options.folder);
      await removeLeftovers();
      const found = await findKey();
      key = found.key;
      setStatus('persisted', found.aside === null ? null : 'foreign-file', found.aside);
    } catch (error) {
      key = null;
      return setStatus('in-memory', error instanceof KeychainError ? error.problem : diskReason(error));
    }
    for (const name of [...memory.keys()]) await bringToDisk(name, key);
    return status;
  }

  async function bringToDisk(name: string, withKey: Buffer): Promise<void> {
    let content = memory.get(name);
    if (content === undefined) return;
    const onDisk = await files.read(pathOf(name)).catch(() => null);
    const opened = onDisk === null ? null : unseal(withKey, name, onDisk);
    if (opened !== null && 'content' in opened && options.merge !== undefined && !written.has(name)) {
      content = options.merge(opened.content, content);
      memory.set(name, content);
    }
    await store(name, content);
  }

  /** The key, made anew where there is none; then files that need the lost one are put aside. */
  async function findKey(): Promise<{ key: Buffer; aside: string | null }> {
    const secret = await options.keychain.get();
    const known = secret === null ? null : Buffer.from(secret, 'base64');
    if (known?.length === 32) return { key: known, aside: null };
    const made = newKey();
    await options.keychain.set(made.toString('base64'));
    if ((await options.keychain.get()) !== made.toString('base64')) {
      throw new KeychainError('no-keychain', { cause: new Error('the keychain did not keep the key') });
    }
    let aside: string | null = null;
    for (const file of await files.list(options.folder)) {
      if (file.endsWith(SUFFIX)) aside = await putAside(file, 'foreign-file');
    }
    return { key: made, aside };
  }

  async function putAside(file: string, reason: Reason): Promise<string> {
    const stamp = new Date(now()).toISOString().replaceAll(/[:.]/g, '-');
    const aside = `${file}.${reason === 'foreign-file' ? 'foreign' : 'damaged'}-${stamp}`;
    await files.rename(join(options.folder, file), join(options.folder, aside));
    return aside;
  }

  async function removeLeftovers(): Promise<void> {
    for (const file of await files.list(options.folder)) {
      if (isLeftover(file)) await files.remove(join(options.folder, file));
    }
  }

  async function readNow(name: string): Promise<Uint8Array | null> {
    const held = memory.get(name);
    if (held !== undefined) return held;
    const path = pathOf(name);
    if (key === null) return null;
    try {
      const opened = unseal(key, name, await files.read(path));
      if ('content' in opened) {
        memory.set(name, opened.content);
        written.add(name);
        return opened.content;
      }
      const aside = await putAside(name + SUFFIX, opened.problem);
      setStatus('persisted', opened.problem, aside);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') setStatus('in-memory', diskReason(error));
    }
    return null;
  }

  async function store(name: string, content: Uint8Array): Promise<void> {
    const path = pathOf(name);
    if (key === null) return;
    try {
      await files.write(path, seal(key, name, content));
      written.add(name);
      if (status.state !== 'persisted') setStatus('persisted', null);
    } catch (error) {
      setStatus('in-memory', diskReason(error));
    }
  }

  /** Takes what is on disk into memory, then off the disk, and the key out of the keychain. */
  async function forgetDisk(): Promise<void> {
    const present = await files.list(options.folder).catch(() => []);
    for (const file of present) {
      if (!file.endsWith(SUFFIX)) continue;
      await readNow(file.slice(0, -SUFFIX.length));
      await files.remove(join(options.folder, file)).catch(() => {});
    }
    await options.keychain.remove().catch(() => {});
  }
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null;
  return typeof code === 'string' ? code : '';
}

function diskReason(error: unknown): Reason {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error)) ? 'disk-full' : 'not-writable';
}
