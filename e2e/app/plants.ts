import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a text into files of their own, in every form in which something might leak. @returns the files */
export function plantText(folder: string, text: string): string[] {
  const around = (before: string): string => `${before}{"secret":"${text}"}`;
  const base64 = ['', '.', '..'].map((before) => Buffer.from(around(before)).toString('base64'));
  return plant(folder, {
    'utf-8': around(''),
    'utf-16': Buffer.from(around(''), 'utf16le'),
    'utf-16-at-an-odd-byte': Buffer.concat([Buffer.from('.'), Buffer.from(around(''), 'utf16le')]),
    'base64-0': base64[0] ?? '',
    'base64-1': base64[1] ?? '',
    'base64-2': base64[2] ?? '',
    'base64-in-utf-16': Buffer.from(base64[0] ?? '', 'utf16le'),
    'base64-of-utf-16': Buffer.from(around('.'), 'utf16le').toString('base64'),
    hex: Buffer.from(around('')).toString('hex'),
  });
}

/** The same for a key: its bytes, PEM as it is written and in JSON, JWK. */
export function plantKey(folder: string, key: KeyForms): string[] {
  return plant(folder, {
    'pkcs8-der': Buffer.concat([Buffer.from('.'), key.pkcs8]),
    'pkcs1-der': key.pkcs1,
    'pkcs8-pem': pem(key.pkcs8),
    'pkcs1-pem': pem(key.pkcs1),
    'pkcs8-in-one-line': key.pkcs8.toString('base64'),
    'pkcs8-pem-in-json': JSON.stringify({ key: pem(key.pkcs8) }),
    'pkcs8-hex': key.pkcs8.toString('hex'),
    jwk: JSON.stringify(key.jwk),
  });
}

export interface KeyForms {
  readonly pkcs8: Buffer;
  readonly pkcs1: Buffer;
  readonly jwk: object;
}

const pem = (der: Buffer): string => (der.toString('base64').match(/.{1,64}/g) ?? []).join('\n');

function plant(folder: string, contents: Readonly<Record<string, string | Buffer>>): string[] {
  mkdirSync(folder, { recursive: true });
  return Object.entries(contents).map(([name, content]) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  });
}
