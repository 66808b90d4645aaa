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
import { refreshTokensOf, seedFor } from './cache-text.ts';
import { callContext, createAnsweringNetwork, createNetworkModule } from './network.ts';
import { createTurns } from './turns.ts';

/** A refresh token is good for weeks after its issue; taking over a newer one now and then is enough. */
const RENEWED_EVERY_MS = 60 * 60_000;

/**
 * One client id in one cloud. The accounts' own organisations are served by one PublicClientApplication. A customer's
 * token is redeemed in an application of its own that holds just the account: in a shared one MSAL walks all tokens for
 * each request (measured: 500 customers took 136 s of processor time, in blocks of up to 14 s; this way it is about 1 s).
 * The caches live in memory and are written out by us when they changed; MSAL's plug-in would parse all of it each time.
 * Throws when `options.cache` can't be read.
 */
export function createIdentityClient(options: IdentityClientOptions, http: HttpClient): IdentityClient {
  const { loginHost, clientId } = options;
  const networkClient = createNetworkModule(http, loginHost);
  const crypto = new CryptoProvider();
  const home = newApplication(options.cache);
  const cache = home.getTokenCache();
  const turn = createTurns();
  /** By account: what its customers' applications start from, as long as the kept cache is the same. */
  const seeds = new Map<string, string>();
  /** By account: when its kept refresh token was last replaced by one that came with a customer's token. */
  const renewedAt = new Map<string, number>();
  /** To be written out although MSAL thinks that nothing changed since. */
  let changed = false;

  function newApplication(seed: string | null, network = networkClient): PublicClientApplication {
    const application = new PublicClientApplication({
      auth: {
        clientId,
        authority: `https://${loginHost}/organizations`,
        ...metadataOf(loginHost),
        clientCapabilities: ['cp1'],
      },
      system: {
        networkClient: network,
        loggerOptions: { loggerCallback: () => {}, piiLoggingEnabled: false, logLevel: LogLevel.Error },
      },
    });
    if (seed !== null) application.getTokenCache().deserialize(seed);
    return application;
  }

  async function profilesOf(accountId: string): Promise<AccountInfo[]> {
    return (await cache.getAllAccounts()).filter((account) => account.homeAccountId === accountId);
  }

  /** Lays what another application learnt over the kept cache. */
  function adopt(text: string): void {
    cache.deserialize(text);
    seeds.clear();
    changed = true;
  }

  function seedOf(accountId: string): string {
    const seed = seeds.get(accountId) ?? seedFor(cache.serialize(), accountId);
    seeds.set(accountId, seed);
    return seed;
  }

  /** The newest refresh token lives longest; but one from a sign-in meanwhile, with more factors, stays. */
  function renew(accountId: string, seed: string, from: PublicClientApplication): void {
    const sinceLast = Date.now() - (renewedAt.get(accountId) ?? 0);
    if (Math.abs(sinceLast) < RENEWED_EVERY_MS || seeds.get(accountId) !== seed) return;
    renewedAt.set(accountId, Date.now());
    adopt(refreshTokensOf(from.getTokenCache().serialize(), accountId));
  }

  async function silentFor(request: SilentIdentityRequest): Promise<AuthenticationResult> {
    const account = accountFor(await profilesOf(request.accountId), request);
    if (account === null) throw signInNeeded(request.correlationId);
    const asked = {
      account,
      authority: request.authority,
      scopes: [...request.scopes],
      correlationId: request.correlationId,
      forceRefresh: request.forceRefresh,
      ...(request.claims === undefined ? {} : { claims: request.claims }),
    };
    if (account.tenantId === homeTenantOf(request.accountId)) {
      try {
        return await home.acquireTokenSilent(asked);
      } finally {
        seeds.clear();
      }
    }
    await turn();
    const seed = seedOf(request.accountId);
    const customer = newApplication(seed);
    const result = await customer.acquireTokenSilent(asked);
    renew(request.accountId, seed, customer);
    return result;
  }

  /**
   * MSAL lets a request wait for an equal one that is under way; where that one's network failed, as when somebody else
   * cancelled it, this one asks for itself.
   */
  async function ownSilentFor(request: SilentIdentityRequest): Promise<AuthenticationResult> {
    for (;;) {
      try {
        return await silentFor(request);
      } catch (error) {
        const isNetwork = error instanceof AuthError && error.errorCode === NETWORK_ERROR;
        const isOwn = callContext.getStore()?.failure !== null;
        if (!isNetwork || isOwn || request.signal.aborted) throw error;
      }
    }
  }

  /** Takes over what a sign-in brought: all of it at home, what redeems elsewhere for a customer's organisation. */
  async function keep(
    application: PublicClientApplication,
    result: AuthenticationResult | null,
    correlationId: string,
  ): Promise<IdentityToken> {
    const token = toToken(result, correlationId);
    const got = application.getTokenCache().serialize();
    const known = (await profilesOf(token.accountId)).length > 0;
    const isHome = token.tenantId === homeTenantOf(token.accountId);
    if (known && !isHome) adopt(refreshTokensOf(got, token.accountId));
    else adopt(isHome ? got : seedFor(got, token.accountId));
    return token;
  }

  return {
    knows: async (accountId) => (await profilesOf(accountId)).length > 0,

    silent: (request) =>
      inContext(request, async () => toToken(await ownSilentFor(request), request.correlationId)),

    take: (answer, request) =>
      inContext(request, async () => {
        const application = newApplication(null, createAnsweringNetwork(answer));
        const result = await application.acquireTokenByRefreshToken({
          authority: request.authority,
          scopes: [...request.scopes],
          correlationId: request.correlationId,
          // Goes nowhere: the answer is there.
          refreshToken: 'none',
          forceCache: true,
        });
        return keep(application, result, request.correlationId);
      }),

    startCodeFlow: (request) => inContext(request, () => startCodeFlow(request)),

    async remove(accountId) {
      for (const account of await profilesOf(accountId)) await cache.removeAccount(account);
      // Drops the text that MSAL keeps to merge with, which still holds the account's tokens.
      adopt(cache.serialize());
    },

    dropAccess(accountId, resource) {
      const kept = cache.getKVStore();
      for (const [key, entity] of Object.entries(kept)) {
        if (isAccessTo(entity, accountId, resource)) Reflect.deleteProperty(kept, key);
      }
      changed = true;
    },

    hasChanged: () => changed || cache.hasChanged(),
    takeCache() {
      changed = false;
      return cache.serialize();
    },
  };

  async function startCodeFlow(request: CodeRequest) {
    const application = newApplication(null);
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
          return keep(application, result, request.correlationId);
        }),
    };
  }
}

/** Of the kept cache's records; the service may grant other scopes of the resource than were asked for. */
function isAccessTo(entity: unknown, accountId: string, resource: string): boolean {
  if (
    typeof entity !== 'object' ||
    entity === null ||
    !('credentialType' in entity) ||
    entity.credentialType !== 'AccessToken'
  )
    return false;
  if (!('homeAccountId' in entity) || entity.homeAccountId !== accountId) return false;
  const scopes = 'target' in entity && typeof entity.target === 'string' ? entity.target : '';
  return scopes.split(' ').some((scope) => scope.toLowerCase().startsWith(`${resource.toLowerCase()}/`));
}

/** What MSAL makes of anything that its network throws. */
const NETWORK_ERROR = 'network_error';

const homeTenantOf = (accountId: string): string => accountId.split('.')[1] ?? '';

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
  const homeTenant = homeTenantOf(request.accountId);
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

function toToken(result: AuthenticationResult | null, correlationId: string): IdentityToken {
  const { account = null, expiresOn = null } = result ?? {};
  if (result === null || account === null || expiresOn === null || result.accessToken === '') {
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
