import { createPublicKey, verify, constants, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureOf } from '../testing/world.ts';
import { createVault } from '../vault/vault.ts';
import { createCertificates, type CertificatesService } from './certificates.ts';
import { fail } from '../../shared/model/failure.ts';
import type { ActivityEntry, ActivityStart } from '../activity/types.ts';
import { createCertificateHandlers } from './handlers.ts';
import { entryUrl } from '../testing/entries.ts';

const PASSWORD = 'canary-pässwörd-😀';
let folder = '';
let secret: string | null = null;
let certificates: CertificatesService;
const workerUrl = entryUrl('certificate-worker');

const vaultHere = () =>
  createVault({
    folder: join(folder, 'vault'),
    keychain: {
      get: () => Promise.resolve(secret),
      set: (value) => {
        secret = value;
        return Promise.resolve();
      },
      remove: () => Promise.resolve(),
    },
  });

async function start(): Promise<CertificatesService> {
  const vault = vaultHere();
  await vault.open();
  const service = createCertificates({ vault, workerUrl });
  await service.start();
  return service;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'certificates-'));
  certificates = await start();
});
afterAll(async () => {
  await certificates.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a certificate made here', { timeout: 60_000 }, () => {
  it('is kept encrypted, signs, goes out as .cer and .pfx, and comes back the same', async () => {
    const before = process.threadCpuUsage();
    const made = await certificates.create({ subject: 'CN=Größenbericht, O="Contoso, Ltd."', months: 12 });
    const der = await certificates.publicFile(made.id ?? '');
    const pfx = await certificates.pfxFile(made.id ?? '', PASSWORD);
    const path = join(folder, 'out.pfx');
    await writeFile(path, pfx);
    const back = await certificates.inspectFile(path, PASSWORD);
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(50);
    const native = new X509Certificate(der);
    // The outermost part comes first in the certificate, and last where people read it.
    expect(native.subject).toMatch(/^O=Contoso\\?, Ltd\.\nCN=Größenbericht$/);
    expect(made.subject).toMatch(/^CN=Größenbericht, O=Contoso/);
    expect(native.verify(native.publicKey)).toBe(true);
    expect(made).toMatchObject({ key: 'RSA 2048', origin: { kind: 'created' } });
    expect(back.thumbprint).toBe(made.thumbprint);

    const signer = await certificates.signer({ from: 'kept', certificateId: made.id ?? '' }, null, false);
    const data = Buffer.from('to be signed');
    const signature = await signer.sign(data);
    const key = createPublicKey(native.publicKey.export({ type: 'spki', format: 'pem' }));
    const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    expect(verify('sha256', data, pss, signature)).toBe(true);
    signer.close();
    expect((await failureOf(signer.sign(data))).code).toBe('not-connected');
  });

  it('is there after a start, and nothing of its key is on the disk in plain', async () => {
    const before = await certificates.list();
    const again = await start();
    expect(await again.list()).toEqual(before);
    const file = (await readFile(join(folder, 'vault', 'certificates.vault'))).toString('latin1');
    expect(file).not.toContain('MII');
    expect(file).not.toContain('Contoso');
    await again.close();
  });

  it('is told about, and can be removed', async () => {
    const told: number[] = [];
    const stop = certificates.onChange((list) => void told.push(list.length));
    const made = await certificates.create({ subject: 'Soon gone', months: 1 });
    await certificates.remove(made.id ?? '');
    stop();
    expect(told[0]).toBe((told[1] ?? 0) + 1);
    expect((await failureOf(certificates.publicFile(made.id ?? ''))).code).toBe('not-found');
  });

  it('needs a subject that is a name', async () => {
    for (const subject of ['CN=', 'XX=1', 'CN=a,,', 'C=Germany']) {
      expect((await failureOf(certificates.create({ subject, months: 1 }))).code).toBe('invalid-input');
    }
  });
});

describe('what an earlier version kept', () => {
  it('is read, and its key can be exported as before', async () => {
    const made = await certificates.create({ subject: 'CN=Earlier', months: 1 });
    const vault = vaultHere();
    await vault.open();
    const content = new TextDecoder().decode((await vault.read('certificates')) ?? new Uint8Array());
    const document = JSON.parse(content) as { certificates: Record<string, unknown>[] };
    for (const one of document.certificates) delete one['exportable'];
    await vault.write('certificates', new TextEncoder().encode(JSON.stringify(document)));
    const later = await start();
    try {
      const kept = (await later.list()).find(({ id }) => id === made.id);
      expect(kept).toEqual(made);
      expect((await later.pfxFile(made.id ?? '', PASSWORD)).length).toBeGreaterThan(500);
    } finally {
      await later.close();
    }
  });
});

describe('over IPC', () => {
  it('a certificate is saved where the person says, and a closed dialog saves nothing', async () => {
    let answer: string | null = null;
    const names: string[] = [];
    const log = notedLog();
    const handlers = createCertificateHandlers({
      certificates,
      activity: log.activity,
      askWhatToOpen: () => Promise.resolve(answer),
      askWhereToSave: ({ suggestedName }) => {
        names.push(suggestedName);
        return Promise.resolve(answer);
      },
    });
    const made = await handlers.create({ subject: 'CN=a/b: c', months: 3 });
    const id = made.id ?? '';
    expect(await handlers.exportPublic({ id })).toBeNull();
    expect(names).toEqual(['a-b- c.cer']);
    answer = join(folder, 'saved.cer');
    expect(await handlers.exportPublic({ id })).toEqual({ path: answer });
    expect(new X509Certificate(await readFile(answer)).subject).toBe('CN=a/b: c');
    answer = join(folder, 'nowhere', 'saved.pfx');
    expect((await failureOf(handlers.exportPfx({ id, password: PASSWORD }))).code).toBe('not-writable');
    expect(log.entries).toMatchObject([
      { what: 'Make certificate · CN=a/b: c', outcome: 'created', thumbprint: made.thumbprint },
      { what: 'Export certificate · CN=a/b: c · saved.cer', outcome: 'exported', withKey: false },
      { what: 'Export private key · CN=a/b: c · saved.pfx', outcome: 'failed', withKey: true },
    ]);
    answer = join(folder, 'saved.pfx');
    await handlers.exportPfx({ id, password: PASSWORD });
    await handlers.remove({ id });
    // A path that no dialog gave is not taken, whoever asks.
    const unchosen = handlers.importFile({ path: answer, password: PASSWORD });
    expect(await failureOf(unchosen)).toMatchObject({ code: 'invalid-input' });
    expect(await handlers.chooseFile()).toEqual({ path: answer });
    const back = await handlers.importFile({ path: answer, password: PASSWORD });
    await handlers.remove({ id });
    expect(log.entries.slice(3)).toMatchObject([
      { outcome: 'exported', withKey: true, file: 'saved.pfx', thumbprint: made.thumbprint, by: 'On screen' },
      { what: 'Delete certificate · CN=a/b: c', outcome: 'removed', thumbprint: made.thumbprint },
      { what: 'Import certificate · saved.pfx', outcome: 'imported', subject: 'CN=a/b: c', by: 'On screen' },
    ]);
    expect(JSON.stringify(log.entries)).not.toContain(PASSWORD);
    expect(back.thumbprint).toBe(made.thumbprint);
    log.full = true;
    const unwritten = handlers.exportPfx({ id: back.id ?? '', password: PASSWORD });
    answer = join(folder, 'unlogged.pfx');
    expect((await failureOf(unwritten)).code).toBe('not-writable');
    await expect(readFile(answer)).rejects.toThrow('ENOENT');
    const text = JSON.stringify(await handlers.list());
    expect(text).not.toContain('PRIVATE');
    expect(text).not.toContain(PASSWORD);
  });
});

/** The activity log in memory: each entry as it ended, with what it tells of its certificate. */
function notedLog() {
  const log = {
    entries: [] as object[],
    full: false,
    activity: {
      begin(start: ActivityStart) {
        if (log.full) return Promise.reject(fail('not-writable', 'The disk is full.', ''));
        const end: ActivityEntry['end'] = (result) => {
          log.entries.push({
            ...start,
            ...start.certificate,
            ...result.certificate,
            outcome: result.outcome,
          });
          return Promise.resolve();
        };
        return Promise.resolve({ id: '1', end });
      },
    },
  };
  return log;
}
