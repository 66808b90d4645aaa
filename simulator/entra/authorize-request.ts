import type { PracticeRequest } from '../types.ts';
import { tenantOfAuthority } from './access.ts';
import { readClaimsRequest } from './claims-request.ts';
import { findClient } from './clients.ts';
import { correlationIdOf, graphOriginOf, type EntraContext } from './context.ts';
import { EntraError } from './errors.ts';
import { requireOwnResource } from './instances.ts';
import type { AuthorizeRequest, Prompt, ResponseMode } from './flow.ts';
import { readScopes } from './scopes.ts';
import { unknownClient } from './refusals.ts';

/** Public clients reply to `http://localhost`, any port, no path (exchange-rest-protocol.md 4.1). */
export function isLoopbackReply(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const url = new URL(uri);
  return (
    url.protocol === 'http:' &&
    url.hostname === 'localhost' &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '' &&
    url.username === '' &&
    url.password === ''
  );
}

/** An authorize request, or why nothing of it is to be trusted. */
export type AuthorizeRead =
  | { readonly untrusted: EntraError }
  | { readonly request: AuthorizeRequest; readonly refusal: EntraError | null };

const PROMPTS: readonly string[] = ['select_account', 'login', 'consent', 'none'];
const MODES: readonly string[] = ['form_post', 'query', 'fragment'];

/** Reads the parameters. Without a known client and a registered reply address the refusal stays on the page. */
export function readAuthorizeRequest(
  entra: EntraContext,
  request: PracticeRequest,
  authority: string,
  parameters: URLSearchParams,
): AuthorizeRead {
  const clientId = parameters.get('client_id') ?? '';
  const client = findClient(clientId);
  if (client === null) return { untrusted: unknownClient(clientId, authority) };
  const redirectUri = parameters.get('redirect_uri') ?? '';
  if (client.replies === 'web' || !isLoopbackReply(redirectUri)) {
    return {
      untrusted: new EntraError(
        'invalid_request',
        50011,
        `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${client.id}'.`,
      ),
    };
  }
  const mode = parameters.get('response_mode') ?? 'query';
  const prompt = parameters.get('prompt');
  let refusal: EntraError | null = null;
  const check = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof EntraError)) throw error;
      refusal ??= error;
      return otherwise;
    }
  };
  const must = (fine: boolean, error: string, code: number, text: string): void => {
    if (!fine) refusal ??= new EntraError(error, code, text);
  };
  must(
    parameters.get('response_type') === 'code',
    'unsupported_response_type',
    700054,
    `response_type '${parameters.get('response_type') ?? ''}' is not enabled for the application.`,
  );
  must(
    MODES.includes(mode),
    'invalid_request',
    70007,
    `'${mode}' is not a supported value of 'response_mode'.`,
  );
  must(
    parameters.get('code_challenge_method') === 'S256' &&
      /^[A-Za-z0-9_-]{43}$/u.test(parameters.get('code_challenge') ?? ''),
    'invalid_request',
    9002325,
    'Proof Key for Code Exchange with the method S256 is required.',
  );
  must(
    prompt === null || PROMPTS.includes(prompt),
    'invalid_request',
    90023,
    `Unsupported 'prompt' value '${prompt ?? ''}'.`,
  );
  const tenant = check(() => tenantOfAuthority(entra.directory, authority), null);
  check(() => readClaimsRequest(parameters.get('claims')), { cp1: false });
  const graphOrigin = graphOriginOf(request);
  const scope = check(() => readScopes(parameters.get('scope'), client, graphOrigin), {
    resource: { kind: 'graph', origin: graphOrigin },
    names: [],
    wholeDefault: false,
    oidc: [],
    asked: [],
  });
  check(() => requireOwnResource(request.url.hostname, scope.resource), undefined);
  return {
    refusal,
    request: {
      authority,
      tenant,
      client,
      redirectUri,
      userCode: null,
      responseMode: MODES.includes(mode) ? (mode as ResponseMode) : 'query',
      state: parameters.get('state'),
      nonce: parameters.get('nonce'),
      codeChallenge: parameters.get('code_challenge') ?? '',
      scope,
      prompt: prompt as Prompt,
      loginHint: parameters.get('login_hint'),
      clientInfo: parameters.get('client_info') === '1',
      correlationId: correlationIdOf(request),
    },
  };
}
