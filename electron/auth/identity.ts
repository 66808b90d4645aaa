/** What MSAL is used for, in our own words; only auth/msal knows more. */
export interface IdentityToken {
  readonly accessToken: string;
  readonly expiresAt: Date;
  /** homeAccountId: `oid.tid`. */
  readonly accountId: string;
  /** As the token's organisation sees the account. */
  readonly username: string;
  readonly displayName: string;
  /** `tid` of the id token. */
  readonly tenantId: string;
  readonly correlationId: string;
}

interface Common {
  readonly authority: string;
  readonly scopes: readonly string[];
  readonly claims: string | undefined;
  readonly correlationId: string;
  readonly signal: AbortSignal;
}

export interface SilentIdentityRequest extends Common {
  readonly accountId: string;
  /** Tenant id, or null for the account's own. */
  readonly tenantId: string | null;
  readonly forceRefresh: boolean;
}

export interface CodeRequest extends Common {
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly loginHint: string | null;
  readonly prompt: 'select_account' | 'login' | null;
}

export interface StartedCodeFlow {
  /** Opens in the browser. */
  readonly address: string;
  redeem(code: string): Promise<IdentityToken>;
}

/** One public client in one cloud. Throws IdentityError, or FailureError where the network was the reason. */
export interface IdentityClient {
  /** homeAccountIds that a refresh token is held for. */
  knows(accountId: string): Promise<boolean>;
  silent(request: SilentIdentityRequest): Promise<IdentityToken>;
  startCodeFlow(request: CodeRequest): Promise<StartedCodeFlow>;
  /** Keeps what the token endpoint answered to a request that was not made here (device code, password). */
  take(answer: Readonly<Record<string, unknown>>, request: Common): Promise<IdentityToken>;
  remove(accountId: string): Promise<void>;
  /** Drops an account's access tokens for a resource ("https://outlook.office365.com"); its sign-in stays. */
  dropAccess(accountId: string, resource: string): void;
  /** Whether the token cache changed since `takeCache`. */
  hasChanged(): boolean;
  /** The token cache as text. */
  takeCache(): string;
}

export interface IdentityClientOptions {
  readonly clientId: string;
  readonly loginHost: string;
  /** The cache as `takeCache` gave it. Throws when it can't be read. */
  readonly cache: string | null;
}

/** What the sign-in service, or MSAL, refused. Holds no token and no code. */
export class IdentityError extends Error {
  /** OAuth error, e.g. invalid_grant. */
  readonly error: string;
  /** AADSTS numbers named in the answer. */
  readonly numbers: readonly number[];
  readonly suberror: string;
  /** A claims challenge to hand to the interactive sign-in. */
  readonly claims: string | null;
  /** First sentence of the service's own text. */
  readonly text: string;
  readonly correlationId: string;
  /** The service's own id of the request, which support asks for; undefined: it said none. */
  readonly traceId: string | undefined;

  constructor(of: {
    error: string;
    description: string;
    suberror?: string;
    claims?: string | null;
    correlationId: string;
    cause?: unknown;
  }) {
    super(`${of.error} ${aadstsNumbers(of.description).join(' ')}`, { cause: of.cause });
    this.name = 'IdentityError';
    this.error = of.error;
    this.numbers = aadstsNumbers(of.description);
    this.suberror = of.suberror ?? '';
    this.claims = of.claims ?? null;
    this.text = firstSentence(of.description);
    this.correlationId = of.correlationId;
    this.traceId = /Trace ID:\s*([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/i.exec(of.description)?.[1];
  }
}

function aadstsNumbers(description: string): number[] {
  return [...description.matchAll(/AADSTS(\d{3,8})/g)].map((match) => Number(match[1]));
}

function firstSentence(description: string): string {
  return (
    description
      .replace(/^.*?AADSTS\d+:\s*/s, '')
      .split(/\s(?=Trace ID:|Correlation ID:|Timestamp:)/)[0]
      ?.trim()
      .slice(0, 300) ?? ''
  );
}
