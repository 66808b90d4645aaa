const BLANKS = new Set([0x20, 0x09, 0x0a, 0x0d]);
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Whether a body can be a JSON object, by its two ends; it is parsed in the worker. */
export function formOf(body: Uint8Array): 'whole' | 'cut' | 'other' {
  let first = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0;
  while (BLANKS.has(body[first] ?? 0)) first++;
  if (body[first] !== OPEN) return 'other';
  let last = body.byteLength - 1;
  while (last > first && BLANKS.has(body[last] ?? 0)) last--;
  return body[last] === CLOSE ? 'whole' : 'cut';
}
