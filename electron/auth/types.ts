import type { Account, SignIn } from '../../shared/model/account.ts';
import type { CloudId } from '../../shared/clouds.ts';
import type { ConnectionProfile } from '../../shared/model/connection.ts';
import type { ConnectSecrets } from '../../shared/model/sign-in-method.ts';

export interface AccountKey {
  readonly cloudId: CloudId;
  /** homeAccountId. */
  readonly accountId: string;
}

/** How a user signs in where no kept sign-in will do. */
export type UserFlow =
  | { readonly kind: 'browser' }
  | { readonly kind: 'device' }
  /** The password is asked for when it is needed, and is not kept afterwards. */
  | { readonly kind: 'credential'; readonly password: () => string | null };

export interface TokenRequest {
  readonly cloudId: CloudId;
  /** Sign-in host where a connection has its own (AzureADAuthorizationEndpointUri); else the cloud's. */
  readonly loginHost?: string;
  /** Browser unless told. */
  readonly flow?: UserFlow;
  readonly clientId: string;
  /** null: whoever signs in. */
  readonly accountId: string | null;
  readonly loginHint: string | null;
  /** `organizations` or the tenant id (or domain) the token must be for. */
  readonly tenant: string;
  /** Full scopes, e.g. https://outlook.office365.com/.default. */
  readonly scopes: readonly string[];
  /** Claims of a challenge, as JSON text; forces a new token. */
  readonly claims?: string;
  /** True: skip the cached access token. */
  readonly forceRefresh?: boolean;
  /** `never` fails with sign-in-needed where the browser would be needed. */
  readonly interactive: 'never' | 'when-needed' | 'always';
  readonly purpose: string;
  readonly connectionId: string | null;
  readonly signal: AbortSignal;
}

export interface AccessToken {
  readonly value: string;
  readonly expiresAt: Date;
  /** `tid` claim: the organisation the token is really for. */
  readonly tenantId: string;
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string;
  /** Who it is for; an app has no refresh token. */
  readonly actor: 'user' | 'app';
  /** `aud`. */
  readonly audience: string;
  readonly issuedAt: Date;
  /** `wids`: template ids of directory roles. */
  readonly directoryRoleIds: readonly string[];
  /** `scp` of a user's token. */
  readonly scopes: readonly string[];
  /** `roles` of an app's token, e.g. Exchange.ManageAsApp. */
  readonly appRoles: readonly string[];
  /** `appid`. */
  readonly appId: string | null;
  readonly correlationId: string;
}

/** Accounts and their tokens. MSAL stays behind this (only auth/msal imports it). Throws FailureError. */
export interface Accounts {
  list(): readonly Account[];
  find(key: AccountKey): Account | null;
  acquireToken(request: TokenRequest): Promise<AccessToken>;
  /**
   * A connection was closed as far as these scopes go: its access tokens go out of memory and cache, unless another
   * connection uses them. The account stays signed in. Does not throw.
   */
  releaseTokens(connectionId: string, scopes: readonly string[]): void;
  /** Adds an account (or signs a known one in again) in the browser. */
  signIn(request: { cloudId: CloudId; loginHint: string | null; signal: AbortSignal }): Promise<Account>;
  /** Out of memory and disk. */
  signOut(key: AccountKey): Promise<void>;
  signIns(): readonly SignIn[];
  reopenPage(signInId: string): Promise<void>;
  /** The authorise address; holds no secret of ours but the state, so it goes to the clipboard only. */
  pageLink(signInId: string): string;
  /** What is typed on the page of a device code sign-in; for the clipboard. */
  deviceCode(signInId: string): string;
  cancelSignIn(signInId: string): void;
  onAccounts(listener: (accounts: readonly Account[]) => void): () => void;
  onSignIns(listener: (signIns: readonly SignIn[]) => void): () => void;
}

/** Tokens for one connection, whatever way it signs in. Throws FailureError. */
export interface TokenSource {
  get(request: {
    readonly scopes: readonly string[];
    readonly claims?: string;
    readonly forceRefresh?: boolean;
    readonly interactive: TokenRequest['interactive'];
    readonly signal: AbortSignal;
  }): Promise<AccessToken>;
  /** False: nobody can get a newer one without the person (a given token). */
  readonly renewable: boolean;
  /** Forgets the access tokens for these scopes: the connection's service that used them was closed. */
  release(scopes: readonly string[]): void;
  /** Forgets what secrets it holds in memory. */
  close(): void;
}

/** Finds the tokens of a connection's way to sign in. */
export interface TokenSources {
  /** @param secrets what the person typed for this connect; null: nothing. */
  open(profile: ConnectionProfile, secrets: ConnectSecrets | null): TokenSource;
}
