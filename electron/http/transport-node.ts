import http from 'node:http';
import https from 'node:https';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Readable } from 'node:stream';
import { toTransportError } from './transport-error.ts';
import type { Transport, TransportResponse } from './types.ts';

export interface NodeTransport {
  readonly send: Transport;
  /** Closes idle connections. */
  close(): void;
}

/** A transport over node:http and node:https with connections kept open: for loopback and for tests. */
export function createNodeTransport(): NodeTransport {
  const agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: 64 }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: 64 }),
  };

  const send: Transport = (request) =>
    new Promise((resolve, reject) => {
      const url = new URL(request.url);
      const secure = url.protocol === 'https:';
      const outgoing = (secure ? https : http).request(
        url,
        {
          method: request.method,
          headers: request.headers,
          agent: agents[secure ? 'https:' : 'http:'],
          signal: request.signal,
        },
        (answer) => resolve(toResponse(answer)),
      );
      outgoing.on('error', (error) => reject(toTransportError(error)));
      outgoing.end(request.body);
    });

  return {
    send,
    close() {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}

/** Exported for tests that send over Node in another way. */
export function toResponse(answer: http.IncomingMessage): TransportResponse {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return { status: answer.statusCode ?? 0, headers, body: decoded(answer, headers['content-encoding']) };
}

async function* decoded(
  answer: http.IncomingMessage,
  encoding: string | undefined,
): AsyncGenerator<Uint8Array> {
  const stream = decoder(answer, encoding);
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) yield chunk;
  } catch (error) {
    throw toTransportError(error);
  } finally {
    answer.destroy();
  }
}

function decoder(answer: http.IncomingMessage, encoding: string | undefined): Readable {
  const transform =
    encoding === 'gzip'
      ? createGunzip()
      : encoding === 'br'
        ? createBrotliDecompress()
        : encoding === 'deflate'
          ? createInflate()
          : null;
  if (transform === null) return answer;
  answer.on('error', (error) => transform.destroy(error));
  return answer.pipe(transform);
}
