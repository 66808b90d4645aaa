import { PsHashtable } from '../../values/collections.ts';
import { isArray } from '../../values/model.ts';
import { argument, argumentNull, given, int, net, outOfRange, reference } from '../args.ts';
import { comparerIgnoresCase, isComparer } from '../blocks.ts';
import { define } from '../define.ts';
import { Enumerator } from '../enumerator.ts';
import { watchedTable } from '../enumerate.ts';
import { typeArguments } from '../generic-names.ts';
import { asText } from '../helpers.ts';
import { copyTable } from '../table-copy.ts';
import { sameValue } from './object.ts';
import { entryReference } from '../entry.ts';
import type { PsReference } from '../../values/block.ts';
import type { Value } from '../../values/model.ts';
import type { Definition } from '../define.ts';

/** `$table.Keys` and `.Values`: live, and complaining when the table is changed meanwhile. */
export class TableView {
  readonly table: PsHashtable;
  readonly which: 'keys' | 'values';

  constructor(table: PsHashtable, which: 'keys' | 'values') {
    this.table = table;
    this.which = which;
  }

  unroll(): Iterable<Value> {
    const place = this.which === 'keys' ? 0 : 1;
    return watchedTable(this.table, (entry) => entry[place]);
  }

  indexed(index: Value): Value {
    const items = this.which === 'keys' ? this.table.keys() : this.table.values();
    return typeof index === 'number' ? (items[index < 0 ? index + items.length : index] ?? null) : null;
  }
}

function viewOf(table: PsHashtable, which: 'keys' | 'values'): PsReference {
  const kind = which === 'keys' ? 'KeyCollection' : 'ValueCollection';
  const typeName =
    table.generic !== null
      ? `System.Collections.Generic.Dictionary\`2+${kind}`
      : table.ordered
        ? 'System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection'
        : `System.Collections.Hashtable+${kind}`;
  return { kind: 'reference', typeName, state: new TableView(table, which) };
}

/** The entries of a table as an enumerator (what GetEnumerator gives). */
export function tableEnumerator(table: PsHashtable): PsReference {
  const typeName =
    table.generic !== null
      ? 'System.Collections.Generic.Dictionary`2+Enumerator'
      : table.ordered
        ? 'System.Collections.Specialized.OrderedDictionary+OrderedDictionaryEnumerator'
        : 'System.Collections.Hashtable+HashtableEnumerator';
  const entries = (): Iterable<Value> =>
    watchedTable(table, ([key, value]) => entryReference(key, value, table.generic));
  return { kind: 'reference', typeName, state: new Enumerator(entries) };
}

function duplicate(table: PsHashtable, key: Value, shown: string): Error {
  if (table.generic !== null) {
    return argument(`An item with the same key has already been added. Key: ${shown}`);
  }
  if (table.ordered)
    return argument(
      `Item has already been added. Key in dictionary: '${shown}'  Key being added: '${shown}'`,
    );
  const held = table.keys().find((each) => sameKey(table, each, key)) ?? key;
  return argument(
    `Item has already been added. Key in dictionary: '${typeof held === 'string' ? held : shown}'  Key being added: '${shown}'`,
  );
}

function sameKey(table: PsHashtable, left: Value, right: Value): boolean {
  if (typeof left === 'string' && typeof right === 'string' && !table.caseSensitive)
    return left.toLowerCase() === right.toLowerCase();
  return sameValue(left, right);
}

function keyOf(args: readonly Value[]): Value {
  const key = given(args, 0);
  if (key === null) throw argumentNull('key');
  return key;
}

/** What all tables have. `K`, `V`: types of keys and values as signatures write them. */
export function tableMembers(name: string, K: string, V: string): Definition<PsHashtable> {
  return define<PsHashtable>(name)
    .property('Count', 'int', (self) => self.size)
    .property('IsReadOnly', 'bool', () => false)
    .property('Keys', 'System.Collections.ICollection', (self) => viewOf(self, 'keys'))
    .property('Values', 'System.Collections.ICollection', (self) => viewOf(self, 'values'))
    .property('IsFixedSize', 'bool', () => false)
    .property('SyncRoot', 'Object', (self) => self)
    .property('IsSynchronized', 'bool', () => false)
    .action(`Add(${K} key, ${V} value)`, (self, args, rt) => {
      const key = keyOf(args);
      if (self.has(key)) throw duplicate(self, key, asText(key, rt));
      self.set(key, given(args, 1));
    })
    .action('Clear()', (self) => {
      self.clear();
    })
    .method(`bool ContainsKey(${K} key)`, (self, args) => self.has(keyOf(args)))
    .method(`bool Contains(${K} key)`, (self, args) => self.has(keyOf(args)))
    .method(`bool ContainsValue(${V} value)`, (self, args) =>
      self.values().some((each) => sameValue(each, given(args, 0))),
    )
    .action('CopyTo(array array, int index)', (self, args) => {
      const target = given(args, 0);
      if (!isArray(target)) throw argumentNull('array');
      let at = int(args, 1);
      for (const [key, value] of self.entries()) target[at++] = entryReference(key, value, self.generic);
    })
    .method('bool Equals(Object obj)', (self, args) => self === given(args, 0))
    .method('System.Collections.IDictionaryEnumerator GetEnumerator()', (self) => tableEnumerator(self))
    .method(`${V} get_Item(${K} key)`, (self, args) => self.get(keyOf(args)) ?? null)
    .method(`${V} Item(${K} key)`, (self, args) => self.get(keyOf(args)) ?? null)
    .action(`set_Item(${K} key, ${V} value)`, (self, args) => {
      self.set(keyOf(args), given(args, 1));
    });
}

tableMembers('System.Collections.Hashtable', 'Object', 'Object')
  .action('Remove(Object key)', (self, args) => {
    self.delete(keyOf(args));
  })
  .method('Object Clone()', (self) => copyTable(self))
  .static('hashtable Synchronized(hashtable table)', (args) => given(args, 0))
  .constructors('()|(Object d)|(Object d, Object comparer)', (args) => {
    const [first] = args;
    if (isTable(first))
      return copyInto(
        new PsHashtable({ caseSensitive: args.length > 1 ? !comparerIgnoresCase(given(args, 1)) : true }),
        first,
      );
    return new PsHashtable({
      caseSensitive: !args.some((each) => isComparer(each) && comparerIgnoresCase(each)),
    });
  });

tableMembers('System.Collections.Specialized.OrderedDictionary', 'Object', 'Object')
  .action('Remove(Object key)', (self, args) => {
    self.delete(keyOf(args));
  })
  .action('RemoveAt(int index)', (self, args) => {
    self.delete(keyAt(self, int(args, 0)));
  })
  .action('Insert(int index, Object key, Object value)', (self, args, rt) => {
    const at = int(args, 0);
    const key = given(args, 1);
    if (key === null) throw argumentNull('key');
    if (at < 0 || at > self.size)
      throw outOfRange(
        'Index was out of range. Must be non-negative and less than the size of the collection.',
        'index',
      );
    if (self.has(key)) throw duplicate(self, key, asText(key, rt));
    const entries = [...self.entries()].map(([each, value]): [Value, Value] => [each, value]);
    entries.splice(at, 0, [key, given(args, 2)]);
    self.clear();
    for (const [each, value] of entries) self.set(each, value);
  })
  .constructors('()|(int capacity)|(Object comparer)', (args) => {
    return new PsHashtable({
      ordered: true,
      caseSensitive: !args.some((each) => isComparer(each) && comparerIgnoresCase(each)),
    });
  });

function keyAt(table: PsHashtable, index: number): Value {
  const key = table.keys()[index];
  if (key === undefined)
    throw outOfRange(
      'Index was out of range. Must be non-negative and less than the size of the collection.',
      'index',
    );
  return key;
}

/** What Dictionary and SortedDictionary have besides. */
export function genericMembers(name: string): Definition<PsHashtable> {
  return tableMembers(name, 'K', 'V')
    .method('bool Remove(K key)|(K key, ref V value)', (self, args) => {
      const held = self.get(keyOf(args));
      if (args.length > 1) reference(args, 1).set(held ?? null);
      return self.delete(keyOf(args));
    })
    .method('bool TryGetValue(K key, ref V value)', (self, args) => {
      const held = self.get(keyOf(args));
      reference(args, 1).set(held ?? null);
      return held !== undefined;
    })
    .method('bool TryAdd(K key, V value)', (self, args) => {
      if (self.has(keyOf(args))) return false;
      self.set(keyOf(args), given(args, 1));
      return true;
    })
    .method('V get_Item(K key)', (self, args, rt) => {
      const held = self.get(keyOf(args));
      if (held === undefined) {
        throw net(
          'System.Collections.Generic.KeyNotFoundException',
          `The given key '${asText(keyOf(args), rt)}' was not present in the dictionary.`,
        );
      }
      return held;
    });
}

genericMembers('System.Collections.Generic.Dictionary`2').constructors(
  '()|(Object first)|(Object dictionary, Object comparer)',
  (args, _, type) => {
    const [key = 'System.Object', value = 'System.Object'] = typeArguments(type);
    const caseSensitive = !args.some((each) => isComparer(each) && comparerIgnoresCase(each));
    const made = new PsHashtable({ caseSensitive, generic: { key, value } });
    return isTable(args[0]) ? copyInto(made, args[0]) : made;
  },
);

export function isTable(value: Value | undefined): value is PsHashtable {
  return value instanceof PsHashtable;
}

export function copyInto<T extends PsHashtable>(target: T, source: PsHashtable): T {
  for (const [key, value] of source.entries()) target.set(key, value);
  return target;
}
