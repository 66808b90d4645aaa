import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_SCROLL_HEIGHT, ScrollScale } from './scrollScale.ts';

const ROW = 28;
const VIEW = 560;
const CHROMIUM_LIMIT = 33_554_432;

function scaleFor(rows: number): ScrollScale {
  const scale = new ScrollScale();
  scale.resize(rows * ROW, VIEW);
  return scale;
}

describe('ScrollScale', () => {
  it('leaves short content alone', () => {
    const scale = scaleFor(1_000);
    expect(scale.scrollHeight).toBe(28_000);
    expect(scale.scrolled(1234)).toBe(1234);
    expect(scale.scrollTo(99_999_999)).toBe(28_000 - VIEW);
  });

  it.each([1_000_000, 1_190_000, 1_200_000, 5_000_000])(
    'shows the first and the last of %d rows under the height limit',
    (rows) => {
      const scale = scaleFor(rows);
      expect(scale.scrollHeight).toBeLessThanOrEqual(MAX_SCROLL_HEIGHT);
      expect(scale.scrollHeight).toBeLessThan(CHROMIUM_LIMIT);
      expect(scale.scrolled(scale.maxTop)).toBe(rows * ROW - VIEW);
      expect(scale.scrolled(0)).toBe(0);
    },
  );

  it('reaches every row above 1,190,000, where an element alone would end', () => {
    const scale = scaleFor(1_250_000);
    for (const row of [1_190_000, 1_198_372, 1_198_373, 1_249_000, 1_249_979]) {
      const top = scale.scrollTo(row * ROW);
      expect(top).toBeLessThanOrEqual(scale.maxTop);
      // The scroller says what was written: the row stays exactly in place.
      expect(scale.scrolled(top)).toBe(row * ROW);
    }
  });

  it('moves small steps one to one anywhere', () => {
    const scale = scaleFor(3_000_000);
    const top = scale.scrollTo(40_000_000);
    expect(scale.scrolled(top + 100)).toBe(40_000_100);
    expect(scale.scrolled(top + 40)).toBe(40_000_040);
  });

  it('takes a drag of the scrollbar proportionally', () => {
    const scale = scaleFor(3_000_000);
    const half = scale.scrolled(scale.maxTop / 2);
    expect(half / scale.maxOffset).toBeCloseTo(0.5, 3);
  });

  it('mends the drift of small steps at rest without moving the rows', () => {
    const scale = scaleFor(3_000_000);
    let top = scale.scrollTo(40_000_000);
    for (let step = 0; step < 500; step += 1) scale.scrolled((top += 100));
    expect(scale.offset).toBe(40_050_000);
    const mended = scale.settle();
    expect(mended).not.toBeNull();
    expect(scale.scrolled(mended ?? 0)).toBe(40_050_000);
    expect(scale.settle()).toBeNull();
  });

  it('never lets the scroller end before the rows when wheeling on and on', () => {
    const scale = scaleFor(1_200_000);
    let top = scale.scrollTo(scale.maxOffset - 600_000);
    for (let step = 0; step < 10_000 && scale.offset < scale.maxOffset; step += 1) {
      const before = scale.offset;
      top = Math.min(top + 120, scale.maxTop);
      scale.scrolled(top);
      expect(scale.offset - before).toBeLessThanOrEqual(120);
      if (scale.drifted) top = scale.settle() ?? top;
    }
    expect(scale.offset).toBe(scale.maxOffset);
  });

  it('keeps the place when rows are added', () => {
    const scale = scaleFor(100_000);
    scale.scrollTo(1_000_000);
    expect(scale.resize(200_000 * ROW, VIEW)).toBeNull();
    scale.resize(2_000_000 * ROW, VIEW);
    expect(scale.offset).toBe(1_000_000);
  });

  it('is its own inverse, for any number of rows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, part) => {
          const scale = scaleFor(rows);
          const offset = part * scale.maxOffset;
          expect(Math.abs(scale.toOffset(scale.toTop(offset)) - offset)).toBeLessThan(0.01);
        },
      ),
    );
  });
});
