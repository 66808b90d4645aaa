import {
  DecimalOverflow,
  addDecimal,
  divideDecimal,
  multiplyDecimal,
  remainderDecimal,
  subtractDecimal,
} from '../dotnet/decimal.ts';
import {
  INTEGERS,
  integer,
  numericBigInt,
  numericDecimal,
  numericDouble,
  overflow,
  typeCode,
} from '../convert/numbers.ts';
import { double } from '../values/model.ts';
import { divideByZero } from './errors.ts';
import type { NumberValue, PsDecimal, Value } from '../values/model.ts';
import type { IntegerKind } from '../convert/numbers.ts';

export type Arithmetic = '+' | '-' | '*' | '/' | '%';

const INT_MAX = 2147483647;
const INT_MIN = -2147483648;

/** Arithmetic of numbers, bools, chars and enums: the wider type decides, what overflows becomes a double. */
export function compute(sign: Arithmetic, left: Value, right: Value): NumberValue {
  const a = typeCode(left);
  const b = typeCode(right);
  const code = a > b ? a : b;
  if (code <= 9) return ints(sign, numericDouble(left) ?? 0, numericDouble(right) ?? 0);
  if (code === 15) return decimals(sign, numericDecimal(left), numericDecimal(right));
  if (code >= 13) return double(doubles(sign, numericDouble(left) ?? 0, numericDouble(right) ?? 0));
  const x = numericBigInt(left);
  const y = numericBigInt(right);
  if (code === 12) {
    if (x < 0n || y < 0n) return double(doubles(sign, Number(x), Number(y)));
    return wholes(sign, x, y, 'ulong');
  }
  if (code === 10) return wholes(sign, x, y, isSigned(a) || isSigned(b) ? 'long' : 'uint');
  return wholes(sign, x, y, 'long');
}

function isSigned(code: number): boolean {
  return code === 5 || code === 7 || code === 9 || code === 11;
}

/** Of two Int32. */
function ints(sign: Arithmetic, a: number, b: number): NumberValue {
  let result: number;
  switch (sign) {
    case '+':
      result = a + b;
      break;
    case '-':
      result = a - b;
      break;
    case '*':
      result = a * b;
      if (result > Number.MAX_SAFE_INTEGER || result < -Number.MAX_SAFE_INTEGER) {
        return double(Number(BigInt(a) * BigInt(b)));
      }
      if (result === 0) return 0;
      break;
    case '/':
      if (b === 0) throw divideByZero();
      result = a / b;
      if (!Number.isInteger(result)) return double(result);
      if (result === 0) return 0;
      break;
    default:
      if (b === 0) throw divideByZero();
      result = a % b;
      return result === 0 ? 0 : result;
  }
  return result <= INT_MAX && result >= INT_MIN ? result : double(result);
}

function doubles(sign: Arithmetic, a: number, b: number): number {
  switch (sign) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    default:
      return a % b;
  }
}

function wholes(sign: Arithmetic, a: bigint, b: bigint, kind: IntegerKind): NumberValue {
  let result: bigint;
  switch (sign) {
    case '+':
      result = a + b;
      break;
    case '-':
      result = a - b;
      break;
    case '*':
      result = a * b;
      break;
    case '/':
      if (b === 0n) throw divideByZero();
      if (a % b !== 0n) return double(Number(a) / Number(b));
      result = a / b;
      break;
    default:
      if (b === 0n) throw divideByZero();
      result = a % b;
  }
  const { min, max } = INTEGERS[kind];
  if (result > max || result < min) {
    return double(sign === '*' ? truncated(result) : doubles(sign, Number(a), Number(b)));
  }
  return integer(kind, result);
}

/** The double next to a big number towards zero, as .NET's BigInteger converts. */
function truncated(value: bigint): number {
  const size = value < 0n ? -value : value;
  const drop = BigInt(Math.max(0, size.toString(2).length - 53));
  const near = Number((size >> drop) << drop);
  return value < 0n ? -near : near;
}

function decimals(sign: Arithmetic, a: PsDecimal, b: PsDecimal): PsDecimal {
  try {
    switch (sign) {
      case '+':
        return addDecimal(a, b);
      case '-':
        return subtractDecimal(a, b);
      case '*':
        return multiplyDecimal(a, b);
      case '/':
        if (b.unscaled === 0n) throw divideByZero();
        return divideDecimal(a, b);
      default:
        if (b.unscaled === 0n) throw divideByZero();
        return remainderDecimal(a, b);
    }
  } catch (error) {
    if (error instanceof DecimalOverflow) throw overflow(error.message);
    throw error;
  }
}
