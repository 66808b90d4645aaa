import { toInteger } from '../convert/to-number.ts';
import { toText } from '../convert/text.ts';
import { compositeFormat } from '../dotnet/composite.ts';
import { formatDate, formatTimeSpan } from '../dotnet/dates.ts';
import { toStringOf } from '../dotnet/to-string.ts';
import { resolveType, isInstance, typeNameOf } from '../members/types.ts';
import { tryConvert } from '../convert/convert.ts';
import { Terminating, failure } from '../values/errors.ts';
import { isArray, hasKind } from '../values/model.ts';
import { char } from '../values/simple.ts';
import { checkCount, checkTextLength } from './add.ts';
import { elements, plain } from './operand.ts';
import type { Culture } from '../culture.ts';
import type { Value } from '../values/model.ts';
import type { OperatorEnv } from './env.ts';

/** An element as -join shows it: dates by the current culture, numbers with 15 digits. */
function joinText(value: Value, culture: Culture): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value !== 'object') return toText(value);
  if (isArray(value)) return value.wrapped === true ? toText(value) : typeNameOf(value);
  switch (value.kind) {
    case 'dateTime':
      return formatDate(value, null, culture);
    case 'timeSpan':
      return formatTimeSpan(value, null, culture);
    case 'double':
    case 'decimal':
      return toStringOf(value, culture);
    case 'list':
    case 'set':
      return typeNameOf(value);
    default:
      return toText(value);
  }
}

/** -join; the unary form has an empty separator. */
export function join(left: Value, separator: string, env: OperatorEnv): string {
  const { culture } = env.runtime;
  const items = elements(left);
  if (items === null) return joinText(left, culture);
  let text = '';
  for (let at = 0; at < items.length; at++) {
    if (at > 0) text += separator;
    text += joinText(items[at] ?? null, culture);
  }
  checkTextLength(text.length);
  return text;
}

/** -f */
export function format(left: Value, right: Value, env: OperatorEnv): string {
  const args = elements(right) ?? [right];
  try {
    return compositeFormat(toText(left), args, env.runtime.culture);
  } catch (error) {
    if (!(error instanceof Terminating) || error.record.exception.typeName !== 'System.FormatException')
      throw error;
    throw failure('FormatError', `Error formatting a string: ${error.record.message}.`, {
      category: 'InvalidOperation',
      target: left,
      inner: error.record.exception,
    });
  }
}

function typeOperand(right: Value, operator: string): string {
  const value = plain(right);
  if (hasKind(value, 'type')) return value.name;
  if (typeof value === 'string') {
    const name = resolveType(value);
    if (name !== null) return name;
    throw failure(
      'RuntimeException',
      `Cannot convert the "${value}" value of type "System.String" to type "System.Type".`,
      {
        category: 'InvalidArgument',
      },
    );
  }
  const id = operator === '-as' ? 'AsOperatorRequiresType' : 'IsOperatorRequiresType';
  throw failure(id, `The right operand of '${operator}' must be a type.`, { category: 'InvalidOperation' });
}

export function isOf(left: Value, right: Value, operator: string): boolean {
  return isInstance(left, typeOperand(right, operator));
}

export function asType(left: Value, right: Value, env: OperatorEnv): Value {
  const made = tryConvert(left, typeOperand(right, '-as'), env.runtime.culture);
  return 'value' in made ? made.value : null;
}

function charCode(value: Value): number | null {
  if (typeof value === 'string') return value.length === 1 && !/\d/.test(value) ? value.charCodeAt(0) : null;
  return hasKind(value, 'char') ? value.code : null;
}

/** `1..5`, `'a'..'e'`. */
export function range(left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') return ints(left, right);
  const first = plain(left);
  const last = plain(right);
  const from = charCode(first);
  const to = charCode(last);
  if (from !== null && to !== null)
    return ints(from, to).map((code) => char(typeof code === 'number' ? code : 0));
  return ints(intOf(first), intOf(last));
}

function intOf(value: Value): number {
  if (typeof value !== 'string') return Number(toInteger(value, 'int'));
  const trimmed = value.trim();
  if (/^[+-]?\d{1,10}$/.test(trimmed)) return Number(toInteger(trimmed, 'int'));
  throw failure('System.FormatException', `The input string '${value}' was not in a correct format.`, {
    type: 'System.FormatException',
    category: 'OperationStopped',
  });
}

function ints(from: number, to: number): Value[] {
  const count = Math.abs(to - from) + 1;
  checkCount(count);
  const list: Value[] = new Array<Value>(count);
  const step = from <= to ? 1 : -1;
  for (let at = 0, value = from; at < count; at++, value += step) list[at] = value;
  return list;
}
