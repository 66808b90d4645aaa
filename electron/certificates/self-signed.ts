import { createHash, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { forge } from './forge.ts';
import { CertificateProblem, type KeyedCertificate, type SelfSigned } from './jobs.ts';
import { binary, toDer } from './pfx.ts';

/** Attribute types of a distinguished name, by the short names that Windows and OpenSSL write. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  L: '2.5.4.7',
  S: '2.5.4.8',
  ST: '2.5.4.8',
  C: '2.5.4.6',
  E: '1.2.840.113549.1.9.1',
  DC: '0.9.2342.19200300.100.1.25',
};

/** A new RSA key and its certificate, signed by itself. Throws CertificateProblem. */
export function makeSelfSigned(wanted: SelfSigned): KeyedCertificate {
  // Written innermost first, as Windows takes and shows it; in the certificate the outermost comes first (RFC 4514 2.1).
  const name = readSubject(wanted.subject).reverse();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: wanted.keyLength ?? 2048 });
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'der' });
  const signing = forge.pki.privateKeyFromAsn1(forge.asn1.fromDer(binary(pkcs1)));
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(signing.n, signing.e);
  certificate.serialNumber = serialNumber();
  certificate.validity.notBefore = new Date(wanted.notBefore);
  certificate.validity.notAfter = new Date(wanted.notAfter);
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true, keyEncipherment: true },
    { name: 'extKeyUsage', clientAuth: true, serverAuth: true },
    { name: 'subjectKeyIdentifier', subjectKeyIdentifier: keyIdentifier(pkcs1) },
    ...alternativeNames(wanted.dnsNames ?? []),
  ]);
  certificate.sign(signing, forge.md[wanted.hash ?? 'sha256'].create());
  return { certificate: toDer(forge.pki.certificateToAsn1(certificate)), key: pkcs8 };
}

/** Names of hosts (RFC 5280 4.2.1.6: type 2), none where there are none. */
function alternativeNames(names: readonly string[]): object[] {
  if (names.length === 0) return [];
  return [{ name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) }];
}

/** Positive, at most 20 bytes (RFC 5280 4.1.2.2). */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

function keyIdentifier(pkcs1: Buffer): string {
  const publicKey = createPublicKey({ key: pkcs1, format: 'der', type: 'pkcs1' });
  return createHash('sha1')
    .update(publicKey.export({ type: 'pkcs1', format: 'der' }))
    .digest('hex');
}

/** Reads `CN=Name, O="Company, Inc."`; a text without an equals sign is the common name. */
export function readSubject(text: string): forge.pki.CertificateField[] {
  if (!text.includes('=')) return [field('CN', text.trim())];
  const fields: forge.pki.CertificateField[] = [];
  const part = /\s*([A-Za-z]{1,12})\s*=\s*(?:"((?:[^"]|"")*)"|((?:\\.|[^,\\])*))\s*(?:,|$)/gy;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    if (match === null) throw new CertificateProblem('bad-subject');
    const value = match[2]?.replaceAll('""', '"') ?? (match[3] ?? '').trim().replaceAll(/\\(.)/g, '$1');
    fields.push(field(match[1] ?? '', value));
  }
  return fields;
}

function field(short: string, value: string): forge.pki.CertificateField {
  const type = ATTRIBUTES[short.toUpperCase()];
  if (type === undefined || value === '' || (short.toUpperCase() === 'C' && !/^[A-Za-z]{2}$/.test(value)))
    throw new CertificateProblem('bad-subject');
  const text = short.toUpperCase() === 'C' ? value.toUpperCase() : value;
  const plain = ['C', 'E', 'DC'].includes(short.toUpperCase());
  return {
    type,
    value: text,
    valueTagClass: (plain
      ? forge.asn1.Type.PRINTABLESTRING
      : forge.asn1.Type.UTF8) as unknown as forge.asn1.Class,
  };
}
