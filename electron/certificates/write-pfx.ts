import { forge } from './forge.ts';
import type { KeyedCertificate } from './jobs.ts';
import { binary, toDer } from './pfx.ts';

/** A PKCS#12 file with AES-256; its MAC is SHA-1, the only one the library makes, which every system reads. */
export function writePfx(pair: KeyedCertificate, password: string, name: string): Uint8Array {
  const key = forge.pki.privateKeyFromAsn1(forge.asn1.fromDer(binary(pair.key)));
  const certificate = forge.pki.certificateFromAsn1(forge.asn1.fromDer(binary(pair.certificate)));
  const options = {
    algorithm: 'aes256' as const,
    // Of the key derivation; Windows reads it since version 1709 of Windows 10.
    prfAlgorithm: 'sha256',
    count: 20_000,
    saltSize: 16,
    ...(name === '' ? {} : { friendlyName: name }),
  };
  const file = forge.pkcs12.toPkcs12Asn1(key, [certificate], password, options);
  return toDer(file);
}
