import type { HttpResponse } from '../http/types.ts';

/** One part's answer, as if it had come alone. Header names in lower case. */
export type PartAnswer = Pick<HttpResponse, 'status' | 'headers' | 'body'>;

const QUOTE = 0x22;
const COLON = 0x3a;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const decoder = new TextDecoder();

/**
 * The parts of a batch's answer by their ids (real-client.md 5), those that came whole: what was cut off is missing.
 * Their bodies stay bytes, which the worker parses. null: this is no batch's answer.
 */
export function readBatchAnswer(bytes: Uint8Array): ReadonlyMap<string, PartAnswer> | null {
  let at = skipBlanks(bytes, bytes[0] === 0xef ? 3 : 0);
  if (bytes[at] !== OPEN_OBJECT) return null;
  for (const [name, start] of members(bytes, at)) {
    if (name !== 'responses') continue;
    if (start < bytes.length && bytes[start] !== OPEN_LIST) return null;
    const parts = new Map<string, PartAnswer>();
    for (at = skipBlanks(bytes, start + 1); bytes[at] === OPEN_OBJECT; at = skipBlanks(bytes, at)) {
      const end = skipValue(bytes, at);
      if (end < 0) break;
      const part = readPart(bytes.subarray(at, end));
      if (part !== null && !parts.has(part.id)) parts.set(part.id, part.answer);
      at = skipBlanks(bytes, end);
      if (bytes[at] === COMMA) at++;
    }
    return parts;
  }
  // Cut before its first part: a batch's answer has nothing else that is long.
  return isCut(bytes) ? new Map() : null;
}

function readPart(bytes: Uint8Array): { id: string; answer: PartAnswer } | null {
  const values = new Map<string, Uint8Array>();
  for (const [name, start] of members(bytes, 0))
    values.set(name, bytes.subarray(start, skipValue(bytes, start)));
  const id = parsed(values.get('id'));
  const status = parsed(values.get('status'));
  if ((typeof id !== 'string' && typeof id !== 'number') || typeof status !== 'number') return null;
  const body = values.get('body');
  const nothing = body === undefined || decoder.decode(body.subarray(0, 5)) === 'null';
  const headers: [string, string][] = [];
  const given = parsed(values.get('headers'));
  if (given !== null && typeof given === 'object') {
    for (const [name, value] of Object.entries(given)) headers.push([name.toLowerCase(), String(value)]);
  }
  return {
    id: String(id),
    answer: {
      status,
      headers: Object.fromEntries(headers),
      body: nothing ? new Uint8Array(0) : Uint8Array.from(body),
    },
  };
}

function parsed(bytes: Uint8Array | undefined): unknown {
  try {
    return bytes === undefined ? null : (JSON.parse(decoder.decode(bytes)) as unknown);
  } catch {
    return null;
  }
}

/** Names of an object's members with the places where their values begin; ends where the text is cut. */
function* members(bytes: Uint8Array, object: number): Generator<[name: string, start: number]> {
  let at = skipBlanks(bytes, object + 1);
  while (bytes[at] === QUOTE) {
    const end = skipString(bytes, at);
    if (end < 0) return;
    const colon = skipBlanks(bytes, end);
    if (bytes[colon] !== COLON) return;
    const start = skipBlanks(bytes, colon + 1);
    yield [String(parsed(bytes.subarray(at, end))), start];
    at = skipValue(bytes, start);
    if (at < 0) return;
    at = skipBlanks(bytes, at);
    if (bytes[at] === COMMA) at = skipBlanks(bytes, at + 1);
  }
}

function isCut(bytes: Uint8Array): boolean {
  return skipValue(bytes, skipBlanks(bytes, 0)) < 0;
}

function skipBlanks(bytes: Uint8Array, at: number): number {
  while (at < bytes.length && (bytes[at] ?? 0) <= 0x20) at++;
  return at;
}

/** Place behind the value that begins here; -1: it does not end. */
function skipValue(bytes: Uint8Array, from: number): number {
  let depth = 0;
  for (let at = from; at < bytes.length; at++) {
    switch (bytes[at]) {
      case QUOTE:
        at = skipString(bytes, at) - 1;
        if (at < 0) return -1;
        if (depth === 0) return at + 1;
        break;
      case OPEN_OBJECT:
      case OPEN_LIST:
        depth++;
        break;
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        // The end of what a plain number or word stands in.
        if (depth === 0) return at;
        if (--depth === 0) return at + 1;
        break;
      case COMMA:
        if (depth === 0) return at;
        break;
      default:
    }
  }
  return -1;
}

function skipString(bytes: Uint8Array, from: number): number {
  for (let end = bytes.indexOf(QUOTE, from + 1); end >= 0; end = bytes.indexOf(QUOTE, end + 1)) {
    let slashes = 0;
    while (bytes[end - 1 - slashes] === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
  return -1;
}
