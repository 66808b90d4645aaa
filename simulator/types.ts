import type { IncomingHttpHeaders } from 'node:http';

/** One request as every service of the practice cloud sees it. */
export interface PracticeRequest {
  /** Upper case. */
  readonly method: string;
  /** The address a client would have typed: scheme and host follow X-Forwarded-Proto and X-Forwarded-Host when present. */
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** `body` may be streamed. A string is sent as UTF-8. */
export interface PracticeResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>;
}

/** A service answers its own addresses and returns null for everything else, so that the next one is asked. */
export type PracticeService = (request: PracticeRequest) => Promise<PracticeResponse | null>;

/** Claims of an access token that the practice cloud issued, after its signature and expiry were checked. */
export interface AccessClaims {
  readonly tid: string;
  readonly oid: string;
  /** Absent in app-only tokens. */
  readonly upn?: string;
  readonly appid: string;
  /** Origin of the resource, e.g. https://outlook.practice.localhost. */
  readonly aud: string;
  readonly scp?: string;
  readonly roles?: readonly string[];
  /** Template ids of the directory roles held in `tid`. */
  readonly wids?: readonly string[];
  readonly exp: number;
}

export interface TokenVerifier {
  /**
   * Checks the bearer token of a request for the resource whose host was addressed.
   * Answers either the claims or the 401 that the real service would send (WWW-Authenticate included).
   */
  verify(request: PracticeRequest): Promise<{ claims: AccessClaims } | { refused: PracticeResponse }>;
}

export type ExchangeAccess = 'none' | 'reader' | 'recipientAdmin' | 'admin';

export interface PracticeTenant {
  readonly id: string;
  readonly displayName: string;
  /** e.g. contoso.practice.localhost; always accepted beside the tenant id. */
  readonly initialDomain: string;
  /** Own domains beside the initial one, the default one first. */
  readonly domains: readonly string[];
  /** How many mailboxes it is seeded with. */
  readonly mailboxCount: number;
  /** Seed of this tenant's own data, derived from the world's. */
  readonly seed: number;
}

export interface PracticeAccount {
  readonly oid: string;
  readonly upn: string;
  readonly displayName: string;
  readonly homeTenantId: string;
}

/** What the Exchange part needs to know of the tenants and who may do what in them; built by simulator/world. */
export interface PracticeDirectory {
  readonly tenants: readonly PracticeTenant[];
  /** By tenant id or any of its domains, case-insensitive. */
  findTenant(idOrDomain: string): PracticeTenant | null;
  findAccount(oid: string): PracticeAccount | null;
  /** What the bearer of these claims may do in Exchange of `claims.tid` (own roles, GDAP assignments, application roles). */
  exchangeAccess(claims: AccessClaims): ExchangeAccess;
  /** The same in Security & Compliance, which has role groups of its own. */
  complianceAccess(claims: AccessClaims): ExchangeAccess;
}
