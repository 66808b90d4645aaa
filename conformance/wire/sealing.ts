import { constants, generateKeyPairSync, privateDecrypt, type KeyObject } from 'node:crypto';

interface Sealing {
  /** As it stands in a module file. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

let made: Sealing | null = null;

/** What the stand-in's module file asks secrets to be encrypted for; one for all desks. */
export function publicKey(): string {
  return sealing().publicKey;
}

/** Whether a text is a secret, encrypted for that key as the module does it (real-client.md 4.3: RSA, PKCS#1 v1.5). */
export function isSealed(text: string): boolean {
  if (!/^[A-Za-z0-9+/]{342}==$/u.test(text)) return false;
  const key = { key: sealing().privateKey, padding: constants.RSA_NO_PADDING };
  try {
    const block = privateDecrypt(key, Buffer.from(text, 'base64'));
    return block[0] === 0 && block[1] === 2 && block.indexOf(0, 2) >= 10;
  } catch {
    return false;
  }
}

function sealing(): Sealing {
  made ??= make();
  return made;
}

function make(): Sealing {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n = '', e = '' } = pair.publicKey.export({ format: 'jwk' });
  const standard = (url: string) => Buffer.from(url, 'base64url').toString('base64');
  const text = `<RSAKeyValue><Modulus>${standard(n)}</Modulus><Exponent>${standard(e)}</Exponent></RSAKeyValue>`;
  return { publicKey: text, privateKey: pair.privateKey };
}
