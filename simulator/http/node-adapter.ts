import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PracticeRequest, PracticeResponse } from '../types.ts';

/** Bodies beyond this are refused with 413. */
const LIMIT_BYTES = 32 * 1024 * 1024;

/** The body was larger than the practice cloud takes. */
export class BodyTooLarge extends Error {}

const firstOf = (header: string | string[] | undefined): string | undefined =>
  (Array.isArray(header) ? header[0] : header)?.split(',')[0]?.trim();

/** The address as the client typed it: X-Forwarded-Proto and -Host when a forwarder sent them. Null when it cannot be read. */
export function effectiveUrl(message: Pick<IncomingMessage, 'headers' | 'url'>): URL | null {
  const proto = firstOf(message.headers['x-forwarded-proto']) === 'https' ? 'https' : 'http';
  const host = firstOf(message.headers['x-forwarded-host']) ?? message.headers.host ?? '127.0.0.1';
  const target = message.url ?? '/';
  const text = target.startsWith('/') ? `${proto}://${host}${target}` : target;
  return /^[\w.:[\]-]+$/u.test(host) && URL.canParse(text) ? new URL(text) : null;
}

/** Reads a whole request. Rejects with BodyTooLarge, or the stream's own error when the client went away. */
export async function readRequest(message: IncomingMessage, url: URL): Promise<PracticeRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMIT_BYTES) throw new BodyTooLarge('body too large');
    chunks.push(chunk);
  }
  return {
    method: (message.method ?? 'GET').toUpperCase(),
    url,
    headers: message.headers,
    body: Buffer.concat(chunks),
  };
}

/** The whole body of an answer, for faults that have to change it. */
export async function collectBody(response: PracticeResponse): Promise<Buffer> {
  const { body } = response;
  if (body === undefined) return Buffer.alloc(0);
  if (typeof body === 'string') return Buffer.from(body, 'utf8');
  if (body instanceof Uint8Array) return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const withoutLength = (headers: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !['content-length', 'transfer-encoding'].includes(name.toLowerCase()),
    ),
  );

/** Sends an answer; streams what streams, and stops when the client is gone. HEAD gets no body. */
export async function sendResponse(
  response: PracticeResponse,
  out: ServerResponse,
  method: string,
): Promise<void> {
  const headers = withoutLength(response.headers);
  const { body } = response;
  if (body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array)) {
    out.writeHead(response.status, headers);
    for await (const chunk of body) {
      if (out.destroyed) return;
      if (!out.write(chunk)) await drained(out);
    }
    out.end();
    return;
  }
  const bytes =
    body === undefined ? Buffer.alloc(0) : typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  const bodiless = response.status === 204 || response.status === 304;
  out.writeHead(response.status, bodiless ? headers : { ...headers, 'Content-Length': String(bytes.length) });
  out.end(method === 'HEAD' || bodiless ? undefined : bytes);
}

function drained(out: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      out.off('drain', go);
      out.off('close', go);
      resolve();
    };
    out.once('drain', go);
    out.once('close', go);
  });
}
