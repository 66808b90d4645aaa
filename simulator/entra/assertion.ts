import { constants, verify, type KeyObject } from 'node:crypto';
import type { AppRegistration, Apps } from './apps.ts';
import { EntraError } from './errors.ts';

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

interface AssertionCheck {
  readonly assertion: string;
  readonly app: AppRegistration;
  readonly apps: Apps;
  /** Whether an `aud` is the address that was asked. */
  readonly audienceFits: (audience: string) => boolean;
  /** Practice clock, milliseconds since 1970. */
  readonly now: number;
}

const TOLERANCE_MS = 300_000;

/**
 * Checks a client assertion as the real service does: form, certificate, signature, issuer, audience and times.
 * Times may be numbers or texts, as Microsoft's own library sends them (real-client.md 3). Throws EntraError.
 */
export function checkAssertion(check: AssertionCheck): void {
  const parts = check.assertion.split('.');
  const header = readPart(parts[0]);
  const claims = readPart(parts[1]);
  if (parts.length !== 3 || header === null || claims === null) {
    throw new EntraError('invalid_request', 50027, 'JWT token is invalid or malformed.');
  }
  checkSignature(check, header, parts);
  const { app } = check;
  if (claims.iss !== app.id || claims.sub !== app.id) {
    throw new EntraError(
      'invalid_client',
      700021,
      "Client assertion application identifier doesn't match 'client_id' parameter.",
    );
  }
  if (typeof claims.aud !== 'string' || !check.audienceFits(claims.aud)) {
    throw new EntraError(
      'invalid_client',
      700023,
      'Client assertion audience claim does not match Realm issuer.',
    );
  }
  const from = Number(claims.nbf ?? Number.NaN) * 1000;
  const until = Number(claims.exp ?? Number.NaN) * 1000;
  if (!(from <= check.now + TOLERANCE_MS && until > check.now - TOLERANCE_MS)) {
    throw new EntraError(
      'invalid_client',
      700024,
      `Client assertion is not within its valid time range. Current time: ${iso(check.now)}, assertion valid from ${iso(from)}, expiry time of assertion ${iso(until)}.`,
    );
  }
}

function checkSignature(
  { app, apps, assertion, now }: AssertionCheck,
  header: Readonly<Record<string, unknown>>,
  parts: readonly string[],
): void {
  const thumbprint = header['x5t#S256'] ?? header.x5t;
  const certificate = typeof thumbprint === 'string' ? apps.certificateOf(app.id, thumbprint) : null;
  const refuse = (reason: string): EntraError =>
    new EntraError(
      'invalid_client',
      700027,
      `The certificate with identifier used to sign the client assertion is not registered on application. [Reason - ${reason}, Thumbprint of key used by client: '${String(thumbprint).slice(0, 60)}']`,
    );
  if (certificate === null) throw refuse('The key was not found.');
  if (Date.parse(certificate.validTo) <= now) throw refuse('The key used is expired.');
  const signed = Buffer.from(assertion.slice(0, assertion.lastIndexOf('.')));
  const signature = Buffer.from(parts[2] ?? '', 'base64url');
  if (!signatureFits(header.alg, certificate.publicKey, signed, signature)) {
    throw refuse('The key was found, but use of the key to verify the signature failed.');
  }
}

function signatureFits(alg: unknown, key: KeyObject, signed: Buffer, signature: Buffer): boolean {
  if (key.asymmetricKeyType !== 'rsa') return false;
  if (alg === 'PS256') {
    const pss = {
      key,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
    };
    return verify('sha256', signed, pss, signature);
  }
  return alg === 'RS256' && verify('sha256', signed, key, signature);
}

function readPart(part: string | undefined): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const iso = (ms: number): string => (Number.isFinite(ms) ? new Date(ms).toISOString() : 'unknown');
