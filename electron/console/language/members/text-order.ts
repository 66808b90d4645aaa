import type { Culture } from '../culture.ts';

const collators = new Map<string, Intl.Collator>();

/** Order of two texts by the culture's rules, -1, 0 or 1. */
export function compareText(left: string, right: string, ignoreCase: boolean, culture: Culture): number {
  const key = `${culture.name}|${String(ignoreCase)}`;
  let collator = collators.get(key);
  if (collator === undefined) {
    collator = new Intl.Collator(culture.name === '' ? 'en' : culture.name, {
      sensitivity: ignoreCase ? 'accent' : 'variant',
    });
    collators.set(key, collator);
  }
  return Math.sign(collator.compare(left, right));
}

/** Order of two texts by their UTF-16 units. */
export function compareOrdinal(left: string, right: string, ignoreCase: boolean): number {
  const a = ignoreCase ? left.toUpperCase() : left;
  const b = ignoreCase ? right.toUpperCase() : right;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Order of two texts by the rule that a StringComparison names. */
export function compareBy(left: string, right: string, comparison: string, culture: Culture): number {
  const ignoreCase = comparison.endsWith('IgnoreCase');
  return comparison.startsWith('Ordinal')
    ? compareOrdinal(left, right, ignoreCase)
    : compareText(left, right, ignoreCase, culture);
}
