import type { Cloud } from '../../shared/clouds.ts';
import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import type { AccessToken } from '../auth/types.ts';
import type { RetryNotice } from '../http/types.ts';

/** Everything a session needs to know of its one connection. */
export interface ExchangeTarget {
  readonly connectionId: string;
  readonly cloud: Cloud;
  /** The organisation's tenant id: in every address, and what each token's `tid` must be. */
  readonly tenantId: string;
  /** UPN of the account. */
  readonly username: string;
  /** True: a customer's organisation, anchored at its system mailbox (real-client.md 2.3). */
  readonly delegated: boolean;
  /** For the cache of cmdlet metadata: cloud + account + tenant. */
  readonly cacheKey: string;
  /** A token for `tenantId` that was checked by the wrong-tenant guard; with `claims` a new one. */
  readonly token: (options: {
    claims?: string;
    /** True: the service refused the token that the cache holds. */
    forceRefresh?: boolean;
    signal: AbortSignal;
  }) => Promise<AccessToken>;
}

/** One page of an answer, still bytes: it is parsed in the worker. */
export interface AnswerPage {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly correlationId: string;
  readonly tries: number;
  readonly elapsedMs: number;
}

/** A request for one page. `nextLink` (of the page before) is refused unless it stays on the session's host. */
export interface PageRequest {
  readonly cmdlet: string;
  /** Already encoded for the wire (real-client.md 4.3) for invoke; typed option values for Get-EXO*. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly pageSize: number;
  readonly nextLink: string | null;
  /** The same for all pages and tries of one command. */
  readonly correlationId: string;
  readonly changes: boolean;
  readonly signal: AbortSignal;
  readonly onRetry?: (notice: RetryNotice) => void;
}

/** Calls of one cmdlet that go out together (real-client.md 5). */
export interface BatchRequest extends Omit<PageRequest, 'parameters' | 'pageSize' | 'nextLink'> {
  /** Ten at most. `signal`: this part is no longer wanted; the batch's own ends them all. */
  readonly parts: readonly Pick<PageRequest, 'parameters' | 'pageSize' | 'signal'>[];
}

export interface ExchangeSession {
  readonly target: ExchangeTarget;
  /** The cmdlets this account may run, Get-EXO* included; from the cache at once where there is one, refreshed in the background. */
  cmdlets(): Promise<readonly CmdletInfo[]>;
  getPage(request: PageRequest): Promise<AnswerPage>;
  /** First pages of several calls by one `$batch`, in the order of the parts; each comes or fails by itself. */
  getPages(request: BatchRequest): readonly Promise<AnswerPage>[];
  /**
   * A secret parameter's value as the service takes it: base64 of RSA PKCS#1 v1.5 with the module file's public key
   * (exchange-rest-protocol.md 1.3). Throws too-large over the key's limit.
   */
  encryptSecret(plain: string): Promise<string>;
  /** Ends its requests. */
  close(): void;
}

export interface ExchangeService {
  /** Needs no request of its own after the token, beyond the module file in the background. */
  openSession(target: ExchangeTarget): ExchangeSession;
}
