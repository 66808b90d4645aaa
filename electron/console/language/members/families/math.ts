import { isNumber } from '../../values/model.ts';
import { enumName, int, net, reference } from '../args.ts';
import { define } from '../define.ts';
import { double, long } from '../helpers.ts';
import { tuple } from './tuple.ts';
import { toDouble } from '../../convert/numbers.ts';
import { roundDecimal } from '../../dotnet/decimal.ts';
import { isDecimal, orderNumbers, roundDouble } from '../number-order.ts';
import type { NumberValue, Value } from '../../values/model.ts';

function num(args: readonly Value[], at: number): NumberValue {
  const value = args[at] ?? null;
  return isNumber(value) ? value : 0;
}

function dbl(args: readonly Value[], at: number): number {
  return toDouble(num(args, at));
}

const EACH = [
  'int',
  'long',
  'double',
  'decimal',
  'byte',
  'sbyte',
  'short',
  'ushort',
  'uint',
  'ulong',
  'float',
];

function overloads(names: readonly string[]): string {
  return EACH.map((type) => `(${names.map((name) => `${type} ${name}`).join(', ')})`).join('|');
}

const math = define<null>('System.Math')
  .staticProperty('PI', 'double', () => double(Math.PI))
  .staticProperty('E', 'double', () => double(Math.E))
  .staticProperty('Tau', 'double', () => double(2 * Math.PI))
  .static(`Object Abs${overloads(['value'])}`, (args) => abs(num(args, 0)))
  .static(`Object Max${overloads(['val1', 'val2'])}`, (args) => pick(num(args, 0), num(args, 1), 1))
  .static(`Object Min${overloads(['val1', 'val2'])}`, (args) => pick(num(args, 0), num(args, 1), -1))
  .static(`int Sign${overloads(['value'])}`, (args) => orderNumbers(num(args, 0), 0))
  .static(`Object Clamp${overloads(['value', 'min', 'max'])}`, (args) => {
    const [value, min, max] = [num(args, 0), num(args, 1), num(args, 2)];
    if (orderNumbers(min, max) > 0) {
      throw net(
        'System.ArgumentException',
        `'${String(toDouble(min))}' cannot be greater than ${String(toDouble(max))}.`,
      );
    }
    return orderNumbers(value, min) < 0 ? min : orderNumbers(value, max) > 0 ? max : value;
  })
  .static(
    'Object Round(double value)|(decimal d)|(double value, int digits)|(decimal d, int decimals)|(double value, System.MidpointRounding mode)|(decimal d, System.MidpointRounding mode)|(double value, int digits, System.MidpointRounding mode)|(decimal d, int decimals, System.MidpointRounding mode)',
    (args) => {
      const value = num(args, 0);
      const digits = typeof args[1] === 'number' ? args[1] : 0;
      const mode = enumName(args, args.length - 1) || 'ToEven';
      const most = isDecimal(value) ? 28 : 15;
      if (digits < 0 || digits > most) {
        throw net(
          'System.ArgumentOutOfRangeException',
          `Rounding digits must be between 0 and ${String(most)}, inclusive. (Parameter 'digits')`,
        );
      }
      return isDecimal(value)
        ? roundDecimal(value, digits, mode)
        : double(roundDouble(toDouble(value), digits, mode));
    },
  )
  .static('Object Floor(double d)|(decimal d)', (args) =>
    whole(num(args, 0), Math.floor, 'ToNegativeInfinity'),
  )
  .static('Object Ceiling(double a)|(decimal d)', (args) =>
    whole(num(args, 0), Math.ceil, 'ToPositiveInfinity'),
  )
  .static('Object Truncate(double d)|(decimal d)', (args) => whole(num(args, 0), Math.trunc, 'ToZero'))
  .static('double Pow(double x, double y)', (args) => double(dbl(args, 0) ** dbl(args, 1)))
  .static('double Log(double d)|(double a, double newBase)', (args) =>
    double(args.length === 1 ? Math.log(dbl(args, 0)) : Math.log(dbl(args, 0)) / Math.log(dbl(args, 1))),
  )
  .static('double Atan2(double y, double x)', (args) => double(Math.atan2(dbl(args, 0), dbl(args, 1))))
  .static('double IEEERemainder(double x, double y)', (args) => {
    const [x, y] = [dbl(args, 0), dbl(args, 1)];
    return double(x - y * roundDouble(x / y, 0, 'ToEven'));
  })
  .static('long BigMul(int a, int b)', (args) => long(BigInt(int(args, 0)) * BigInt(int(args, 1))))
  .static(
    'Object DivRem(int a, int b, ref int result)|(long a, long b, ref long result)|(int left, int right)|(long left, long right)',
    (args) => {
      const [quotient, remainder] = divided(num(args, 0), num(args, 1));
      if (args.length === 2) return tuple('ValueTuple', [quotient, remainder]);
      reference(args, 2).set(remainder);
      return quotient;
    },
  )
  .static('double CopySign(double x, double y)', (args) => {
    const [x, y] = [dbl(args, 0), dbl(args, 1)];
    return double(y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x));
  })
  .static('double ScaleB(double x, int n)', (args) => double(dbl(args, 0) * 2 ** int(args, 1)))
  .static('int ILogB(double x)', (args) => Math.floor(Math.log2(Math.abs(dbl(args, 0)))));

function divided(a: NumberValue, b: NumberValue): [Value, Value] {
  if (toDouble(b) === 0) throw net('System.DivideByZeroException', 'Attempted to divide by zero.');
  if (typeof a === 'number' && typeof b === 'number') return [Math.trunc(a / b), a % b];
  const [x, y] = [big(a), big(b)];
  return [long(x / y), long(x % y)];
}

const PLAIN: Readonly<Record<string, (x: number) => number>> = {
  Sqrt: Math.sqrt,
  Cbrt: Math.cbrt,
  Exp: Math.exp,
  Log10: Math.log10,
  Log2: Math.log2,
  Sin: Math.sin,
  Cos: Math.cos,
  Tan: Math.tan,
  Asin: Math.asin,
  Acos: Math.acos,
  Atan: Math.atan,
  Sinh: Math.sinh,
  Cosh: Math.cosh,
  Tanh: Math.tanh,
  Asinh: Math.asinh,
  Acosh: Math.acosh,
  Atanh: Math.atanh,
};

for (const [name, call] of Object.entries(PLAIN)) {
  math.static(`double ${name}(double d)`, (args) => double(call(dbl(args, 0))));
}

function big(value: NumberValue): bigint {
  return typeof value === 'object' && 'value' in value && typeof value.value === 'bigint'
    ? value.value
    : BigInt(Math.trunc(toDouble(value)));
}

function abs(value: NumberValue): Value {
  if (typeof value === 'number') {
    if (value === -2147483648) throw overflow();
    return Math.abs(value);
  }
  if (value.kind === 'double') return { ...value, value: Math.abs(value.value) };
  if (value.kind === 'decimal')
    return { ...value, unscaled: value.unscaled < 0n ? -value.unscaled : value.unscaled };
  if (value.kind === 'long' && value.value === -9223372036854775808n) throw overflow();
  return { ...value, value: value.value < 0n ? -value.value : value.value };
}

function overflow(): Error {
  return net(
    'System.OverflowException',
    'Negating the minimum value of a twos complement number is invalid.',
  );
}

function pick(left: NumberValue, right: NumberValue, wanted: number): Value {
  if (Number.isNaN(toDouble(left))) return left;
  if (Number.isNaN(toDouble(right))) return right;
  return orderNumbers(left, right) * wanted >= 0 ? left : right;
}

function whole(value: NumberValue, cut: (x: number) => number, mode: string): Value {
  return isDecimal(value) ? roundDecimal(value, 0, mode) : double(cut(toDouble(value)));
}
