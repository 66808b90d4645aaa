/*
 * Internet addresses as .NET's IPAddress reads and writes them.
 */

/** 4 or 16 bytes; null: the text is no address. */
export function parseAddress(written: string): number[] | null {
  return written.includes(':') ? parseSix(written) : parseFour(written);
}

/** One to four numbers (decimal, 0x hexadecimal, 0 octal); the last fills what is left, as inet_aton has it. */
function parseFour(written: string): number[] | null {
  const parts = written.split('.').map(numberOf);
  const last = parts.at(-1) ?? null;
  if (parts.length > 4 || last === null) return null;
  const bytes: number[] = [];
  for (const part of parts.slice(0, -1)) {
    if (part === null || part > 255) return null;
    bytes.push(part);
  }
  const left = 4 - bytes.length;
  if (last >= 256 ** left) return null;
  for (let at = left - 1; at >= 0; at--) bytes.push(Math.floor(last / 256 ** at) % 256);
  return bytes;
}

function numberOf(part: string): number | null {
  if (/^0x[0-9a-f]{1,8}$/i.test(part)) return parseInt(part, 16);
  if (/^0[0-7]+$/.test(part)) return parseInt(part, 8);
  return /^(0|[1-9]\d{0,9})$/.test(part) ? Number(part) : null;
}

function parseSix(written: string): number[] | null {
  const bare = written.replace(/^\[(.*)\]$/, '$1').replace(/%\w+$/, '');
  const [head = '', tail, ...more] = bare.split('::');
  if (more.length > 0) return null;
  const first = groupsOf(head);
  const rest = tail === undefined ? [] : groupsOf(tail);
  if (first === null || rest === null) return null;
  const missing = 8 - first.length - rest.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...first, ...new Array<number>(missing).fill(0), ...rest];
  return groups.flatMap((group) => [group >> 8, group & 255]);
}

function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [at, part] of parts.entries()) {
    if (part.includes('.') && at === parts.length - 1) {
      const [a = 0, b = 0, c = 0, d = 0] = /^\d+(\.\d+){3}$/.test(part) ? (parseFour(part) ?? []) : [];
      if (!/^\d+(\.\d+){3}$/.test(part)) return null;
      groups.push(a * 256 + b, c * 256 + d);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(parseInt(part, 16));
    else return null;
  }
  return groups;
}

/** "10.0.0.1"; "fe80::1" with the longest run of zeros left out. */
export function addressText(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, at) => (bytes[at * 2] ?? 0) * 256 + (bytes[at * 2 + 1] ?? 0));
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return `::ffff:${bytes.slice(12).join('.')}`;
  }
  const { from, length } = longestZeros(groups);
  const written = (list: readonly number[]): string => list.map((group) => group.toString(16)).join(':');
  if (length < 2) return written(groups);
  return `${written(groups.slice(0, from))}::${written(groups.slice(from + length))}`;
}

function longestZeros(groups: readonly number[]): { from: number; length: number } {
  let best = { from: 0, length: 0 };
  for (let from = 0; from < groups.length; from++) {
    let end = from;
    while (groups[end] === 0) end++;
    if (end - from > best.length) best = { from, length: end - from };
  }
  return best;
}
