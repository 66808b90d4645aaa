import type { ConnectionProfile } from '../../shared/model/connection.ts';
import type { ConnectSecrets } from '../../shared/model/sign-in-method.ts';
import { FailureError } from '../../shared/model/failure.ts';
import { cloudOf, readAuthorityUri } from '../../shared/endpoints.ts';
import { certificateTokens, type CertificateTokensDeps } from './app-only/certificate-tokens.ts';
import { givenToken } from './given-token.ts';
import type { KeptPasswords } from './kept-passwords.ts';
import { managedIdentityTokens, type ManagedIdentityDeps } from './managed-identity/tokens.ts';
import type { AccessToken, Accounts, TokenSource, TokenSources, UserFlow } from './types.ts';

export interface TokenSourcesDeps extends CertificateTokensDeps {
  readonly accounts: Accounts;
  readonly passwords: KeptPasswords;
  /** Organisation in a few words, for the sign-in's screen. */
  readonly purposeOf: (profile: ConnectionProfile) => string;
  readonly tenantOf: (profile: ConnectionProfile) => string | null;
  readonly identity: Omit<ManagedIdentityDeps, 'now'>;
}

/** Chooses by the connection's way to sign in. */
export function createTokenSources(deps: TokenSourcesDeps): TokenSources {
  return {
    open(profile, secrets) {
      const { signIn } = profile;
      switch (signIn.kind) {
        case 'browser':
        case 'device':
        case 'credential':
          return userTokens(deps, profile, secrets);
        case 'token':
          return givenToken(deps, profile, secrets);
        case 'certificate':
          return certificateTokens(deps, profile, signIn, secrets);
        case 'managed-identity':
          return managedIdentityTokens({ ...deps.identity, now: deps.now }, profile, signIn);
      }
    },
  };
}

/** The service says that this password is not the account's. */
const WRONG_PASSWORD = 50126;

/**
 * Of a person, whose account and refresh token are kept (accounts.ts). A password that is kept as well is taken only
 * where nothing else will do, and is forgotten once it proves wrong.
 */
function userTokens(
  deps: TokenSourcesDeps,
  profile: ConnectionProfile,
  secrets: ConnectSecrets | null,
): TokenSource {
  let password = secrets?.password ?? null;
  /** Put into the vault once it was good for a sign-in. */
  let toKeep = secrets?.keep === true && profile.signIn.kind === 'credential' ? password : null;
  /** Who signed in: a connection without an account gets one with its first token, and keeps to it. */
  let { accountId, username } = profile;
  const flow = flowOf(profile, () => {
    const once = password;
    password = null;
    return once;
  });
  const authority =
    profile.options.authorityUri === null ? null : readAuthorityUri(profile.options.authorityUri);
  const named = authority !== null && !('problem' in authority) ? authority.tenant : null;
  const { loginHost } = cloudOf(profile.cloudId, profile.options);
  return {
    renewable: true,
    async get(request) {
      try {
        const token = await acquireOrKept(request);
        ({ accountId, username } = token);
        if (toKeep !== null) await deps.passwords.keep(ownerOf(token.username), toKeep);
        return token;
      } finally {
        // Good for one connect, whatever came of it: a second service is signed in to without it.
        if (request.interactive !== 'never') password = toKeep = null;
      }
    },
    release: (scopes) => deps.accounts.releaseTokens(profile.id, scopes),
    close() {
      password = toKeep = null;
    },
  };

  function ownerOf(name: string) {
    return { connectionId: profile.id, cloudId: profile.cloudId, loginHost, username: name };
  }

  async function acquireOrKept(request: Parameters<TokenSource['get']>[0]): Promise<AccessToken> {
    const typed = password !== null;
    try {
      return await acquire(request);
    } catch (error) {
      const needed = error instanceof FailureError && error.failure.code === 'secret-needed';
      if (!needed || typed || username === null || request.interactive === 'never') throw error;
      password = await deps.passwords.read(ownerOf(username));
      if (password === null) throw error;
      request.signal.throwIfAborted();
    }
    try {
      return await acquire(request);
    } catch (error) {
      if (error instanceof FailureError && error.failure.number === WRONG_PASSWORD) {
        await deps.passwords.forget(profile.id);
      }
      throw error;
    }
  }

  function acquire(request: Parameters<TokenSource['get']>[0]) {
    return deps.accounts.acquireToken({
      ...request,
      cloudId: profile.cloudId,
      loginHost,
      clientId: profile.clientId,
      accountId,
      loginHint: profile.username,
      tenant: named ?? deps.tenantOf(profile) ?? 'organizations',
      flow,
      purpose: deps.purposeOf(profile),
      connectionId: profile.id,
    });
  }
}

function flowOf(profile: ConnectionProfile, password: () => string | null): UserFlow {
  const { kind } = profile.signIn;
  if (kind === 'device') return { kind };
  return kind === 'credential' ? { kind, password } : { kind: 'browser' };
}
