import { convertTo, tryConvert } from '../../convert/convert.ts';
import { isArray, hasKind } from '../../values/model.ts';
import { argument, enumName, given, int, net, text } from '../args.ts';
import { byteArray, bytesOf } from '../bytes.ts';
import { define } from '../define.ts';
import { asText } from '../helpers.ts';
import { providerOf } from '../provider.ts';
import { numberFrom } from '../parse-text.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import type { Value } from '../../values/model.ts';

const convert = define<null>('System.Convert')
  .static(
    'string ToBase64String(byte[] inArray)|(byte[] inArray, System.Base64FormattingOptions options)|(byte[] inArray, int offset, int length)',
    (args) => {
      const bytes = bytesOf(given(args, 0));
      const part = args.length === 3 ? bytes.slice(int(args, 1), int(args, 1) + int(args, 2)) : bytes;
      const whole = Buffer.from(part).toString('base64');
      return enumName(args, 1) === 'InsertLineBreaks' ? whole.replace(/(.{76})(?=.)/g, '$1\r\n') : whole;
    },
  )
  .static('byte[] FromBase64String(string s)', (args) => {
    const clean = text(args, 0).replace(/[ \t\r\n]/g, '');
    if (clean.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(clean)) {
      throw net(
        'System.FormatException',
        'The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters.',
      );
    }
    return byteArray(new Uint8Array(Buffer.from(clean, 'base64')));
  })
  .static('string ToHexString(byte[] inArray)', (args) =>
    Buffer.from(bytesOf(given(args, 0)))
      .toString('hex')
      .toUpperCase(),
  )
  .static('byte[] FromHexString(string s)', (args) => {
    if (!/^([0-9a-f]{2})*$/i.test(text(args, 0)))
      throw net(
        'System.FormatException',
        'The input is not a valid hex string as it contains a non-hex character.',
      );
    return byteArray(new Uint8Array(Buffer.from(text(args, 0), 'hex')));
  })
  .static(
    'Object ChangeType(Object value, type conversionType)|(Object value, type conversionType, IFormatProvider provider)',
    (args, rt) => {
      const type = given(args, 1);
      return change(given(args, 0), hasKind(type, 'type') ? type.name : 'System.String', rt);
    },
  )
  .static('bool IsDBNull(Object value)', () => false)
  .static('bool ToBoolean(Object value)|(Object value, IFormatProvider provider)', (args, rt) => {
    const value = given(args, 0);
    if (typeof value !== 'string') return change(value, 'System.Boolean', rt);
    const lower = value.trim().toLowerCase();
    if (lower !== 'true' && lower !== 'false')
      throw net('System.FormatException', `String '${value}' was not recognized as a valid Boolean.`);
    return lower === 'true';
  })
  .static('char ToChar(Object value)', (args, rt) => {
    const value = given(args, 0);
    if (typeof value === 'string' && value.length !== 1)
      throw net('System.FormatException', 'String must be exactly one character long.');
    return change(value, 'System.Char', rt);
  })
  .static('datetime ToDateTime(Object value)|(Object value, IFormatProvider provider)', (args, rt) =>
    change(given(args, 0), 'System.DateTime', rt),
  )
  .static(
    'string ToString(Object value)|(Object value, int toBase)|(Object value, IFormatProvider provider)',
    (args, rt) => {
      const base = args[1];
      if (typeof base !== 'number') return asText(given(args, 0), rt);
      return inBase(
        change(given(args, 0), typeof args[0] === 'number' ? 'System.Int32' : 'System.Int64', rt),
        base,
      );
    },
  );

function checkBase(base: number): void {
  if (![2, 8, 10, 16].includes(base)) throw argument('Invalid Base.');
}

function bigOf(value: Value): bigint {
  if (typeof value === 'number') return BigInt(value);
  return value !== null &&
    typeof value === 'object' &&
    !isArray(value) &&
    'value' in value &&
    typeof value.value === 'bigint'
    ? value.value
    : 0n;
}

function inBase(value: Value, base: number): string {
  checkBase(base);
  const number = bigOf(value);
  if (base === 10) return String(number);
  return BigInt.asUintN(typeof value === 'number' ? 32 : 64, number).toString(base);
}

const DIGITS: Readonly<Record<number, RegExp>> = {
  2: /^[01]+$/,
  8: /^[0-7]+$/,
  10: /^-?\d+$/,
  16: /^(0x)?[0-9a-f]+$/i,
};
const PREFIX: Readonly<Record<number, string>> = { 2: '0b', 8: '0o', 10: '', 16: '0x' };
const BITS: Readonly<Record<string, number>> = {
  SByte: 8,
  Byte: 8,
  Int16: 16,
  UInt16: 16,
  Int32: 32,
  UInt32: 32,
  Int64: 64,
  UInt64: 64,
};

function fromBase(written: string, base: number, short: string, rt: Runtime): Value {
  checkBase(base);
  if (written === '') return convertTo(0, `System.${short}`, rt.culture);
  if (DIGITS[base]?.test(written) !== true) {
    throw net(
      'System.FormatException',
      /[0-9a-f]/i.test(written.charAt(0))
        ? 'Additional non-parsable characters are at the end of the string.'
        : 'Could not find any recognizable digits.',
    );
  }
  const number = BigInt(base === 10 ? written : (PREFIX[base] ?? '') + written.replace(/^0x/i, ''));
  const bits = BITS[short] ?? 32;
  const signed = !short.startsWith('U') && short !== 'Byte';
  const large =
    base === 10 ? number > (1n << BigInt(bits - (signed ? 1 : 0))) - 1n : number >= 1n << BigInt(bits);
  if (large)
    throw net(
      'System.OverflowException',
      `Value was either too large or too small for ${/^[AEIU]/.test(short) ? 'an' : 'a'} ${short}.`,
    );
  return convertTo(
    { kind: 'long', value: signed ? BigInt.asIntN(bits, number) : number },
    `System.${short}`,
    rt.culture,
  );
}

/** A conversion whose error is .NET's, not PowerShell's. */
function change(value: Value, type: string, rt: Runtime): Value {
  if (value === null) return type === 'System.String' ? '' : convertTo(0, type, rt.culture);
  const answer = tryConvert(value, type, rt.culture);
  if ('value' in answer) return answer.value;
  throw answer.error.record.exception.inner === null
    ? net('System.FormatException', answer.error.record.exception.message)
    : net(answer.error.record.exception.inner.typeName, answer.error.record.exception.inner.message);
}

for (const short of ['SByte', 'Byte', 'Int16', 'UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64']) {
  convert.static(
    `Object To${short}(Object value)|(string value, int fromBase)|(Object value, IFormatProvider provider)`,
    (args, rt) => {
      const base = args[1];
      if (typeof base === 'number') return fromBase(text(args, 0), base, short, rt);
      const value = given(args, 0);
      if (typeof value === 'string')
        return numberFrom(value, `System.${short}`, providerOf(args[1], rt), null);
      return change(value, `System.${short}`, rt);
    },
  );
}

for (const short of ['Double', 'Single', 'Decimal']) {
  convert.static(`Object To${short}(Object value)|(Object value, IFormatProvider provider)`, (args, rt) => {
    const value = given(args, 0);
    return typeof value === 'string'
      ? numberFrom(value, `System.${short}`, providerOf(args[1], rt), null)
      : change(value, `System.${short}`, rt);
  });
}
