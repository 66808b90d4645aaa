import type { CmdletParameter } from '../model/cmdlet.ts';
import { scanNumber } from './lexer/numbers.ts';
import { isPsArray, isPsNumber, numberOf, toText, type PsNumber, type PsValue } from './values.ts';

export type Conversion = { readonly value: PsValue } | { readonly error: string };

interface WholeType {
  readonly min: bigint;
  readonly max: bigint;
  readonly make: (value: bigint) => PsNumber;
}

function whole(bits: bigint, signed: boolean, make: (value: bigint) => PsNumber): WholeType {
  return signed
    ? { min: -(2n ** (bits - 1n)), max: 2n ** (bits - 1n) - 1n, make }
    : { min: 0n, max: 2n ** bits - 1n, make };
}

const wholeTypes: Record<string, WholeType | undefined> = {
  Byte: whole(8n, false, (value) => ({ kind: 'byte', value })),
  SByte: whole(8n, true, (value) => ({ kind: 'sbyte', value })),
  Int16: whole(16n, true, (value) => ({ kind: 'short', value })),
  UInt16: whole(16n, false, (value) => ({ kind: 'ushort', value })),
  Int32: whole(32n, true, Number),
  UInt32: whole(32n, false, (value) => ({ kind: 'uint', value })),
  Int64: whole(64n, true, (value) => ({ kind: 'long', value })),
  UInt64: whole(64n, false, (value) => ({ kind: 'ulong', value })),
};

const accelerators: Record<string, string | undefined> = {
  string: 'String',
  int: 'Int32',
  int32: 'Int32',
  long: 'Int64',
  int64: 'Int64',
  bool: 'Boolean',
  boolean: 'Boolean',
  double: 'Double',
  decimal: 'Decimal',
  byte: 'Byte',
  uint: 'UInt32',
  uint32: 'UInt32',
  ulong: 'UInt64',
  uint64: 'UInt64',
  object: 'Object',
  array: 'Object[]',
  guid: 'Guid',
  hashtable: 'Hashtable',
};

/** A cast of the language, for the types that constants need; null: no such type here. */
export function convertTo(value: PsValue, written: string): Conversion | null {
  const plain = written.toLowerCase().replace(/^system\./, '');
  const list = plain.endsWith('[]');
  const name = accelerators[list ? plain.slice(0, -2) : plain];
  if (name === undefined) return null;
  return convert(value, list ? `${name}[]` : name, true);
}

/** Converts an argument to its parameter's type as PowerShell's binder would, and applies the parameter's checks. */
export function convertForParameter(value: PsValue, parameter: CmdletParameter): Conversion {
  const converted = convert(value, parameter.type, false);
  if ('error' in converted) return converted;
  const error = checkValue(converted.value, parameter);
  return error === null ? converted : { error };
}

const textTypes: Record<string, { readonly pattern: RegExp; readonly what: string } | undefined> = {
  Guid: { pattern: /^[{(]?[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}[)}]?$/i, what: 'a GUID' },
  Version: { pattern: /^\d{1,9}(\.\d{1,9}){1,3}$/, what: 'a version such as 15.20' },
  TimeSpan: {
    pattern: /^-?(\d{1,8}|(\d{1,8}\.)?\d{1,2}:\d{1,2}(:\d{1,2}(\.\d{1,7})?)?)$/,
    what: 'a time span such as 7.00:00:00',
  },
  DateTime: {
    pattern:
      /^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\/\d{1,2}\/\d{2,4})([T ]\d{1,2}:\d{2}(:\d{2}(\.\d{1,7})?)?( ?[AP]M)?)?(Z|[+-]\d{2}:?\d{2})?$/i,
    what: 'a date such as 2026-01-31 or 1/31/2026 18:00',
  },
  CultureInfo: { pattern: /^([a-z]{2,8}(-[a-z0-9]{1,8}){0,4})?$/i, what: 'a language such as en-US' },
};

function convert(value: PsValue, type: string, cast: boolean): Conversion {
  if (type.endsWith('[]')) return convertList(value, type.slice(0, -2), cast);
  switch (type) {
    case 'String':
      return toStringValue(value, cast);
    case 'Boolean':
      return toBoolean(value, cast);
    case 'SwitchParameter':
      return toSwitch(value);
    case 'Double':
      return toDouble(value);
    case 'Decimal':
      return toDecimal(value);
    case 'Hashtable':
      if (value === null || isHashtable(value)) return { value };
      return { error: `${show(value)} isn't a hashtable. Write @{ Name = 'value' }.` };
    case 'PSCredential':
    case 'SecureString':
      if (value === null) return { value };
      return { error: 'A secret can’t be written in the command. It is asked for when it is needed.' };
    default:
  }
  const wholeType = wholeTypes[type];
  if (wholeType !== undefined) return toWhole(value, type, wholeType);
  const textType = textTypes[type];
  if (textType !== undefined && value !== null) {
    if (typeof value !== 'string') {
      if (!isPsArray(value) && !isHashtable(value) && !isScriptBlock(value)) return { value };
      return { error: `${show(value)} isn't ${textType.what}.` };
    }
    if (!textType.pattern.test(value.trim())) return { error: `${show(value)} isn't ${textType.what}.` };
  }
  return { value };
}

function isHashtable(value: PsValue): boolean {
  return value !== null && typeof value === 'object' && !isPsArray(value) && value.kind === 'hashtable';
}

function isScriptBlock(value: PsValue): boolean {
  return value !== null && typeof value === 'object' && !isPsArray(value) && value.kind === 'scriptBlock';
}

function convertList(value: PsValue, element: string, cast: boolean): Conversion {
  if (value === null) return { value };
  const items = isPsArray(value) ? value : [value];
  const converted: PsValue[] = [];
  for (const item of items) {
    const result = convert(item, element, cast);
    if ('error' in result) return result;
    converted.push(result.value);
  }
  return { value: converted };
}

function toStringValue(value: PsValue, cast: boolean): Conversion {
  if (value === null) return { value: cast ? '' : null };
  if (isPsArray(value) && !cast) {
    return { error: 'Only one text can be given here, not a list. Quote a text that contains commas.' };
  }
  if (isHashtable(value)) return { error: 'A text is expected here, not @{ … }.' };
  return { value: isScriptBlock(value) ? value : toText(value) };
}

function toBoolean(value: PsValue, cast: boolean): Conversion {
  if (typeof value === 'boolean') return { value };
  if (isPsNumber(value)) return { value: numberOf(value) !== 0 };
  if (isSwitch(value)) return { value: value.on };
  if (cast && value === null) return { value: false };
  if (cast && typeof value === 'string') return { value: value.length > 0 };
  return { error: `${show(value)} isn't $true or $false. Numbers are taken too: 1 or 0.` };
}

function toSwitch(value: PsValue): Conversion {
  if (typeof value === 'boolean') return { value: { kind: 'switch', on: value } };
  if (isPsNumber(value)) return { value: { kind: 'switch', on: numberOf(value) !== 0 } };
  if (isSwitch(value)) return { value };
  return { error: `${show(value)} isn't $true or $false.` };
}

function isSwitch(value: PsValue): value is Extract<PsValue, { readonly kind: 'switch' }> {
  return value !== null && typeof value === 'object' && !isPsArray(value) && value.kind === 'switch';
}

function parsedNumber(text: string): PsNumber | null {
  const trimmed = text.trim();
  if (trimmed === '') return 0;
  const scan = scanNumber(trimmed, 0, false, false);
  return scan !== null && scan.end === trimmed.length ? scan.value : null;
}

/** A value as a number; null: it is none. */
function asNumber(value: PsValue): PsNumber | null {
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') return parsedNumber(value);
  return isPsNumber(value) ? value : null;
}

/** Whole part, halves to the even neighbour as .NET rounds. */
function rounded(value: PsNumber): bigint | null {
  if (typeof value === 'number') return BigInt(value);
  if (value.kind === 'double') {
    if (!Number.isFinite(value.value)) return null;
    const floor = Math.floor(value.value);
    const rest = value.value - floor;
    const up = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0);
    return BigInt(up ? floor + 1 : floor);
  }
  if (value.kind !== 'decimal') return value.value;
  const unit = 10n ** BigInt(value.scale);
  const negative = value.unscaled < 0n;
  const size = negative ? -value.unscaled : value.unscaled;
  let result = size / unit;
  const twice = (size % unit) * 2n;
  if (twice > unit || (twice === unit && result % 2n === 1n)) result += 1n;
  return negative ? -result : result;
}

function toWhole(value: PsValue, type: string, target: WholeType): Conversion {
  const number = asNumber(value);
  const result = number === null ? null : rounded(number);
  if (result === null) return { error: `${show(value)} isn't a whole number.` };
  if (result < target.min || result > target.max) {
    return { error: `${show(value)} is outside what ${type} holds: ${target.min} to ${target.max}.` };
  }
  return { value: target.make(result) };
}

function toDouble(value: PsValue): Conversion {
  const number = asNumber(value);
  if (number === null) return { error: `${show(value)} isn't a number.` };
  return { value: { kind: 'double', value: numberOf(number) } };
}

function toDecimal(value: PsValue): Conversion {
  const number = asNumber(value);
  if (number === null) return { error: `${show(value)} isn't a number.` };
  if (typeof number === 'object' && number.kind === 'decimal') return { value: number };
  const text = typeof number === 'number' ? String(number) : String(number.value);
  const scan = scanNumber(`${text}d`, 0, true, false);
  return scan?.value === null || scan === null
    ? { error: `${show(value)} isn't a decimal.` }
    : { value: scan.value };
}

function checkValue(value: PsValue, parameter: CmdletParameter): string | null {
  const items = isPsArray(value) ? value : [value];
  const { values, range, length, count, notNull } = parameter;
  if (notNull !== undefined && value === null) return '$null isn’t taken here.';
  if (
    notNull === 'nullOrEmpty' &&
    (items.length === 0 || items.some((item) => item === null || item === ''))
  ) {
    return 'An empty value isn’t taken here.';
  }
  if (count !== undefined && value !== null && (items.length < count.min || items.length > count.max)) {
    return `${items.length} values are given; ${count.min} to ${count.max} are taken.`;
  }
  for (const item of items) {
    if (item === null) continue;
    if (values !== undefined && !values.some((v) => v.toLowerCase() === toText(item).toLowerCase())) {
      return `${show(item)} isn't taken here. Use one of ${values.join(', ')}.`;
    }
    if (
      range !== undefined &&
      isPsNumber(item) &&
      (numberOf(item) < range.min || numberOf(item) > range.max)
    ) {
      return `${show(item)} is outside ${range.min} to ${range.max}.`;
    }
    if (
      length !== undefined &&
      typeof item === 'string' &&
      (item.length < length.min || item.length > length.max)
    ) {
      return `The text has ${item.length} characters; ${length.min} to ${length.max} are taken.`;
    }
  }
  return null;
}

/** A value for a message, short. */
function show(value: PsValue): string {
  if (value === null) return '$null';
  if (typeof value === 'boolean') return value ? '$true' : '$false';
  if (isHashtable(value)) return '@{ … }';
  const text = isPsArray(value) ? value.map(toText).join(', ') : toText(value);
  return `"${text.length > 50 ? `${text.slice(0, 47)}…` : text}"`;
}
