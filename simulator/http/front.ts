import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultBook } from '../control/faults.ts';
import type { RequestLog } from '../control/request-log.ts';
import type { FaultEffect, ServiceName } from '../control/types.ts';
import { kindOfHost } from '../entra/clients.ts';
import { claimsChallenge, kindOfPath } from '../entra/verifier.ts';
import type { PracticeClock } from '../clock.ts';
import type { PracticeRequest, PracticeResponse, PracticeService } from '../types.ts';
import { jsonResponse } from './forms.ts';
import { BodyTooLarge, collectBody, effectiveUrl, readRequest, sendResponse } from './node-adapter.ts';
import { answerWithPartFault } from './part-faults.ts';

export interface FrontOptions {
  readonly services: Readonly<Record<Exclude<ServiceName, 'none'>, PracticeService>>;
  readonly faults: FaultBook;
  readonly log: RequestLog;
  readonly clock: PracticeClock;
  /** Requests for which the token endpoint has to answer for the wrong tenant. */
  readonly wrongTenant: WeakSet<PracticeRequest>;
  /** An unexpected failure of a service; the client gets a 500. */
  readonly report: (error: unknown) => void;
}

/** Which service an address belongs to: by path, and not where a cloud's host is named that serves something else. */
export function serviceOf(url: URL): ServiceName {
  const byPath = kindOfPath(url.pathname);
  const byHost = kindOfHost(url.hostname);
  const path: ServiceName = byPath === null ? 'entra' : byPath === 'graph' ? 'graph' : 'exchange';
  // Where Azure machines find their metadata service.
  if (url.hostname === '169.254.169.254') return 'entra';
  if (byHost === null) return isLoopback(url.hostname) ? path : 'none';
  const host: ServiceName = byHost === 'login' ? 'entra' : byHost === 'graph' ? 'graph' : 'exchange';
  return host === path ? path : 'none';
}

function isLoopback(hostname: string): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(hostname) || hostname.endsWith('.localhost');
}

/** Handles one HTTP request: reads it, notes it, applies a fault if one is due, asks the service, answers. */
export function createFront(
  options: FrontOptions,
): (message: IncomingMessage, out: ServerResponse) => Promise<void> {
  return async (message, out) => {
    const url = effectiveUrl(message);
    if (url === null) {
      await sendResponse({ status: 400, body: 'Bad request' }, out, 'GET');
      return;
    }
    let request: PracticeRequest;
    try {
      request = await readRequest(message, url);
    } catch (error) {
      if (error instanceof BodyTooLarge) await sendResponse({ status: 413, body: '' }, out, 'POST');
      else out.destroy();
      return;
    }
    const service = serviceOf(url);
    const noted = options.log.note(request);
    const effect = options.faults.take(request, service);
    const fault = effect?.kind ?? null;
    try {
      const { response, cut } = await answer(options, request, service, effect);
      noted.done({ service, status: cut === 'whole' ? 0 : response.status, fault });
      if (cut === 'whole') out.destroy();
      else if (cut === 'hang') await hang(out);
      else if (cut === 'body') await sendTruncated(response, out, effect);
      else await sendResponse(response, out, request.method);
    } catch (error) {
      options.report(error);
      noted.done({ service, status: 500, fault });
      if (out.headersSent) out.destroy();
      else
        await sendResponse(
          jsonResponse(500, {
            error: { code: 'InternalServerError', message: 'The practice cloud failed.' },
          }),
          out,
          request.method,
        );
    }
  };
}

interface Answer {
  readonly response: PracticeResponse;
  readonly cut: 'no' | 'whole' | 'body' | 'hang';
}

async function answer(
  options: FrontOptions,
  request: PracticeRequest,
  service: ServiceName,
  effect: FaultEffect | null,
): Promise<Answer> {
  const ask = async (changed = request): Promise<PracticeResponse> =>
    (service === 'none' ? null : await options.services[service](changed)) ?? notFound(request, service);
  const send = (response: PracticeResponse): Answer => ({ response, cut: 'no' });
  if (effect === null) return send(await ask());
  switch (effect.kind) {
    case 'status':
      return send({
        status: effect.status,
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          ...(effect.retryAfter === undefined ? {} : { 'Retry-After': effect.retryAfter }),
        },
        body:
          effect.body ??
          JSON.stringify({ error: { code: String(effect.status), message: 'Fault asked for by a test.' } }),
      });
    case 'latency':
      await delay(effect.milliseconds);
      return send(await ask());
    case 'reset':
      if (effect.when === 'after') await ask();
      return { response: { status: 0 }, cut: 'whole' };
    case 'truncate':
      return { response: await ask(), cut: 'body' };
    case 'html':
      return send({
        status: effect.status,
        headers: { 'Content-Type': 'text/html; charset=utf-8' },
        body: '<!doctype html><html><head><title>Proxy</title></head><body><h1>Sign in to the network</h1></body></html>',
      });
    case 'claims':
      return send({
        status: 401,
        headers: {
          'Content-Type': 'application/json; odata.metadata=minimal',
          'WWW-Authenticate': claimsChallenge(request, Math.floor(options.clock.now() / 1000)),
          'request-id': crypto.randomUUID(),
        },
        body: JSON.stringify({
          error: { code: 'Unauthorized', message: 'Continuous access evaluation asks for new claims.' },
        }),
      });
    case 'wrongTenantToken':
      options.wrongTenant.add(request);
      return send(await ask());
    case 'wrongHostNextLink':
      return send(await moveNextLinks(await ask(), effect.host));
    case 'part':
      return send(await answerWithPartFault(request, effect, ask));
    case 'redirect':
      return send({ status: 302, headers: { Location: effect.location } });
    case 'hang':
      return { response: { status: 0 }, cut: 'hang' };
    default:
      throw new Error('unknown fault');
  }
}

/** Moves every `@odata.nextLink`, wherever it stands in the JSON, to another host. */
async function moveNextLinks(response: PracticeResponse, host: string): Promise<PracticeResponse> {
  const text = (await collectBody(response)).toString('utf8');
  const moved = text.replace(
    /("@odata\.nextLink"\s*:\s*"https?:(?:\\?\/){2})[^/"\\]+/gu,
    (_whole, start: string) => `${start}${host}`,
  );
  return { ...response, body: moved };
}

async function sendTruncated(
  response: PracticeResponse,
  out: ServerResponse,
  effect: FaultEffect | null,
): Promise<void> {
  const bytes = await collectBody(response);
  const share = effect?.kind === 'truncate' ? effect.share : 0.5;
  const headers = Object.fromEntries(
    Object.entries(response.headers ?? {}).filter(([name]) => name.toLowerCase() !== 'content-length'),
  );
  out.writeHead(response.status, { ...headers, 'Content-Length': String(bytes.length) });
  await new Promise<void>((resolve) => {
    out.write(bytes.subarray(0, Math.floor(bytes.length * share)), () => resolve());
  });
  out.destroy();
}

function hang(out: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    out.once('close', () => resolve());
  });
}

function notFound(request: PracticeRequest, service: ServiceName): PracticeResponse {
  if (service === 'entra' || service === 'none') {
    return {
      status: 404,
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
      body: 'Not found. The practice cloud has nothing at this address.',
    };
  }
  const id = crypto.randomUUID();
  const code = service === 'graph' ? 'BadRequest' : 'NotFound';
  return jsonResponse(
    service === 'graph' ? 400 : 404,
    {
      error: {
        code,
        message: `Resource not found for the segment '${request.url.pathname.split('/').filter(Boolean).at(-1) ?? ''}'.`,
        innerError: {
          date: new Date().toISOString().slice(0, 19),
          'request-id': id,
          'client-request-id': id,
        },
      },
    },
    { 'request-id': id },
  );
}
