import { shown } from '../convert/cast-errors.ts';
import { tryConvert } from '../convert/convert.ts';
import { numericBigInt, numericDouble, typeCode } from '../convert/numbers.ts';
import { toText } from '../convert/text.ts';
import { truth } from '../convert/truth.ts';
import { INVARIANT } from '../culture.ts';
import { compareDecimal, decimalOfDouble, decimal } from '../dotnet/decimal.ts';
import { typeNameOf } from '../members/types.ts';
import { failure } from '../values/errors.ts';
import { comparableOf } from '../values/comparable.ts';
import { isArray } from '../values/model.ts';
import { nativeOrder } from '../values/native.ts';
import { scanText } from '../convert/scan.ts';
import { plain, textToNumber } from './operand.ts';
import { compareText, equalsText, equalsTextExactly } from './text-compare.ts';
import type { PsDecimal, Value } from '../values/model.ts';

/** Order of two numbers, chars, bools or enums by value; NaN is below everything as .NET's CompareTo has it. */
export function compareNumbers(left: Value, right: Value): number {
  if (typeof left === 'number' && typeof right === 'number') return left < right ? -1 : left > right ? 1 : 0;
  const a = typeCode(left);
  const b = typeCode(right);
  const code = a > b ? a : b;
  if (code === 15) {
    const x = asDecimal(left);
    const y = asDecimal(right);
    if (x !== null && y !== null) return compareDecimal(x, y);
    return order(numericDouble(left) ?? 0, numericDouble(right) ?? 0);
  }
  if (code >= 13) return order(numericDouble(left) ?? 0, numericDouble(right) ?? 0);
  const x = numericBigInt(left);
  const y = numericBigInt(right);
  return x < y ? -1 : x > y ? 1 : 0;
}

function order(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : 1;
}

function asDecimal(value: Value): PsDecimal | null {
  if (value !== null && typeof value === 'object' && !isArray(value)) {
    if (value.kind === 'decimal') return value;
    if (value.kind === 'double') return decimalOfDouble(value.value, value.single === true ? 7 : 15);
  }
  return decimal(numericBigInt(value), 0);
}

function isBigInt(value: Value): boolean {
  return value !== null && typeof value === 'object' && !isArray(value) && value.kind === 'bigint';
}

/** -eq of two single values: the left one's type decides. */
export function equals(left: Value, right: Value, caseSensitive = false): boolean {
  if (typeof left === 'string' && typeof right === 'string') {
    return caseSensitive ? equalsTextExactly(left, right) : equalsText(left, right);
  }
  if (typeof left === 'number' && typeof right === 'number') return left === right;
  return equalsOther(plain(left), plain(right), caseSensitive);
}

function equalsOther(left: Value, right: Value, caseSensitive: boolean): boolean {
  if (left === null || right === null) return left === right;
  if (typeof left === 'string') {
    const text = toText(right);
    return caseSensitive ? equalsTextExactly(left, text) : equalsText(left, text);
  }
  if (typeof left === 'boolean') return left === truth(right);
  const code = typeCode(left);
  if (code === 4) return equalsChar(left, right, caseSensitive);
  const isEnum = typeof left === 'object' && !isArray(left) && left.kind === 'enum';
  if (code > 0 && !isEnum) {
    if (typeof right === 'string') {
      const number = scanText(right) ?? numberOrNull(right, left);
      return number !== null && equalNumbers(left, number);
    }
    if (typeCode(right) > 0) return equalNumbers(left, right);
    if (isBigInt(right)) return numericDouble(left) === numericDouble(right);
    return false;
  }
  return equalsObject(left, right);
}

function equalNumbers(left: Value, right: Value): boolean {
  const a = numericDouble(left);
  if (a !== undefined && Number.isNaN(a)) return false;
  return compareNumbers(left, right) === 0;
}

function numberOrNull(text: string, other: Value): Value {
  try {
    return textToNumber(text, other);
  } catch {
    return null;
  }
}

function equalsChar(left: Value, right: Value, caseSensitive: boolean): boolean {
  const other =
    typeof right === 'string' && right.length !== 1 ? null : tryConvert(right, 'System.Char', INVARIANT);
  if (other === null || 'error' in other) return false;
  const a = toText(left);
  const b = toText(other.value);
  return caseSensitive ? a === b : a === b || a.toUpperCase() === b.toUpperCase();
}

function equalsObject(left: Value, right: Value): boolean {
  if (left === right) return true;
  const order = nativeOrder(left);
  if (order !== null) return order === (nativeOrder(right) ?? numericDouble(right));
  if (left === null || typeof left !== 'object' || isArray(left)) return false;
  switch (left.kind) {
    case 'object':
    case 'hashtable':
    case 'scriptBlock':
    case 'errorRecord':
    case 'exception':
    case 'list':
    case 'set':
    case 'ref':
    case 'regex':
    case 'stringBuilder':
    case 'secureString':
    case 'credential':
      return false;
    case 'reference':
      if (comparableOf(left) === null) return false;
      break;
    default:
  }
  const converted = tryConvert(right, left.kind === 'type' ? 'System.Type' : typeNameOf(left), INVARIANT);
  if ('error' in converted) return false;
  return sameValue(left, converted.value);
}

function sameValue(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') return false;
  if (isArray(left) || isArray(right)) return false;
  if (left.kind === 'dateTime' && right.kind === 'dateTime') return left.ticks === right.ticks;
  if (left.kind === 'timeSpan' && right.kind === 'timeSpan') return left.ticks === right.ticks;
  if (left.kind === 'guid' && right.kind === 'guid') return left.text === right.text;
  if (left.kind === 'version' && right.kind === 'version')
    return left.parts.every((part, at) => part === right.parts[at]);
  if (left.kind === 'enum' && right.kind === 'enum') return left.value === right.value;
  if (left.kind === 'type' && right.kind === 'type') return left.name === right.name;
  if (left.kind === 'bigint' && right.kind === 'bigint') return left.value === right.value;
  if (left.kind === 'uri' && right.kind === 'uri') return left.text === right.text;
  if (left.kind === 'mailAddress' && right.kind === 'mailAddress') {
    return toText(left).toLowerCase() === toText(right).toLowerCase();
  }
  if (left.kind === 'reference' && right.kind === 'reference') {
    return comparableOf(left)?.compareWith(right.state) === 0;
  }
  return false;
}

/**
 * LanguagePrimitives.Compare: order of two values, the left one's type decides. Throws for what can't be converted or
 * has no order.
 */
export function compare(left: Value, right: Value, caseSensitive = false): number {
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right, caseSensitive);
  if (typeof left === 'number' && typeof right === 'number') return left < right ? -1 : left > right ? 1 : 0;
  return compareOther(plain(left), plain(right), caseSensitive);
}

function compareOther(left: Value, right: Value, caseSensitive: boolean): number {
  if (left === null) return right === null ? 0 : -againstNull(right);
  if (right === null) return againstNull(left);
  if (typeof left === 'string') return compareText(left, toText(right), caseSensitive);
  if (typeof left === 'boolean') return Number(left) - Number(truth(right));
  const order = nativeOrder(left);
  const against = order === null ? undefined : (nativeOrder(right) ?? numericDouble(right));
  if (order !== null && against !== undefined) return order - against;
  const code = typeCode(left);
  const isEnum = typeof left === 'object' && !isArray(left) && left.kind === 'enum';
  if (code > 4 && !isEnum) {
    if (typeof right === 'string') return compareNumbers(left, textToNumber(right, left));
    if (typeCode(right) > 0) return compareNumbers(left, right);
  }
  const converted = tryConvert(right, typeNameOf(left), INVARIANT);
  if ('error' in converted) {
    if (!hasOrder(left)) throw noOrder(left);
    throw failure(
      'ComparisonFailure',
      `Could not compare "${toText(left)}" to "${toText(right)}". Error: "${converted.error.record.message}"`,
      { category: 'InvalidOperation' },
    );
  }
  return compareSame(left, converted.value);
}

/** A number against nothing: below zero it is smaller; anything else is greater. */
function againstNull(value: Value): number {
  const number = typeof value === 'boolean' ? undefined : numericDouble(value);
  return number !== undefined && number < 0 ? -1 : 1;
}

function hasOrder(value: Value): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (isArray(value)) return false;
  switch (value.kind) {
    case 'char':
    case 'dateTime':
    case 'timeSpan':
    case 'guid':
    case 'version':
    case 'enum':
    case 'bigint':
      return true;
    case 'reference':
      return comparableOf(value) !== null;
    default:
      return typeCode(value) > 0;
  }
}

function noOrder(value: Value): Error {
  return failure('NotIcomparable', `Cannot compare "${shown(value)}" because it is not IComparable.`, {
    category: 'InvalidOperation',
  });
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

function compareSame(left: Value, right: Value): number {
  if (left !== null && right !== null && typeof left === 'object' && typeof right === 'object') {
    if (!isArray(left) && !isArray(right)) {
      if (left.kind === 'dateTime' && right.kind === 'dateTime') return sign(left.ticks - right.ticks);
      if (left.kind === 'timeSpan' && right.kind === 'timeSpan') return sign(left.ticks - right.ticks);
      if (left.kind === 'bigint' && right.kind === 'bigint') return sign(left.value - right.value);
      if (left.kind === 'enum' && right.kind === 'enum') return Math.sign(left.value - right.value);
      // By their codes whatever the operator says of case.
      if (left.kind === 'char' && right.kind === 'char') return Math.sign(left.code - right.code);
      if (left.kind === 'guid' && right.kind === 'guid')
        return left.text < right.text ? -1 : left.text > right.text ? 1 : 0;
      if (left.kind === 'version' && right.kind === 'version') {
        for (let at = 0; at < 4; at++) {
          const difference = (left.parts[at] ?? -1) - (right.parts[at] ?? -1);
          if (difference !== 0) return Math.sign(difference);
        }
        return 0;
      }
      if (left.kind === 'reference' && right.kind === 'reference') {
        const order = comparableOf(left)?.compareWith(right.state) ?? null;
        if (order !== null) return order;
      }
    }
  }
  if (left === right) return 0;
  throw noOrder(left);
}

/** -lt and its like against null, where neither side is a list: only numbers have a place beside it. */
export function compareToNull(operator: 'lt' | 'le' | 'gt' | 'ge', left: Value, right: Value): boolean {
  const a = left === null || typeof left === 'boolean' ? undefined : numericDouble(left);
  const b = right === null || typeof right === 'boolean' ? undefined : numericDouble(right);
  switch (operator) {
    case 'lt':
      return a !== undefined ? a < 0 : b !== undefined ? b >= 0 : right !== null;
    case 'le':
      return a !== undefined ? a < 0 : b !== undefined ? b >= 0 : left === null;
    case 'gt':
      return a !== undefined ? a >= 0 : b !== undefined ? b < 0 : left !== null;
    default:
      return a !== undefined ? a >= 0 : b !== undefined ? b < 0 : right === null;
  }
}
