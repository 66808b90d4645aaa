import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CLOUDS } from '../../../shared/clouds.ts';
import { cloudOf, readAuthorityUri } from '../../../shared/endpoints.ts';
import type { ConnectionProfile } from '../../../shared/model/connection.ts';
import { fail } from '../../../shared/model/failure.ts';
import type { ConnectSecrets, SignInMethod } from '../../../shared/model/sign-in-method.ts';
import type { HttpClient } from '../../http/types.ts';
import { createServiceClock } from '../clock.ts';
import { postForm } from '../flows/wire.ts';
import { IdentityError } from '../identity.ts';
import type { AccessToken, TokenSource } from '../types.ts';
import { appAccessToken } from './app-token.ts';
import { ASSERTION_TYPE, clientAssertion } from './assertion.ts';
import { organizationOf } from './organization.ts';
import { appFailure } from './refusals.ts';
import { renewedTokens } from './renewed.ts';
import type { CertificateSigner, CertificateSource } from '../../certificates/types.ts';

export interface CertificateTokensDeps {
  readonly http: HttpClient;
  readonly certificates: CertificateSource;
  readonly now: () => number;
}

type CertificateMethod = Extract<SignInMethod, { kind: 'certificate' }>;

/**
 * Tokens of an app that proves itself with a certificate: client_credentials with a signed assertion (real-client.md 3).
 * The certificate is opened once; its file's password is forgotten then.
 */
export function certificateTokens(
  deps: CertificateTokensDeps,
  profile: ConnectionProfile,
  method: CertificateMethod,
  secrets: ConnectSecrets | null,
): TokenSource {
  const clock = createServiceClock(deps.now);
  const http = clock.watch(deps.http);
  let typed = secrets;
  let opening: Promise<CertificateSigner> | null = null;
  let closed = false;

  /** After a failure the password stays, so that a retry needs no person where the file was merely away. */
  function open(): Promise<CertificateSigner> {
    opening ??= deps.certificates
      .signer(method.certificate, typed?.password ?? null, typed?.keep ?? false)
      .then(
        (signer) => {
          typed = null;
          if (closed) signer.close();
          return signer;
        },
        (error: unknown) => {
          opening = null;
          throw error;
        },
      );
    return opening;
  }

  async function fetch(scope: string, claims: string | undefined, signal: AbortSignal): Promise<AccessToken> {
    const organization = organizationOf(profile);
    const { loginHost } = cloudOf(profile.cloudId, profile.options);
    const path = `${encodeURIComponent(authorityTenant(profile) ?? organization)}/oauth2/v2.0/token`;
    const url = `https://${loginHost}/${path}`;
    const signer = await open();
    signal.throwIfAborted();
    const correlationId = randomUUID();
    const now = deps.now();
    const wire = { http, loginHost, clientId: method.appId, correlationId, signal };
    const answer = await postForm(wire, path, {
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: await clientAssertion(signer, { appId: method.appId, audience: url, now }),
      scope,
      ...(claims === undefined ? {} : { claims }),
      grant_type: 'client_credentials',
    }).catch((error: unknown) => {
      if (!(error instanceof IdentityError)) throw error;
      throw appFailure(error, {
        appId: method.appId,
        organization,
        cloudName: CLOUDS[profile.cloudId].name,
        loginHost,
        thumbprint: signer.facts.thumbprint,
        skewMs: clock.skewMs(),
      });
    });
    const granted = grantedSchema.safeParse(answer);
    if (!granted.success) throw noToken(correlationId);
    return appAccessToken(granted.data.access_token, {
      organization,
      accountId: `app:${method.appId.toLowerCase()}`,
      correlationId,
      expiresAt: now + granted.data.expires_in * 1000,
      now,
    });
  }

  return renewedTokens(fetch, deps.now, () => {
    closed = true;
    typed = null;
    void opening?.then(
      (signer) => signer.close(),
      () => undefined,
    );
  });
}

/** The tenant of an AzureADAuthorizationEndpointUri, which wins over the organisation's own name. */
function authorityTenant({ options }: ConnectionProfile): string | null {
  const authority = options.authorityUri === null ? null : readAuthorityUri(options.authorityUri);
  return authority !== null && !('problem' in authority) ? authority.tenant : null;
}

const grantedSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

const noToken = (correlationId: string) =>
  fail('bad-answer', 'The sign-in service answered without a token.', 'Try again.', {
    correlationId,
    retryable: true,
    action: 'retry',
  });
