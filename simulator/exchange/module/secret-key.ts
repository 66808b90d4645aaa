import { constants, generateKeyPair, privateDecrypt, type KeyObject } from 'node:crypto';

/**
 * The key that SecureString and PSCredential parameters are encrypted with: RSA 2048, PKCS#1 v1.5, UTF-8, base64
 * (exchange-rest-protocol.md 1.3). Made once for each running practice cloud.
 */
export class SecretKey {
  readonly #private: KeyObject;
  /** `<RSAKeyValue>…` as the module file's $PublicKey holds it. */
  readonly xml: string;

  private constructor(privateKey: KeyObject, publicKey: KeyObject) {
    this.#private = privateKey;
    const jwk = publicKey.export({ format: 'jwk' });
    const plain = (text: string | undefined): string =>
      Buffer.from(text ?? '', 'base64url').toString('base64');
    this.xml = `<RSAKeyValue><Modulus>${plain(jwk.n)}</Modulus><Exponent>${plain(jwk.e)}</Exponent></RSAKeyValue>`;
  }

  static make(): Promise<SecretKey> {
    return new Promise((resolve, reject) => {
      generateKeyPair('rsa', { modulusLength: 2048 }, (problem, publicKey, privateKey) => {
        if (problem) reject(problem);
        else resolve(new SecretKey(privateKey, publicKey));
      });
    });
  }

  /** Null when the text isn't something this key can read. */
  decrypt(base64: string): string | null {
    const sealed = Buffer.from(base64, 'base64');
    if (sealed.length !== 256) return null;
    // The padding is taken off here: OpenSSL answers wrong v1.5 padding with made-up text, and some builds refuse v1.5.
    let block: Buffer;
    try {
      block = privateDecrypt({ key: this.#private, padding: constants.RSA_NO_PADDING }, sealed);
    } catch {
      return null;
    }
    const end = block.indexOf(0, 2);
    if (block[0] !== 0 || block[1] !== 2 || end < 10) return null;
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(block.subarray(end + 1));
    } catch {
      return null;
    }
  }
}
