import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CertificateProblem, type KeyedCertificate } from './jobs.ts';
import { makePfx, withPublicKey, type PfxForm } from './pfx.fixture.ts';
import { readCertificateFile } from './read-file.ts';
import { makeSelfSigned } from './self-signed.ts';
import { createCertificateThread } from './thread.ts';
import { writePfx } from './write-pfx.ts';
import { entryUrl } from '../testing/entries.ts';

const DAY = 86_400_000;
const rsa = makeSelfSigned({
  subject: 'Mail report',
  notBefore: Date.now() - DAY,
  notAfter: Date.now() + DAY,
});
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ec: KeyedCertificate = {
  certificate: withPublicKey(rsa.certificate, curve.publicKey.export({ type: 'spki', format: 'der' })),
  key: curve.privateKey.export({ type: 'pkcs8', format: 'der' }),
};

const FORMS: Readonly<Record<string, PfxForm>> = {
  'RC2 and 3DES of old': {
    certificateCipher: 'rc2-40',
    keyCipher: '3des',
    mac: { hash: 'sha1', rounds: 2048 },
  },
  'the 3DES of Windows': {
    certificateCipher: '3des',
    keyCipher: '3des',
    mac: { hash: 'sha1', rounds: 2000 },
  },
  'AES-256': { certificateCipher: 'aes256', keyCipher: 'aes256', mac: { hash: 'sha256', rounds: 2048 } },
  'a SHA-512 MAC': {
    certificateCipher: 'aes256',
    keyCipher: 'aes256',
    mac: { hash: 'sha512', rounds: 20_000 },
  },
  'no MAC': { certificateCipher: 'aes256', keyCipher: 'aes256', mac: null },
  'plain certificates': { certificateCipher: 'none', keyCipher: '3des', mac: { hash: 'sha1', rounds: 1 } },
};
const PASSWORDS = ['Pass-1', '', 'pässwörd', '密碼😀', 'a'.repeat(200)];

const same = (read: KeyedCertificate, of: KeyedCertificate): void => {
  expect(Buffer.from(read.certificate).equals(of.certificate)).toBe(true);
  expect(Buffer.from(read.key).equals(of.key)).toBe(true);
};
const problemOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof CertificateProblem) return error.problem;
    throw error;
  }
  return 'none';
};

describe.each(Object.entries(FORMS))('a PFX file with %s', (_name, form) => {
  it.each(PASSWORDS)('opens with the password “%s”', (password) => {
    same(readCertificateFile(makePfx(rsa, password, form), password), rsa);
    same(readCertificateFile(makePfx(ec, password, form), password), ec);
  });

  it('says when its password is wrong, and when one is needed', () => {
    const file = makePfx(rsa, 'right', form);
    expect(problemOf(() => readCertificateFile(file, 'wrong'))).toBe('wrong-password');
    expect(problemOf(() => readCertificateFile(file, null))).toBe('password-needed');
  });

  it('says when the key is not in it', () => {
    const file = makePfx(rsa, 'Pass-1', form, false);
    expect(problemOf(() => readCertificateFile(file, 'Pass-1'))).toBe('no-private-key');
  });

  it('cut off anywhere is a problem with a name', () => {
    const file = makePfx(rsa, 'Pass-1', form);
    for (let end = 0; end < file.length; end += 97) {
      expect(problemOf(() => readCertificateFile(file.subarray(0, end), 'Pass-1'))).not.toBe('none');
    }
  });
});

describe('other files', () => {
  const pem = (label: string, bytes: Uint8Array): string =>
    `-----BEGIN ${label}-----\n${Buffer.from(bytes)
      .toString('base64')
      .replaceAll(/(.{64})/g, '$1\n')}\n-----END ${label}-----\n`;
  const certificate = pem('CERTIFICATE', rsa.certificate);

  it('PEM, with the key plain or under a password, in any order and form', () => {
    const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pair: KeyedCertificate = {
      certificate: withPublicKey(rsa.certificate, keys.publicKey.export({ type: 'spki', format: 'der' })),
      key: keys.privateKey.export({ type: 'pkcs8', format: 'der' }),
    };
    const own = pem('CERTIFICATE', pair.certificate);
    const forms = [
      keys.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      keys.privateKey.export({ type: 'pkcs1', format: 'pem' }),
      ...['Pass-1', 'pässwörd'].flatMap((passphrase) => [
        keys.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }),
        keys.privateKey.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase }),
      ]),
    ].map(String);
    forms.forEach((key, index) => {
      const password = index < 2 ? null : index < 4 ? 'Pass-1' : 'pässwörd';
      const file = Buffer.from(index % 2 === 0 ? `${key}${certificate}${own}` : `Bag\n${own}${key}`);
      same(readCertificateFile(file, password), pair);
      if (password === null) return;
      expect(problemOf(() => readCertificateFile(file, null))).toBe('password-needed');
      expect(problemOf(() => readCertificateFile(file, 'wrong'))).toBe('wrong-password');
    });
    expect(problemOf(() => readCertificateFile(Buffer.from(own), null))).toBe('no-private-key');
    expect(problemOf(() => readCertificateFile(Buffer.from(forms[0] ?? ''), null))).toBe('no-certificate');
    expect(problemOf(() => readCertificateFile(Buffer.from(certificate + (forms[0] ?? '')), null))).toBe(
      'no-private-key',
    );
  });

  it('that are no certificates, or only the public part', () => {
    const problem = (file: Uint8Array) => problemOf(() => readCertificateFile(file, null));
    expect(problem(rsa.certificate)).toBe('no-private-key');
    expect(problem(Buffer.from('Dear reader'))).toBe('not-a-certificate');
    expect(problem(new Uint8Array(0))).toBe('not-a-certificate');
    expect(problem(Buffer.from('-----BEGIN CERTIFICATE-----\nAAAA\n'))).toBe('damaged');
    expect(problem(Buffer.alloc(100_000, 0x30))).toBe('not-a-certificate');
  });
});

describe('with OpenSSL beside us', () => {
  const there = spawnSync('openssl', ['version']).status === 0;
  const folder = mkdtempSync(join(tmpdir(), 'openssl-'));
  const at = (name: string): string => join(folder, name);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.runIf(there)('its files open here, and ours there', () => {
    const openssl = (...args: string[]): Buffer =>
      execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] });
    const algorithms = [
      ['rsa', '-newkey', 'rsa:2048'],
      ['ec', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
    ] as const;
    for (const [name, ...how] of algorithms) {
      const pem = at(`${name}.pem`);
      openssl(
        'req',
        '-x509',
        '-nodes',
        ...how,
        '-subj',
        '/CN=Other',
        '-days',
        '2',
        '-keyout',
        pem,
        '-out',
        at('cert.pem'),
      );
      writeFileSync(pem, Buffer.concat([readFileSync(pem), readFileSync(at('cert.pem'))]));
      const wanted = readCertificateFile(readFileSync(pem), null);
      for (const more of [
        [],
        ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
        ['-macalg', 'sha512', '-iter', '10000', '-maciter'],
        ['-nomac'],
      ]) {
        openssl(
          'pkcs12',
          '-export',
          '-in',
          pem,
          '-out',
          at('file.pfx'),
          '-passout',
          'pass:pässwörd',
          ...more,
        );
        same(readCertificateFile(readFileSync(at('file.pfx')), 'pässwörd'), wanted);
      }
    }
    writeFileSync(at('ours.pfx'), writePfx(rsa, 'pässwörd', 'Größe'));
    const text = openssl('pkcs12', '-in', at('ours.pfx'), '-passin', 'pass:pässwörd', '-nodes').toString(
      'utf8',
    );
    const [block = ''] = /-----BEGIN CERTIFICATE-----[\s\S]*-----END CERTIFICATE-----/.exec(text) ?? [];
    expect(new X509Certificate(block).raw.equals(rsa.certificate)).toBe(true);
    expect(text).toContain('PRIVATE KEY');
  });
});

describe('the thread', { timeout: 60_000 }, () => {
  const url = entryUrl('certificate-worker');
  const heavy: PfxForm = {
    certificateCipher: 'aes256',
    keyCipher: 'aes256',
    mac: { hash: 'sha512', rounds: 100_000 },
  };

  it('reads a file of 100,000 rounds while main goes on', async () => {
    const thread = createCertificateThread(url);
    const file = makePfx(rsa, 'Pass-1', heavy);
    const before = process.threadCpuUsage();
    const answer = await thread.read(file, 'Pass-1');
    const { user, system } = process.threadCpuUsage(before);
    // Milliseconds of this thread in all, so no single turn of its event loop took longer.
    expect((user + system) / 1000).toBeLessThan(50);
    expect(answer).toMatchObject({ ok: true, kind: 'pair' });
    await thread.close();
  });

  it('gives a file up that asks for too much work, and reads the next one', async () => {
    const thread = createCertificateThread(url, 300);
    const slow = makePfx(rsa, 'Pass-1', { ...heavy, mac: { hash: 'sha512', rounds: 300_000 } });
    await expect(thread.read(slow, 'Pass-1')).rejects.toThrow(/rounds/);
    await thread.close();
    const patient = createCertificateThread(url);
    expect(await patient.read(makePfx(rsa, 'x', FORMS['AES-256'] ?? heavy), 'x')).toMatchObject({ ok: true });
    await patient.close();
  });
});
