/** With more values than these the text is left out. */
const MOST = 2000;
/** Longer ones are not looked for: where the text has their beginning, it is left out. */
const LONGEST = 4000;
const QUOTED = 20;
/** Shorter ones are hidden only where they stand as words: they are in the midst of others too. */
const WORD = 4;

/**
 * An error's text without the values of the call's parameters, which services like to quote: the parameter's name stands
 * in their place. null: that can't be made sure of.
 */
export function hideValues(text: string, parameters: Readonly<Record<string, unknown>>): string | null {
  const names = new Map<string, string>();
  for (const [name, value] of Object.entries(parameters)) {
    for (const part of partsOf(value)) {
      if (part.length > LONGEST && text.includes(part.slice(0, QUOTED))) return null;
      if (part.length > 1 && part.length <= LONGEST) names.set(part.toLowerCase(), name);
      if (names.size > MOST) return null;
    }
  }
  if (names.size === 0) return text;
  const longestFirst = [...names.keys()].sort((a, b) => b.length - a.length);
  const any = new RegExp(longestFirst.map(pattern).join('|'), 'giu');
  return text.replace(any, (found) => `[-${names.get(found.toLowerCase()) ?? 'value'}]`);
}

/** The texts in a value, and what of them is quoted by itself: names in filters, the first half of an address. */
function* partsOf(value: unknown): Generator<string> {
  if (typeof value === 'number' || typeof value === 'bigint') {
    yield String(value);
  } else if (typeof value === 'string') {
    yield value.trim();
    for (const [, single, double] of value.matchAll(/'([^']+)'|"([^"]+)"/g)) yield single ?? double ?? '';
    const [local = '', domain] = value.split('@');
    if (domain !== undefined && local.length >= WORD) yield local.trim();
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) yield* partsOf(one);
  }
}

function pattern(value: string): string {
  const literal = value.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return value.length < WORD ? `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])` : literal;
}
