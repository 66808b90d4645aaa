import { fail } from '../../shared/model/failure.ts';
import { TransportError } from './transport-error.ts';
import type { TransportResponse } from './types.ts';

/** Most bytes that one answer may have; a page of 1,000 mailboxes has about 10 MB. */
export const BODY_LIMIT = 64 * 1024 * 1024;

/**
 * Collects a body into an ArrayBuffer of its own, so that it can be moved to a worker. Where its length is known and
 * believable the bytes are written straight to their place. Throws TransportError `broken` when fewer bytes came than
 * promised, FailureError too-large beyond the limit.
 */
export async function gatherBody(
  response: TransportResponse,
  onChunk: () => void,
  limit = BODY_LIMIT,
): Promise<Uint8Array<ArrayBuffer>> {
  const promised = promisedLength(response.headers);
  if (promised !== null && promised > limit) throw tooLarge(limit);
  if (promised !== null && promised > 0) return gatherKnown(response.body, promised, onChunk);
  return gatherUnknown(response.body, onChunk, limit);
}

/** Content-Length, unless the transport decoded the body, whose length is then another. */
function promisedLength(headers: Readonly<Record<string, string>>): number | null {
  const encoding = headers['content-encoding'] ?? 'identity';
  const text = headers['content-length'] ?? '';
  return encoding === 'identity' && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

async function gatherKnown(
  body: AsyncIterable<Uint8Array>,
  length: number,
  onChunk: () => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for await (const chunk of body) {
    onChunk();
    if (at + chunk.byteLength > length) throw new TransportError('broken', true, 'CONTENT_LENGTH_MISMATCH');
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  if (at < length) throw new TransportError('broken', true, 'CONTENT_LENGTH_MISMATCH');
  return bytes;
}

async function gatherUnknown(
  body: AsyncIterable<Uint8Array>,
  onChunk: () => void,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    onChunk();
    length += chunk.byteLength;
    if (length > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

function tooLarge(limit: number) {
  return fail(
    'too-large',
    `One answer of the service was larger than ${Math.round(limit / 1024 / 1024)} MB.`,
    'Ask for fewer properties or objects at a time.',
  );
}
