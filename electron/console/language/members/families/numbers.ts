import { formatNumber } from '../../dotnet/numbers.ts';
import { numberFrom } from '../parse-text.ts';
import { compare } from '../../operators/compare.ts';
import { convertTo } from '../../convert/convert.ts';
import { isArray, hasKind } from '../../values/model.ts';
import { Terminating } from '../../values/errors.ts';
import { argument, given, net, reference, text } from '../args.ts';
import { define } from '../define.ts';
import { enumNamed } from '../enum-names.ts';
import { double, long } from '../helpers.ts';
import { providerOf } from '../provider.ts';
import { shortName } from '../overloads.ts';
import { typeNameOf } from '../types.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import type { NumberValue, Value } from '../../values/model.ts';
import type { Definition } from '../define.ts';

const RANGES: readonly (readonly [type: string, min: bigint, max: bigint])[] = [
  ['System.SByte', -128n, 127n],
  ['System.Byte', 0n, 255n],
  ['System.Int16', -32768n, 32767n],
  ['System.UInt16', 0n, 65535n],
  ['System.Int32', -2147483648n, 2147483647n],
  ['System.UInt32', 0n, 4294967295n],
  ['System.Int64', -9223372036854775808n, 9223372036854775807n],
  ['System.UInt64', 0n, 18446744073709551615n],
];

const DECIMAL_MAX = 79228162514264337593543950335n;

function asType(type: string, value: bigint): NumberValue {
  if (type === 'System.Int32') return Number(value);
  if (type === 'System.Int64') return long(value);
  const kind = {
    'System.SByte': 'sbyte',
    'System.Byte': 'byte',
    'System.Int16': 'short',
    'System.UInt16': 'ushort',
    'System.UInt32': 'uint',
    'System.UInt64': 'ulong',
  }[type];
  return { kind: kind as 'byte', value };
}

for (const [type, min, max] of RANGES) {
  common(type)
    .staticProperty('MaxValue', shortName(type), () => asType(type, max))
    .staticProperty('MinValue', shortName(type), () => asType(type, min));
}

function single(value: number): NumberValue {
  return { kind: 'double', value: Math.fround(value), single: true };
}

common('System.Double')
  .staticProperty('MaxValue', 'double', () => double(Number.MAX_VALUE))
  .staticProperty('MinValue', 'double', () => double(-Number.MAX_VALUE))
  .staticProperty('Epsilon', 'double', () => double(Number.MIN_VALUE))
  .staticProperty('NaN', 'double', () => double(NaN))
  .staticProperty('PositiveInfinity', 'double', () => double(Infinity))
  .staticProperty('NegativeInfinity', 'double', () => double(-Infinity))
  .static('bool IsNaN(double d)', (args) => Number.isNaN(doubleOf(args)));

common('System.Single')
  .staticProperty('MaxValue', 'float', () => single(3.4028234663852886e38))
  .staticProperty('MinValue', 'float', () => single(-3.4028234663852886e38))
  .staticProperty('Epsilon', 'float', () => single(1.401298464324817e-45))
  .staticProperty('NaN', 'float', () => single(NaN))
  .static('bool IsNaN(float f)', (args) => Number.isNaN(doubleOf(args)));

common('System.Decimal')
  .staticProperty('MaxValue', 'decimal', () => ({ kind: 'decimal', unscaled: DECIMAL_MAX, scale: 0 }))
  .staticProperty('MinValue', 'decimal', () => ({ kind: 'decimal', unscaled: -DECIMAL_MAX, scale: 0 }))
  .staticProperty('Zero', 'decimal', () => ({ kind: 'decimal', unscaled: 0n, scale: 0 }))
  .staticProperty('One', 'decimal', () => ({ kind: 'decimal', unscaled: 1n, scale: 0 }))
  .staticProperty('MinusOne', 'decimal', () => ({ kind: 'decimal', unscaled: -1n, scale: 0 }));

common('System.Numerics.BigInteger')
  .property('IsZero', 'bool', (self) => typeof self === 'object' && 'value' in self && self.value === 0n)
  .property(
    'IsEven',
    'bool',
    (self) =>
      typeof self === 'object' && 'value' in self && typeof self.value === 'bigint' && self.value % 2n === 0n,
  )
  .property('Sign', 'int', (self) =>
    typeof self === 'object' && 'value' in self ? (self.value > 0 ? 1 : self.value < 0 ? -1 : 0) : 0,
  )
  .staticProperty('Zero', 'bigint', () => ({ kind: 'bigint', value: 0n }))
  .staticProperty('One', 'bigint', () => ({ kind: 'bigint', value: 1n }))
  .static('bigint Pow(bigint value, int exponent)', (args) => {
    const base = given(args, 0);
    const power = given(args, 1);
    const value = hasKind(base, 'bigint') ? base.value : 0n;
    const exponent = typeof power === 'number' ? power : 0;
    if (exponent < 0 || exponent > 20_000)
      throw net(
        'System.ArgumentOutOfRangeException',
        "The exponent must be between 0 and 20000 here. (Parameter 'exponent')",
      );
    return { kind: 'bigint', value: value ** BigInt(exponent) };
  });

function doubleOf(args: readonly Value[]): number {
  const value = given(args, 0);
  return hasKind(value, 'double') ? value.value : NaN;
}

/** What every type of number has. */
function common(type: string): Definition<NumberValue> {
  const short = shortName(type);
  return define<NumberValue>(type)
    .method(`int CompareTo(Object value)`, (self, args) => {
      const other = given(args, 0);
      if (other === null) return 1;
      if (typeNameOf(other) !== type) {
        const converted = convertTo(other, type, { name: '', timeZone: 'UTC' });
        return Math.sign(compare(self, converted, true));
      }
      return Math.sign(compare(self, other, true));
    })
    .method(`bool Equals(Object obj)`, (self, args) => {
      const other = given(args, 0);
      return other !== null && typeNameOf(other) === type && compare(self, other, true) === 0;
    })
    .method(
      'string ToString()|(string format)|(IFormatProvider provider)|(string format, IFormatProvider provider)',
      (self, args, rt) => {
        const format = typeof args[0] === 'string' ? args[0] : '';
        return formatNumber(self, format, providerOf(args.at(-1), rt));
      },
    )
    .method('System.TypeCode GetTypeCode()', () => enumNamed('System.TypeCode', short))
    .static(
      `${short} Parse(string s)|(string s, System.Globalization.NumberStyles style)|(string s, IFormatProvider provider)|(string s, System.Globalization.NumberStyles style, IFormatProvider provider)`,
      (args, rt) => parse(type, args, rt),
    )
    .static(
      `bool TryParse(string s, ref ${short} result)|(string s, IFormatProvider provider, ref ${short} result)|(string s, System.Globalization.NumberStyles style, IFormatProvider provider, ref ${short} result)`,
      (args, rt) => {
        const result = reference(args, args.length - 1);
        try {
          result.set(parse(type, args.slice(0, -1), rt));
          return true;
        } catch (error) {
          if (!(error instanceof Terminating)) throw error;
          result.set(convertTo(0, type, rt.culture));
          return false;
        }
      },
    )
    .constructors('()', (_, rt) => convertTo(0, type, rt.culture));
}

/** Text to a number by the culture's rules, hexadecimal where the style says so. */
function parse(type: string, args: readonly Value[], rt: Runtime): Value {
  const [value] = args;
  if (value === null || value === undefined) throw argument('Value cannot be null.', 's');
  const written = text(args, 0);
  const style = args.find((each) => hasKind(each, 'enum'));
  const styles =
    style !== null &&
    style !== undefined &&
    typeof style === 'object' &&
    !isArray(style) &&
    style.kind === 'enum'
      ? style.value
      : null;
  return numberFrom(written, type, providerOf(args.at(-1), rt), styles);
}

// A [switch] parameter's value is a Boolean here, so it answers as SwitchParameter does.
define<boolean>('System.Boolean')
  .hidden('IsPresent', 'bool', (self) => self)
  .method('bool ToBool()', (self) => self)
  .method('int CompareTo(Object obj)|(bool value)', (self, args) => Number(self) - Number(given(args, 0)))
  .method('bool Equals(Object obj)|(bool obj)', (self, args) => self === given(args, 0))
  .method('int GetHashCode()', (self) => (self ? 1 : 0))
  .method('string ToString()|(IFormatProvider provider)', (self) => (self ? 'True' : 'False'))
  .staticProperty('TrueString', 'string', () => 'True')
  .staticProperty('FalseString', 'string', () => 'False')
  .static('bool Parse(string value)', (args) => {
    const parsed = booleanOf(text(args, 0));
    if (parsed === null)
      throw net('System.FormatException', `String '${text(args, 0)}' was not recognized as a valid Boolean.`);
    return parsed;
  })
  .static('bool TryParse(string value, ref bool result)', (args) => {
    const parsed = booleanOf(text(args, 0));
    reference(args, 1).set(parsed ?? false);
    return parsed !== null;
  })
  .constructors('()', () => false);

function booleanOf(written: string): boolean | null {
  const lower = written.trim().toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : null;
}
