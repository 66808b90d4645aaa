import './families/index.ts';
import { tryConvert, convertTo } from '../convert/convert.ts';
import { toText } from '../convert/text.ts';
import { failure } from '../values/errors.ts';
import { isArray } from '../values/model.ts';
import { unwrapped } from '../values/object.ts';
import { indexOutOfRange, net } from './args.ts';
import { fullName, resolveType, typeNameOf } from './types.ts';
import { tableIndex } from './indexing.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { PsHashtable, PsList } from '../values/collections.ts';
import type { PsArray, Value } from '../values/model.ts';

/** `$target[$index]`; a list as the index takes several. What isn't there is null (arrays leave it out of a slice). */
export function getIndex(target: Value, index: Value, rt: Runtime): Value {
  if (isArray(target) && typeof index === 'number') {
    const at = index < 0 ? index + target.length : index;
    const found = target[at];
    if (found !== undefined) return found;
    return outOfBounds(rt);
  }
  if (target === null) throw failure('NullArray', 'Cannot index into a null array.');
  if (index === null)
    throw failure('NullArrayIndex', 'Index operation failed; the array index evaluated to null.');
  if (typeof target === 'object' && !isArray(target) && target.kind === 'object' && target.base !== null) {
    return getIndex(target.base, index, rt);
  }
  const many = several(index);
  if (isArray(target) && target.lengths !== undefined)
    return target[flat(target.lengths, many ?? [index], rt)] ?? null;
  if (many !== null && !(typeof target === 'object' && !isArray(target) && target.kind === 'reference')) {
    return slice(target, many, rt);
  }
  return one(target, index, rt);
}

function outOfBounds(rt: Runtime): Value {
  if ((rt.strict ?? 0) < 3) return null;
  throw net('System.IndexOutOfRangeException', 'Index was outside the bounds of the array.');
}

function several(index: Value): readonly Value[] | null {
  if (index === null || typeof index !== 'object') return null;
  if (isArray(index)) return index;
  return index.kind === 'list' ? index.items : null;
}

function slice(target: Value, indexes: readonly Value[], rt: Runtime): Value {
  const results: Value[] = [];
  for (const index of indexes) {
    if (isArray(target)) {
      const at = position(index, target.length, rt);
      const found = target[at];
      if (found !== undefined) results.push(found);
    } else results.push(getIndex(target, index, rt));
  }
  return results;
}

/** Place of an element of an array of several dimensions; -1: outside. */
function flat(lengths: readonly number[], indexes: readonly Value[], rt: Runtime): number {
  let place = 0;
  for (const [at, length] of lengths.entries()) {
    const index = position(indexes[at] ?? null, length, rt);
    if (index < 0 || index >= length) return -1;
    place = place * length + index;
  }
  return place;
}

function position(index: Value, length: number, rt: Runtime): number {
  const at = Number(convertTo(index, 'System.Int32', rt.culture));
  return at < 0 ? at + length : at;
}

/** Like `position`, for reading: what is no number is nowhere. */
function place(index: Value, length: number, rt: Runtime): number {
  const answer = tryConvert(index, 'System.Int32', rt.culture);
  if ('error' in answer) return -1;
  const at = Number(answer.value);
  return at < 0 ? at + length : at;
}

function one(target: Value, index: Value, rt: Runtime): Value {
  if (typeof target === 'string') {
    const code = target.charCodeAt(place(index, target.length, rt));
    return Number.isNaN(code) ? outOfBounds(rt) : { kind: 'char', code };
  }
  if (typeof target !== 'object' || target === null) return scalar(target, index);
  if (isArray(target)) return target[place(index, target.length, rt)] ?? outOfBounds(rt);
  switch (target.kind) {
    case 'hashtable':
      return fromTable(target, index, rt);
    case 'list':
      if (/\b(Queue|Stack)$/.test(target.typeName)) throw cannotIndex(target);
      return target.items[place(index, target.items.length, rt)] ?? null;
    case 'stringBuilder': {
      const code = target.text.charCodeAt(place(index, target.text.length, rt));
      return Number.isNaN(code) ? null : { kind: 'char', code };
    }
    case 'reference': {
      const indexer = tableIndex(target);
      if (indexer === null) return scalar(target, index);
      const many = several(index);
      return many === null ? indexer(index, rt) : many.map((each) => indexer(each, rt));
    }
    default:
      return scalar(target, index);
  }
}

/** A single object can be indexed as if it were a list of one. */
function scalar(target: Value, index: Value): Value {
  if (index === 0 || index === -1) return target;
  if (typeof index === 'number') return null;
  throw cannotIndex(target, index);
}

function cannotIndex(target: Value, index: Value = null): Error {
  const name = typeNameOf(target).replace(/\.PSCustomObject$/, '.PSObject');
  return failure('CannotIndex', `Unable to index into an object of type "${name}".`, { target: index });
}

function fromTable(table: PsHashtable, index: Value, rt: Runtime): Value {
  const key = unwrapped(index);
  if (table.ordered && typeof key === 'number') {
    const values = table.values();
    return values[key < 0 ? key + values.length : key] ?? null;
  }
  if (table.generic !== null) {
    const converted = tryConvert(key, fullName(table.generic.key), rt.culture);
    return 'value' in converted ? (table.get(converted.value) ?? null) : null;
  }
  return table.get(key) ?? null;
}

/** `$target[$index] = $value`. */
export function setIndex(target: Value, index: Value, value: Value, rt: Runtime): void {
  if (target === null) throw failure('NullArray', 'Cannot index into a null array.');
  if (index === null)
    throw failure('NullArrayIndex', 'Index operation failed; the array index evaluated to null.');
  if (typeof target !== 'object') throw cannotIndex(target);
  const many = several(index);
  if (isArray(target)) {
    if (target.lengths !== undefined) {
      setElement(target, flat(target.lengths, many ?? [index], rt), value, rt);
      return;
    }
    if (many !== null) {
      throw failure(
        'ArraySliceAssignmentFailed',
        `Array assignment to [${many.map((each) => toText(each)).join(',')}] failed because assignment to slices is not supported.`,
      );
    }
    setElement(target, index, value, rt);
    return;
  }
  switch (target.kind) {
    case 'hashtable':
      setEntry(target, unwrapped(index), value, rt);
      return;
    case 'list':
      setItem(target, index, value, rt);
      return;
    case 'object':
      if (target.base !== null) {
        setIndex(target.base, index, value, rt);
        return;
      }
      break;
    default:
  }
  throw cannotIndex(target);
}

function setElement(array: PsArray, index: Value, value: Value, rt: Runtime): void {
  const at = array.lengths === undefined ? position(index, array.length, rt) : Number(index);
  if (at < 0 || at >= array.length) {
    throw net('System.IndexOutOfRangeException', 'Index was outside the bounds of the array.');
  }
  array[at] =
    array.elementType === undefined ? value : convertTo(value, fullName(array.elementType), rt.culture);
}

function setItem(list: PsList, index: Value, value: Value, rt: Runtime): void {
  const at = position(index, list.items.length, rt);
  if (at < 0 || at >= list.items.length) throw indexOutOfRange();
  const type = list.elementType === null ? null : resolveType(list.elementType);
  list.items[at] = type === null || type === 'System.Object' ? value : convertTo(value, type, rt.culture);
  list.version++;
}

function setEntry(table: PsHashtable, key: Value, value: Value, rt: Runtime): void {
  if (table.ordered && typeof key === 'number') {
    const existing = table.keys()[key < 0 ? key + table.size : key];
    if (existing === undefined) throw indexOutOfRange();
    table.set(existing, value);
    return;
  }
  if (table.generic === null) {
    table.set(key, value);
    return;
  }
  table.set(
    convertTo(key, fullName(table.generic.key), rt.culture),
    convertTo(value, fullName(table.generic.value), rt.culture),
  );
}
