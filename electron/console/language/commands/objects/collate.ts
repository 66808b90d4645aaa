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

/** Languages in whose order every ASCII character stands for itself (no pairs such as the Czech "ch"). */
const PLAIN = /^(en|de|fr|it|pt|invariant)(-|$)/;
const tables = new Map<string, Uint8Array>();

/**
 * Weights of the printable ASCII characters in the culture's order, letters of both cases alike; null: the culture
 * joins characters, so no such table is right.
 */
function weights(culture: Culture): Uint8Array | null {
  const name = culture.name === '' ? 'invariant' : culture.name;
  if (!PLAIN.test(name)) return null;
  const known = tables.get(name);
  if (known !== undefined) return known;
  const compare = textCompare(culture, false);
  const characters = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).sort(compare);
  const table = new Uint8Array(128);
  let weight = 32;
  let before = '';
  for (const character of characters) {
    if (before !== '' && compare(before, character) !== 0) weight++;
    table[character.charCodeAt(0)] = weight;
    before = character;
  }
  tables.set(name, table);
  return table;
}

/**
 * Turns texts into others that plain `<` puts into the culture's order without regard to case; null for a text that
 * isn't printable ASCII (then nothing but the comparer will do). Null altogether: the culture has no such keys.
 */
export function sortKeys(culture: Culture): ((text: string) => string | null) | null {
  const table = weights(culture);
  if (table === null) return null;
  const codes: number[] = [];
  return (text) => {
    const { length } = text;
    if (length > 200) return null;
    codes.length = length;
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at);
      const weight = code < 128 ? (table[code] ?? 0) : 0;
      if (weight === 0) return null;
      codes[at] = weight;
    }
    return String.fromCharCode.apply(null, codes);
  };
}
