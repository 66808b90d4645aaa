import { createPrivateKey, X509Certificate } from 'node:crypto';
import { forge } from './forge.ts';
import { CertificateProblem } from './jobs.ts';
import { toDer, type Contents } from './pfx.ts';

const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,40})-----([\s\S]{0,200000}?)-----END \1-----/g;

export function looksLikePem(file: Uint8Array): boolean {
  return textOf(file).includes('-----BEGIN ');
}

/** Windows PowerShell's > writes UTF-16; a mark at the beginning says so. */
function textOf(file: Uint8Array): string {
  const utf16 = file[0] === 0xff && file[1] === 0xfe;
  return utf16 ? new TextDecoder('utf-16le').decode(file) : Buffer.from(file).toString('latin1');
}

/** With its lines as the runtime wants them: neither indented nor ended by a lone carriage return. */
const tidied = (block: string): string =>
  block
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .join('\n');

/** Reads a text file of certificates and keys, the keys plain or under a password. Throws CertificateProblem. */
export function readPem(file: Uint8Array, password: string | null): Contents {
  const text = textOf(file);
  const certificates: Uint8Array[] = [];
  const keys: Uint8Array[] = [];
  let known = 0;
  for (const [found, label = ''] of text.matchAll(BLOCK)) {
    const whole = tidied(found);
    known += 1;
    if (/^(X509 |TRUSTED )?CERTIFICATE$/.test(label)) certificates.push(certificateOf(whole));
    else if (label.endsWith('PRIVATE KEY')) keys.push(keyOf(whole, label, password));
  }
  if (known === 0) throw new CertificateProblem('damaged', 'it ends in the middle of a part');
  return { certificates, keys };
}

function certificateOf(block: string): Uint8Array {
  try {
    return new X509Certificate(block).raw;
  } catch {
    throw new CertificateProblem('damaged', 'a certificate in it can’t be read');
  }
}

function keyOf(block: string, label: string, password: string | null): Uint8Array {
  const encrypted = label.startsWith('ENCRYPTED') || /Proc-Type:\s*4,\s*ENCRYPTED/.test(block);
  if (encrypted && password === null) throw new CertificateProblem('password-needed');
  try {
    const key = createPrivateKey({
      key: block,
      format: 'pem',
      ...(encrypted ? { passphrase: password ?? '' } : {}),
    });
    return key.export({ type: 'pkcs8', format: 'der' });
  } catch (error) {
    if (!encrypted) throw new CertificateProblem('damaged', 'the private key in it can’t be read');
    // It knows the cipher, and what came out of it is no key.
    if ((error as NodeJS.ErrnoException).code === 'ERR_OSSL_BAD_DECRYPT') {
      throw new CertificateProblem('wrong-password');
    }
    return decryptOtherwise(block, label, password ?? '');
  }
}

/** What the runtime's own library no longer decrypts, such as 3DES of old. */
function decryptOtherwise(block: string, label: string, password: string): Uint8Array {
  try {
    if (label.startsWith('ENCRYPTED')) {
      const sealed = forge.pki.encryptedPrivateKeyFromPem(block);
      const opened: forge.asn1.Asn1 | null = forge.pki.decryptPrivateKeyInfo(sealed, password);
      if (opened !== null) return toDer(opened);
    } else if (!label.startsWith('RSA')) {
      throw new CertificateProblem('unsupported');
    } else {
      const key: forge.pki.rsa.PrivateKey | null = forge.pki.decryptRsaPrivateKey(block, password);
      if (key !== null) return toDer(forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key)));
    }
  } catch (error) {
    if (error instanceof CertificateProblem) throw error;
    if (error instanceof Error && /unsupported/i.test(error.message))
      throw new CertificateProblem('unsupported');
  }
  throw new CertificateProblem('wrong-password');
}
