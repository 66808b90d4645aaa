import { forge } from './forge.ts';
import { CertificateProblem } from './jobs.ts';

/** What a file holds, all of it DER; keys as PKCS#8. */
export interface Contents {
  readonly certificates: readonly Uint8Array[];
  readonly keys: readonly Uint8Array[];
}

/** True for what begins as a PKCS#12 file does: a sequence whose first member is the version 3. */
export function looksLikePfx(file: Uint8Array): boolean {
  try {
    const outer = parseDer(file);
    const [version] = outer.value as forge.asn1.Asn1[];
    return version?.type === forge.asn1.Type.INTEGER && version.value === '\x03';
  } catch {
    return false;
  }
}

/**
 * Reads a PKCS#12 file: RC2 and 3DES of old, the 3DES that Windows writes by default, AES, any MAC or none.
 * Throws CertificateProblem.
 */
export function readPfx(file: Uint8Array, password: string | null): Contents {
  const whole = parseDer(file);
  // An empty password has two forms in PKCS#12: no bytes at all, or the two of its closing NUL.
  const candidates: (string | undefined)[] =
    password === null || password === '' ? ['', undefined] : [password];
  let last: unknown = null;
  for (const candidate of candidates) {
    try {
      return contentsOf(openPfx(whole, candidate));
    } catch (error) {
      last = error;
    }
  }
  throw problemOf(last, password);
}

function openPfx(whole: forge.asn1.Asn1, password: string | undefined): forge.pkcs12.Pkcs12Pfx {
  return password === undefined
    ? forge.pkcs12.pkcs12FromAsn1(whole, false)
    : forge.pkcs12.pkcs12FromAsn1(whole, false, password);
}

function parseDer(file: Uint8Array): forge.asn1.Asn1 {
  try {
    return forge.asn1.fromDer(forge.util.createBuffer(binary(file)), true);
  } catch {
    throw new CertificateProblem('damaged', 'it is cut off or not in the form of such a file');
  }
}

/** The library's English messages, which are all that it says. */
function problemOf(error: unknown, password: string | null): CertificateProblem {
  if (error instanceof CertificateProblem) return error;
  const text = error instanceof Error ? error.message : '';
  const oid = /^[\d.]{3,60}$/.exec(String(error instanceof Error ? Reflect.get(error, 'oid') : ''))?.[0];
  if (/unsupported/i.test(text)) {
    return new CertificateProblem('unsupported', oid === undefined ? '' : `object identifier ${oid}`);
  }
  if (/is not a|only password integrity|invalid PKCS#12/i.test(text) && !/decrypt|MAC/i.test(text)) {
    return new CertificateProblem('damaged', 'its parts do not fit together');
  }
  return new CertificateProblem(password === null ? 'password-needed' : 'wrong-password');
}

function contentsOf(pfx: forge.pkcs12.Pkcs12Pfx): Contents {
  const certificates: Uint8Array[] = [];
  const keys: Uint8Array[] = [];
  for (const { safeBags } of pfx.safeContents) {
    for (const bag of safeBags) {
      if (bag.type === forge.pki.oids.certBag) certificates.push(certificateOf(bag));
      if (bag.type === forge.pki.oids.keyBag || bag.type === forge.pki.oids.pkcs8ShroudedKeyBag) {
        keys.push(keyOf(bag));
      }
    }
  }
  return { certificates, keys };
}

/** Of other than RSA the library hands out the raw structure. */
function certificateOf(bag: forge.pkcs12.Bag): Uint8Array {
  return toDer(bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1);
}

function keyOf(bag: forge.pkcs12.Bag): Uint8Array {
  return toDer(bag.key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key)) : bag.asn1);
}

/** Bytes as the library has them: a character each. */
export const binary = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

export function toDer(structure: forge.asn1.Asn1): Uint8Array {
  return Buffer.from(forge.asn1.toDer(structure).getBytes(), 'latin1');
}
