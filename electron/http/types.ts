import type { ProxyWay } from './proxy-way.ts';
import type { Tried } from './tried.ts';

/** One attempt on the wire. Header names in lower case. No redirect is ever followed. */
export interface TransportRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The way out; none said: what settings say. */
  readonly proxy?: ProxyWay;
  readonly signal: AbortSignal;
}

export interface TransportResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Rejects when the connection breaks before the promised length came. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Chromium's network stack in the app, node:http in tests and for the practice hosts. */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

/**
 * `read`: may be sent again after throttling, a 5xx, a reset or a cut answer.
 * `change`: sent again only where the service surely did not take it (429, 503 with Retry-After, connection refused
 * before anything was written); else the failure is `outcome-unknown`.
 * `none`: never again.
 */
export type RetryPolicy = 'read' | 'change' | 'none';

export interface RetryNotice {
  readonly attempt: number;
  readonly until: Date;
  /** In the user's words: "Exchange asked to wait 5 s". */
  readonly reason: string;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The only hosts this may go to (exact, no port other than the default); DESIGN, safety rule 8. */
  readonly allowedHosts: readonly string[];
  readonly retry: RetryPolicy;
  /** The connection's own way out; none said: what the current call or settings say (proxy-way.ts). */
  readonly proxy?: ProxyWay;
  /** Milliseconds without a byte before it counts as dead. */
  readonly idleTimeoutMs: number;
  /** client-request-id: the same for all tries. */
  readonly correlationId: string;
  readonly signal: AbortSignal;
  readonly onRetry?: (notice: RetryNotice) => void;
  /** Called as each try ends, whatever came of it. */
  readonly onTried?: (tried: Tried) => void;
  /**
   * What the service answered to the same request already, as a part of a batch: counts as the first try. What isn't
   * worth a second try is the answer.
   */
  readonly before?: HttpResponse;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** An ArrayBuffer of its own, so that it can be moved to a worker. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** How often it was sent, and milliseconds of the last try. */
  readonly tries: number;
  readonly elapsedMs: number;
  /** Only of a web page, which no service here answers with: the proxy (`host:port`) it came by; null: none. */
  readonly route?: string | null;
}

/** Which proxy (`host:port`) an address is reached by; null: directly. */
export type RouteOf = (url: string, proxy: ProxyWay | undefined) => Promise<string | null>;

/**
 * The one way out. Any HTTP status is an answer; what has no answer throws FailureError (offline, host-unreachable,
 * timed-out, interrupted-answer, cancelled, outcome-unknown, throttled after the last try …).
 */
export interface HttpClient {
  send(request: HttpRequest): Promise<HttpResponse>;
}
