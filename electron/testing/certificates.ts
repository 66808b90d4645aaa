import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** For tests: certificates of a made-up authority, as RFC 5280 lays them out, right and wrong ones alike. */
export interface MadeCertificate {
  readonly name: string;
  readonly pem: string;
  readonly privateKey: KeyObject;
  readonly keyPem: string;
}

export interface CertificateWish {
  readonly name: string;
  /** Who signs; itself where nobody is named. */
  readonly issuer?: MadeCertificate;
  readonly isAuthority?: boolean;
  readonly hosts?: readonly string[];
  readonly from?: Date;
  readonly to?: Date;
  /** Extended key usage: for servers unless told. */
  readonly purpose?: 'server' | 'client';
  readonly bits?: number;
  /** An elliptic curve in the place of RSA. */
  readonly curve?: 'P-256';
}

const DAY = 86_400_000;

export function makeCertificate(wish: CertificateWish): MadeCertificate {
  const { publicKey, privateKey } =
    wish.curve === undefined
      ? generateKeyPairSync('rsa', { modulusLength: wish.bits ?? 2048 })
      : generateKeyPairSync('ec', { namedCurve: wish.curve });
  const issuer = wish.issuer ?? { name: wish.name, privateKey };
  const algorithm =
    issuer.privateKey.asymmetricKeyType === 'ec'
      ? sequence(oid(1, 2, 840, 10045, 4, 3, 2))
      : sequence(oid(1, 2, 840, 113549, 1, 1, 11), der(0x05));
  const body = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    commonName(issuer.name),
    sequence(time(wish.from ?? new Date(Date.now() - DAY)), time(wish.to ?? new Date(Date.now() + 30 * DAY))),
    commonName(wish.name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions(wish))),
  );
  const signature = sign('sha256', body, issuer.privateKey);
  const whole = sequence(body, algorithm, der(0x03, Buffer.from([0]), signature));
  const text = whole.toString('base64').replaceAll(/(.{64})(?!$)/g, '$1\n');
  return {
    name: wish.name,
    privateKey,
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    pem: `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`,
  };
}

function extensions({ isAuthority = false, hosts = [], purpose = 'server' }: CertificateWish): Buffer[] {
  const basic = extension(
    oid(2, 5, 29, 19),
    sequence(...(isAuthority ? [der(0x01, Buffer.from([0xff]))] : [])),
  );
  if (isAuthority) return [basic];
  const names = hosts.map((host) => der(0x82, Buffer.from(host, 'ascii')));
  return [
    basic,
    extension(oid(2, 5, 29, 17), sequence(...names)),
    extension(oid(2, 5, 29, 37), sequence(oid(1, 3, 6, 1, 5, 5, 7, 3, purpose === 'server' ? 1 : 2))),
  ];
}

const extension = (id: Buffer, value: Buffer) => sequence(id, der(0x04, value));
const commonName = (name: string) =>
  sequence(der(0x31, sequence(oid(2, 5, 4, 3), der(0x0c, Buffer.from(name, 'utf8')))));
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const integer = (bytes: Buffer) => der(0x02, bytes);
/** GeneralizedTime, which is good for any year here. */
const time = (at: Date) =>
  der(0x18, Buffer.from(`${at.toISOString().replaceAll(/[-:T]|\.\d+Z$/g, '')}Z`, 'ascii'));

function oid(first: number, second: number, ...rest: number[]): Buffer {
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const digits = [part & 0x7f];
    for (let left = part >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
    bytes.push(...digits);
  }
  return der(0x06, Buffer.from(bytes));
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const bytes: number[] = [];
  for (let left = length; left > 0; left >>>= 8) bytes.unshift(left & 0xff);
  return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length, ...bytes]), content]);
}
