/** What the practice cloud's control port and its client exchange. Tests only; every request carries the secret. */

export const SECRET_HEADER = 'x-practice-control-secret';

export type ServiceName = 'entra' | 'exchange' | 'graph' | 'none';

/** Which requests a fault hits; all that is given must fit. */
export interface FaultMatch {
  readonly service?: ServiceName;
  /** Upper case. */
  readonly method?: string;
  /** Part of path and query, case-insensitive. */
  readonly path?: string;
  /** Name of the cmdlet in an InvokeCommand or $batch request, case-insensitive. */
  readonly cmdlet?: string;
  /** Tenant id or domain in the path, case-insensitive. */
  readonly tenant?: string;
  /** Part of the body, case-insensitive. */
  readonly body?: string;
}

export type FaultEffect =
  /** Answered without asking the service. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string; readonly body?: string }
  /** The service's answer, so much later. */
  | { readonly kind: 'latency'; readonly milliseconds: number }
  /** The connection is cut: `before` the service saw the request, or `after` it has done the work. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** The service's answer, cut after a share (0 to 1) of its body. */
  | { readonly kind: 'truncate'; readonly share: number }
  /** A web page instead of data, as a proxy would answer. */
  | { readonly kind: 'html'; readonly status: number }
  /** 401 that asks for a token with new claims. */
  | { readonly kind: 'claims' }
  /** The token endpoint answers for the account's home tenant, whatever tenant was asked. */
  | { readonly kind: 'wrongTenantToken' }
  /** The service's answer with every nextLink moved to another host. */
  | { readonly kind: 'wrongHostNextLink'; readonly host: string }
  /** One part of a $batch, counted from 0, is answered so without being done; without a status done, but unanswered. */
  | { readonly kind: 'part'; readonly at: number; readonly status?: number; readonly retryAfter?: string }
  /** 302 to another address. */
  | { readonly kind: 'redirect'; readonly location: string }
  /** Never answered. */
  | { readonly kind: 'hang' };

export interface FaultRule {
  readonly match: FaultMatch;
  readonly effect: FaultEffect;
  /** Fitting requests to let through first; 0 unless given. */
  readonly skip?: number;
  /** Requests to hit; 1 unless given, null for no end. */
  readonly times?: number | null;
}

/** A rule with what became of it. */
export interface FaultState extends FaultRule {
  readonly id: number;
  readonly seen: number;
  readonly hits: number;
}

/** One request as it came; secrets are replaced, a token by what it says. */
export interface LogEntry {
  /** Counts from 1 and goes on after the log is cleared. */
  readonly id: number;
  /** Practice clock, ISO 8601. */
  readonly at: string;
  readonly service: ServiceName;
  readonly method: string;
  /** Secrets in the query are replaced. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Claims of the bearer token, unchecked; null without one. */
  readonly token: Readonly<Record<string, unknown>> | null;
  readonly body: string;
  /** 0 as long as there is no answer, or when the connection was cut. */
  readonly status: number;
  /** Fault that was applied. */
  readonly fault: FaultEffect['kind'] | null;
}

export type RevocationCode = 50173 | 70043 | 700082;
