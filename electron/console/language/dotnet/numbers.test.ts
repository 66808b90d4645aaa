import { describe, expect, it } from 'vitest';
import { decimalOfText } from './decimal.ts';
import { general } from './double-text.ts';
import { formatNumber } from './numbers.ts';
import { compositeFormat } from './composite.ts';
import { double, long } from '../values/model.ts';
import { INVARIANT } from '../culture.ts';
import type { Culture } from '../culture.ts';

const enUs: Culture = { name: 'en-US', timeZone: 'UTC' };

function decimal(text: string): ReturnType<typeof decimalOfText> & object {
  const made = decimalOfText(text);
  if (made === null) throw new Error(`no decimal: ${text}`);
  return made;
}

describe('number formats', () => {
  // What .NET 10 gives with ICU's en-US.
  it.each([
    [2.5, 'F0', '2'],
    [3.5, 'F0', '4'],
    [0.125, 'F2', '0.12'],
    [0.375, 'F2', '0.38'],
    [0.005, 'P0', '1%'],
    [0.125, 'P1', '12.5%'],
    [-0.001, 'N2', '-0.00'],
    [-0.4, 'F0', '-0'],
    [1234.5, '0', '1235'],
    [1.005, '0.00', '1.01'],
    [-1234.5, '#,##0.00;(#,##0.00);zero', '(1,234.50)'],
    [0, '#,##0.00;(#,##0.00);zero', 'zero'],
    [-0.001, '0.00;neg;zero', 'zero'],
    [12345.678, '0.##E+00', '1.23E+04'],
    [0.00012, '0.00E0', '1.20E-4'],
    [1234567890, '#,##0,,', '1,235'],
    [1234567890, '0,.0', '1234567.9'],
    [0.256, '#.##%', '25.6%'],
    [5, "'a'0\\b", 'a5b'],
    [123456, '###-###', '123-456'],
    [0, '#', ''],
    [0.5, '#.#', '.5'],
    [1e22, 'N0', '10,000,000,000,000,000,000,000'],
    [1e-10, 'G5', '1E-10'],
    [123456, 'G3', '1.23E+05'],
    [1234.5678, 'e2', '1.23e+003'],
    [NaN, 'N2', 'NaN'],
    [1234567.891, 'N', '1,234,567.891'],
    [1234567.891, 'C', '$1,234,567.89'],
    [-1234567.891, 'C', '-$1,234,567.89'],
  ])('writes the double %d as %s', (value, format, text) => {
    expect(formatNumber(double(value), format, enUs)).toBe(text);
  });

  it.each([
    ['2.5', 'F0', '3'],
    ['0.125', 'F2', '0.13'],
    ['1.50', 'G', '1.50'],
    ['1.50', 'G2', '1.5'],
    ['12345.678', 'E2', '1.23E+004'],
    ['0.0000001234', 'G2', '1.2E-07'],
    ['123456789012345678901234567', 'G', '123456789012345678901234567'],
  ])('writes the decimal %s as %s, halves away from zero', (value, format, text) => {
    expect(formatNumber(decimal(value), format, enUs)).toBe(text);
  });

  it.each([
    [255, 'x8', '000000ff'],
    [-1, 'X', 'FFFFFFFF'],
    [-5, 'D3', '-005'],
    [1234567, 'N0', '1,234,567'],
    [5, 'B8', '00000101'],
    [50, 'P0', '5,000%'],
    [7, '00', '07'],
  ])('writes the integer %d as %s', (value, format, text) => {
    expect(formatNumber(value, format, enUs)).toBe(text);
  });

  it('refuses a letter that is no format, and D of a fraction', () => {
    expect(() => formatNumber(5, 'Q', enUs)).toThrow('Format specifier was invalid.');
    expect(() => formatNumber(double(4.2), 'D', enUs)).toThrow('Format specifier was invalid.');
  });

  it('takes symbols of other cultures', () => {
    expect(formatNumber(double(1234567.5), 'N2', { ...enUs, name: 'de-DE' })).toBe('1.234.567,50');
    expect(formatNumber(double(0.5), 'P1', INVARIANT)).toBe('50.0 %');
    expect(formatNumber(long(1234567n), 'N0', { ...enUs, name: 'en-IN' })).toBe('12,34,567');
  });

  it('keeps all digits that a double needs, or fifteen', () => {
    expect(formatNumber(double(0.1 + 0.2), null, enUs)).toBe('0.30000000000000004');
    expect(formatNumber(double(1e16), null, enUs)).toBe('10000000000000000');
    expect(formatNumber(double(1e17), null, enUs)).toBe('1E+17');
    expect(general(0.1 + 0.2, 15)).toBe('0.3');
    expect(general(1 / 3, 15)).toBe('0.333333333333333');
    expect(general(1e15, 15)).toBe('1E+15');
    expect(general(99999999999999.95, 15)).toBe('100000000000000');
    expect(general(0.00001, 15)).toBe('1E-05');
    expect(general(0.0001, 15)).toBe('0.0001');
  });
});

describe('composite formats', () => {
  it.each([
    ['{0,-5:N1}|', '5.0  |'],
    ['{0 }', '5'],
    ['{{{0}}}', '{5}'],
    ['{0,4}', '   5'],
  ])('writes %s', (format, text) => {
    expect(compositeFormat(format, [5], enUs)).toBe(text);
  });

  it.each([
    ['{0', 'offset 2. Format item ends prematurely.'],
    ['}', 'offset 1. Format item ends prematurely.'],
    ['{x}', 'offset 1. Expected an ASCII digit.'],
    ['{0,}', 'offset 3. Expected an ASCII digit.'],
    ['{0}}', 'offset 4. Format item ends prematurely.'],
    ['{1}', 'less than the size of the argument list.'],
  ])('refuses %s', (format, why) => {
    expect(() => compositeFormat(format, [5], enUs)).toThrow(why);
  });
});
