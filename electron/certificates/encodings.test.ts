import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CertificateProblem } from './jobs.ts';
import { readCertificateFile } from './read-file.ts';

/** Files as OpenSSL writes them, none of whose forms this app writes itself. */
const there = spawnSync('openssl', ['version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'encodings-'));
const at = (name: string): string => join(folder, name);
const text = (name: string): string => readFileSync(at(name), 'utf8');
const openssl = (...args: string[]): Buffer =>
  execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });

const KEYS = {
  rsa: ['-newkey', 'rsa:2048'],
  p256: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  p384: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  p521: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521'],
} as const;
const PASSWORD = 'pä😀密';

/** The problem's name, or `read` where the very key came out. */
function outcome(file: Uint8Array | string, password: string | null, name: string): string {
  try {
    const { key } = readCertificateFile(Buffer.from(file), password);
    const own = openssl('pkcs8', '-topk8', '-nocrypt', '-in', `${name}.key`, '-outform', 'der');
    return own.equals(key) ? 'read' : 'another key';
  } catch (error) {
    if (error instanceof CertificateProblem) return error.problem;
    throw error;
  }
}

beforeAll(() => {
  if (!there) return;
  const root = ['-subj', '/CN=Root', '-days', '3', '-keyout', 'root.key', '-out', 'root.pem'];
  openssl('req', '-x509', '-nodes', ...KEYS.p256, ...root);
  for (const [name, how] of Object.entries(KEYS)) {
    openssl('req', '-nodes', ...how, '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', 'request');
    const signed = ['-CA', 'root.pem', '-CAkey', 'root.key', '-set_serial', '7', '-days', '2'];
    openssl('x509', '-req', '-in', 'request', ...signed, '-out', `${name}.pem`);
  }
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.runIf(there).each(Object.keys(KEYS))('a PFX file of OpenSSL with its chain and a key %s', (name) => {
  it.each([
    ['AES-128', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC']],
    ['AES-192', ['-keypbe', 'AES-192-CBC', '-certpbe', 'AES-192-CBC']],
    ['3DES under PBES2', ['-keypbe', 'DES-EDE3-CBC', '-certpbe', 'DES-EDE3-CBC']],
    ['one round', ['-iter', '1']],
    ['plain certificates', ['-certpbe', 'NONE']],
    ['a SHA-384 MAC', ['-macalg', 'sha384']],
  ])('in %s is read, and says when its password is wrong', (_form, more) => {
    const files = [
      '-in',
      `${name}.pem`,
      '-inkey',
      `${name}.key`,
      '-certfile',
      'root.pem',
      '-out',
      'file.pfx',
    ];
    openssl('pkcs12', '-export', ...files, '-passout', `pass:${PASSWORD}`, ...more);
    const file = readFileSync(at('file.pfx'));
    expect(outcome(file, PASSWORD, name)).toBe('read');
    expect(outcome(file, 'wrong', name)).toBe('wrong-password');
    expect(outcome(file, null, name)).toBe('password-needed');
  });

  it('with an empty password is read with none', () => {
    const files = ['-in', `${name}.pem`, '-inkey', `${name}.key`, '-out', 'file.pfx'];
    openssl('pkcs12', '-export', ...files, '-passout', 'pass:');
    const file = readFileSync(at('file.pfx'));
    expect(outcome(file, null, name)).toBe('read');
    expect(outcome(file, '', name)).toBe('read');
  });
});

describe.runIf(there).each(Object.keys(KEYS))('a PEM file with a key %s', (name) => {
  const sealed = ['-topk8', '-passout', `pass:${PASSWORD}`, '-in', `${name}.key`];
  it.each([
    ['AES-256', ['pkcs8', ...sealed, '-v2', 'aes-256-cbc']],
    ['AES-128 by SHA-512', ['pkcs8', ...sealed, '-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA512']],
    ['the 3DES of old', ['pkcs8', ...sealed, '-v1', 'PBE-SHA1-3DES']],
    ['scrypt', ['pkcs8', ...sealed, '-scrypt']],
    [
      'its own kind of key under AES',
      name === 'rsa'
        ? ['rsa', '-traditional', '-aes256', '-passout', `pass:${PASSWORD}`, '-in', `${name}.key`]
        : ['ec', '-aes256', '-passout', `pass:${PASSWORD}`, '-in', `${name}.key`],
    ],
  ])('in %s is read, and says when its password is wrong', (_form, how) => {
    writeFileSync(at('sealed.key'), openssl(...how));
    const file = text(`${name}.pem`) + text('sealed.key');
    expect(outcome(file, PASSWORD, name)).toBe('read');
    expect(outcome(file, 'wrong', name)).toBe('wrong-password');
    expect(outcome(file, null, name)).toBe('password-needed');
  });

  const lines = (change: (line: string) => string): string =>
    (text(`${name}.pem`) + text(`${name}.key`)).split('\n').map(change).join('\n');
  it.each<[string, () => string | Uint8Array]>([
    [
      'the key first and the chain in any order',
      () => text(`${name}.key`) + text('root.pem') + text(`${name}.pem`),
    ],
    ['lines ended as on Windows', () => lines((line) => `${line}\r`)],
    ['lines ended as on old Macs', () => lines((line) => line).replaceAll('\n', '\r')],
    ['indented lines', () => lines((line) => `    ${line} `)],
    ['a mark of UTF-8 before it', () => `\ufeff${lines((line) => line)}`],
    [
      'UTF-16, as Windows PowerShell writes it',
      () => Buffer.from(`\ufeff${lines((line) => line)}`, 'utf16le'),
    ],
    [
      'much text before and between',
      () => lines((line) => line.replace(/^-----BEGIN/, `${'n\n'.repeat(40_000)}$&`)),
    ],
    ['another key too', () => text('root.key') + lines((line) => line)],
  ])('and %s is read', (_form, file) => expect(outcome(file(), null, name)).toBe('read'));
});

describe.runIf(there)('what is no certificate with its key', () => {
  const problem = (file: Uint8Array | string) => outcome(file, 'x', 'rsa');

  it('is told by what is missing', () => {
    expect(problem(openssl('x509', '-in', 'rsa.pem', '-outform', 'der'))).toBe('no-private-key');
    expect(problem(text('rsa.pem') + text('root.key'))).toBe('no-private-key');
    expect(problem(text('rsa.key'))).toBe('no-certificate');
    for (const outform of ['der', 'pem']) {
      const list = openssl('crl2pkcs7', '-nocrl', '-certfile', 'rsa.pem', '-outform', outform);
      expect(problem(list)).toBe('not-a-certificate');
    }
  });

  it('or by its cipher, where that is one that is not read', () => {
    const files = ['-in', 'rsa.pem', '-inkey', 'rsa.key', '-out', 'file.pfx', '-passout', 'pass:x'];
    openssl('pkcs12', '-export', ...files, '-keypbe', 'CAMELLIA-256-CBC');
    expect(problem(readFileSync(at('file.pfx')))).toBe('unsupported');
  });
});
