import type { Cloud } from '../../shared/clouds.ts';
import type { ConnectionOptions } from '../../shared/model/connection-options.ts';
import type { Service } from '../../shared/model/connection.ts';
import type { FailureError } from '../../shared/model/failure.ts';
import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import type { HelpAnswer } from '../../shared/model/cmdlet-help.ts';
import type { AccessToken } from '../auth/types.ts';
import type { ProxyWay } from '../http/proxy-way.ts';
import type { RetryNotice } from '../http/types.ts';
import type { Tried } from '../http/tried.ts';

/** Everything a session needs to know of its one connection. */
export interface ExchangeTarget {
  readonly connectionId: string;
  readonly cloud: Cloud;
  readonly service: Service;
  /** Standalone Exchange Online Protection: a compliance connection that is anchored and numbered as an Exchange one. */
  readonly eop: boolean;
  /** The one host of all its requests: the cloud's, one that the person confirmed, or the region that the probe told. */
  readonly host: string;
  /** The organisation's tenant id: in every address, and what each token's `tid` must be. */
  readonly tenantId: string;
  /** UPN of the account; `OAuthUser@{organisation}` where an app signed in. */
  readonly username: string;
  /** Who signed in. */
  readonly actor: 'user' | 'app';
  /** -Organization as it was given, which app-only anchors are made of; null: nothing given. */
  readonly organization: string | null;
  /** -DelegatedOrganization: the customer's domain, or its tenant id; null: the account's own organisation. */
  readonly delegatedOrganization: string | null;
  /** True: a token was given together with a user name, which anchors also in a delegated organisation. */
  readonly anchoredByName?: boolean;
  readonly options: ConnectionOptions;
  /** The way out of all its requests. */
  readonly proxy: ProxyWay;
  /** For the cache of cmdlet metadata: cloud + service + account + tenant. */
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
  /** Called as each try ends; of a batch, as each try of the whole does. */
  readonly onTried?: (tried: Tried) => void;
  /** True: a part of a batch, which keeps its Prefer when it is sent again alone (real-client.md 5). */
  readonly wasPart?: true;
}

/** Calls of one cmdlet that go out together (real-client.md 5). */
export interface BatchRequest extends Omit<PageRequest, 'parameters' | 'pageSize' | 'nextLink'> {
  /** Ten at most. `signal`: this part is no longer wanted; the batch's own ends them all. */
  readonly parts: readonly Pick<PageRequest, 'parameters' | 'pageSize' | 'signal'>[];
}

/** What a service says of itself to Get-ConnectionInformation. */
export interface ApiState {
  readonly running: boolean;
  /** Why it does not run, as far as that is known, in plain words; empty where it runs. */
  readonly reason: string;
}

export interface ExchangeSession {
  readonly target: ExchangeTarget;
  /** The cmdlets this account may run, Get-EXO* included; from the cache at once where there is one, refreshed in the background. */
  cmdlets(): Promise<readonly CmdletInfo[]>;
  /**
   * Told whenever the newest list was asked for: null where it came, else why not; `cmdlets` gives the one before then,
   * where there is one.
   *
   * @param waits told when the service is to be asked once more, after a while
   */
  onCmdlets(listener: (problem: FailureError | null) => void, waits: (notice: RetryNotice) => void): void;
  /** Whether any connection to this service had a cmdlet of that name since the app was started. */
  knows(cmdlet: string): boolean;
  getPage(request: PageRequest): Promise<AnswerPage>;
  /** First pages of several calls by one `$batch`, in the order of the parts; each comes or fails by itself. */
  getPages(request: BatchRequest): readonly Promise<AnswerPage>[];
  /**
   * A secret parameter's value as the service takes it: base64 of RSA PKCS#1 v1.5 with the module file's public key
   * (exchange-rest-protocol.md 1.3). Throws too-large over the key's limit.
   */
  encryptSecret(plain: string): Promise<string>;
  /**
   * What the service says to those who connect (-ShowBanner); null: nothing. It is asked for when a cmdlet could be sent
   * and after the first one, where that comes at once. Never fails.
   */
  banner(signal: AbortSignal): Promise<string | null>;
  /** Begins to load the service's help, where that is not done already (-LoadCmdletHelp). */
  loadHelp(): void;
  /** What the service's help says of a cmdlet; waits for it where it is being loaded. Never throws. */
  help(cmdlet: string): Promise<HelpAnswer>;
  /** Asks the service whether it runs: one request. Throws only where it was cancelled. */
  apiState(signal: AbortSignal): Promise<ApiState>;
  /** Ends its requests. */
  close(): void;
}

export interface ExchangeService {
  /**
   * The host that a compliance organisation is served by: one probe, whose 302 names a region (real-client.md 7). Any
   * other answer: the host as it was. Throws FailureError where nothing answered.
   */
  discoverHost(target: ExchangeTarget, signal: AbortSignal): Promise<string>;
  /** Needs no request of its own after the token, beyond the module file in the background. */
  openSession(target: ExchangeTarget): ExchangeSession;
}
