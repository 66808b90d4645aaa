import { enumerable } from '../members/enumerate.ts';
import { isArray, typedArray } from '../values/model.ts';
import { Terminating } from '../values/errors.ts';
import { cannotConvert } from './cast-errors.ts';
import { numericDouble } from './numbers.ts';
import { toText } from './text.ts';
import { PsList, PsSet } from '../values/collections.ts';
import { char } from '../values/simple.ts';
import { fullName } from '../members/types.ts';
import type { PsArray, Value } from '../values/model.ts';

type Convert = (value: Value, type: string) => Value;

/** Name that an element type is kept under: "Int32", "System.Net.Mail.MailAddress". */
export function elementName(fullTypeName: string): string {
  return fullTypeName.startsWith('System.') && !fullTypeName.slice(7).includes('.')
    ? fullTypeName.slice(7)
    : fullTypeName;
}

/** A cast to T[]: a list's elements each, one value as an array of it. */
export function toArray(value: Value, element: string, convert: Convert): Value {
  if (value === null) return null;
  if (isArray(value)) {
    const own = value.elementType === undefined ? 'System.Object' : fullName(value.elementType);
    if (own === element) return value;
  }
  if (element === 'System.Char' && typeof value === 'string') {
    return typedArray(
      Array.from({ length: value.length }, (_, at) => char(value.charCodeAt(at))),
      'Char',
    );
  }
  const items: Value[] = [];
  const source = enumerable(value);
  const each = (item: Value): Value => (element === 'System.Object' ? item : convert(item, element));
  if (isArray(value)) for (const item of value) items.push(each(item));
  else {
    try {
      if (source === null) items.push(each(value));
      else for (const item of source) items.push(each(item));
    } catch (error) {
      if (!(error instanceof Terminating)) throw error;
      const id =
        source === null ? 'InvalidCastExceptionScalarToArray' : 'InvalidCastExceptionEnumerableToArray';
      throw cannotConvert(id, value, `${element}[]`, error.record.message);
    }
  }
  return element === 'System.Object' ? items : typedArray(items, elementName(element));
}

/** A cast to a list type: `[List[int]](1, 2)`, `[ArrayList]@()`. */
export function toList(value: Value, typeName: string, element: string | null, convert: Convert): Value {
  if (value === null) return null;
  const items = toArray(value, element ?? 'System.Object', convert);
  const copy: PsArray = isArray(items) ? [...items] : [];
  return new PsList(typeName, element === null ? null : elementName(element), copy);
}

export function toSet(value: Value, typeName: string, element: string, convert: Convert): Value {
  if (value === null) return null;
  const items = toArray(value, element, convert);
  const set = new PsSet(typeName, elementName(element), true);
  if (!isArray(items)) return set;
  const sorted = typeName.includes('SortedSet') ? [...items].sort(inOrder) : items;
  for (const item of sorted) set.add(item);
  return set;
}

/** The order of a SortedSet's elements: numbers and dates by size, texts by the language's order. */
function inOrder(left: Value, right: Value): number {
  const a = numericDouble(left);
  const b = numericDouble(right);
  if (a !== undefined && b !== undefined) return a - b;
  return toText(left).localeCompare(toText(right), 'en');
}
