import { createCipheriv, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { forge } from './forge.ts';
import type { KeyedCertificate } from './jobs.ts';
import { binary, toDer } from './pfx.ts';

/** For tests: PKCS#12 files as others write them, put together by hand, so that no key lies in the project. */
export interface PfxForm {
  readonly certificateCipher: Cipher;
  readonly keyCipher: Cipher;
  readonly mac: { readonly hash: 'sha1' | 'sha256' | 'sha512'; readonly rounds: number } | null;
  readonly rounds?: number;
}

type Cipher = 'rc2-40' | '3des' | 'aes256' | 'none';
type Asn1 = forge.asn1.Asn1;

const { asn1 } = forge;
const { Class, Type } = asn1;
/** The tag [0], which the library's types have no name for. */
const FIRST = Type.NONE;
const OID = {
  data: '1.2.840.113549.1.7.1',
  encrypted: '1.2.840.113549.1.7.6',
  certBag: '1.2.840.113549.1.12.10.1.3',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedBag: '1.2.840.113549.1.12.10.1.2',
  x509: '1.2.840.113549.1.9.22.1',
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacSha256: '1.2.840.113549.2.9',
  aes256: '2.16.840.1.101.3.4.1.42',
  'rc2-40': '1.2.840.113549.1.12.1.6',
  '3des': '1.2.840.113549.1.12.1.3',
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const;

const sequence = (...parts: Asn1[]): Asn1 => asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, parts);
const setOf = (...parts: Asn1[]): Asn1 => asn1.create(Class.UNIVERSAL, Type.SET, true, parts);
const tagged = (part: Asn1): Asn1 => asn1.create(Class.CONTEXT_SPECIFIC, FIRST, true, [part]);
const octets = (bytes: Uint8Array | string): Asn1 =>
  asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, typeof bytes === 'string' ? bytes : binary(bytes));
const oid = (name: string): Asn1 =>
  asn1.create(Class.UNIVERSAL, Type.OID, false, asn1.oidToDer(name).getBytes());
const integer = (value: number): Asn1 =>
  asn1.create(Class.UNIVERSAL, Type.INTEGER, false, asn1.integerToDer(value).getBytes());
const nothing = (): Asn1 => asn1.create(Class.UNIVERSAL, Type.NULL, false, '');
const der = (structure: Asn1): string => asn1.toDer(structure).getBytes();
const parsed = (bytes: Uint8Array): Asn1 => asn1.fromDer(binary(bytes));

/** Algorithm and encrypted text. */
function encrypt(cipher: Cipher, password: string, rounds: number, plain: string): [Asn1, string] {
  const salt = randomBytes(8);
  if (cipher === 'aes256') {
    const iv = randomBytes(16);
    const key = pbkdf2Sync(Buffer.from(password, 'utf8'), salt, rounds, 32, 'sha256');
    const aes = createCipheriv('aes-256-cbc', key, iv);
    const text = Buffer.concat([aes.update(Buffer.from(plain, 'latin1')), aes.final()]);
    const derivation = sequence(
      oid(OID.pbkdf2),
      sequence(octets(salt), integer(rounds), sequence(oid(OID.hmacSha256), nothing())),
    );
    const algorithm = sequence(oid(OID.pbes2), sequence(derivation, sequence(oid(OID.aes256), octets(iv))));
    return [algorithm, binary(text)];
  }
  if (cipher === 'none') throw new Error('nothing to encrypt');
  const derive = (id: number, length: number): string => keyOf(password, salt, id, rounds, length, 'sha1');
  const iv = derive(2, 8);
  const work =
    cipher === '3des'
      ? forge.cipher.createCipher('3DES-CBC', derive(1, 24))
      : forge.rc2.createEncryptionCipher(derive(1, 5), 40);
  if (cipher === '3des') (work as forge.cipher.BlockCipher).start({ iv });
  else (work as { start(iv: string): void }).start(iv);
  work.update(forge.util.createBuffer(plain));
  work.finish();
  const algorithm = sequence(oid(OID[cipher]), sequence(octets(salt), integer(rounds)));
  return [algorithm, work.output.getBytes()];
}

function keyOf(
  password: string,
  salt: Uint8Array,
  id: number,
  rounds: number,
  length: number,
  hash: 'sha1' | 'sha256' | 'sha512',
): string {
  const digest = forge.md[hash].create();
  const saltBuffer = forge.util.createBuffer(binary(salt));
  const { pkcs12 } = forge as unknown as { pkcs12: Pkcs12 };
  return pkcs12.generateKey(password, saltBuffer, id, rounds, length, digest).getBytes();
}

interface Pkcs12 {
  generateKey(
    password: string,
    salt: forge.util.ByteStringBuffer,
    id: number,
    rounds: number,
    length: number,
    digest: unknown,
  ): forge.util.ByteStringBuffer;
}

/** A file of that form with this certificate and, unless `withKey` is false, its key. */
export function makePfx(pair: KeyedCertificate, password: string, form: PfxForm, withKey = true): Uint8Array {
  const rounds = form.rounds ?? 2048;
  const certBag = sequence(
    oid(OID.certBag),
    tagged(sequence(oid(OID.x509), tagged(octets(pair.certificate)))),
  );
  const safes = [protect(form.certificateCipher, password, rounds, der(sequence(certBag)))];
  if (withKey)
    safes.push(sequence(oid(OID.data), tagged(octets(der(sequence(keyBag(pair, password, form, rounds)))))));
  const content = der(sequence(...safes));
  const parts = [integer(3), sequence(oid(OID.data), tagged(octets(content)))];
  if (form.mac !== null) parts.push(macOf(content, password, form.mac));
  return toDer(sequence(...parts));
}

function protect(cipher: Cipher, password: string, rounds: number, plain: string): Asn1 {
  if (cipher === 'none') return sequence(oid(OID.data), tagged(octets(plain)));
  const [algorithm, text] = encrypt(cipher, password, rounds, plain);
  const sealed = asn1.create(Class.CONTEXT_SPECIFIC, FIRST, false, text);
  return sequence(
    oid(OID.encrypted),
    tagged(sequence(integer(0), sequence(oid(OID.data), algorithm, sealed))),
  );
}

function keyBag(pair: KeyedCertificate, password: string, form: PfxForm, rounds: number): Asn1 {
  if (form.keyCipher === 'none') return sequence(oid(OID.keyBag), tagged(parsed(pair.key)), setOf());
  const [algorithm, text] = encrypt(form.keyCipher, password, rounds, binary(pair.key));
  return sequence(oid(OID.shroudedBag), tagged(sequence(algorithm, octets(text))));
}

function macOf(content: string, password: string, mac: NonNullable<PfxForm['mac']>): Asn1 {
  const salt = randomBytes(8);
  const length = { sha1: 20, sha256: 32, sha512: 64 }[mac.hash];
  const key = keyOf(password, salt, 3, mac.rounds, length, mac.hash);
  const value = createHmac(mac.hash, Buffer.from(key, 'latin1')).update(content, 'latin1').digest();
  const digest = sequence(sequence(oid(OID[mac.hash]), nothing()), octets(value));
  return sequence(digest, octets(salt), integer(mac.rounds));
}

/** The same certificate with another public key in it; its signature fits no longer, which nobody looks at here. */
export function withPublicKey(certificate: Uint8Array, spki: Uint8Array): Uint8Array {
  const whole = parsed(certificate);
  const [body] = whole.value as Asn1[];
  (body?.value as Asn1[])[6] = parsed(spki);
  return toDer(whole);
}
