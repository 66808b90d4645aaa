import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CLOUDS } from '../../../shared/clouds.ts';
import { cloudOf, readAuthorityUri } from '../../../shared/endpoints.ts';
import type { ConnectionProfile } from '../../../shared/model/connection.ts';
import { fail } from '../../../shared/model/failure.ts';
import type { ConnectSecrets, SignInMethod } from '../../../shared/model/sign-in-method.ts';
import type { HttpClient, HttpResponse } from '../../http/types.ts';
import { createServiceClock } from '../clock.ts';
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

/** Milliseconds without a byte from the sign-in service. */
const IDLE_TIMEOUT_MS = 30_000;

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
    const url = `https://${loginHost}/${encodeURIComponent(authorityTenant(profile) ?? organization)}/oauth2/v2.0/token`;
    const signer = await open();
    signal.throwIfAborted();
    const correlationId = randomUUID();
    const now = deps.now();
    const form = new URLSearchParams({
      client_id: method.appId,
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: await clientAssertion(signer, { appId: method.appId, audience: url, now }),
      scope,
      ...(claims === undefined ? {} : { claims }),
      grant_type: 'client_credentials',
    });
    const answer = await http.send({
      method: 'POST',
      url,
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        'return-client-request-id': 'true',
      },
      body: form.toString(),
      allowedHosts: [loginHost],
      retry: 'read',
      idleTimeoutMs: IDLE_TIMEOUT_MS,
      correlationId,
      signal,
    });
    const read = readAnswer(answer, correlationId);
    if (read instanceof IdentityError) {
      throw appFailure(read, {
        appId: method.appId,
        organization,
        cloudName: CLOUDS[profile.cloudId].name,
        thumbprint: signer.facts.thumbprint,
        skewMs: clock.skewMs(),
      });
    }
    return appAccessToken(read.access_token, {
      organization,
      accountId: `app:${method.appId.toLowerCase()}`,
      correlationId,
      expiresAt: now + read.expires_in * 1000,
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
const refusedSchema = z.object({
  error: z.string(),
  error_description: z.string().default(''),
  suberror: z.string().optional(),
});

function readAnswer(
  answer: HttpResponse,
  correlationId: string,
): z.infer<typeof grantedSchema> | IdentityError {
  if (answer.status >= 500) {
    throw fail(
      'service-unavailable',
      `The sign-in service had a fault (${answer.status}).`,
      'Try again in a minute.',
      { correlationId, retryable: true },
    );
  }
  const body = parse(answer.body);
  const granted = grantedSchema.safeParse(body);
  if (answer.status === 200 && granted.success) return granted.data;
  const refused = refusedSchema.safeParse(body);
  if (answer.status !== 200 && refused.success) {
    const { error, error_description: description, suberror } = refused.data;
    return new IdentityError({
      error,
      description,
      ...(suberror === undefined ? {} : { suberror }),
      correlationId,
    });
  }
  throw fail(
    'bad-answer',
    `The sign-in service sent something that is not its own kind of answer (${answer.status}).`,
    'A proxy or a sign-in page of your network may be in between: open a web page in the browser, then try again.',
    { correlationId, retryable: true },
  );
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
