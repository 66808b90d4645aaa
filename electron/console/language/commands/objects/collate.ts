import type { Culture } from '../../culture.ts';

/** Compares texts as .NET's culture comparison does: negative, 0, positive. */
export type TextCompare = (a: string, b: string) => number;

const collators = new Map<string, TextCompare>();

export function textCompare(culture: Culture, caseSensitive: boolean): TextCompare {
  const key = `${culture.name}|${String(caseSensitive)}`;
  const known = collators.get(key);
  if (known !== undefined) return known;
  const { compare } = new Intl.Collator(culture.name === '' ? 'en-US' : culture.name, {
    sensitivity: caseSensitive ? 'variant' : 'accent',
  });
  const made: TextCompare = (a, b) => (a === b ? 0 : compare(a, b));
  collators.set(key, made);
  return made;
}

/** Languages in whose order every letter stands for itself (no pairs such as the Czech "ch", no letters after z). */
const PLAIN = /^(en|de|fr|it|pt|invariant)(-|$)/;
const tables = new Map<string, Uint8Array>();
/** Latin letters with accents end here. */
const LATIN_END = 0x250;

/**
 * Weights of printable ASCII in the culture's order, letters of both cases alike, and of Latin letters with accents,
 * which are those of the bare letters; 0: a character that only the collator knows. Null: the culture joins characters,
 * so no such table is right.
 */
function weights(culture: Culture): Uint8Array | null {
  const name = culture.name === '' ? 'invariant' : culture.name;
  if (!PLAIN.test(name)) return null;
  const known = tables.get(name);
  if (known !== undefined) return known;
  const compare = textCompare(culture, false);
  const characters = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).sort(compare);
  const table = new Uint8Array(LATIN_END);
  let weight = 0;
  let before = '';
  for (const character of characters) {
    if (before === '' || compare(before, character) !== 0) weight++;
    table[character.charCodeAt(0)] = weight;
    before = character;
  }
  for (let code = 128; code < LATIN_END; code++) {
    const bare = String.fromCharCode(code)
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '');
    if (/^[a-z]$/i.test(bare)) table[code] = table[bare.charCodeAt(0)] ?? 0;
  }
  tables.set(name, table);
  return table;
}

/** Of each text: nothing but printable ASCII; Latin letters with accents too; something else. */
const PLAIN_TEXT = 0;
const ACCENTED = 1;
const OTHER = 2;
/** Characters whose weights fit into one number, and numbers for each text. */
const PACKED = 7;
const NUMBERS = 3;
const COVERED = PACKED * NUMBERS;

/**
 * Many texts to be compared with each other by their places. Nearly every comparison is decided by numbers made of the
 * weights of the first characters; the collator is asked only for texts that differ in nothing but accents or case and
 * for those with characters that have no weight.
 */
export function textColumn(
  texts: readonly string[],
  culture: Culture,
  caseSensitive: boolean,
): (a: number, b: number) => number {
  const compare = textCompare(culture, caseSensitive);
  const table = weights(culture);
  if (table === null) return (a, b) => compare(texts[a] ?? '', texts[b] ?? '');
  const kinds = new Uint8Array(texts.length);
  const packed = new Float64Array(texts.length * NUMBERS);
  for (let at = 0; at < texts.length; at++) {
    const text = texts[at] ?? '';
    kinds[at] = kindOf(text, table);
    if (kinds[at] !== OTHER) pack(text, table, packed, at * NUMBERS);
  }
  return (a, b) => {
    const left = kinds[a] ?? OTHER;
    const right = kinds[b] ?? OTHER;
    if (left !== OTHER && right !== OTHER) {
      const from = a * NUMBERS;
      const to = b * NUMBERS;
      for (let at = 0; at < NUMBERS; at++) {
        const order = (packed[from + at] ?? 0) - (packed[to + at] ?? 0);
        if (order !== 0) return order;
      }
      const rest = restOrder(texts[a] ?? '', texts[b] ?? '', table);
      if (rest !== 0) return rest;
      if (!caseSensitive && left === PLAIN_TEXT && right === PLAIN_TEXT) return 0;
    }
    return compare(texts[a] ?? '', texts[b] ?? '');
  };
}

function kindOf(text: string, table: Uint8Array): number {
  let kind = PLAIN_TEXT;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= LATIN_END || table[code] === 0) return OTHER;
    if (code > 127) kind = ACCENTED;
  }
  return kind;
}

function pack(text: string, table: Uint8Array, packed: Float64Array, from: number): void {
  const { length } = text;
  for (let group = 0; group < NUMBERS; group++) {
    let number = 0;
    const start = group * PACKED;
    for (let at = start; at < start + PACKED; at++) {
      number = number * 128 + (at < length ? (table[text.charCodeAt(at)] ?? 0) : 0);
    }
    packed[from + group] = number;
  }
}

/** Of texts whose numbers are the same: the characters after those. */
function restOrder(left: string, right: string, table: Uint8Array): number {
  const count = Math.min(left.length, right.length);
  for (let at = COVERED; at < count; at++) {
    const order = (table[left.charCodeAt(at)] ?? 0) - (table[right.charCodeAt(at)] ?? 0);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
