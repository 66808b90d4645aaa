import { net } from './args.ts';
import { timeSpan } from './ticks.ts';
import type { PsTimeSpan } from '../values/time.ts';

const UNITS: Readonly<Record<string, bigint>> = {
  d: 864_000_000_000n,
  h: 36_000_000_000n,
  m: 600_000_000n,
  s: 10_000_000n,
};

/** A duration by custom formats ("hh\:mm", "d\.hh\:mm\:ss"): the first one that the whole text fits. */
export function parseTimeSpanExact(text: string, formats: readonly string[]): PsTimeSpan {
  for (const format of formats) {
    const found = byFormat(text, format);
    if (found !== null) return timeSpan(found);
  }
  throw net('System.FormatException', `String '${text}' was not recognized as a valid TimeSpan.`);
}

function byFormat(text: string, written: string): bigint | null {
  const format = /^[cgG]$/.test(written) ? standard(text, written) : written;
  let ticks = 0n;
  let at = 0;
  for (let place = 0; place < format.length;) {
    const c = format.charAt(place);
    if (c === '\\') {
      if (text.charAt(at) !== format.charAt(place + 1)) return null;
      at++;
      place += 2;
      continue;
    }
    if (c === "'" || c === '"') {
      const end = format.indexOf(c, place + 1);
      const literal = format.slice(place + 1, end);
      if (!text.startsWith(literal, at)) return null;
      at += literal.length;
      place = end + 1;
      continue;
    }
    let count = 1;
    while (format.charAt(place + count) === c) count++;
    const digits = new RegExp(
      count === 1 && c !== 'f' && c !== 'F' ? '^\\d{1,8}' : `^\\d{${String(count)}}`,
    ).exec(text.slice(at))?.[0];
    if (digits === undefined) return null;
    const unit = UNITS[c];
    if (unit !== undefined) ticks += BigInt(digits) * unit;
    else if (c === 'f' || c === 'F') ticks += BigInt(digits.padEnd(7, '0').slice(0, 7));
    else return null;
    at += digits.length;
    place += count;
  }
  return at === text.length ? ticks : null;
}

/** A standard format as the custom one that fits this text. */
function standard(text: string, format: string): string {
  const days =
    format === 'c' ? (/^\d+\./.test(text) ? 'd\\.' : '') : text.split(':').length === 4 ? 'd\\:' : '';
  const fraction = /[.](\d{1,7})$/.exec(text)?.[1];
  const tail = fraction === undefined ? '' : `\\.${'f'.repeat(fraction.length)}`;
  return `${days}${format === 'g' ? 'h' : 'hh'}\\:mm\\:ss${tail}`;
}
