import { decimalText } from '../../../../shared/powershell/values.ts';
import { INTEGERS } from '../convert/numbers.ts';
import { failure } from '../values/errors.ts';
import { customNumber } from './custom-number.ts';
import {
  digitsOfBigInt,
  exactDigits,
  fixedPlaces,
  roundPlaces,
  roundTo,
  significant,
  split,
} from './digits.ts';
import { shortest, shortestSingle } from './double-text.ts';
import { groupDigits, numberSymbols } from './symbols.ts';
import type { Culture } from '../culture.ts';
import type { NumberValue } from '../values/model.ts';
import type { Digits } from './digits.ts';
import type { NumberSymbols } from './symbols.ts';

/** .NET's FormatException of a number format that doesn't exist. */
export function badFormat(): Error {
  return failure('FormatException', 'Format specifier was invalid.', {
    type: 'System.FormatException',
    category: 'NotSpecified',
  });
}

const MAX_PRECISION = 999_999_999;
/** More places than anybody asks for; .NET would make a text that long. */
const OUR_MAX_PRECISION = 100_000;

/**
 * A number's ToString(format) with a culture: standard formats (B C D E F G N P R X with precision) and custom ones.
 * Throws .NET's FormatException.
 */
export function formatNumber(value: NumberValue, format: string | null, culture: Culture): string {
  const symbols = numberSymbols(culture);
  if (format === null || format === '') return defaultText(value, symbols);
  if (typeof value === 'object' && value.kind === 'double' && !Number.isFinite(value.value)) {
    return notFinite(value.value, symbols);
  }
  const standard = /^([A-Za-z])(\d{0,9})$/.exec(format);
  if (standard === null) return customNumber(exactDigits(value), format, symbols);
  const letter = standard[1] ?? '';
  const written = standard[2] ?? '';
  const precision = written === '' ? -1 : Number(written);
  if (precision > MAX_PRECISION) throw badFormat();
  if (precision > OUR_MAX_PRECISION) {
    throw failure(
      'FormatError',
      `A number format with ${written} places makes a text too long for the console.`,
      {
        category: 'InvalidOperation',
      },
    );
  }
  return standardNumber(value, letter, precision, symbols);
}

function standardNumber(
  value: NumberValue,
  letter: string,
  precision: number,
  symbols: NumberSymbols,
): string {
  switch (letter.toUpperCase()) {
    case 'N': {
      const places = precision < 0 ? symbols.numberDigits : precision;
      return signed(placed(value, places), symbols, (digits) => grouped(digits, places, symbols));
    }
    case 'F': {
      const places = precision < 0 ? symbols.numberDigits : precision;
      return signed(placed(value, places), symbols, (digits) => plain(digits, places, symbols));
    }
    case 'C': {
      const places = precision < 0 ? symbols.currencyDigits : precision;
      const digits = placed(value, places);
      return fill(
        digits.negative ? symbols.currencyNegative : symbols.currencyPositive,
        grouped(digits, places, symbols),
        symbols,
      );
    }
    case 'P': {
      const places = precision < 0 ? symbols.percentDigits : precision;
      const digits = roundPlaces(hundredfold(value, places), places);
      return fill(
        digits.negative ? symbols.percentNegative : symbols.percentPositive,
        grouped(digits, places, symbols),
        symbols,
      );
    }
    case 'E':
      return scientific(value, letter, precision < 0 ? 6 : precision, symbols);
    case 'G':
      return precision <= 0
        ? generalDefault(value, letter, symbols)
        : generalTo(value, precision, letter, symbols);
    case 'D':
      return whole(value, precision, symbols);
    case 'X': {
      const text = bits(value).toString(16).padStart(Math.max(precision, 1), '0');
      return letter === 'X' ? text.toUpperCase() : text;
    }
    case 'B':
      return bits(value).toString(2).padStart(Math.max(precision, 1), '0');
    case 'R':
      if (typeof value === 'object' && (value.kind === 'double' || value.kind === 'bigint')) {
        return defaultText(value, symbols);
      }
      throw badFormat();
    default:
      throw badFormat();
  }
}

function defaultText(value: NumberValue, symbols: NumberSymbols): string {
  if (typeof value === 'number') {
    return value < 0 && symbols.negative !== '-' ? symbols.negative + String(-value) : String(value);
  }
  let text: string;
  if (value.kind === 'double') {
    if (!Number.isFinite(value.value)) return notFinite(value.value, symbols);
    text = value.single === true ? shortestSingle(value.value) : shortest(value.value);
  } else text = value.kind === 'decimal' ? decimalText(value) : value.value.toString();
  return localised(text, symbols);
}

/** An invariant text of a number with the culture's point and sign. */
export function localNumber(text: string, culture: Culture): string {
  return localised(text, numberSymbols(culture));
}

function localised(text: string, symbols: NumberSymbols): string {
  if (symbols.decimal === '.' && symbols.negative === '-') return text;
  return text.replace(/[.-]/g, (mark) => (mark === '.' ? symbols.decimal : symbols.negative));
}

function notFinite(value: number, symbols: NumberSymbols): string {
  if (Number.isNaN(value)) return symbols.nan;
  return value > 0 ? symbols.infinity : symbols.negative + symbols.infinity;
}

/** Digits with `places` behind the point, rounded as the type rounds. */
function placed(value: NumberValue, places: number): Digits {
  if (typeof value === 'object' && value.kind === 'double') return fixedPlaces(value.value, places);
  return roundPlaces(exactDigits(value), places);
}

function hundredfold(value: NumberValue, places: number): Digits {
  if (typeof value === 'object' && value.kind === 'double') {
    const digits = fixedPlaces(value.value, Math.min(places + 2, 100));
    return digits.digits === '' ? digits : { ...digits, point: digits.point + 2 };
  }
  const digits = exactDigits(value);
  return digits.digits === '' ? digits : { ...digits, point: digits.point + 2 };
}

function signed(value: Digits, symbols: NumberSymbols, body: (value: Digits) => string): string {
  const text = body(value);
  return value.negative ? symbols.negative + text : text;
}

function plain(value: Digits, places: number, symbols: NumberSymbols): string {
  const { whole: left, fraction } = split(value, places);
  return places > 0 ? left + symbols.decimal + fraction : left;
}

function grouped(value: Digits, places: number, symbols: NumberSymbols): string {
  const { whole: left, fraction } = split(value, places);
  const text = groupDigits(left, symbols);
  return places > 0 ? text + symbols.decimal + fraction : text;
}

function fill(pattern: string, number: string, symbols: NumberSymbols): string {
  return pattern.replace(/[n$%-]/g, (mark) => {
    if (mark === 'n') return number;
    if (mark === '$') return symbols.currency;
    return mark === '%' ? symbols.percent : symbols.negative;
  });
}

function scientific(value: NumberValue, letter: string, places: number, symbols: NumberSymbols): string {
  const digits =
    typeof value === 'object' && value.kind === 'double'
      ? significant(value.value, places + 1)
      : roundTo(exactDigits(value), places + 1);
  const all = digits.digits.padEnd(places + 1, '0').slice(0, places + 1);
  const exponent = digits.digits === '' ? 0 : digits.point - 1;
  const mantissa = places > 0 ? `${all[0] ?? '0'}${symbols.decimal}${all.slice(1)}` : (all[0] ?? '0');
  const sign = exponent < 0 ? symbols.negative : symbols.positive;
  const text = `${mantissa}${letter}${sign}${String(Math.abs(exponent)).padStart(3, '0')}`;
  return digits.negative ? symbols.negative + text : text;
}

function generalDefault(value: NumberValue, letter: string, symbols: NumberSymbols): string {
  const text = defaultText(value, symbols);
  return letter === 'g' ? text.replace('E', 'e') : text;
}

function generalTo(value: NumberValue, precision: number, letter: string, symbols: NumberSymbols): string {
  const digits =
    typeof value === 'object' && value.kind === 'double'
      ? significant(value.value, precision)
      : roundTo(exactDigits(value), precision);
  const all = digits.digits.replace(/0+$/, '');
  if (all === '') return '0';
  const { point } = digits;
  let text: string;
  if (point > precision || point < -3) {
    const exponent = point - 1;
    const sign = exponent < 0 ? symbols.negative : symbols.positive;
    const mantissa = all.length > 1 ? `${all[0] ?? ''}${symbols.decimal}${all.slice(1)}` : all;
    text = `${mantissa}${letter === 'g' ? 'e' : 'E'}${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
  } else if (point <= 0) text = `0${symbols.decimal}${'0'.repeat(-point)}${all}`;
  else if (all.length <= point) text = all.padEnd(point, '0');
  else text = `${all.slice(0, point)}${symbols.decimal}${all.slice(point)}`;
  return digits.negative ? symbols.negative + text : text;
}

function whole(value: NumberValue, precision: number, symbols: NumberSymbols): string {
  if (typeof value === 'object' && (value.kind === 'double' || value.kind === 'decimal')) throw badFormat();
  const digits = digitsOfBigInt(typeof value === 'number' ? BigInt(value) : value.value);
  const text = (digits.digits === '' ? '0' : digits.digits).padStart(precision, '0');
  return digits.negative ? symbols.negative + text : text;
}

/** Two's complement of an integer; other numbers have no such form. */
function bits(value: NumberValue): bigint {
  if (typeof value === 'number') return BigInt.asUintN(32, BigInt(value));
  if (value.kind === 'double' || value.kind === 'decimal') throw badFormat();
  if (value.kind === 'bigint') return value.value < 0n ? -value.value : value.value;
  const { min, max } = INTEGERS[value.kind];
  return value.value < 0n ? value.value - min + (max + 1n) : value.value;
}
