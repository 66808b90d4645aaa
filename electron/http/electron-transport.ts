import { net, session } from 'electron';
import { iterateBody } from './event-body.ts';
import { toTransportError } from './transport-error.ts';
import type { Transport, TransportResponse } from './types.ts';

/** In memory only, without a cache: nothing of an answer or a cookie is kept. */
const PARTITION = 'tenantdeck-network';

/** Set by the network stack itself; giving them is an error. */
const OWN_HEADERS: ReadonlySet<string> = new Set(['host', 'content-length', 'connection', 'accept-encoding']);

/**
 * Chromium's network stack: the system's proxy, PAC files and certificate store. The app must be ready.
 * `net.request` and not `fetch`, because only it shows a redirect's Location without following it.
 */
export function createElectronTransport(): Transport {
  const network = session.fromPartition(PARTITION, { cache: false });

  return (request) =>
    new Promise<TransportResponse>((resolve, reject) => {
      const outgoing = net.request({
        method: request.method,
        url: request.url,
        session: network,
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'manual',
        referrerPolicy: 'no-referrer',
        headers: Object.fromEntries(
          Object.entries(request.headers).filter(([name]) => !OWN_HEADERS.has(name.toLowerCase())),
        ),
      });
      const abort = () => {
        outgoing.abort();
        reject(toTransportError(new Error('aborted')));
      };
      if (request.signal.aborted) {
        abort();
        return;
      }
      request.signal.addEventListener('abort', abort, { once: true });
      const forget = () => request.signal.removeEventListener('abort', abort);
      outgoing.on('close', forget);
      outgoing.on('redirect', (status, _method, _url, headers) => {
        forget();
        const kept = flatten(headers);
        delete kept['content-length'];
        resolve({ status, headers: kept, body: nothing() });
        outgoing.abort();
      });
      outgoing.on('response', (answer) => {
        resolve({
          status: answer.statusCode,
          headers: flatten(answer.headers),
          body: iterateBody(answer, toTransportError, request.signal),
        });
      });
      outgoing.on('error', (error) => {
        forget();
        reject(toTransportError(error));
      });
      outgoing.end(request.body);
    });
}

function flatten(headers: Readonly<Record<string, string | string[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // A redirect's body is never read.
}
