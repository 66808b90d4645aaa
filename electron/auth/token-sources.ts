import type { ConnectionProfile } from '../../shared/model/connection.ts';
import type { ConnectSecrets } from '../../shared/model/sign-in-method.ts';
import { cloudOf, readAuthorityUri } from '../../shared/endpoints.ts';
import { certificateTokens, type CertificateTokensDeps } from './app-only/certificate-tokens.ts';
import { givenToken } from './given-token.ts';
import { managedIdentityTokens, type ManagedIdentityDeps } from './managed-identity/tokens.ts';
import type { Accounts, TokenSource, TokenSources, UserFlow } from './types.ts';

export interface TokenSourcesDeps extends CertificateTokensDeps {
  readonly accounts: Accounts;
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

/** Of a person, whose account and refresh token are kept (accounts.ts). */
function userTokens(
  deps: TokenSourcesDeps,
  profile: ConnectionProfile,
  secrets: ConnectSecrets | null,
): TokenSource {
  let password = secrets?.password ?? null;
  /** Who signed in: a connection without an account gets one with its first token, and keeps to it. */
  let accountId = profile.accountId;
  const flow = flowOf(profile, () => {
    const once = password;
    password = null;
    return once;
  });
  const authority =
    profile.options.authorityUri === null ? null : readAuthorityUri(profile.options.authorityUri);
  const named = authority !== null && !('problem' in authority) ? authority.tenant : null;
  return {
    renewable: true,
    async get(request) {
      try {
        const token = await acquire(request);
        accountId = token.accountId;
        return token;
      } finally {
        // Good for one connect, whatever came of it: a second service is signed in to without it.
        if (request.interactive !== 'never') password = null;
      }
    },
    close() {
      password = null;
    },
  };

  function acquire(request: Parameters<TokenSource['get']>[0]) {
    return deps.accounts.acquireToken({
      ...request,
      cloudId: profile.cloudId,
      loginHost: cloudOf(profile.cloudId, profile.options).loginHost,
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
