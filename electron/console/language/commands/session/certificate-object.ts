import { X509Certificate } from 'node:crypto';
import type { Certificate, CertificateFacts } from '../../../../../shared/model/certificate.ts';
import type { CertificateRef } from '../../../../../shared/model/sign-in-method.ts';
import type { InspectedFile } from '../../host.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { hasKind, typedArray, type Value } from '../../values/model.ts';
import { NativeObject, nativeProperty, nativeReference } from '../../values/native.ts';
import { PsObject, unwrapped } from '../../values/object.ts';
import { localDate } from '../data/local-time.ts';

/** Names the certificate to main; its key never comes here. */
const ID = 'CertificateId';
const TYPE = 'System.Security.Cryptography.X509Certificates.X509Certificate2';
const PROVIDER = 'Microsoft.PowerShell.Security\\Certificate::';

/** Where main finds a certificate's key. */
export interface CertificateSource {
  readonly ref: CertificateRef;
  /** Of its file; null: none was given. */
  readonly password: string | null;
}

interface Known extends CertificateSource {
  readonly facts: CertificateFacts;
  readonly hasKey: boolean;
}

/** What each object stands for. */
const known = new WeakMap<NativeObject, Known>();

/** A certificate of the app's vault or of the Windows store, as Get-ChildItem gives it there. */
export function keptCertificate(
  certificate: Certificate,
  location: 'CurrentUser' | 'LocalMachine',
  rt: Runtime,
): Value {
  const { id, name, subject, thumbprint } = certificate;
  const parent = `${PROVIDER}${location}\\My`;
  const note = (property: string, value: Value) =>
    nativeProperty(property, typeof value === 'boolean' ? 'Boolean' : 'String', () => value, 'NoteProperty');
  const ref: CertificateRef =
    id === null ? { from: 'store', thumbprint } : { from: 'kept', certificateId: id };
  const hasKey = certificate.origin.kind !== 'store' || certificate.origin.hasKey;
  return made({ ref, password: null, facts: certificate, hasKey }, name === subject ? '' : name, rt, [
    note('PSPath', `${parent}\\${thumbprint}`),
    note('PSParentPath', parent),
    note('PSChildName', thumbprint),
    note('PSIsContainer', false),
    ...(id === null ? [] : [note(ID, id)]),
  ]);
}

/** A certificate of a file, which main reads again when it connects; one without its key can be looked at. */
export function fileCertificate(
  { facts, path, hasKey }: InspectedFile,
  password: string | null,
  rt: Runtime,
): Value {
  return made({ ref: { from: 'file', path }, password, facts, hasKey }, '', rt, []);
}

/** What a script can tell of a certificate; null: the value is none, or one that was copied and read back. */
export function certificateFactsOf(value: Value): CertificateFacts | null {
  return knownOf(value)?.facts ?? null;
}

/** Where main finds the certificate that a value stands for; null: it is none. */
export function certificateSourceOf(value: Value): CertificateSource | null {
  const found = knownOf(value);
  if (found !== null) return found;
  // Select-Object and the like copy the properties.
  if (!(value instanceof PsObject)) return null;
  const id = value.get(ID) ?? null;
  const certificateId = typeof id === 'string' ? id : hasKind(id, 'guid') ? id.text : null;
  return certificateId === null ? null : { ref: { from: 'kept', certificateId }, password: null };
}

function knownOf(value: Value): Known | null {
  const plain = unwrapped(value);
  if (!hasKind(plain, 'reference') || !(plain.state instanceof NativeObject)) return null;
  return known.get(plain.state) ?? null;
}

function made(
  source: Known,
  friendlyName: string,
  rt: Runtime,
  notes: ReturnType<typeof nativeProperty>[],
): Value {
  const { facts } = source;
  const der = Buffer.from(facts.publicData, 'base64');
  const time = (text: string): Value => localDate(Date.parse(text), rt.culture);
  const plain = (name: string, type: string, get: () => Value) => nativeProperty(name, type, get);
  const text = (): string =>
    `[Subject]\n  ${facts.subject}\n\n[Issuer]\n  ${facts.issuer}\n\n[Serial Number]\n  ${facts.serialNumber}\n\n[Thumbprint]\n  ${facts.thumbprint}\n`;
  const reference = nativeReference({
    typeNames: [TYPE, 'System.Security.Cryptography.X509Certificates.X509Certificate', 'System.Object'],
    properties: [
      ...notes,
      nativeProperty('EnhancedKeyUsageList', 'System.Object', () => usages(der), 'ScriptProperty'),
      nativeProperty('DnsNameList', 'System.Object', () => dnsNames(der, facts), 'ScriptProperty'),
      plain('FriendlyName', 'String', () => friendlyName),
      plain('HasPrivateKey', 'Boolean', () => source.hasKey),
      plain('NotAfter', 'DateTime', () => time(facts.notAfter)),
      plain('NotBefore', 'DateTime', () => time(facts.notBefore)),
      plain('RawData', 'Byte[]', () => typedArray([...der], 'System.Byte')),
      plain('SerialNumber', 'String', () => facts.serialNumber),
      plain('Thumbprint', 'String', () => facts.thumbprint),
      plain('Version', 'Int32', () => 3),
      plain('Issuer', 'String', () => facts.issuer),
      plain('Subject', 'String', () => facts.subject),
    ],
    toText: text,
    methods: new Map<string, () => Value>([
      ['tostring', text],
      ['getcerthashstring', () => facts.thumbprint],
      ['getserialnumberstring', () => facts.serialNumber],
      ['getrawcertdata', () => typedArray([...der], 'System.Byte')],
    ]),
  });
  if (reference.state instanceof NativeObject) known.set(reference.state, source);
  return reference;
}

/** Object identifiers of what certificates are for (RFC 5280 4.2.1.12), by their Windows names. */
const USAGES: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'Server Authentication',
  '1.3.6.1.5.5.7.3.2': 'Client Authentication',
  '1.3.6.1.5.5.7.3.3': 'Code Signing',
  '1.3.6.1.5.5.7.3.4': 'Secure Email',
  '1.3.6.1.4.1.311.80.1': 'Document Encryption',
};

function keyUsage(der: Buffer): readonly string[] {
  const { keyUsage: ids } = new X509Certificate(der) as { keyUsage?: readonly string[] };
  return ids ?? [];
}

function usages(der: Buffer): Value {
  return keyUsage(der).map((id) =>
    PsObject.from([
      ['FriendlyName', usageName(id)],
      ['ObjectId', id],
    ]),
  );
}

/** Object identifiers of what a certificate is for; none: for anything. */
export function usageIds({ publicData }: CertificateFacts): readonly string[] {
  return keyUsage(Buffer.from(publicData, 'base64'));
}

/** Its Windows name; empty: it has none here. */
export const usageName = (id: string): string => USAGES[id] ?? '';

/** The names of its subject as DnsNameList has them. */
export function dnsNamesOf(facts: CertificateFacts): readonly string[] {
  return namesIn(Buffer.from(facts.publicData, 'base64'), facts);
}

function namesIn(der: Buffer, { subject }: CertificateFacts): readonly string[] {
  const named = new X509Certificate(der).subjectAltName ?? '';
  const names = [...named.matchAll(/DNS:([^,\s]+)/g)].map(([, name]) => name ?? '');
  const [, common] = /(?:^|, )CN=([^,]+)/.exec(subject) ?? [];
  return names.length > 0 || common === undefined ? names : [common];
}

function dnsNames(der: Buffer, facts: CertificateFacts): Value {
  return namesIn(der, facts).map((name) =>
    PsObject.from([
      ['Punycode', name],
      ['Unicode', name],
    ]),
  );
}
