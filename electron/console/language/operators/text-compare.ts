import type { Culture } from '../culture.ts';

/** ASCII characters that collation counts; letters of both cases share a place. */
const ORDER = '\t\n\v\f\r _-,;:!?.\'"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz';

/** Place of each ASCII character; 0: a character that collation ignores (control characters). */
const PLACES = new Uint8Array(128);
for (let at = 0; at < ORDER.length; at++) {
  const mark = ORDER.charAt(at);
  PLACES[mark.charCodeAt(0)] = at + 1;
  const upper = mark.toUpperCase();
  if (upper !== mark) PLACES[upper.charCodeAt(0)] = at + 1;
}

const insensitive = new Intl.Collator('en', { sensitivity: 'accent' });
const sensitive = new Intl.Collator('en', { sensitivity: 'variant' });
const others = new Map<string, { readonly insensitive: Intl.Collator; readonly sensitive: Intl.Collator }>();

function slowly(left: string, right: string, caseSensitive: boolean, locale: string): number {
  let pair = { insensitive, sensitive };
  if (locale !== '') {
    const made = others.get(locale);
    if (made === undefined) {
      pair = {
        insensitive: new Intl.Collator(locale, { sensitivity: 'accent' }),
        sensitive: new Intl.Collator(locale, { sensitivity: 'variant' }),
      };
      others.set(locale, pair);
    } else pair = made;
  }
  const order = (caseSensitive ? pair.sensitive : pair.insensitive).compare(left, right);
  if (order !== 0) return order < 0 ? -1 : 1;
  // .NET keeps kana and width apart where Unicode's second level doesn't.
  if (!caseSensitive && KANA.test(left + right))
    return Math.sign(sensitive.compare(left.toLowerCase(), right.toLowerCase()));
  return 0;
}

const KANA = /[\u3040-\u30ff\uff01-\uff9f]/;

/** Whether two texts are the same to PowerShell's -eq: in any case, by linguistic rules for what isn't ASCII. */
export function equalsText(left: string, right: string): boolean {
  if (left === right) return true;
  const count = Math.min(left.length, right.length);
  for (let at = 0; at < count; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a >= 127 || b >= 127) return slowly(left, right, false, '') === 0;
    if (a !== b) {
      const place = PLACES[a];
      if (place !== PLACES[b]) {
        // A difference of plain characters decides unless something ignorable or combining follows.
        if (place === 0 || PLACES[b] === 0) return slowly(left, right, false, '') === 0;
        return isPlain(left, at + 1) && isPlain(right, at + 1) ? false : slowly(left, right, false, '') === 0;
      }
      if (place === 0) return slowly(left, right, false, '') === 0;
    } else if (PLACES[a] === 0) return slowly(left, right, false, '') === 0;
  }
  if (left.length === right.length) return true;
  const rest = left.length > right.length ? left : right;
  return isPlain(rest, count) ? false : slowly(left, right, false, '') === 0;
}

/** -ceq. */
export function equalsTextExactly(left: string, right: string): boolean {
  if (left === right) return true;
  return isPlain(left, 0) && isPlain(right, 0) ? false : slowly(left, right, true, '') === 0;
}

/** No character from `from` on is outside ASCII or ignored by collation. */
function isPlain(text: string, from: number): boolean {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 127 || PLACES[code] === 0) return false;
  }
  return true;
}

/**
 * Order of two texts, -1, 0 or 1, as .NET's culture comparison gives. Without a culture (or with English or the
 * invariant one) by Unicode's root order.
 */
export function compareText(left: string, right: string, caseSensitive = false, culture?: Culture): number {
  if (left === right) return 0;
  const locale =
    culture === undefined || culture.name === '' || culture.name.startsWith('en') ? '' : culture.name;
  return slowly(left, right, caseSensitive, locale);
}
