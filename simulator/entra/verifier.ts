import { CLOUDS } from '../../shared/clouds.ts';
import type { PracticeClock } from '../clock.ts';
import { jsonResponse } from '../http/forms.ts';
import type { PracticeRequest, PracticeResponse, TokenVerifier } from '../types.ts';
import type { TokenClaims, TokenSigner } from './access-tokens.ts';
import { instanceOf, sameInstance } from './instances.ts';
import { findResource, generalHost, kindOfHost, type ResourceKind } from './clients.ts';

/** Which tokens count no longer, although their time is not up; tests decide. */
export interface TokenCutoffs {
  /** All tokens signed so far count as expired. */
  expireAll(): void;
  /** All tokens signed so far are answered with a claims challenge (continuous access evaluation). */
  challengeAll(): void;
}

/** What a path serves, for requests that name no cloud host (127.0.0.1). */
export function kindOfPath(pathname: string): ResourceKind | null {
  if (/^\/adminapi\//iu.test(pathname)) return 'exchange';
  return /^\/(?:v1\.0|beta)\//u.test(pathname) ? 'graph' : null;
}

type Failure =
  'missing' | 'malformed' | 'signature' | 'expired' | 'notYetValid' | 'issuer' | 'audience' | 'challenge';

const DIAGNOSTICS: Readonly<Record<Failure, readonly [number, string, string]>> = {
  missing: [2000010, 'No token was sent.', 'missing_token'],
  malformed: [2000000, 'The token could not be read.', 'invalid_token'],
  signature: [2000000, 'The token has an invalid signature.', 'invalid_token'],
  expired: [2000003, 'The token has expired.', 'invalid_token'],
  notYetValid: [2000003, 'The token is not valid yet.', 'invalid_token'],
  // As Exchange was seen to say it of an issuer that is not its own cloud's.
  issuer: [2000009, 'The issuer of the token is unknown.', 'invalid_issuer'],
  audience: [2000001, 'The audience claim value is invalid for the current resource.', 'invalid_resource'],
  challenge: [2000009, 'A claims challenge has to be answered.', 'insufficient_claims'],
};

/** Checks tokens for Exchange, compliance and Graph; the refusals differ by service as the real ones do. */
export function createTokenVerifier(signer: TokenSigner, clock: PracticeClock): TokenVerifier & TokenCutoffs {
  let expiredUpTo = -2;
  let challengedUpTo = -2;
  let challengedAt = 0;

  const audienceFits = (claims: TokenClaims, request: PracticeRequest): boolean => {
    const kind = kindOfHost(request.url.hostname);
    if (kind !== null) return claims.aud === `https://${generalHost(request.url.hostname)}`;
    const wanted = kindOfPath(request.url.pathname);
    const got = findResource(claims.aud)?.kind;
    return wanted === 'graph' ? got === 'graph' : got === 'exchange' || got === 'compliance';
  };

  return {
    expireAll: () => {
      expiredUpTo = signer.newest();
    },
    challengeAll: () => {
      challengedUpTo = signer.newest();
      challengedAt = Math.floor(clock.now() / 1000);
    },
    verify: async (request) => {
      const refuse = (failure: Failure): { refused: PracticeResponse } => ({
        refused: refusal(request, failure, challengedAt),
      });
      const header = request.headers.authorization ?? '';
      const token = /^Bearer (?<token>\S+)$/iu.exec(header)?.groups?.token;
      if (token === undefined) return refuse('missing');
      const verdict = await signer.verify(token);
      if ('failure' in verdict) return refuse(verdict.failure);
      const { claims, instance } = verdict;
      if (!sameInstance(instance, instanceOf(request.url.hostname))) return refuse('issuer');
      if (!audienceFits(claims, request)) return refuse('audience');
      const order = signer.sequenceOf(claims.uti);
      if (order <= expiredUpTo) return refuse('expired');
      if (order <= challengedUpTo)
        return refuse(claims.xms_cc?.includes('cp1') === true ? 'challenge' : 'expired');
      return { claims };
    },
  };
}

/** The WWW-Authenticate value that asks for a token with new claims (captures: error-401-claims). */
export function claimsChallenge(request: PracticeRequest, notBefore: number): string {
  const login = `https://${instanceOf(request.url.hostname) ?? CLOUDS.Practice.loginHost}`;
  const claims = JSON.stringify({ access_token: { nbf: { essential: true, value: String(notBefore) } } });
  return `Bearer realm="", authorization_uri="${login}/common/oauth2/authorize", error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`;
}

function refusal(request: PracticeRequest, failure: Failure, challengedAt: number): PracticeResponse {
  const [number, reason, category] = DIAGNOSTICS[failure];
  const graph = kindOfPath(request.url.pathname) === 'graph';
  const challenge =
    failure === 'challenge'
      ? claimsChallenge(request, challengedAt)
      : graph
        ? 'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"'
        : `Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="00000001-0000-0000-c000-000000000000@*", token_types="app_asserted_user_v1 service_asserted_app_v1", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"${failure === 'missing' ? '' : ', error="invalid_token"'}`;
  if (graph) {
    const id = crypto.randomUUID();
    return jsonResponse(
      401,
      {
        error: {
          code: 'InvalidAuthenticationToken',
          message: failure === 'missing' ? 'Access token is empty.' : reason,
          innerError: {
            date: new Date().toISOString().slice(0, 19),
            'request-id': id,
            'client-request-id': id,
          },
        },
      },
      { 'WWW-Authenticate': challenge, 'request-id': id },
    );
  }
  return {
    status: 401,
    headers: {
      'WWW-Authenticate': challenge,
      'x-ms-diagnostics': `${number};reason="${reason}";error_category="${category}"`,
      'request-id': crypto.randomUUID(),
      'Content-Length': '0',
    },
    body: '',
  };
}
