import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textColumn, textCompare } from './collate.ts';

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

describe('textColumn', () => {
  const character = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('é', 'É', 'ö', 'ü', 'ñ', 'ł', 'ß', 'ø', '\u00a0', '\t', '日', '’'),
    },
  );
  const text = fc.oneof(
    fc.string({ unit: character, maxLength: 12 }),
    fc.string({ unit: character, maxLength: 4 }).map((end) => `the very same start of all ${end}`),
  );

  it.each(['en-US', 'de-DE', 'fr-CH', 'it-IT', 'pt-BR', '', 'cs-CZ', 'sv-SE'])(
    'orders like the comparer in %j, in any case or not',
    (name) => {
      fc.assert(
        fc.property(text, text, fc.boolean(), (a, b, caseSensitive) => {
          const here = { name, timeZone: 'UTC' };
          const order = textColumn([a, b], here, caseSensitive);
          const expected = Math.sign(textCompare(here, caseSensitive)(a, b));
          expect(Math.sign(order(0, 1)) + 0).toBe(expected + 0);
          expect(Math.sign(order(1, 0)) + 0).toBe(0 - expected);
        }),
        { numRuns: 4000 },
      );
    },
  );
});
