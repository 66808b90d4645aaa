/** Bytes at either end of a page in which its nextLink stands (InvokeCommand: near the start, Get-EXO*: at the end). */
const WINDOW = 8192;

const NAME = '"@odata.nextLink"';

/**
 * The nextLink of a page before it is parsed, so that the next page can be asked for meanwhile. Only a guess, since a
 * nested object may have a member of that name: whoever uses it compares it with the parsed answer. In a text value the
 * quotes would be escaped, so texts can't be mistaken for it.
 */
export function guessNextLink(body: Uint8Array<ArrayBuffer>): string | null {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const start = bytes.subarray(0, WINDOW);
  const end = bytes.subarray(Math.max(start.byteLength, bytes.byteLength - WINDOW));
  return linkAt(end, end.lastIndexOf(NAME)) ?? linkAt(start, start.indexOf(NAME));
}

function linkAt(bytes: Buffer, at: number): string | null {
  if (at < 0) return null;
  const text = bytes.toString('utf8', at + NAME.length, Math.min(bytes.byteLength, at + NAME.length + 4096));
  const quoted = /^\s*:\s*("(?:[^"\\]|\\.)*")/.exec(text)?.[1];
  if (quoted === undefined) return null;
  try {
    const link: unknown = JSON.parse(quoted);
    return typeof link === 'string' && link !== '' ? link : null;
  } catch {
    return null;
  }
}
