import { INVARIANT } from '../culture.ts';
import { DecimalOverflow, decimal, decimalOfDouble } from '../dotnet/decimal.ts';
import { STYLES, parseDecimal, parseDouble, parseInteger } from '../dotnet/parse-number.ts';
import { double, isNumber } from '../values/model.ts';
import { cannotConvert, noConversion } from './cast-errors.ts';
import { INTEGERS, integer, roundHalfEven, single, toBigInt, toDouble } from './numbers.ts';
import { scanText } from './scan.ts';
import type { NumberValue, Value } from '../values/model.ts';
import type { IntegerKind } from './numbers.ts';

function badText(text: string): string {
  return `The input string '${text}' was not in a correct format.`;
}

function tooBig(kind: IntegerKind): string {
  return `Value was either too large or too small for ${INTEGERS[kind].article}.`;
}

/** A cast to one of the whole-number types. */
export function toInteger(value: Value, kind: IntegerKind): NumberValue {
  const { min, max, fullName } = INTEGERS[kind];
  if (typeof value === 'number' && (kind === 'int' || kind === 'long')) {
    return kind === 'int' ? value : { kind: 'long', value: BigInt(value) };
  }
  if (typeof value === 'string') return textToInteger(value, kind);
  const number = asNumber(value, fullName);
  const whole = toBigInt(number);
  if (whole === null || whole < min || whole > max) {
    throw cannotConvert('InvalidCastIConvertible', value, fullName, tooBig(kind));
  }
  return integer(kind, whole);
}

function textToInteger(text: string, kind: IntegerKind): NumberValue {
  const { min, max, fullName } = INTEGERS[kind];
  if (text.length === 0) return integer(kind, 0n);
  const scanned = scanText(text);
  if (scanned !== null) {
    const whole = toBigInt(scanned);
    if (whole !== null && whole >= min && whole <= max) return integer(kind, whole);
  }
  // Convert's own way: digits, or 0x, # and &h hexadecimal; then by way of a double.
  const problem = (why: string): Error =>
    cannotConvert('InvalidCastFromStringToInteger', text, fullName, why);
  const trimmed = text.trim();
  const hex = /^(?:0x|#|&h)([0-9a-f]+)$/i.exec(trimmed);
  const parsed = hex === null ? parseInteger(trimmed, INVARIANT) : BigInt(`0x${hex[1] ?? '0'}`);
  if (typeof parsed === 'bigint') {
    if (parsed < min || parsed > max) throw problem(tooBig(kind));
    return integer(kind, parsed);
  }
  const through = parseDouble(text, INVARIANT);
  if (through !== null && Number.isFinite(through)) {
    const whole = BigInt(roundHalfEven(through));
    if (whole >= min && whole <= max) return integer(kind, whole);
  }
  throw problem(badText(trimmed));
}

/** A number, char, bool or enum as a number. */
function asNumber(value: Value, type: string): NumberValue {
  if (isNumber(value)) return value;
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'object' && !Array.isArray(value)) {
    if (value.kind === 'char') return value.code;
    if (value.kind === 'enum') return value.value;
    if (value.kind === 'dateTime') {
      throw cannotConvert(
        'InvalidCastIConvertible',
        value,
        type,
        `Invalid cast from 'DateTime' to '${type.replace('System.', '')}'.`,
      );
    }
  }
  throw noConversion(value, type);
}

export function toRealNumber(value: Value, isSingle: boolean): NumberValue {
  const type = isSingle ? 'System.Single' : 'System.Double';
  const made = (number: number): NumberValue => (isSingle ? single(number) : double(number));
  if (typeof value === 'string') {
    if (value.length === 0) return made(0);
    const scanned = scanText(value);
    if (scanned !== null) return made(toDouble(scanned));
    const parsed = parseDouble(value, INVARIANT);
    if (parsed === null)
      throw cannotConvert('InvalidCastFromStringToDoubleOrSingle', value, type, badText(value));
    return made(parsed);
  }
  const number = asNumber(value, type);
  if (typeof number === 'object' && number.kind === 'double' && (number.single === true) === isSingle)
    return number;
  return made(toDouble(number));
}

export function toDecimal(value: Value): NumberValue {
  const type = 'System.Decimal';
  const range = 'Value was either too large or too small for a Decimal.';
  if (typeof value === 'string') {
    if (value.length === 0) return decimal(0n, 0);
    const scanned = scanDecimal(value);
    if (scanned !== null) return scanned;
    const parsed = parseDecimal(value, INVARIANT, STYLES.number);
    if (parsed === 'overflow') throw cannotConvert('InvalidCastFromStringToDecimal', value, type, range);
    if (parsed !== 'format') return parsed;
    const through = parseDouble(value, INVARIANT);
    const made = through === null ? null : decimalOfDouble(through);
    if (made !== null) return made;
    throw cannotConvert('InvalidCastFromStringToDecimal', value, type, badText(value));
  }
  const number = asNumber(value, type);
  if (typeof number === 'object') {
    if (number.kind === 'decimal') return number;
    if (number.kind === 'double') {
      const made = decimalOfDouble(number.value, number.single === true ? 7 : 15);
      if (made === null) throw cannotConvert('InvalidCastIConvertible', value, type, range);
      return made;
    }
  }
  try {
    return decimal(toBigInt(number) ?? 0n, 0);
  } catch (error) {
    if (error instanceof DecimalOverflow) throw cannotConvert('InvalidCastIConvertible', value, type, range);
    throw error;
  }
}

/** What the language's own reader makes of the text, as a decimal: "12.50" goes through a double and loses its zero. */
function scanDecimal(text: string): NumberValue | null {
  const scanned = scanText(text);
  if (scanned === null) return null;
  if (typeof scanned === 'number') return decimal(BigInt(scanned), 0);
  if (scanned.kind === 'decimal') return scanned;
  if (scanned.kind === 'double') return decimalOfDouble(scanned.value);
  return decimal(scanned.value, 0);
}

export function toBigInteger(value: Value): NumberValue {
  const type = 'System.Numerics.BigInteger';
  if (typeof value === 'string') {
    const parsed = parseInteger(value, INVARIANT, { groups: true });
    if (typeof parsed === 'bigint') return { kind: 'bigint', value: parsed };
    throw cannotConvert(
      'InvalidCastParseTargetInvocationWithFormatProvider',
      value,
      type,
      'The value could not be parsed.',
    );
  }
  const number = asNumber(value, type);
  if (typeof number === 'object' && number.kind === 'double') {
    if (!Number.isFinite(number.value)) throw noConversion(value, type);
    return { kind: 'bigint', value: BigInt(Math.trunc(number.value)) };
  }
  if (typeof number === 'object' && number.kind === 'decimal') {
    return { kind: 'bigint', value: number.unscaled / 10n ** BigInt(number.scale) };
  }
  return { kind: 'bigint', value: toBigInt(number) ?? 0n };
}
