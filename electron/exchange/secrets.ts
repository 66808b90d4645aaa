import { constants, createPublicKey, publicEncrypt, type KeyObject } from 'node:crypto';
import { fail } from '../../shared/model/failure.ts';

/** A key as the module file writes it: `<RSAKeyValue><Modulus>…</Modulus><Exponent>…</Exponent></RSAKeyValue>`. */
export function readPublicKey(xml: string): KeyObject | null {
  const modulus = /<Modulus>\s*([A-Za-z0-9+/=\s]+?)\s*<\/Modulus>/.exec(xml)?.[1];
  const exponent = /<Exponent>\s*([A-Za-z0-9+/=\s]+?)\s*<\/Exponent>/.exec(xml)?.[1];
  if (modulus === undefined || exponent === undefined) return null;
  const url = (base64: string) => Buffer.from(base64, 'base64').toString('base64url');
  try {
    return createPublicKey({ format: 'jwk', key: { kty: 'RSA', n: url(modulus), e: url(exponent) } });
  } catch {
    return null;
  }
}

/** Base64 of RSA PKCS#1 v1.5 over the UTF-8 text (exchange-rest-protocol.md 1.3). Throws too-large. */
export function encryptSecret(key: KeyObject, plain: string): string {
  const bytes = Buffer.from(plain, 'utf8');
  const limit = (key.asymmetricKeyDetails?.modulusLength ?? 2048) / 8 - 11;
  if (bytes.length > limit) {
    throw fail(
      'too-large',
      `A secret of ${bytes.length} bytes is longer than the ${limit} bytes the service's key can take.`,
      'Use a shorter secret.',
    );
  }
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, bytes).toString('base64');
}
