import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

/** For tests: a certificate and its key (PKCS#8), both DER, made anew each time. */
export interface MadeCertificate {
  readonly certificate: Uint8Array;
  readonly key: Uint8Array;
}

/** RSA, signed by itself, valid from yesterday until tomorrow. */
export function makeCertificate(): MadeCertificate {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'der' }).toString('latin1');
  const key = forge.pki.privateKeyFromAsn1(forge.asn1.fromDer(pkcs1));
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(key.n, key.e);
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date(Date.now() - 86_400_000);
  certificate.validity.notAfter = new Date(Date.now() + 86_400_000);
  const name = [{ name: 'commonName', value: 'Practice app' }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.sign(key, forge.md.sha256.create());
  const der = forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes();
  return {
    certificate: Buffer.from(der, 'latin1'),
    key: privateKey.export({ type: 'pkcs8', format: 'der' }),
  };
}
