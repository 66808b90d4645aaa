import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/**
 * Layout: "TDVAULT" · version 1 · 8 bytes that tell keys apart · 12 bytes nonce · ciphertext · 16 bytes tag.
 * AES-256-GCM; header and the file's name are authenticated too, so that one file can't be put in another's place.
 */
const MAGIC = Buffer.from('TDVAULT\u0001', 'latin1');
const KEY_MARK = 8;
const NONCE = 12;
const TAG = 16;
const HEADER = MAGIC.length + KEY_MARK;

export type Opened = { readonly content: Uint8Array } | { readonly problem: 'damaged-file' | 'foreign-file' };

export const newKey = (): Buffer => randomBytes(32);

/** Encrypts `content` under `key` (32 bytes) for the file `name`. */
export function seal(key: Uint8Array, name: string, content: Uint8Array): Buffer {
  const header = Buffer.concat([MAGIC, markOf(key)]);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  cipher.setAAD(Buffer.concat([header, Buffer.from(name, 'utf8')]));
  return Buffer.concat([header, nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** foreign-file: written under another key, e.g. on another computer. damaged-file: everything else that does not open. */
export function unseal(key: Uint8Array, name: string, file: Uint8Array): Opened {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length < HEADER + NONCE + TAG || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    return { problem: 'damaged-file' };
  }
  const header = bytes.subarray(0, HEADER);
  if (!header.subarray(MAGIC.length).equals(markOf(key))) return { problem: 'foreign-file' };
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(HEADER, HEADER + NONCE), {
    authTagLength: TAG,
  });
  decipher.setAAD(Buffer.concat([header, Buffer.from(name, 'utf8')]));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
  try {
    const body = bytes.subarray(HEADER + NONCE, bytes.length - TAG);
    return { content: new Uint8Array(Buffer.concat([decipher.update(body), decipher.final()])) };
  } catch {
    return { problem: 'damaged-file' };
  }
}

/** Tells keys apart without telling anything of the key. */
function markOf(key: Uint8Array): Buffer {
  return createHash('sha256').update('tenantdeck vault key mark').update(key).digest().subarray(0, KEY_MARK);
}
