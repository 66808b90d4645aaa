import { describe, expect, it } from 'vitest';
import { toText } from '../../language/convert/text.ts';
import { compare, equals } from '../../language/operators/compare.ts';
import { double, type Value } from '../../language/values/model.ts';
import { byteSize } from './byte-size.ts';
import { RowReader } from './from-wire.ts';

const GB = double(1024 ** 3);

describe('a size of Get-EXO*', () => {
  it('is ordered by its bytes, among its like and against numbers', () => {
    expect(compare(byteSize(900), byteSize(10_000))).toBeLessThan(0);
    expect(compare(byteSize(2 * 1024 ** 3), GB)).toBeGreaterThan(0);
    expect(equals(byteSize(7), byteSize(7), false)).toBe(true);
    expect(equals(byteSize(7), byteSize(8), false)).toBe(false);
    expect(equals(byteSize(7), 7, false)).toBe(true);
  });

  it('reads as the service writes sizes', () => {
    expect(toText(byteSize(1_572_864))).toBe('1.5 MB (1,572,864 bytes)');
  });

  it('is made of numbers whose names say so, and of nothing else', () => {
    const row = {
      ObjectKey: 'k',
      TotalItemSize: 1024,
      ItemCount: 5,
      ProhibitSendQuota: '1 GB (1,073,741,824 bytes)',
    };
    const texts = (values: readonly Value[]) => values.map((value) => toText(value));
    expect(texts(new RowReader(true).read(row).values)).toEqual([
      '1 KB (1,024 bytes)',
      '5',
      '1 GB (1,073,741,824 bytes)',
    ]);
    expect(texts(new RowReader().read(row).values)).toEqual(['k', '1024', '5', '1 GB (1,073,741,824 bytes)']);
  });
});
