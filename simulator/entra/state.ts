import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';

/** What outlives a restart, so that a client that signed in stays signed in: keys, consents and public certificates. No passwords, no tokens. */
export interface EntraState {
  readonly privateJwk: JWK;
  /** 32 bytes that seal refresh tokens. */
  readonly sealingKey: Uint8Array;
  readonly consents: Readonly<Record<string, readonly string[]>>;
  /** Public certificates of app registrations, base64 by app id. */
  readonly appCertificates: Readonly<Record<string, readonly string[]>>;
}

interface StateFile {
  readonly version: 1;
  readonly privateJwk: JWK;
  readonly sealingKey: string;
  readonly consents: Record<string, string[]>;
  readonly appCertificates?: Record<string, string[]>;
}

/** New random keys. */
export async function createState(): Promise<EntraState> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  return {
    privateJwk: await exportJWK(privateKey),
    sealingKey: randomBytes(32),
    consents: {},
    appCertificates: {},
  };
}

/** Reads a state file; null when it is missing or damaged, so that the caller starts afresh. */
export async function readState(file: string): Promise<EntraState | null> {
  try {
    const parsed = JSON.parse(await readFile(file, 'utf8')) as Partial<StateFile>;
    if (parsed.version !== 1 || parsed.privateJwk === undefined || typeof parsed.sealingKey !== 'string')
      return null;
    await importJWK(parsed.privateJwk, 'RS256');
    const sealingKey = Buffer.from(parsed.sealingKey, 'base64url');
    if (sealingKey.length !== 32) return null;
    return {
      privateJwk: parsed.privateJwk,
      sealingKey,
      consents: textLists(parsed.consents),
      appCertificates: textLists(parsed.appCertificates),
    };
  } catch {
    return null;
  }
}

/** Writes the whole file beside the old one and swaps, so that a crash leaves either. */
export async function writeState(file: string, state: EntraState): Promise<void> {
  const content: StateFile = {
    version: 1,
    privateJwk: state.privateJwk,
    sealingKey: Buffer.from(state.sealingKey).toString('base64url'),
    consents: copied(state.consents),
    appCertificates: copied(state.appCertificates),
  };
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  await writeFile(draft, JSON.stringify(content), { mode: 0o600 });
  await rename(draft, file);
}

function textLists(lists: Readonly<Record<string, unknown>> | undefined): Record<string, string[]> {
  const read: Record<string, string[]> = {};
  for (const [entry, texts] of Object.entries(lists ?? {})) {
    if (Array.isArray(texts)) read[entry] = texts.filter((text) => typeof text === 'string');
  }
  return read;
}

const copied = (lists: Readonly<Record<string, readonly string[]>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(lists).map(([entry, texts]) => [entry, [...texts]]));
