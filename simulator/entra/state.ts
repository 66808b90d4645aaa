import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';

/** What outlives a restart, so that a client that signed in stays signed in: keys and consents. No passwords, no tokens. */
export interface EntraState {
  readonly privateJwk: JWK;
  /** 32 bytes that seal refresh tokens. */
  readonly sealingKey: Uint8Array;
  readonly consents: Readonly<Record<string, readonly string[]>>;
}

interface StateFile {
  readonly version: 1;
  readonly privateJwk: JWK;
  readonly sealingKey: string;
  readonly consents: Record<string, string[]>;
}

/** New random keys. */
export async function createState(): Promise<EntraState> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  return { privateJwk: await exportJWK(privateKey), sealingKey: randomBytes(32), consents: {} };
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
    const consents: Record<string, string[]> = {};
    for (const [entry, names] of Object.entries(parsed.consents ?? {})) {
      if (Array.isArray(names)) consents[entry] = names.filter((name) => typeof name === 'string');
    }
    return { privateJwk: parsed.privateJwk, sealingKey, consents };
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
    consents: Object.fromEntries(Object.entries(state.consents).map(([entry, names]) => [entry, [...names]])),
  };
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  await writeFile(draft, JSON.stringify(content), { mode: 0o600 });
  await rename(draft, file);
}
