import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeychainError } from '../vault/keychain.ts';
import type { Keychain } from '../vault/types.ts';
import { mergeEntries } from '../vault/kept-entries.ts';
import { createVault, type VaultOptions } from '../vault/vault.ts';
import { createKeptPasswords, type PasswordOwner } from './kept-passwords.ts';

const SECRET = 'canary-account-password';
const owner: PasswordOwner = {
  connectionId: '33333333-3333-4333-8333-333333333333',
  cloudId: 'O365Default',
  loginHost: 'login.microsoftonline.com',
  username: 'Reader@contoso.example',
};
const other = { ...owner, connectionId: '44444444-4444-4444-8444-444444444444' };

let folder = '';
let secret: string | null = null;
let locked = false;
const keychain: Keychain = {
  get: () => (locked ? Promise.reject(new KeychainError('keychain-locked')) : Promise.resolve(secret)),
  set: (value) => Promise.resolve(void (secret = value)),
  remove: () => Promise.resolve(void (secret = null)),
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passwords-'));
  secret = null;
  locked = false;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The app after a start. */
async function started(more: Partial<VaultOptions> = {}) {
  const vault = createVault({
    folder,
    keychain,
    platform: 'linux',
    merge: (onDisk, inMemory) => mergeEntries(onDisk, inMemory) ?? inMemory,
    ...more,
  });
  await vault.open();
  return { vault, passwords: createKeptPasswords(vault) };
}

describe('a kept password of an account', () => {
  it('is there after a start, encrypted, for its own connection and account only', async () => {
    await (await started()).passwords.keep(owner, SECRET);
    const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))));
    expect(files.length).toBeGreaterThan(0);
    expect(files.some((content) => content.includes(SECRET))).toBe(false);
    const { passwords } = await started();
    expect(await passwords.read({ ...owner, username: 'reader@CONTOSO.example' })).toBe(SECRET);
    for (const stranger of [
      other,
      { ...owner, username: 'admin@contoso.example' },
      { ...owner, cloudId: 'O365China' as const },
      { ...owner, loginHost: 'login.contoso.example' },
    ]) {
      expect(await passwords.read(stranger)).toBeNull();
    }
  });

  it('is gone for good once it is forgotten, and another one stays', async () => {
    const { passwords } = await started();
    await Promise.all([passwords.keep(owner, SECRET), passwords.keep(other, 'another')]);
    await passwords.forget(owner.connectionId);
    for (const one of [passwords, (await started()).passwords]) {
      expect(await one.read(owner)).toBeNull();
      expect(await one.read(other)).toBe('another');
    }
  });

  it('does not come back from the disk when it was forgotten while the keychain was locked', async () => {
    await (await started()).passwords.keep(owner, SECRET);
    locked = true;
    const { vault, passwords } = await started();
    expect(await passwords.read(owner)).toBeNull();
    await passwords.forget(owner.connectionId);
    await passwords.keep(other, 'another');
    locked = false;
    expect((await vault.open()).state).toBe('persisted');
    for (const one of [passwords, (await started()).passwords]) {
      expect(await one.read(owner)).toBeNull();
      expect(await one.read(other)).toBe('another');
    }
  });

  it('is kept again where forgetting it is taken back, and nothing where none was', async () => {
    const { passwords } = await started();
    await passwords.keep(owner, SECRET);
    const putBack = await passwords.forget(owner.connectionId);
    expect(await passwords.read(owner)).toBeNull();
    await putBack();
    for (const one of [passwords, (await started()).passwords]) expect(await one.read(owner)).toBe(SECRET);
    await (
      await passwords.forget(other.connectionId)
    )();
    expect(await passwords.read(other)).toBeNull();
  });

  it('starts anew on a file that is none of its own', async () => {
    const { vault, passwords } = await started();
    await vault.write('passwords', new TextEncoder().encode('{"passwords":7}'));
    expect(await passwords.read(owner)).toBeNull();
    await passwords.keep(owner, SECRET);
    expect(await passwords.read(owner)).toBe(SECRET);
  });
});
