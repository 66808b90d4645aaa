import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortKeys, textCompare } from './collate.ts';

const culture = { name: 'en-US', timeZone: 'UTC' };

describe('textCompare', () => {
  it('orders words as people do, not by code', () => {
    const words = ['zebra', 'Ärger', 'apple', 'Banana', '_x', '1'];
    expect(words.sort(textCompare(culture, false))).toEqual(['_x', '1', 'apple', 'Ärger', 'Banana', 'zebra']);
  });

  it('takes case into account only where asked', () => {
    expect(textCompare(culture, false)('a', 'A')).toBe(0);
    expect(textCompare(culture, true)('a', 'A')).toBeLessThan(0);
    expect(textCompare(culture, false)('é', 'e')).toBeGreaterThan(0);
  });
});

describe('sortKeys', () => {
  const key = sortKeys(culture);

  it('gives keys in the same order as the comparer, for any printable ASCII', () => {
    const compare = textCompare(culture, false);
    const text = fc.string({
      unit: fc.integer({ min: 32, max: 126 }).map((c) => String.fromCharCode(c)),
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const left = key?.(a) ?? '';
        const right = key?.(b) ?? '';
        expect(Math.sign(left === right ? 0 : left < right ? -1 : 1)).toBe(Math.sign(compare(a, b)));
      }),
      { numRuns: 3000 },
    );
  });

  it('has none for what the table does not cover', () => {
    expect(key?.('é')).toBeNull();
    expect(key?.('a\tb')).toBeNull();
    expect(sortKeys({ name: 'cs-CZ', timeZone: 'UTC' })).toBeNull();
  });
});
