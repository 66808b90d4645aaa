import { compare } from '../../operators/compare.ts';
import { isArray, typedArray } from '../../values/model.ts';
import { PsList } from '../../values/collections.ts';
import { convertTo } from '../../convert/convert.ts';
import {
  argumentNull,
  block,
  elementCount,
  given,
  int,
  invalidOperation,
  net,
  notSupported,
  outOfRange,
  reference,
} from '../args.ts';
import { askBlock, callBlock, comparison } from '../blocks.ts';
import { define } from '../define.ts';
import { enumeratorOf } from '../enumerator.ts';
import { itemsOf, long } from '../helpers.ts';
import { sameValue } from './object.ts';
import { fullName } from '../types.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import type { PsArray, Value } from '../../values/model.ts';

function fixed(): never {
  throw notSupported('Collection was of a fixed size.');
}

function copy(self: PsArray, items: Value[] = [...self]): PsArray {
  return self.elementType === undefined ? items : typedArray(items, self.elementType);
}

function lengthOf(self: PsArray, args: readonly Value[]): number {
  const found = (self.lengths ?? [self.length])[int(args, 0)];
  if (found === undefined)
    throw net('System.IndexOutOfRangeException', 'Array does not have that many dimensions.');
  return found;
}

define<PsArray>('System.Array')
  .property('Length', 'int', (self) => self.length)
  .property('LongLength', 'long', (self) => long(BigInt(self.length)))
  .property('Rank', 'int', (self) => self.lengths?.length ?? 1)
  .property('SyncRoot', 'Object', (self) => self)
  .property('IsReadOnly', 'bool', () => false)
  .property('IsFixedSize', 'bool', () => true)
  .property('IsSynchronized', 'bool', () => false)
  .property('Count', 'int', (self) => self.length, null, 'AliasProperty')
  .method('int Add(Object value)', fixed)
  .action('Insert(int index, Object value)', fixed)
  .action('Remove(Object value)', fixed)
  .action('RemoveAt(int index)', fixed)
  .action('Clear()', (self, _, rt) => {
    self.fill(self.elementType === undefined ? null : blank(self.elementType, rt));
  })
  .method('Object Clone()', (self) => copy(self))
  .method('bool Contains(Object value)', (self, args) => self.some((each) => sameValue(each, given(args, 0))))
  .method('int IndexOf(Object value)', (self, args) =>
    self.findIndex((each) => sameValue(each, given(args, 0))),
  )
  .action('CopyTo(array array, int index)', (self, args) => {
    const target = given(args, 0);
    if (!isArray(target)) throw argumentNull('array');
    if (int(args, 1) + self.length > target.length) {
      throw net(
        'System.ArgumentException',
        "Destination array was not long enough. Check the destination index, length, and the array's lower bounds. (Parameter 'destinationArray')",
      );
    }
    for (const [at, each] of self.entries()) target[int(args, 1) + at] = each;
  })
  .method('System.Collections.IEnumerator GetEnumerator()', (self) =>
    enumeratorOf('System.ArrayEnumerator', self),
  )
  .method('int GetLength(int dimension)', (self, args) => lengthOf(self, args))
  .method('long GetLongLength(int dimension)', (self, args) => long(BigInt(lengthOf(self, args))))
  .method('int GetLowerBound(int dimension)', (self, args) => lengthOf(self, args) * 0)
  .method('int GetUpperBound(int dimension)', (self, args) => lengthOf(self, args) - 1)
  .method('Object GetValue(int index)', (self, args) => self[place(self, int(args, 0))] ?? null)
  .action('SetValue(Object value, int index)', (self, args, rt) => {
    self[place(self, int(args, 1))] =
      self.elementType === undefined
        ? given(args, 0)
        : convertTo(given(args, 0), fullName(self.elementType), rt.culture);
  })
  .method('Object Get(int index)', (self, args) => self[place(self, int(args, 0))] ?? null)
  .action('Set(int index, Object value)', (self, args) => {
    self[place(self, int(args, 0))] = given(args, 1);
  })
  .method('bool Equals(Object obj)', (self, args) => self === given(args, 0))
  .static('int IndexOf(array array, Object value)|(array array, Object value, int startIndex)', (args) => {
    const array = arrayOf(args);
    return array.findIndex((each, at) => at >= int(args, 2) && sameValue(each, given(args, 1)));
  })
  .static('int LastIndexOf(array array, Object value)', (args) =>
    arrayOf(args).findLastIndex((each) => sameValue(each, given(args, 1))),
  )
  .staticAction('Reverse(array array)|(array array, int index, int length)', (args) => {
    const array = arrayOf(args);
    if (args.length === 1) array.reverse();
    else
      array.splice(
        int(args, 1),
        int(args, 2),
        ...array.slice(int(args, 1), int(args, 1) + int(args, 2)).reverse(),
      );
  })
  .staticAction('Sort(array array)|(array array, Object comparer)|(array keys, array items)', (args, rt) => {
    const array = arrayOf(args);
    const second = given(args, 1);
    if (isArray(second)) sortWith(array, second);
    else sortValues(array, second, rt);
  })
  .staticAction('Clear(array array)|(array array, int index, int length)', (args, rt) => {
    const array = arrayOf(args);
    const filler = array.elementType === undefined ? null : blank(array.elementType, rt);
    array.fill(filler, int(args, 1), args.length === 1 ? array.length : int(args, 1) + int(args, 2));
  })
  .staticAction(
    'Copy(array sourceArray, array destinationArray, int length)|(array sourceArray, int sourceIndex, array destinationArray, int destinationIndex, int length)',
    (args) => {
      const source = arrayOf(args);
      const long5 = args.length === 5;
      const target = given(args, long5 ? 2 : 1);
      if (!isArray(target)) throw argumentNull('destinationArray');
      const [from, to, count] = long5 ? [int(args, 1), int(args, 3), int(args, 4)] : [0, 0, int(args, 2)];
      if (to + count > target.length || from + count > source.length) {
        throw net(
          'System.ArgumentException',
          "Destination array was not long enough. Check the destination index, length, and the array's lower bounds. (Parameter 'destinationArray')",
        );
      }
      const part = source.slice(from, from + count);
      for (const [at, each] of part.entries()) target[to + at] = each;
    },
  )
  .static('Object CreateInstance(type elementType, int length)', (args, rt) => {
    const type = given(args, 0);
    if (type === null || typeof type !== 'object' || isArray(type) || type.kind !== 'type')
      throw argumentNull('elementType');
    if (int(args, 1) < 0) throw outOfRange('Non-negative number required.', 'length');
    return convertTo(
      new Array<Value>(elementCount(int(args, 1))).fill(blank(type.name, rt)),
      `${type.name}[]`,
      rt.culture,
    );
  })
  .staticAction('Resize(ref array array, int newSize)', (args, rt) => {
    const held = reference(args, 0).get();
    const size = int(args, 1);
    if (size < 0) throw outOfRange('Non-negative number required.', 'newSize');
    const array: PsArray = isArray(held) ? held : [];
    const filler = array.elementType === undefined ? null : blank(array.elementType, rt);
    const items = Array.from({ length: elementCount(size) }, (_, at) =>
      at < array.length ? (array[at] ?? null) : filler,
    );
    reference(args, 0).set(copy(array, items));
  })
  .static('Object Empty()', () => [])
  .static('bool Exists(Object[] array, scriptblock match)', (args, rt) =>
    items(args).some(askBlock(args, 1, rt)),
  )
  .static('bool TrueForAll(Object[] array, scriptblock match)', (args, rt) =>
    items(args).every(askBlock(args, 1, rt)),
  )
  .static(
    'Object Find(Object[] array, scriptblock match)',
    (args, rt) => items(args).find(askBlock(args, 1, rt)) ?? null,
  )
  .static(
    'Object FindLast(Object[] array, scriptblock match)',
    (args, rt) => items(args).findLast(askBlock(args, 1, rt)) ?? null,
  )
  .static('Object FindAll(Object[] array, scriptblock match)', (args, rt) =>
    items(args).filter(askBlock(args, 1, rt)),
  )
  .static('int FindIndex(Object[] array, scriptblock match)', (args, rt) =>
    items(args).findIndex(askBlock(args, 1, rt)),
  )
  .static('int FindLastIndex(Object[] array, scriptblock match)', (args, rt) =>
    items(args)
      .map(askBlock(args, 1, rt))
      .lastIndexOf(true),
  )
  .staticAction('ForEach(Object[] array, scriptblock action)', (args, rt) => {
    for (const each of items(args)) callBlock(block(args, 1), [each], rt);
  })
  .static('Object ConvertAll(Object[] array, scriptblock converter)', (args, rt) =>
    items(args).map((each) => callBlock(block(args, 1), [each], rt)),
  )
  .staticAction('Fill(array array, Object value)', (args, rt) => {
    const array = arrayOf(args);
    const type = array.elementType === undefined ? null : fullName(array.elementType);
    array.fill(type === null ? given(args, 1) : convertTo(given(args, 1), type, rt.culture));
  })
  .static('int BinarySearch(array array, Object value)', (args) =>
    binarySearch(arrayOf(args), given(args, 1)),
  )
  .static(
    'Object AsReadOnly(Object[] array)',
    (args) => new PsList('System.Collections.ObjectModel.ReadOnlyCollection', 'Object', [...items(args)]),
  );

function place(self: PsArray, index: number): number {
  if (index < 0 || index >= self.length)
    throw net('System.IndexOutOfRangeException', 'Index was outside the bounds of the array.');
  return index;
}

function blank(elementType: string, rt: Runtime): Value {
  return /(^|\.)(S?Byte|U?Int\d\d|Double|Single|Decimal|Boolean)$/.test(elementType)
    ? convertTo(0, fullName(elementType), rt.culture)
    : null;
}

function arrayOf(args: readonly Value[]): PsArray {
  const array = given(args, 0);
  if (!isArray(array)) throw argumentNull('array');
  return array;
}

function items(args: readonly Value[]): readonly Value[] {
  return itemsOf(given(args, 0));
}

/** Sorts in place as .NET's default comparer does; texts by the culture's order. */
export function sortValues(array: Value[], comparer: Value, rt: Runtime): void {
  const order = comparison(comparer, rt) ?? ((left: Value, right: Value) => defaultOrder(left, right));
  array.sort(order);
}

/** null first; things that can't be ordered are an error. */
export function defaultOrder(left: Value, right: Value): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
  if (typeof left === 'string' && typeof right !== 'string') throw unordered();
  if (typeof left !== 'string' && typeof right === 'string') throw unordered();
  return compare(left, right, true);
}

function unordered(): Error {
  return invalidOperation('Failed to compare two elements in the array.');
}

function sortWith(keys: PsArray, others: PsArray): void {
  const pairs = keys.map((key, at): [Value, Value] => [key, others[at] ?? null]);
  pairs.sort(([left], [right]) => defaultOrder(left, right));
  for (const [at, [key, other]] of pairs.entries()) {
    keys[at] = key;
    others[at] = other;
  }
}

export function binarySearch(array: readonly Value[], value: Value): number {
  let low = 0;
  let high = array.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = defaultOrder(array[middle] ?? null, value);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return ~low;
}
