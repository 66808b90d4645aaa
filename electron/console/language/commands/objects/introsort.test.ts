import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { introsort } from './introsort.ts';

describe('introsort', () => {
  it('sorts any numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 300 }), (numbers) => {
        const sorted = [...numbers];
        introsort(sorted, (a, b) => a - b);
        expect(sorted).toEqual([...numbers].sort((a, b) => a - b));
      }),
    );
  });

  it('keeps up to 16 equal elements in their order', () => {
    const items = Array.from({ length: 16 }, (_, at) => ({ key: at % 3, at }));
    const sorted = [...items];
    introsort(sorted, (a, b) => a.key - b.key);
    expect(sorted).toEqual([...items].sort((a, b) => a.key - b.key));
  });

  it('moves equal elements as quick sort does from 17 on', () => {
    const items = Array.from({ length: 17 }, (_, at) => at);
    introsort(items, () => 0);
    // The median of three goes next to the end, the two indexes meet in the middle with a swap at every step.
    expect(items).not.toEqual(Array.from({ length: 17 }, (_, at) => at));
    expect([...items].sort((a, b) => a - b)).toEqual(Array.from({ length: 17 }, (_, at) => at));
  });

  it('survives a comparer that contradicts itself', () => {
    const items = Array.from({ length: 1000 }, (_, at) => at);
    introsort(items, () => 1);
    expect(items).toHaveLength(1000);
    introsort(items, () => -1);
    expect(new Set(items).size).toBe(1000);
  });

  it('falls back to heap sort on input made to break quick sort', () => {
    const count = 4000;
    // Organ pipe: up, then down again.
    const items = Array.from({ length: count }, (_, at) => (at < count / 2 ? at : count - at));
    let compared = 0;
    introsort(items, (a, b) => {
      compared++;
      return a - b;
    });
    expect(items).toEqual([...items].sort((a, b) => a - b));
    expect(compared).toBeLessThan(count * 60);
  });
});
