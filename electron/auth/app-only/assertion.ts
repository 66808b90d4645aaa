import { randomUUID } from 'node:crypto';
import type { CertificateSigner } from '../../certificates/types.ts';

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const LIFETIME_SECONDS = 600;

interface AssertionFacts {
  readonly appId: string;
  /** The token address that it is for. */
  readonly audience: string;
  /** Milliseconds. */
  readonly now: number;
}

/**
 * What an app proves itself with: header and claims as the module's were seen (real-client.md 3: PS256 and `x5t#S256`,
 * no `x5c`; aud the token address, ten minutes). The times are numbers, as RFC 7519 has them; the module sends texts.
 */
export async function clientAssertion(signer: CertificateSigner, facts: AssertionFacts): Promise<string> {
  const from = Math.floor(facts.now / 1000);
  const header = {
    alg: 'PS256',
    typ: 'JWT',
    'x5t#S256': Buffer.from(signer.facts.thumbprintSha256, 'hex').toString('base64url'),
  };
  const claims = {
    aud: facts.audience,
    iss: facts.appId,
    sub: facts.appId,
    nbf: from,
    exp: from + LIFETIME_SECONDS,
    jti: randomUUID(),
  };
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(claims)}`;
  const signature = await signer.sign(Buffer.from(signed));
  return `${signed}.${Buffer.from(signature).toString('base64url')}`;
}
