import type { CertificateFacts } from './certificate.ts';

/** Why a certificate can't sign an app in at this time: ended, not begun, or a key that Microsoft Entra ID takes of no app. */
export type Unfitness = 'ended' | 'not-begun' | 'not-rsa';

/** What keeps a certificate from signing an app in; null: nothing of what it says about itself. */
export function unfitness(
  { notBefore, notAfter, key }: Pick<CertificateFacts, 'notBefore' | 'notAfter' | 'key'>,
  now: number,
): Unfitness | null {
  if (Date.parse(notAfter) <= now) return 'ended';
  if (Date.parse(notBefore) > now) return 'not-begun';
  return key.startsWith('RSA') ? null : 'not-rsa';
}
