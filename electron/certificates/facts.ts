import { X509Certificate } from 'node:crypto';
import type { CertificateFacts } from '../../shared/model/certificate.ts';

const CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

/** What a certificate says, for people. Throws where it is none. */
export function certificateFacts(der: Uint8Array): CertificateFacts {
  const certificate = new X509Certificate(der);
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    serialNumber: certificate.serialNumber.toUpperCase(),
    thumbprint: certificate.fingerprint.replaceAll(':', ''),
    thumbprintSha256: certificate.fingerprint256.replaceAll(':', ''),
    notBefore: new Date(certificate.validFrom).toISOString(),
    notAfter: new Date(certificate.validTo).toISOString(),
    key: keyName(certificate),
    publicData: certificate.raw.toString('base64'),
  };
}

/** The runtime writes a line for each part, the outermost first; Windows one line, the innermost first. */
const oneLine = (name: string | undefined): string => (name ?? '').split('\n').reverse().join(', ');

function keyName({ publicKey }: X509Certificate): string {
  const { modulusLength, namedCurve } = publicKey.asymmetricKeyDetails ?? {};
  switch (publicKey.asymmetricKeyType) {
    case 'rsa':
    case 'rsa-pss':
      return `RSA ${modulusLength ?? ''}`.trim();
    case 'ec':
      return `EC ${CURVES[namedCurve ?? ''] ?? namedCurve ?? ''}`.trim();
    default:
      return publicKey.asymmetricKeyType ?? 'unknown';
  }
}
