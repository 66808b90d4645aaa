import {
  AuthError,
  InteractionRequiredAuthError,
  CryptoProvider,
  LogLevel,
  PublicClientApplication,
  ResponseMode,
  type AccountInfo,
  type AuthenticationResult,
} from '@azure/msal-node';
import { fail, FailureError } from '../../../shared/model/failure.ts';
import type { HttpClient } from '../../http/types.ts';
import {
  IdentityError,
  type CodeRequest,
  type IdentityClient,
  type IdentityClientOptions,
  type IdentityToken,
  type SilentIdentityRequest,
} from '../identity.ts';
import { callContext, createNetworkModule } from './network.ts';

/**
 * One PublicClientApplication. Its cache lives in memory and is written out by us when it changed: MSAL's own cache
 * plug-in would parse the whole cache anew for each of hundreds of customers' tokens.
 * Throws when `options.cache` can't be read.
 */
export function createIdentityClient(options: IdentityClientOptions, http: HttpClient): IdentityClient {
  const { loginHost, clientId } = options;
  const application = new PublicClientApplication({
    auth: {
      clientId,
      authority: `https://${loginHost}/organizations`,
      ...metadataOf(loginHost),
      clientCapabilities: ['cp1'],
    },
    system: {
      networkClient: createNetworkModule(http, loginHost),
      loggerOptions: { loggerCallback: () => {}, piiLoggingEnabled: false, logLevel: LogLevel.Error },
    },
  });
  const cache = application.getTokenCache();
  const crypto = new CryptoProvider();
  /** An account went: to be written out although MSAL thinks that nothing changed since. */
  let removed = false;
  if (options.cache !== null) cache.deserialize(options.cache);

  async function profilesOf(accountId: string): Promise<AccountInfo[]> {
    return (await cache.getAllAccounts()).filter((account) => account.homeAccountId === accountId);
  }

  return {
    knows: async (accountId) => (await profilesOf(accountId)).length > 0,

    silent: (request) =>
      inContext(request, async () => {
        const account = accountFor(await profilesOf(request.accountId), request);
        if (account === null) throw signInNeeded(request.correlationId);
        const result = await application.acquireTokenSilent({
          account,
          authority: request.authority,
          scopes: [...request.scopes],
          correlationId: request.correlationId,
          forceRefresh: request.forceRefresh,
          ...(request.claims === undefined ? {} : { claims: request.claims }),
        });
        return toToken(result, request.correlationId);
      }),

    startCodeFlow: (request) => inContext(request, () => startCodeFlow(request)),

    async remove(accountId) {
      for (const account of await profilesOf(accountId)) await cache.removeAccount(account);
      // Drops the text that MSAL keeps to merge with, which still holds the account's tokens.
      cache.deserialize(cache.serialize());
      removed = true;
    },

    hasChanged: () => removed || cache.hasChanged(),
    takeCache() {
      removed = false;
      return cache.serialize();
    },
  };

  async function startCodeFlow(request: CodeRequest) {
    const { verifier, challenge } = await crypto.generatePkceCodes();
    const common = {
      authority: request.authority,
      scopes: [...request.scopes],
      redirectUri: request.redirectUri,
      correlationId: request.correlationId,
      ...(request.claims === undefined ? {} : { claims: request.claims }),
    };
    const address = await application.getAuthCodeUrl({
      ...common,
      responseMode: ResponseMode.FORM_POST,
      codeChallenge: challenge,
      codeChallengeMethod: 'S256',
      state: request.state,
      nonce: request.nonce,
      ...(request.loginHint === null ? {} : { loginHint: request.loginHint }),
      ...(request.prompt === null ? {} : { prompt: request.prompt }),
    });
    return {
      address,
      redeem: (code: string) =>
        inContext(request, async () => {
          const result = await application.acquireTokenByCode({
            ...common,
            code,
            codeVerifier: verifier,
            nonce: request.nonce,
          });
          return toToken(result, request.correlationId);
        }),
    };
  }
}

/** Fixed addresses, so that MSAL asks no other host and nothing beyond the token (zero discovery requests). */
function metadataOf(host: string) {
  const root = `https://${host}/{tenantid}`;
  return {
    cloudDiscoveryMetadata: JSON.stringify({
      tenant_discovery_endpoint: `https://${host}/common/v2.0/.well-known/openid-configuration`,
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    }),
    authorityMetadata: JSON.stringify({
      issuer: `${root}/v2.0`,
      authorization_endpoint: `${root}/oauth2/v2.0/authorize`,
      token_endpoint: `${root}/oauth2/v2.0/token`,
      end_session_endpoint: `${root}/oauth2/v2.0/logout`,
      jwks_uri: `${root}/discovery/v2.0/keys`,
    }),
  };
}

/** MSAL looks its cache up by the account's tenant before the authority's; so the account is given the wanted one. */
function accountFor(profiles: readonly AccountInfo[], request: SilentIdentityRequest): AccountInfo | null {
  const homeTenant = request.accountId.split('.')[1] ?? '';
  const home = profiles.find((account) => account.tenantId === homeTenant) ?? profiles[0];
  return home === undefined ? null : { ...home, tenantId: request.tenantId ?? homeTenant };
}

async function inContext<T>(
  request: { readonly signal: AbortSignal; readonly correlationId: string },
  action: () => Promise<T>,
): Promise<T> {
  const context = { signal: request.signal, correlationId: request.correlationId, failure: null as unknown };
  return callContext.run(context, async () => {
    try {
      return await action();
    } catch (error) {
      if (context.failure instanceof FailureError) throw context.failure;
      throw error instanceof AuthError ? toIdentityError(error, request.correlationId) : error;
    }
  });
}

function toIdentityError(error: AuthError, correlationId: string): IdentityError {
  return new IdentityError({
    error: error.errorCode === 'no_tokens_found' ? 'login_required' : error.errorCode,
    description: error.errorMessage,
    suberror: error.subError,
    claims: error instanceof InteractionRequiredAuthError && error.claims !== '' ? error.claims : null,
    correlationId,
  });
}

function signInNeeded(correlationId: string): IdentityError {
  return new IdentityError({ error: 'login_required', description: '', correlationId });
}

function toToken(result: AuthenticationResult, correlationId: string): IdentityToken {
  const { account, expiresOn } = result;
  if (account === null || expiresOn === null || result.accessToken === '') {
    throw fail(
      'bad-answer',
      'The sign-in service answered without a token for an account.',
      'Try again; if it stays so, tell support the correlation id.',
      { correlationId, retryable: true },
    );
  }
  return {
    accessToken: result.accessToken,
    expiresAt: expiresOn,
    accountId: account.homeAccountId,
    username: account.username,
    displayName: account.name ?? account.username,
    tenantId: result.tenantId,
    correlationId,
  };
}
