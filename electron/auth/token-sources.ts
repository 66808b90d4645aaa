import type { ConnectionProfile } from '../../shared/model/connection.ts';
import type { ConnectSecrets } from '../../shared/model/sign-in-method.ts';
import { cloudOf, readAuthorityUri } from '../../shared/endpoints.ts';
import { fail } from '../../shared/model/failure.ts';
import type { Accounts, TokenSource, TokenSources, UserFlow } from './types.ts';

export interface TokenSourcesDeps {
  readonly accounts: Accounts;
  /** Organisation in a few words, for the sign-in's screen. */
  readonly purposeOf: (profile: ConnectionProfile) => string;
  readonly tenantOf: (profile: ConnectionProfile) => string | null;
}

/** Chooses by the connection's way to sign in. */
export function createTokenSources(deps: TokenSourcesDeps): TokenSources {
  return {
    open(profile, secrets) {
      switch (profile.signIn.kind) {
        case 'browser':
        case 'device':
        case 'credential':
          return userTokens(deps, profile, secrets);
        case 'token':
        case 'certificate':
        case 'managed-identity':
          throw fail('invalid-input', 'This way to sign in is not on offer.', 'Choose another one.');
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
        return await acquire(request);
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
      accountId: profile.accountId,
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
