import { basesOf, isInstance, openName, resolveType } from '../members/types.ts';
import { typeArguments } from '../members/generic-names.ts';
import { ENUM_TYPES } from '../members/enum-names.ts';
import { PsHashtable, PsList } from '../values/collections.ts';
import { Terminating, failure } from '../values/errors.ts';
import { isArray, hasKind } from '../values/model.ts';
import { PsObject } from '../values/object.ts';
import { SWITCH_OFF, switchValue } from '../values/switch.ts';
import { noConversion, nullTo } from './cast-errors.ts';
import { convertObject } from './to-object.ts';
import { toArray, toList, toSet } from './to-list.ts';
import { toBigInteger, toDecimal, toInteger, toRealNumber } from './to-number.ts';
import {
  toChar,
  toDateTime,
  toEnum,
  toGuid,
  toMailAddress,
  toRegexValue,
  toTimeSpan,
  toType,
  toUri,
  toVersion,
} from './to-simple.ts';
import { toText } from './text.ts';
import { truth } from './truth.ts';
import type { Culture } from '../culture.ts';
import type { Value } from '../values/model.ts';

type Cast = (value: Value, culture: Culture) => Value;

/** By full name. */
const CASTS: ReadonlyMap<string, Cast> = new Map<string, Cast>([
  ['System.Object', (value) => value],
  ['System.Management.Automation.PSObject', (value) => value],
  ['System.String', toTextValue],
  ['System.Boolean', toBoolean],
  ['System.Management.Automation.SwitchParameter', toSwitch],
  ['System.Char', toChar],
  ['System.Byte', (value) => toInteger(value, 'byte')],
  ['System.SByte', (value) => toInteger(value, 'sbyte')],
  ['System.Int16', (value) => toInteger(value, 'short')],
  ['System.UInt16', (value) => toInteger(value, 'ushort')],
  ['System.Int32', (value) => toInteger(value, 'int')],
  ['System.UInt32', (value) => toInteger(value, 'uint')],
  ['System.Int64', (value) => toInteger(value, 'long')],
  ['System.UInt64', (value) => toInteger(value, 'ulong')],
  ['System.Single', (value) => toRealNumber(value, true)],
  ['System.Double', (value) => toRealNumber(value, false)],
  ['System.Decimal', toDecimal],
  ['System.Numerics.BigInteger', toBigInteger],
  ['System.DateTime', toDateTime],
  ['System.TimeSpan', toTimeSpan],
  ['System.Guid', toGuid],
  ['System.Version', toVersion],
  ['System.Uri', toUri],
  ['System.Net.Mail.MailAddress', toMailAddress],
  ['System.Text.RegularExpressions.Regex', toRegexValue],
  ['System.Type', toType],
  ['System.Array', (value) => (value === null || isArray(value) ? value : listOf(value))],
  ['System.Management.Automation.PSCustomObject', toCustomObject],
  ['System.Void', () => null],
]);

/** Casts that other folders make: dates with an offset, XML, semantic versions. */
const MORE = new Map<string, Cast>();

/** Adds a cast to a type whose values another folder keeps. `value` is never null. */
export function addCast(fullName: string, cast: Cast): void {
  MORE.set(fullName, cast);
}

/**
 * A value as another type, as a cast does. `type` is a full .NET name or any spelling that scripts use. Throws
 * `Terminating` with PowerShell's id and message.
 */
export function convertTo(value: Value, type: string, culture: Culture): Value {
  const known = CASTS.get(type);
  if (known !== undefined) return known(unwrapped(value, type), culture);
  const name = CASTS.has(type) ? type : resolveType(type);
  if (name === null) {
    throw failure('TypeNotFound', `Unable to find type [${type}].`, { category: 'InvalidOperation' });
  }
  const cast = CASTS.get(name);
  if (cast !== undefined) return cast(unwrapped(value, name), culture);
  return convertOther(value, name, culture);
}

/** Like `convertTo`, for `-as` and choosing among overloads: a failure is a result. */
export function tryConvert(
  value: Value,
  type: string,
  culture: Culture,
): { readonly value: Value } | { readonly error: Terminating } {
  try {
    return { value: convertTo(value, type, culture) };
  } catch (error) {
    if (error instanceof Terminating) return { error };
    throw error;
  }
}

/** A block stands for any delegate. */
const DELEGATES = /^System\.(Predicate|Func|Action|Comparison|Converter|EventHandler)\b/;

/** Whether a type as written is a Nullable, which `$null` stays null in; resolveType gives the type inside. */
export function isNullable(written: string): boolean {
  return /^(system\.)?nullable(`1)?\[/i.test(written);
}

/** What members were added to, where a cast looks at that. */
function unwrapped(value: Value, type: string): Value {
  if (value === null || typeof value !== 'object' || isArray(value) || value.kind !== 'object') return value;
  return value.base === null || type === 'System.Object' || type === 'System.Management.Automation.PSObject'
    ? value
    : value.base;
}

function convertOther(value: Value, type: string, culture: Culture): Value {
  const each = (item: Value, element: string): Value => convertTo(item, element, culture);
  if (type.endsWith('[]')) return toArray(unwrapped(value, type), type.slice(0, -2), each);
  if (ENUM_TYPES.has(type)) return toEnum(unwrapped(value, type), type);
  if (value === null) {
    if (basesOf(type).includes('System.ValueType')) throw nullTo(type);
    return null;
  }
  if (isInstance(value, type)) return value;
  const plain = unwrapped(value, type);
  if (isInstance(plain, type)) return plain;
  if (hasKind(plain, 'scriptBlock') && DELEGATES.test(type)) return plain;
  const own = MORE.get(type) ?? MORE.get(openName(type));
  if (own !== undefined) return own(plain, culture);
  const open = openName(type);
  switch (open) {
    case 'System.Collections.Generic.List`1':
    case 'System.Collections.ObjectModel.Collection`1':
    case 'System.Collections.Generic.Queue`1':
    case 'System.Collections.Generic.Stack`1':
      if (mismatched(plain, typeArguments(type)[0])) throw noConversion(plain, type);
      return toList(plain, open.replace('`1', ''), typeArguments(type)[0] ?? 'System.Object', each);
    case 'System.Collections.Generic.IEnumerable`1':
    case 'System.Collections.Generic.ICollection`1':
    case 'System.Collections.Generic.IList`1':
      throw noConversion(plain, type);
    case 'System.Collections.ArrayList':
    case 'System.Collections.Queue':
    case 'System.Collections.Stack':
      return toList(plain, open, null, each);
    case 'System.Collections.Generic.HashSet`1':
    case 'System.Collections.Generic.SortedSet`1':
      return toSet(plain, open.replace('`1', ''), typeArguments(type)[0] ?? 'System.Object', each);
    case 'System.Collections.IList':
    case 'System.Collections.ICollection':
    case 'System.Collections.IEnumerable':
      return listOf(plain);
    default:
      return convertObject(plain, type);
  }
}

/** A hashtable isn't a list of its entries. */
function mismatched(value: Value, element: string | undefined): boolean {
  return (
    value instanceof PsHashtable && element !== 'System.Object' && element !== 'System.Collections.Hashtable'
  );
}

function listOf(value: Value): Value {
  return value instanceof PsList ? [...value.items] : [value];
}

function toTextValue(value: Value): Value {
  return typeof value === 'string' ? value : toText(value);
}

function toBoolean(value: Value): Value {
  return truth(value);
}

function toSwitch(value: Value): Value {
  if (value === null) return SWITCH_OFF;
  if (typeof value === 'string' || isArray(value)) {
    throw noConversion(value, 'System.Management.Automation.SwitchParameter');
  }
  return switchValue(truth(value));
}

function toCustomObject(value: Value): Value {
  if (value instanceof PsHashtable) {
    return PsObject.from([...value.entries()].map(([key, item]): [string, Value] => [toText(key), item]));
  }
  return value;
}
