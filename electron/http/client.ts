import { FailureError } from '../../shared/model/failure.ts';
import { sleep as realSleep, waitBefore } from './backoff.ts';
import { gatherBody } from './gather.ts';
import { checkedUrl, serviceName } from './hosts.ts';
import { LONGEST_WAIT_MS, parseRetryAfter } from './retry-after.ts';
import { createTenantQueues, laneOf, type TenantQueues } from './tenant-queue.ts';
import { toTransportError, TransportError } from './transport-error.ts';
import { TryClock } from './tried.ts';
import { currentProxyWay } from './proxy-way.ts';
import type { HttpClient, HttpRequest, HttpResponse, RouteOf, Transport } from './types.ts';
import { cancelled, outcomeUnknown, throttled, timedOut, wireFailure } from './wire-failure.ts';

/** Attempts after throttling, and after faults. */
const MOST_THROTTLED = 8;
const MOST_FAULTS = 5;

export interface HttpClientOptions {
  readonly transport: Transport;
  /** Asked where something failed, or a web page came, so that its message can name the proxy. */
  readonly routeOf?: RouteOf;
  readonly now?: () => number;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random?: () => number;
}

type Answered = Omit<HttpResponse, 'tries'>;
class IdleError extends Error {}

/** The one client: exact hosts, idle time-outs, cancel, retry by policy, throttling by host and tenant. Logs nothing. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const now = options.now ?? Date.now;
  const sleep = options.sleep ?? realSleep;
  const random = options.random ?? Math.random;
  const lanes = createTenantQueues(now);

  return {
    async send(given) {
      const request = onItsWay(given);
      const url = checkedUrl(request.url, request.allowedHosts, request.correlationId);
      const lane = laneOf(url);
      for (let attempt = 1; ; attempt += 1) {
        const earlier = attempt === 1 ? request.before : undefined;
        const outcome =
          earlier === undefined
            ? await oneTurn(request, url, lane, attempt)
            : (retryAfterAnswer(request, url, earlier, attempt) ?? { response: earlier });
        if ('response' in outcome) return outcome.response;
        const wait = waitBefore(attempt + 1, outcome.asked, random);
        if (outcome.throttled) lanes.pause(lane, now() + wait);
        request.onRetry?.({ attempt: attempt + 1, until: new Date(now() + wait), reason: outcome.reason });
        await pause(wait, request);
      }
    },
  };

  async function pause(ms: number, request: HttpRequest): Promise<void> {
    try {
      await sleep(ms, request.signal);
    } catch {
      throw cancelled(request.correlationId);
    }
  }

  /** One attempt and what follows from it: an answer, or a reason to try again; else it throws. */
  async function oneTurn(
    request: HttpRequest,
    url: URL,
    lane: string,
    attempt: number,
  ): Promise<Retry | { response: HttpResponse }> {
    if (request.signal.aborted) throw cancelled(request.correlationId);
    const clock = new TryClock(now);
    try {
      const answered = await inLane(lanes, lane, request, () => oneAttempt(request, url, clock)).finally(() =>
        request.onTried?.(clock.tried()),
      );
      const retry = retryAfterAnswer(request, url, answered, attempt);
      return retry ?? { response: { ...answered, tries: attempt } };
    } catch (error) {
      return retryAfterError(request, url, error, attempt, clock.sent);
    }
  }

  async function routeFor(request: HttpRequest): Promise<string | null | undefined> {
    return options.routeOf?.(request.url, request.proxy).catch(() => undefined);
  }

  async function inLane(
    queues: TenantQueues,
    lane: string,
    request: HttpRequest,
    task: () => Promise<Answered>,
  ): Promise<Answered> {
    return queues.run(lane, request.signal, async () => {
      for (let hold = queues.pausedUntil(lane) - now(); hold > 0; hold = queues.pausedUntil(lane) - now()) {
        await pause(hold, request);
      }
      return task();
    });
  }

  async function oneAttempt(request: HttpRequest, url: URL, clock: TryClock): Promise<Answered> {
    const started = now();
    const attempt = new AbortController();
    let stop: (error: Error) => void = () => {};
    const stopped = new Promise<never>((_resolve, reject) => {
      stop = (error) => {
        reject(error);
        attempt.abort(error);
      };
    });
    // The race below may be over when this one rejects.
    stopped.catch(() => {});
    const onAbort = () => stop(cancelled(request.correlationId));
    request.signal.addEventListener('abort', onAbort, { once: true });
    const idle = setTimeout(() => stop(new IdleError()), request.idleTimeoutMs);
    const touch = () => void idle.refresh();
    try {
      clock.start();
      const response = await Promise.race([
        options.transport({
          method: request.method,
          url: url.href,
          headers: { 'client-request-id': request.correlationId, ...request.headers },
          ...(request.body === undefined ? {} : { body: request.body }),
          ...(request.proxy === undefined ? {} : { proxy: request.proxy }),
          signal: attempt.signal,
        }),
        stopped,
      ]);
      clock.answer(response);
      touch();
      const body = await Promise.race([readBody(response, touch), stopped]);
      clock.end(body.byteLength);
      const { status, headers } = response;
      const isPage = /^text\/html\b/i.test(headers['content-type'] ?? '');
      const route = isPage ? await routeFor(request) : undefined;
      const elapsedMs = now() - started;
      return { status, headers, body, elapsedMs, ...(route === undefined ? {} : { route }) };
    } finally {
      clearTimeout(idle);
      request.signal.removeEventListener('abort', onAbort);
    }
  }

  function retryAfterAnswer(request: HttpRequest, url: URL, answer: Answered, attempt: number): Retry | null {
    const { status, headers } = answer;
    const asked = parseRetryAfter(headers['retry-after'], now(), headers.date);
    const tooLong = asked !== null && asked > LONGEST_WAIT_MS;
    const service = serviceName(url.hostname);
    const isThrottle = status === 429 || (status === 503 && asked !== null);
    if (isThrottle && request.retry !== 'none' && attempt < MOST_THROTTLED && !tooLong) {
      const reason =
        asked === null ? `${service} is busy` : `${service} asked to wait ${Math.ceil(asked / 1000)} s`;
      return { asked, throttled: true, reason };
    }
    if (status === 429) {
      if (asked !== null) lanes.pause(laneOf(url), now() + Math.min(asked, LONGEST_WAIT_MS));
      throw throttled(url.hostname, attempt, request.correlationId);
    }
    const isFault = status >= 500 || status === 408;
    if (isFault && request.retry === 'read' && attempt < MOST_FAULTS && !tooLong) {
      return { asked, throttled: false, reason: `${service} had a fault (${status})` };
    }
    return null;
  }

  async function retryAfterError(
    request: HttpRequest,
    url: URL,
    error: unknown,
    attempt: number,
    started: boolean,
  ): Promise<Retry> {
    const { correlationId, retry } = request;
    const host = url.hostname;
    if (error instanceof FailureError && error.failure.code !== 'cancelled') throw error;
    if (request.signal.aborted || error instanceof FailureError) {
      if (started && retry === 'change') {
        throw outcomeUnknown(host, 'it was cancelled after it had been sent', correlationId);
      }
      throw cancelled(correlationId);
    }
    const idle = error instanceof IdleError;
    const wire = idle ? null : toTransportError(error);
    const surelyUnsent = wire !== null && !wire.sent;
    if (retry === 'change' && !surelyUnsent) {
      const reason = idle ? 'no answer came' : 'the connection broke before its answer came';
      throw outcomeUnknown(host, reason, correlationId, error);
    }
    const again =
      attempt < MOST_FAULTS &&
      (retry === 'read'
        ? idle || wire?.kind === 'broken' || wire?.kind === 'undecodable' || surelyRefused(wire)
        : retry === 'change' && surelyRefused(wire));
    if (!again) {
      const route = await routeFor(request);
      if (wire === null) throw timedOut(host, Math.round(request.idleTimeoutMs / 1000), correlationId, route);
      throw wireFailure(wire, { host, correlationId, route, way: request.proxy });
    }
    return { asked: null, throttled: false, reason: retryReason(host, idle) };
  }
}

/** A request that says no way out of its own takes that of the call it belongs to. */
function onItsWay(request: HttpRequest): HttpRequest {
  const proxy = request.proxy ?? currentProxyWay();
  return proxy === undefined ? request : { ...request, proxy };
}

interface Retry {
  readonly asked: number | null;
  readonly throttled: boolean;
  readonly reason: string;
}

/** A name that does not exist or a certificate that isn't trusted will not be better in a second. */
function surelyRefused(error: TransportError | null): boolean {
  return error !== null && error.kind === 'unreachable' && /CONNECTION_REFUSED|ECONNREFUSED/.test(error.code);
}

function retryReason(host: string, idle: boolean): string {
  return idle
    ? `${serviceName(host)} did not answer in time`
    : `The connection to ${serviceName(host)} broke`;
}

/** The body; for an error answer whose encoding is a lie (real-client.md 4.5: NUL bytes as gzip), an empty one. */
async function readBody(
  response: Awaited<ReturnType<Transport>>,
  touch: () => void,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await gatherBody(response, touch);
  } catch (error) {
    if (error instanceof TransportError && error.kind === 'undecodable' && response.status >= 400) {
      return new Uint8Array(0);
    }
    throw error;
  }
}
