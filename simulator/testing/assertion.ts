import { constants, createPrivateKey, randomUUID, sign, X509Certificate, type KeyObject } from 'node:crypto';
import type { MadeCertificate } from './certificate.ts';

interface AssertionOf {
  readonly made: MadeCertificate;
  readonly appId: string;
  readonly audience: string;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signs instead of the certificate's own key. */
  readonly key?: KeyObject;
}

/** For tests: a client assertion as Microsoft's own library makes it, its times as texts (real-client.md 3). */
export function clientAssertion({ made, appId, audience, header, claims, key }: AssertionOf): string {
  const now = Math.floor(Date.now() / 1000);
  const { fingerprint256 } = new X509Certificate(made.certificate);
  const thumbprint = Buffer.from(fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = [
    part({ alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprint, ...header }),
    part({
      aud: audience,
      iss: appId,
      sub: appId,
      nbf: String(now),
      exp: String(now + 600),
      jti: randomUUID(),
      ...claims,
    }),
  ].join('.');
  const own = createPrivateKey({ key: Buffer.from(made.key), format: 'der', type: 'pkcs8' });
  const how = { key: key ?? own, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  return `${signed}.${sign('sha256', Buffer.from(signed), how).toString('base64url')}`;
}
