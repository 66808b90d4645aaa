import { typeCode, numericDouble } from '../convert/numbers.ts';
import { toText } from '../convert/text.ts';
import { toInteger } from '../convert/to-number.ts';
import { PsHashtable } from '../values/collections.ts';
import { failure } from '../values/errors.ts';
import { isArray, typedArray } from '../values/model.ts';
import { compute } from './arithmetic.ts';
import { outOfMemory } from './errors.ts';
import { elements, plain, textToNumber } from './operand.ts';
import { ownOperator } from './own-operators.ts';
import type { Value } from '../values/model.ts';
import type { Arithmetic } from './arithmetic.ts';

/** Characters that one text may have; V8 itself ends at about 536 million. */
const MAX_TEXT = 200_000_000;
const MAX_ITEMS = 50_000_000;

export function checkTextLength(length: number): void {
  if (length > MAX_TEXT) throw outOfMemory(`a text of ${String(length)} characters`);
}

export function checkCount(count: number): void {
  if (count > MAX_ITEMS) throw outOfMemory(`a list of ${String(count)} elements`);
}

const INT_MAX = 2147483647;
const INT_MIN = -2147483648;

export function add(left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right;
    return sum <= INT_MAX && sum >= INT_MIN ? sum : { kind: 'double', value: sum };
  }
  if (typeof left === 'string') return join(left, typeof right === 'string' ? right : toText(right));
  return addOther(plain(left), plain(right));
}

function join(left: string, right: string): string {
  if (left.length + right.length > MAX_TEXT) checkTextLength(left.length + right.length);
  return left + right;
}

function addOther(left: Value, right: Value): Value {
  if (left === null) return right;
  if (typeof left === 'string') return join(left, toText(right));
  const code = typeCode(left);
  if (code === 4) return toText(left) + toText(right);
  if (code > 0) {
    const other = numericArgument(right);
    if (other !== undefined) return compute('+', left, other);
    if (typeof right === 'string') return compute('+', left, textToNumber(right, left));
    return ownOperator('+', left, right);
  }
  const items = elements(left);
  if (items !== null) {
    const more = elements(right) ?? [right];
    checkCount(items.length + more.length);
    return items.concat(more);
  }
  if (left instanceof PsHashtable) return addTables(left, right);
  return ownOperator('+', left, right);
}

/** What can stand beside a number as it is; undefined: a text or something else. */
export function numericArgument(value: Value): Value | undefined {
  if (value === null) return 0;
  return typeCode(value) > 0 ? value : undefined;
}

function addTables(left: PsHashtable, right: Value): Value {
  if (!(right instanceof PsHashtable)) {
    throw failure('AddHashTableToNonHashTable', 'A hash table can only be added to another hash table.', {
      category: 'InvalidOperation',
    });
  }
  const sum = new PsHashtable({
    ordered: left.ordered && left.generic === null,
    caseSensitive: left.caseSensitive,
  });
  for (const [key, value] of left.entries()) sum.set(key, value);
  for (const [key, value] of right.entries()) {
    if (sum.has(key)) {
      throw failure(
        'System.ArgumentException',
        `Item has already been added. Key in dictionary: '${toText(key)}'  Key being added: '${toText(key)}'`,
        { type: 'System.ArgumentException', category: 'OperationStopped' },
      );
    }
    sum.set(key, value);
  }
  return sum;
}

export function multiply(left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') return compute('*', left, right);
  const a = plain(left);
  const b = plain(right);
  if (a === null) return null;
  // Booleans and characters have no * of their own.
  if (typeCode(a) > 4) {
    const other = numericArgument(b);
    if (other !== undefined) return compute('*', a, other);
    if (typeof b === 'string') return compute('*', a, textToNumber(b, a));
    return ownOperator('*', a, b);
  }
  if (typeof a === 'string') {
    const times = timesOf(b);
    checkTextLength(a.length * times);
    return a.repeat(times);
  }
  const items = elements(a);
  if (items !== null) {
    const times = numericDouble(toInteger(typeof b === 'string' ? timesOf(b) : b, 'uint')) ?? 0;
    checkCount(items.length * times);
    const all: Value[] = [];
    for (let at = 0; at < times; at++) for (const item of items) all.push(item);
    return isArray(a) && a.elementType !== undefined ? typedArray(all, a.elementType) : all;
  }
  return ownOperator('*', a, b);
}

function timesOf(value: Value): number {
  const times = Number(toInteger(value, 'int'));
  if (times < 0) {
    throw failure(
      'System.ArgumentOutOfRangeException',
      "Specified argument was out of the range of valid values. (Parameter 'times')",
      { type: 'System.ArgumentOutOfRangeException', category: 'OperationStopped' },
    );
  }
  return times;
}

/** - / and %. */
export function subtractLike(sign: Arithmetic, left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') return compute(sign, left, right);
  const a = plain(left) ?? 0;
  const b = plain(right);
  if (typeCode(a) > 0) {
    const other = numericArgument(b);
    if (other !== undefined) return compute(sign, a, other);
    if (typeof b === 'string') return compute(sign, a, textToNumber(b, a));
    return ownOperator(sign, a, b);
  }
  if (typeof a === 'string') {
    const number = textToNumber(a, b);
    return subtractLike(sign, number, typeof b === 'string' ? textToNumber(b, number) : b);
  }
  return ownOperator(sign, a, b);
}
