import { X509Certificate } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail } from '../../shared/model/failure.ts';
import type { RootCertificate } from '../../shared/model/root-certificate.ts';

/** Far more than a bundle of fifty. */
const LARGEST = 512 * 1024;
const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/**
 * Reads certificate authorities out of a PEM file (one or several) or a DER file. Throws FailureError for what is no
 * certificate, no authority, or out of date.
 */
export async function readRootFile(path: string, now: Date): Promise<RootCertificate[]> {
  const bytes = await readSmall(path);
  const text = bytes.toString('latin1');
  const blocks = text.match(BLOCK) ?? (bytes[0] === 0x30 ? [bytes] : []);
  if (blocks.length === 0) {
    throw fail(
      'invalid-input',
      `${basename(path)} holds no certificate.`,
      'Choose a PEM file, which begins with “-----BEGIN CERTIFICATE-----”, or a DER file (.cer, .crt).',
    );
  }
  return blocks.map((block) => rootOf(block, basename(path), now));
}

async function readSmall(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw fail('not-found', `${basename(path)} can’t be read.`, 'Choose another file.', { cause });
  });
  try {
    const { size } = await file.stat();
    if (size > LARGEST) {
      throw fail('too-large', `${basename(path)} is too large to be a certificate.`, 'Choose another file.');
    }
    return await file.readFile();
  } finally {
    await file.close();
  }
}

function rootOf(block: string | Buffer, file: string, now: Date): RootCertificate {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(block);
  } catch (cause) {
    throw fail('invalid-input', `A certificate in ${file} can’t be read.`, 'Ask for the file again.', {
      cause,
    });
  }
  const name = nameOf(certificate);
  const expires = new Date(certificate.validTo);
  if (!certificate.ca) {
    throw fail(
      'invalid-input',
      `“${name}” in ${file} is not a certificate authority, so it can’t vouch for others.`,
      'Ask whoever runs the proxy for its root certificate.',
    );
  }
  if (expires <= now) {
    throw fail(
      'invalid-input',
      `“${name}” in ${file} ended on ${expires.toISOString().slice(0, 10)}.`,
      'Ask whoever runs the proxy for a newer one.',
    );
  }
  return {
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    name,
    expiresAt: expires.toISOString(),
    pem: certificate.toString(),
  };
}

function nameOf({ subject }: X509Certificate): string {
  const common = /^CN=(.+)$/m.exec(subject)?.[1];
  return (common ?? subject.replaceAll('\n', ', ')).slice(0, 256);
}
