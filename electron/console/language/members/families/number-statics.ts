import { compute } from '../../operators/arithmetic.ts';
import { Terminating } from '../../values/errors.ts';
import { roundDecimal } from '../../dotnet/decimal.ts';
import { convertTo } from '../../convert/convert.ts';
import { hasKind } from '../../values/model.ts';
import { enumName, given, int, net, reference } from '../args.ts';
import { define } from '../define.ts';
import { double } from '../helpers.ts';
import { orderNumbers } from '../number-order.ts';
import type { NumberValue, PsDecimal, Value } from '../../values/model.ts';
import type { Arithmetic } from '../../operators/arithmetic.ts';

/*
 * Static methods that decimals, doubles and big integers have besides Parse.
 */

function decimalAt(args: readonly Value[], at: number): PsDecimal {
  const value = given(args, at);
  return hasKind(value, 'decimal') ? value : { kind: 'decimal', unscaled: 0n, scale: 0 };
}

const decimals = define<NumberValue>('System.Decimal');

/** The operator's answer with .NET's exception instead of the language's. */
function calculated(sign: Arithmetic, left: Value, right: Value): Value {
  try {
    return compute(sign, left, right);
  } catch (error) {
    if (!(error instanceof Terminating)) throw error;
    const { message } = error.record.exception;
    throw net(
      message.includes('zero') ? 'System.DivideByZeroException' : 'System.OverflowException',
      message,
    );
  }
}

for (const [name, sign] of [
  ['Add', '+'],
  ['Subtract', '-'],
  ['Multiply', '*'],
  ['Divide', '/'],
  ['Remainder', '%'],
] as const) {
  decimals.static(`decimal ${name}(decimal d1, decimal d2)`, (args) =>
    calculated(sign, decimalAt(args, 0), decimalAt(args, 1)),
  );
}

for (const [name, mode] of [
  ['Floor', 'ToNegativeInfinity'],
  ['Ceiling', 'ToPositiveInfinity'],
  ['Truncate', 'ToZero'],
] as const) {
  decimals.static(`decimal ${name}(decimal d)`, (args) => roundDecimal(decimalAt(args, 0), 0, mode));
}

decimals
  .static(
    'decimal Round(decimal d)|(decimal d, int decimals)|(decimal d, System.MidpointRounding mode)|(decimal d, int decimals, System.MidpointRounding mode)',
    (args) => {
      const places = typeof args[1] === 'number' ? args[1] : 0;
      if (places < 0 || places > 28) {
        throw net(
          'System.ArgumentOutOfRangeException',
          "Decimal can only round to between 0 and 28 digits of precision. (Parameter 'decimals')",
        );
      }
      const mode = enumName(args, args.length - 1) || 'ToEven';
      return roundDecimal(decimalAt(args, 0), places, mode);
    },
  )
  .static('decimal Negate(decimal d)', (args) => {
    const value = decimalAt(args, 0);
    return { ...value, unscaled: -value.unscaled };
  })
  .static('decimal Abs(decimal value)', (args) => {
    const value = decimalAt(args, 0);
    return { ...value, unscaled: value.unscaled < 0n ? -value.unscaled : value.unscaled };
  })
  .static('int Compare(decimal d1, decimal d2)', (args) =>
    orderNumbers(decimalAt(args, 0), decimalAt(args, 1)),
  )
  .static('decimal Max(decimal x, decimal y)', (args) => larger(args, 1))
  .static('decimal Min(decimal x, decimal y)', (args) => larger(args, -1));

function larger(args: readonly Value[], sign: number): PsDecimal {
  const [left, right] = [decimalAt(args, 0), decimalAt(args, 1)];
  return orderNumbers(left, right) * sign >= 0 ? left : right;
}

for (const [name, type] of [
  ['ToInt32', 'int'],
  ['ToInt64', 'long'],
  ['ToDouble', 'double'],
] as const) {
  decimals.static(`${type} ${name}(decimal d)`, (args, rt) => {
    const whole = type === 'double' ? decimalAt(args, 0) : roundDecimal(decimalAt(args, 0), 0, 'ToZero');
    return convertTo(whole, type, rt.culture);
  });
}

for (const type of ['Double', 'Single'] as const) {
  const real = define<NumberValue>(`System.${type}`);
  for (const [name, test] of [
    ['IsPositiveInfinity', (value: number) => value === Infinity],
    ['IsNegativeInfinity', (value: number) => value === -Infinity],
    ['IsInfinity', (value: number) => Math.abs(value) === Infinity],
    ['IsFinite', (value: number) => Number.isFinite(value)],
    ['IsInteger', (value: number) => Number.isInteger(value)],
    ['IsNegative', (value: number) => value < 0 || Object.is(value, -0)],
  ] as const) {
    real.static(`bool ${name}(${type.toLowerCase()} value)`, (args) => {
      const value = given(args, 0);
      return hasKind(value, 'double') && test(value.value);
    });
  }
}

define<NumberValue>('System.Single')
  .staticProperty('PositiveInfinity', 'float', () => ({ kind: 'double', value: Infinity, single: true }))
  .staticProperty('NegativeInfinity', 'float', () => ({ kind: 'double', value: -Infinity, single: true }));

const big = define<NumberValue>('System.Numerics.BigInteger');

function bigAt(args: readonly Value[], at: number): bigint {
  const value = given(args, at);
  return hasKind(value, 'bigint') ? value.value : BigInt(Math.trunc(int(args, at)));
}

function made(value: bigint): Value {
  return { kind: 'bigint', value };
}

function notZero(value: bigint): bigint {
  if (value === 0n) throw net('System.DivideByZeroException', 'Attempted to divide by zero.');
  return value;
}

const MOST_BITS = 1_000_000;

const BINARY: readonly (readonly [name: string, call: (x: bigint, y: bigint) => bigint])[] = [
  ['Add', (x, y) => x + y],
  ['Subtract', (x, y) => x - y],
  ['Multiply', multiplied],
  ['Divide', (x, y) => x / notZero(y)],
  ['Remainder', (x, y) => x % notZero(y)],
  ['Max', (x, y) => (x > y ? x : y)],
  ['Min', (x, y) => (x < y ? x : y)],
  ['GreatestCommonDivisor', greatestCommonDivisor],
];
for (const [name, call] of BINARY) {
  big.static(`bigint ${name}(bigint left, bigint right)`, (args) =>
    made(call(bigAt(args, 0), bigAt(args, 1))),
  );
}

function multiplied(x: bigint, y: bigint): bigint {
  if ((x.toString(16).length + y.toString(16).length) * 4 > MOST_BITS) {
    throw net('System.OutOfMemoryException', 'A whole number of more than 1,000,000 bits is not kept here.');
  }
  return x * y;
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function greatestCommonDivisor(x: bigint, y: bigint): bigint {
  let [a, b] = [size(x), size(y)];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

big
  .property('IsOne', 'bool', (self) => hasKind(self, 'bigint') && self.value === 1n)
  .staticProperty('MinusOne', 'bigint', () => made(-1n))
  .static('bigint Abs(bigint value)', (args) => made(size(bigAt(args, 0))))
  .static('bigint Negate(bigint value)', (args) => made(-bigAt(args, 0)))
  .static('int Compare(bigint left, bigint right)', (args) => {
    const [left, right] = [bigAt(args, 0), bigAt(args, 1)];
    return left < right ? -1 : left > right ? 1 : 0;
  })
  .static('bigint DivRem(bigint dividend, bigint divisor, ref bigint remainder)', (args) => {
    const [x, y] = [bigAt(args, 0), notZero(bigAt(args, 1))];
    reference(args, 2).set(made(x % y));
    return made(x / y);
  })
  .static('bigint ModPow(bigint value, bigint exponent, bigint modulus)', (args) => {
    let [base, exponent] = [bigAt(args, 0), bigAt(args, 1)];
    const modulus = notZero(bigAt(args, 2));
    if (exponent < 0n) {
      throw net(
        'System.ArgumentOutOfRangeException',
        "The number must be greater than or equal to zero. (Parameter 'exponent')",
      );
    }
    let result = 1n;
    for (base %= modulus; exponent > 0n; exponent >>= 1n) {
      if ((exponent & 1n) === 1n) result = (result * base) % modulus;
      base = (base * base) % modulus;
    }
    return made(result % modulus);
  })
  .static('double Log10(bigint value)', (args) => double(Math.log10(Number(bigAt(args, 0)))));
