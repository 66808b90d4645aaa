import type { Account, SignIn } from '../../shared/model/account.ts';
import type { CloudId } from '../../shared/clouds.ts';

export interface AccountKey {
  readonly cloudId: CloudId;
  /** homeAccountId. */
  readonly accountId: string;
}

export interface TokenRequest {
  readonly cloudId: CloudId;
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
  /** `wids`: template ids of directory roles. */
  readonly directoryRoleIds: readonly string[];
  readonly correlationId: string;
}

/** Accounts and their tokens. MSAL stays behind this (only auth/msal imports it). Throws FailureError. */
export interface Accounts {
  list(): readonly Account[];
  find(key: AccountKey): Account | null;
  acquireToken(request: TokenRequest): Promise<AccessToken>;
  /** Adds an account (or signs a known one in again) in the browser. */
  signIn(request: { cloudId: CloudId; loginHint: string | null; signal: AbortSignal }): Promise<Account>;
  /** Out of memory and disk. */
  signOut(key: AccountKey): Promise<void>;
  signIns(): readonly SignIn[];
  reopenPage(signInId: string): Promise<void>;
  /** The authorise address; holds no secret of ours but the state, so it goes to the clipboard only. */
  pageLink(signInId: string): string;
  cancelSignIn(signInId: string): void;
  onAccounts(listener: (accounts: readonly Account[]) => void): () => void;
  onSignIns(listener: (signIns: readonly SignIn[]) => void): () => void;
}
