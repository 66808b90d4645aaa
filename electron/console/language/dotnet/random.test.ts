import { describe, expect, it } from 'vitest';
import { SeededRandom } from './random.ts';

describe('SeededRandom', () => {
  it('gives the numbers that .NET gives for 42', () => {
    expect(new SeededRandom(42).sample()).toBe(1434747710);
    const random = new SeededRandom(42);
    expect([random.between(0, 100), random.between(0, 100), random.between(0, 100)]).toEqual([66, 14, 12]);
  });

  it('takes every Int32 as a seed', () => {
    for (const seed of [0, -1, 2147483647, -2147483648]) {
      const random = new SeededRandom(seed);
      for (let turn = 0; turn < 200; turn++) {
        const number = random.sample();
        expect(number >= 0 && number < 2147483647).toBe(true);
      }
    }
    expect(new SeededRandom(-7).sample()).toBe(new SeededRandom(7).sample());
  });

  it('stays inside a range wider than Int32', () => {
    const random = new SeededRandom(1);
    for (let turn = 0; turn < 200; turn++) {
      const number = random.between(-2147483648, 2147483647);
      expect(Number.isInteger(number) && number >= -2147483648 && number < 2147483647).toBe(true);
    }
  });
});
