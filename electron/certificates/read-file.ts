import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { CertificateProblem, type KeyedCertificate, type SeenCertificate } from './jobs.ts';
import { looksLikePem, readPem } from './pem.ts';
import { looksLikePfx, readPfx, type Contents } from './pfx.ts';

/** The certificate of a PFX or PEM file that has its private key there. Throws CertificateProblem. */
export function readCertificateFile(file: Uint8Array, password: string | null): KeyedCertificate {
  return pairOf(contentsOf(file, password));
}

/**
 * The certificate of a file, with or without a key of its own: that of the key where one is there, else the first.
 * Throws CertificateProblem.
 */
export function seeCertificateFile(file: Uint8Array, password: string | null): SeenCertificate {
  const contents = contentsOf(file, password);
  const [first] = contents.certificates;
  if (contents.keys.length > 0 || first === undefined) {
    return { certificate: pairOf(contents).certificate, hasKey: true };
  }
  return { certificate: first, hasKey: false };
}

function contentsOf(file: Uint8Array, password: string | null): Contents {
  if (looksLikePem(file)) return readPem(file, password);
  if (looksLikePfx(file)) return readPfx(file, password);
  if (isCertificate(file)) return { certificates: [file], keys: [] };
  throw new CertificateProblem('not-a-certificate');
}

function isCertificate(file: Uint8Array): boolean {
  try {
    return new X509Certificate(file).raw.length > 0;
  } catch {
    return false;
  }
}

function pairOf({ certificates, keys }: Contents): KeyedCertificate {
  if (certificates.length === 0) {
    throw new CertificateProblem(keys.length === 0 ? 'not-a-certificate' : 'no-certificate');
  }
  for (const key of keys) {
    const opened = privateKeyOf(key);
    const certificate = certificates.find((one) => belongs(one, opened));
    if (certificate !== undefined) {
      return { certificate, key: opened.export({ type: 'pkcs8', format: 'der' }) };
    }
  }
  throw new CertificateProblem('no-private-key', keys.length === 0 ? '' : 'the key in it is another’s');
}

function privateKeyOf(der: Uint8Array): KeyObject {
  try {
    return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
  } catch {
    throw new CertificateProblem('damaged', 'the private key in it can’t be read');
  }
}

function belongs(certificate: Uint8Array, key: KeyObject): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(key);
  } catch {
    return false;
  }
}
