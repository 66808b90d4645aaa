import { PsList } from '../../values/collections.ts';
import { isArray, typedArray } from '../../values/model.ts';
import {
  argument,
  argumentNull,
  block,
  given,
  indexOutOfRange,
  int,
  notSupported,
  outOfRange,
} from '../args.ts';
import { askBlock, callBlock } from '../blocks.ts';
import { define } from '../define.ts';
import { enumeratorOf } from '../enumerator.ts';
import { enumerable } from '../enumerate.ts';
import { itemsOf } from '../helpers.ts';
import { typeArguments } from '../generic-names.ts';
import { binarySearch, sortValues } from './array.ts';
import { sameValue } from './object.ts';
import type { Value } from '../../values/model.ts';
import type { Definition } from '../define.ts';

const LIST = 'System.Collections.Generic.List`1';
const COLLECTION = 'System.Collections.ObjectModel.Collection`1';

function changed(list: PsList): void {
  list.version++;
}

function copyOf(self: PsList, items: Value[]): PsList {
  return new PsList(self.typeName, self.elementType, items);
}

function remove(self: PsList, value: Value): boolean {
  const at = self.items.findIndex((each) => sameValue(each, value));
  if (at < 0) return false;
  self.items.splice(at, 1);
  changed(self);
  return true;
}

function range(self: PsList, index: number, count: number): void {
  if (index < 0) throw outOfRange('Non-negative number required.', 'index');
  if (count < 0) throw outOfRange('Non-negative number required.', 'count');
  if (index + count > self.items.length) {
    throw argument(
      'Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.',
    );
  }
}

/** What all kinds of lists have; `T`: what their elements are called in signatures. */
function common(name: string, T: string): Definition<PsList> {
  return define<PsList>(name)
    .property('Count', 'int', (self) => self.items.length)
    .hidden('IsReadOnly', 'bool', () => false)
    .hidden('IsFixedSize', 'bool', () => false)
    .hidden('SyncRoot', 'Object', (self) => self)
    .hidden('IsSynchronized', 'bool', () => false)
    .action('Clear()', (self) => {
      self.items.length = 0;
      changed(self);
    })
    .method(`bool Contains(${T} item)`, (self, args) =>
      self.items.some((each) => sameValue(each, given(args, 0))),
    )
    .action('CopyTo(array array)|(array array, int index)', (self, args) => {
      const target = given(args, 0);
      if (!isArray(target)) throw argumentNull('array');
      for (const [at, each] of self.items.entries()) target[int(args, 1) + at] = each;
    })
    .method('bool Equals(Object obj)', (self, args) => self === given(args, 0))
    .method('System.Collections.IEnumerator GetEnumerator()', (self) =>
      enumeratorOf(
        name === LIST
          ? 'System.Collections.Generic.List`1+Enumerator'
          : 'System.Collections.ArrayList+ArrayListEnumeratorSimple',
        enumerable(self) ?? [],
      ),
    )
    .method(`int IndexOf(${T} item)|(${T} item, int index)`, (self, args) =>
      self.items.findIndex((each, at) => at >= int(args, 1) && sameValue(each, given(args, 0))),
    )
    .action(`Insert(int index, ${T} item)`, (self, args) => {
      const at = int(args, 0);
      if (at < 0 || at > self.items.length) throw outOfRange(INSERT, 'index');
      self.items.splice(at, 0, given(args, 1));
      changed(self);
    })
    .action('RemoveAt(int index)', (self, args) => {
      const at = int(args, 0);
      if (at < 0 || at >= self.items.length) throw indexOutOfRange();
      self.items.splice(at, 1);
      changed(self);
    })
    .method(`${T} get_Item(int index)`, (self, args) => {
      const found = self.items[int(args, 0)];
      if (found === undefined) throw indexOutOfRange();
      return found;
    })
    .action(`set_Item(int index, ${T} value)`, (self, args) => {
      if (int(args, 0) < 0 || int(args, 0) >= self.items.length) throw indexOutOfRange();
      self.items[int(args, 0)] = given(args, 1);
      changed(self);
    });
}

const INSERT = 'Index must be within the bounds of the List.';

/** What List and ArrayList share. */
function growing(definition: Definition<PsList>, T: string, sequence: string): Definition<PsList> {
  return definition
    .property(
      'Capacity',
      'int',
      (self) => capacity(self.items.length),
      () => undefined,
    )
    .action(`AddRange(${sequence} collection)`, (self, args) => {
      if (given(args, 0) === null) throw argumentNull('collection');
      self.items.push(...itemsOf(given(args, 0)));
      changed(self);
    })
    .action(`InsertRange(int index, ${sequence} collection)`, (self, args) => {
      if (int(args, 0) < 0 || int(args, 0) > self.items.length) throw outOfRange(INSERT, 'index');
      self.items.splice(int(args, 0), 0, ...itemsOf(given(args, 1)));
      changed(self);
    })
    .method('Object GetRange(int index, int count)', (self, args) => {
      range(self, int(args, 0), int(args, 1));
      return copyOf(self, self.items.slice(int(args, 0), int(args, 0) + int(args, 1)));
    })
    .method(`int LastIndexOf(${T} item)`, (self, args) =>
      self.items.findLastIndex((each) => sameValue(each, given(args, 0))),
    )
    .action('RemoveRange(int index, int count)', (self, args) => {
      range(self, int(args, 0), int(args, 1));
      self.items.splice(int(args, 0), int(args, 1));
      changed(self);
    })
    .action('Reverse()|(int index, int count)', (self, args) => {
      const count = args.length === 0 ? self.items.length : int(args, 1);
      range(self, int(args, 0), count);
      self.items.splice(
        int(args, 0),
        count,
        ...self.items.slice(int(args, 0), int(args, 0) + count).reverse(),
      );
      changed(self);
    })
    .action('Sort()|(Object comparer)|(int index, int count, Object comparer)', (self, args, rt) => {
      const part =
        args.length === 3 ? self.items.slice(int(args, 0), int(args, 0) + int(args, 1)) : [...self.items];
      sortValues(part, given(args, args.length - 1), rt);
      self.items.splice(args.length === 3 ? int(args, 0) : 0, part.length, ...part);
      changed(self);
    })
    .method(`int BinarySearch(${T} item)`, (self, args) => binarySearch(self.items, given(args, 0)))
    .action('TrimExcess()', () => undefined);
}

function capacity(count: number): number {
  if (count === 0) return 0;
  let size = 4;
  while (size < count) size *= 2;
  return size;
}

growing(common(LIST, 'T'), 'T', 'IEnumerable[T]')
  .action('Add(T item)', (self, args) => {
    self.items.push(given(args, 0));
    changed(self);
  })
  .method('bool Remove(T item)', (self, args) => remove(self, given(args, 0)))
  .method('T[] ToArray()', (self) =>
    self.elementType === null || /(^|\.)Object$/.test(self.elementType)
      ? [...self.items]
      : typedArray([...self.items], self.elementType),
  )
  .method('bool Exists(scriptblock match)', (self, args, rt) => self.items.some(askBlock(args, 0, rt)))
  .method('bool TrueForAll(scriptblock match)', (self, args, rt) => self.items.every(askBlock(args, 0, rt)))
  .method('T Find(scriptblock match)', (self, args, rt) => self.items.find(askBlock(args, 0, rt)) ?? null)
  .method(
    'T FindLast(scriptblock match)',
    (self, args, rt) => self.items.findLast(askBlock(args, 0, rt)) ?? null,
  )
  .method('Object FindAll(scriptblock match)', (self, args, rt) =>
    copyOf(self, self.items.filter(askBlock(args, 0, rt))),
  )
  .method('int FindIndex(scriptblock match)', (self, args, rt) => self.items.findIndex(askBlock(args, 0, rt)))
  .method('int FindLastIndex(scriptblock match)', (self, args, rt) =>
    self.items.findLastIndex(askBlock(args, 0, rt)),
  )
  .method('int RemoveAll(scriptblock match)', (self, args, rt) => {
    const drops = askBlock(args, 0, rt);
    const kept = self.items.filter((each) => !drops(each));
    const gone = self.items.length - kept.length;
    self.items.splice(0, self.items.length, ...kept);
    changed(self);
    return gone;
  })
  .action('ForEach(scriptblock action)', (self, args, rt) => {
    const body = block(args, 0);
    for (const each of enumerable(self) ?? []) callBlock(body, [each], rt);
  })
  .method(
    'Object ConvertAll(scriptblock converter)',
    (self, args, rt) =>
      new PsList(
        self.typeName,
        'Object',
        self.items.map((each) => callBlock(block(args, 0), [each], rt)),
      ),
  )
  .method(
    'Object AsReadOnly()',
    (self) => new PsList('System.Collections.ObjectModel.ReadOnlyCollection', self.elementType, self.items),
  )
  .constructors('()|(IEnumerable[T] collection)|(int capacity)', (args, _, type) => make(type, args));

growing(common('System.Collections.ArrayList', 'Object'), 'Object', 'Object')
  .method('int Add(Object value)', (self, args) => {
    changed(self);
    return self.items.push(given(args, 0)) - 1;
  })
  .action('Remove(Object obj)', (self, args) => {
    remove(self, given(args, 0));
  })
  .method('Object Clone()', (self) => copyOf(self, [...self.items]))
  .method('Object[] ToArray()|(type type)', (self) => [...self.items])
  .constructors(
    '()|(int capacity)|(Object c)',
    (args) =>
      new PsList(
        'System.Collections.ArrayList',
        null,
        typeof args[0] === 'number' ? [] : [...itemsOf(given(args, 0))],
      ),
  );

common(COLLECTION, 'T')
  .action('Add(T item)', (self, args) => {
    self.items.push(given(args, 0));
    changed(self);
  })
  .method('bool Remove(T item)', (self, args) => remove(self, given(args, 0)))
  .constructors('()|(Object list)', (args, _, type) => make(type, args));

define<PsList>('System.Collections.ObjectModel.ReadOnlyCollection`1')
  .property('Count', 'int', (self) => self.items.length)
  .method('bool Contains(T value)', (self, args) =>
    self.items.some((each) => sameValue(each, given(args, 0))),
  )
  .method('int IndexOf(T value)', (self, args) =>
    self.items.findIndex((each) => sameValue(each, given(args, 0))),
  )
  .method('Object GetEnumerator()', (self) =>
    enumeratorOf('System.Collections.Generic.List`1+Enumerator', enumerable(self) ?? []),
  )
  .action('Add(T item)', () => {
    throw notSupported('Collection is read-only.');
  })
  .constructors('(Object list)', (args, _, type) => make(type, args));

/** A generic list of the closed type asked for, filled with the elements of the first argument. */
function make(type: string, args: readonly Value[]): PsList {
  const open = type.slice(0, type.indexOf('`'));
  const first = given(args, 0);
  if (typeof first === 'number' && first < 0) throw outOfRange('Non-negative number required.', 'capacity');
  const items = args.length === 0 || typeof first === 'number' ? [] : [...(enumerable(first) ?? [first])];
  return new PsList(open, typeArguments(type)[0] ?? 'System.Object', items);
}
