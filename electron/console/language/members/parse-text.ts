import { parseDate, parseDateExact, parseTimeSpan } from '../dotnet/dates.ts';
import { parseDecimal, parseDouble, parseInteger, STYLES } from '../dotnet/parse-number.ts';
import { convertTo } from '../convert/convert.ts';
import { long } from '../values/model.ts';
import { net } from './args.ts';
import { shortName } from './overloads.ts';
import { timeSpan } from './ticks.ts';
import type { Culture } from '../culture.ts';
import type { NumberStyle } from '../dotnet/parse-number.ts';
import type { Value } from '../values/model.ts';
import type { PsDateTime, PsTimeSpan } from '../values/time.ts';

/*
 * The Parse methods of .NET: what dotnet/ reads, with .NET's exceptions where the text doesn't fit.
 */

const RANGES: Readonly<Record<string, readonly [min: bigint, max: bigint]>> = {
  SByte: [-128n, 127n],
  Byte: [0n, 255n],
  Int16: [-32768n, 32767n],
  UInt16: [0n, 65535n],
  Int32: [-2147483648n, 2147483647n],
  UInt32: [0n, 4294967295n],
  Int64: [-9223372036854775808n, 9223372036854775807n],
  UInt64: [0n, 18446744073709551615n],
};

function badFormat(text: string): Error {
  return net('System.FormatException', `The input string '${text}' was not in a correct format.`);
}

function tooLarge(short: string): Error {
  const words: Readonly<Record<string, string>> = {
    SByte: 'a signed byte',
    Byte: 'an unsigned byte',
    Decimal: 'a Decimal',
  };
  const what =
    words[short] ?? `${/^[AEIOU]/.test(short) ? (short.startsWith('U') ? 'a' : 'an') : 'a'} ${short}`;
  return net('System.OverflowException', `Value was either too large or too small for ${what}.`);
}

/** `styles`: the value of a NumberStyles argument; null: the type's own. */
export function numberFrom(text: string, type: string, culture: Culture, styles: number | null): Value {
  const short = shortName(type);
  if (short === 'Double' || short === 'Single') {
    const parsed = parseDouble(text, culture, styles === null ? STYLES.float : styleOf(styles));
    if (parsed === null) throw badFormat(text);
    return short === 'Double'
      ? { kind: 'double', value: parsed }
      : { kind: 'double', value: Math.fround(parsed), single: true };
  }
  if (short === 'Decimal') {
    const parsed = parseDecimal(text, culture, styles === null ? STYLES.number : styleOf(styles));
    if (parsed === 'format') throw badFormat(text);
    if (parsed === 'overflow') throw tooLarge(short);
    return parsed;
  }
  const parsed = parseInteger(text, culture, styles === null ? STYLES.integer : styleOf(styles));
  if (parsed === 'format') throw badFormat(text);
  if (short === 'BigInteger') return { kind: 'bigint', value: parsed === 'overflow' ? 0n : parsed };
  const [min, max] = RANGES[short] ?? [0n, 0n];
  const hex = styles !== null && (styles & 512) !== 0 && parsed !== 'overflow';
  const value =
    hex && min < 0n && parsed > max
      ? BigInt.asIntN(String(max).length > 10 ? 64 : max === 127n ? 8 : max === 32767n ? 16 : 32, parsed)
      : parsed;
  if (value === 'overflow' || value < min || value > max) throw tooLarge(short);
  return convertTo(value <= 9223372036854775807n ? long(value) : { kind: 'ulong', value }, type, culture);
}

function styleOf(styles: number): NumberStyle {
  return {
    trailingSign: (styles & 8) !== 0,
    parentheses: (styles & 16) !== 0,
    point: (styles & 32) !== 0,
    groups: (styles & 64) !== 0,
    exponent: (styles & 128) !== 0,
    currency: (styles & 256) !== 0,
    hex: (styles & 512) !== 0,
  };
}

/** `styles`: names of DateTimeStyles. */
export function dateFrom(text: string, culture: Culture, styles: readonly string[], now: number): PsDateTime {
  return checked(parseDate(text, culture, { ...dateStyle(styles), now }));
}

export function dateFromExact(
  text: string,
  formats: readonly string[],
  culture: Culture,
  styles: readonly string[],
  now: number,
): PsDateTime {
  return checked(parseDateExact(text, formats, culture, { ...dateStyle(styles), now }));
}

function checked(parsed: PsDateTime | { readonly problem: string }): PsDateTime {
  if ('problem' in parsed) throw net('System.FormatException', parsed.problem);
  return parsed;
}

function dateStyle(styles: readonly string[]): {
  assume?: 'Utc' | 'Local';
  toUniversal?: boolean;
  roundTrip?: boolean;
} {
  return {
    ...(styles.includes('AssumeUniversal')
      ? { assume: 'Utc' as const }
      : styles.includes('AssumeLocal')
        ? { assume: 'Local' as const }
        : {}),
    toUniversal: styles.includes('AdjustToUniversal'),
    roundTrip: styles.includes('RoundtripKind'),
  };
}

export function timeSpanFrom(text: string, culture: Culture): PsTimeSpan {
  const parsed = parseTimeSpan(text, culture);
  if (parsed === 'format')
    throw net('System.FormatException', `String '${text}' was not recognized as a valid TimeSpan.`);
  if (parsed === 'overflow') {
    throw net(
      'System.OverflowException',
      `The TimeSpan string '${text}' could not be parsed because at least one of the numeric components is out of range or contains too many digits.`,
    );
  }
  return timeSpan(parsed.ticks);
}
