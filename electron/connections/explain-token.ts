import { fail } from '../../shared/model/failure.ts';
import type { TokenFacts } from '../../shared/model/token-facts.ts';
import { claimFacts, isTime, readClaims } from '../auth/token-claims.ts';
import { tokenFacts } from './token-facts.ts';

const COMPLIANCE = /(^|\.)ps\.(compliance\.)?protection\.|(^|\.)ps\.compliance\./;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What a token that a person has says about itself, before it is used. Nothing of it is kept. Throws FailureError
 * invalid-input for what is no token of Entra ID.
 */
export function explainToken(accessToken: string, now: number): TokenFacts {
  const claims = readClaims(accessToken);
  if (
    claims?.tid === undefined ||
    !UUID.test(claims.tid) ||
    !isTime(claims.exp) ||
    !isTime(claims.iat ?? 0)
  ) {
    throw fail(
      'invalid-input',
      'This is not an access token that names its organisation and its end.',
      'Copy all three parts of it, from eyJ to the end.',
    );
  }
  const account = claims.upn ?? claims.unique_name ?? claims.preferred_username;
  const facts = claimFacts(claims, now);
  return tokenFacts(
    {
      ...facts,
      value: '',
      expiresAt: new Date(claims.exp * 1000),
      tenantId: claims.tid,
      accountId: '',
      username: account ?? facts.appId ?? '',
      displayName: claims.name ?? '',
      actor: claims.idtyp === 'app' || account === undefined ? 'app' : 'user',
      correlationId: '',
    },
    {
      service: COMPLIANCE.test(facts.audience) ? 'compliance' : 'exchange',
      renewable: false,
      renewedAt: null,
      challenges: [],
    },
  );
}
