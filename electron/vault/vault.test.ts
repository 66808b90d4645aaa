import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeAtomic } from './atomic-file.ts';
import { createKeychain, KeychainError, type Keytar } from './keychain.ts';
import { describeStatus } from './status.ts';
import type { Keychain } from './types.ts';
import { createVault, type VaultFiles } from './vault.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vault-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (content: Uint8Array | null) => (content === null ? null : new TextDecoder().decode(content));

function fakeKeychain(): Keychain & { secret: string | null } {
  const keychain = {
    secret: null as string | null,
    get: () => Promise.resolve(keychain.secret),
    set: (value: string) => {
      keychain.secret = value;
      return Promise.resolve();
    },
    remove: () => {
      keychain.secret = null;
      return Promise.resolve();
    },
  };
  return keychain;
}

async function opened(keychain: Keychain, more: Partial<Parameters<typeof createVault>[0]> = {}) {
  const vault = createVault({ folder, keychain, platform: 'linux', ...more });
  await vault.open();
  return vault;
}

function filesWith(broken: Partial<VaultFiles>): VaultFiles {
  const real: VaultFiles = {
    read: (path) => readFile(path),
    write: writeAtomic,
    rename: async () => {},
    remove: (path) => rm(path, { force: true }),
    list: (path) => readdir(path),
    makeFolder: async () => {},
  };
  return { ...real, ...broken };
}

const diskError = (code: string) => Object.assign(new Error(code), { code });

describe('vault', () => {
  it('keeps a file over a restart, encrypted', async () => {
    const keychain = fakeKeychain();
    const first = await opened(keychain);
    expect(first.status().state).toBe('persisted');
    await first.write('cache', bytes('refresh-token-canary'));
    const onDisk = await readFile(join(folder, 'cache.vault'));
    expect(onDisk.includes('refresh-token-canary')).toBe(false);
    expect(keychain.secret?.length).toBeLessThan(100);
    const second = await opened(keychain);
    expect(text(await second.read('cache'))).toBe('refresh-token-canary');
  });

  it('puts a damaged file aside, says so, and keeps working on disk', async () => {
    const keychain = fakeKeychain();
    const first = await opened(keychain);
    await first.write('cache', bytes('one'));
    const path = join(folder, 'cache.vault');
    const damaged = await readFile(path);
    damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
    await writeFile(path, damaged);
    const second = await opened(keychain);
    expect(await second.read('cache')).toBeNull();
    expect(second.status()).toMatchObject({ state: 'persisted', reason: 'damaged-file' });
    expect((await readdir(folder)).some((file) => file.startsWith('cache.vault.damaged-'))).toBe(true);
    await second.write('cache', bytes('two'));
    expect(text(await (await opened(keychain)).read('cache'))).toBe('two');
  });

  it('does not open one file in the place of another', async () => {
    const keychain = fakeKeychain();
    const vault = await opened(keychain);
    await vault.write('one', bytes('secret of one'));
    await writeFile(join(folder, 'two.vault'), await readFile(join(folder, 'one.vault')));
    expect(await (await opened(keychain)).read('two')).toBeNull();
  });

  it('tells a file of another computer from a damaged one', async () => {
    await (await opened(fakeKeychain())).write('cache', bytes('theirs'));
    const other = fakeKeychain();
    await other.set(Buffer.alloc(32, 7).toString('base64'));
    const vault = await opened(other);
    expect(await vault.read('cache')).toBeNull();
    expect(vault.status().reason).toBe('foreign-file');
  });

  it('starts anew when the key is gone though files are there, and keeps them aside', async () => {
    const keychain = fakeKeychain();
    await (await opened(keychain)).write('cache', bytes('old'));
    await keychain.remove();
    const vault = await opened(keychain);
    expect(vault.status()).toMatchObject({ state: 'persisted', reason: 'foreign-file' });
    expect(await vault.read('cache')).toBeNull();
    await vault.write('cache', bytes('new'));
    expect(text(await (await opened(keychain)).read('cache'))).toBe('new');
  });

  it.each([
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'no-keychain'],
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'keychain-locked'],
  ] as const)('lives in memory when the keychain says %s', async (message, reason) => {
    const keytar: Keytar = {
      getPassword: () => Promise.reject(new Error(message)),
      setPassword: () => Promise.reject(new Error(message)),
      deletePassword: () => Promise.reject(new Error(message)),
    };
    const vault = await opened(createKeychain({ load: () => Promise.resolve(keytar) }));
    expect(vault.status()).toMatchObject({ state: 'in-memory', reason });
    await vault.write('cache', bytes('x'));
    expect(text(await vault.read('cache'))).toBe('x');
    expect(await readdir(folder)).toEqual([]);
  });

  it('lives in memory when keytar does not load', async () => {
    const keychain = createKeychain({
      load: () => Promise.reject(new Error('libsecret-1.so.0: cannot open')),
    });
    expect((await opened(keychain)).status().reason).toBe('no-keychain');
  });

  it('does not wait for a keychain that hangs, nor ask it twice at a time, and recovers', async () => {
    let calls = 0;
    let answer: (value: string | null) => void = () => {};
    const stored = fakeKeychain();
    const keytar: Keytar = {
      getPassword: () => {
        calls += 1;
        return calls === 1
          ? new Promise((resolve) => {
              answer = resolve;
            })
          : stored.get();
      },
      setPassword: (_service, _account, secret) => stored.set(secret),
      deletePassword: () => Promise.resolve(true),
    };
    const vault = createVault({
      folder,
      keychain: createKeychain({ load: () => Promise.resolve(keytar), timeoutMs: 20 }),
      platform: 'linux',
    });
    expect((await vault.open()).reason).toBe('keychain-hangs');
    expect((await vault.open()).reason).toBe('keychain-hangs');
    expect(calls).toBe(1);
    await vault.write('cache', bytes('kept in memory'));
    answer(null);
    expect((await vault.open()).state).toBe('persisted');
    expect(await readdir(folder)).toEqual(['cache.vault']);
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EACCES', 'not-writable'],
  ])('lives on in memory on %s and writes again when it can', async (code, reason) => {
    let full = true;
    const vault = await opened(fakeKeychain(), {
      files: filesWith({
        write: (path, content) => (full ? Promise.reject(diskError(code)) : writeAtomic(path, content)),
      }),
    });
    await vault.write('cache', bytes('a'));
    expect(vault.status()).toMatchObject({ state: 'in-memory', reason });
    expect(text(await vault.read('cache'))).toBe('a');
    full = false;
    await vault.write('cache', bytes('b'));
    expect(vault.status()).toMatchObject({ state: 'persisted', reason: null });
  });

  it('keeps nothing on disk when turned off, and all again when turned on', async () => {
    const keychain = fakeKeychain();
    const vault = await opened(keychain);
    await vault.write('cache', bytes('session'));
    expect((await vault.setPersistent(false)).reason).toBe('turned-off');
    expect(await readdir(folder)).toEqual([]);
    expect(keychain.secret).toBeNull();
    expect(text(await vault.read('cache'))).toBe('session');
    expect((await vault.setPersistent(true)).state).toBe('persisted');
    expect(text(await (await opened(keychain)).read('cache'))).toBe('session');
  });

  it('joins what grew in memory while the keychain was locked with what is on disk', async () => {
    const stored = fakeKeychain();
    await (await opened(stored)).write('cache', bytes('old'));
    let locked = true;
    const vault = createVault({
      folder,
      platform: 'linux',
      keychain: {
        ...stored,
        get: () => (locked ? Promise.reject(new KeychainError('keychain-locked')) : stored.get()),
      },
      merge: (onDisk, inMemory) => bytes(`${text(onDisk) ?? ''} and ${text(inMemory) ?? ''}`),
    });
    expect((await vault.open()).reason).toBe('keychain-locked');
    await vault.write('cache', bytes('new'));
    locked = false;
    await vault.open();
    expect(text(await vault.read('cache'))).toBe('old and new');
    await vault.open();
    expect(text(await (await opened(stored)).read('cache'))).toBe('old and new');
  });

  it('clears away what a killed write left', async () => {
    await writeFile(join(folder, 'cache.vault.0123456789ab.tmp'), 'half');
    await opened(fakeKeychain());
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps the old file or the new one when the process is killed while it writes', async () => {
    const path = join(folder, 'file');
    await writeAtomic(path, 'a'.repeat(2_000_000));
    const module = new URL('atomic-file.ts', import.meta.url).href;
    const script = `import(${JSON.stringify(module)}).then(async ({ writeAtomic }) => {
      for (let turn = 0; ; turn += 1) {
        await writeAtomic(${JSON.stringify(path)}, (turn % 2 ? 'a' : 'b').repeat(2_000_000));
        process.stdout.write('.');
      }
    })`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
    let turns = 0;
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (dots: Buffer) => {
        turns += dots.length;
        if (turns > 5) child.kill('SIGKILL');
      });
      child.on('exit', () => resolve());
    });
    const left = await readFile(path, 'utf8');
    expect(left.length).toBe(2_000_000);
    expect(new Set(left).size).toBe(1);
  });
});

describe('status in words', () => {
  it.each([
    ['win32', 'Windows Credential Manager'],
    ['darwin', 'macOS Keychain'],
    ['linux', 'Secret Service keyring'],
  ])('names the keychain of %s', (platform, name) => {
    expect(describeStatus('persisted', null, platform).sentence).toContain(name);
  });
});
