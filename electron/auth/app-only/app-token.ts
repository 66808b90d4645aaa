import { fail } from '../../../shared/model/failure.ts';
import { claimFacts, readClaims } from '../token-claims.ts';
import type { AccessToken } from '../types.ts';
import { appUsername } from './organization.ts';

interface Around {
  readonly organization: string;
  readonly accountId: string;
  readonly correlationId: string;
  /** Milliseconds. */
  readonly expiresAt: number;
  readonly now: number;
}

/** An app's or a machine's token with what it says. Throws FailureError for what is no token. */
export function appAccessToken(value: string, around: Around): AccessToken {
  const claims = readClaims(value);
  if (claims?.tid === undefined) {
    throw fail(
      'bad-answer',
      'The sign-in service sent a token that does not say which organisation it is for.',
      'Try again.',
      { correlationId: around.correlationId, retryable: true },
    );
  }
  return {
    value,
    expiresAt: new Date(around.expiresAt),
    tenantId: claims.tid,
    accountId: around.accountId,
    username: appUsername(around.organization),
    displayName: appUsername(around.organization),
    actor: 'app',
    ...claimFacts(claims, around.now),
    correlationId: around.correlationId,
  };
}
