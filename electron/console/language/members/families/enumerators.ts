import { defineReference } from '../define.ts';
import { given, invalidOperation } from '../args.ts';
import { Enumerator } from '../enumerator.ts';
import { EntryState, entryReference } from '../entry.ts';
import { typeArguments } from '../generic-names.ts';
import { sameValue } from './object.ts';
import type { TableView } from './hashtable.ts';

function currentOf(self: Enumerator): Enumerator['current'] {
  if (!self.started || self.done)
    throw invalidOperation('Enumeration has either not started or has already finished.');
  return self.current;
}

function entryOf(self: Enumerator): EntryState {
  const current = currentOf(self);
  const state = current !== null && typeof current === 'object' && 'state' in current ? current.state : null;
  return state instanceof EntryState ? state : new EntryState(null, null);
}

const PLAIN = [
  'System.ArrayEnumerator',
  'System.CharEnumerator',
  'System.Collections.ArrayList+ArrayListEnumeratorSimple',
  'System.Collections.Generic.List`1+Enumerator',
];
const TABLES = [
  'System.Collections.Hashtable+HashtableEnumerator',
  'System.Collections.Specialized.OrderedDictionary+OrderedDictionaryEnumerator',
  'System.Collections.Generic.Dictionary`2+Enumerator',
];

for (const name of [...PLAIN, ...TABLES]) {
  const definition = defineReference<Enumerator>(name)
    .hidden('Current', 'Object', currentOf)
    .method('bool MoveNext()', (self) => self.moveNext())
    .action('Reset()', (self) => {
      self.reset();
    })
    .action('Dispose()', () => undefined);
  if (!TABLES.includes(name)) continue;
  definition
    .hidden('Entry', 'System.Collections.DictionaryEntry', currentOf)
    .hidden('Key', 'Object', (self) => entryOf(self).key)
    .hidden('Value', 'Object', (self) => entryOf(self).value);
}

for (const name of ['System.Collections.DictionaryEntry', 'System.Collections.Generic.KeyValuePair`2']) {
  const isEntry = name.endsWith('Entry');
  const definition = defineReference<EntryState>(name);
  if (isEntry) definition.property('Name', 'Object', (self) => self.key, null, 'AliasProperty');
  definition
    .property('Key', 'Object', (self) => self.key)
    .property(
      'Value',
      'Object',
      (self) => self.value,
      isEntry
        ? (self, value) => {
            self.value = value;
          }
        : null,
    )
    .method('string ToString()', (self) => self.toText())
    .constructors(isEntry ? '()|(Object key, Object value)' : '(K key, V value)', (args, _, type) => {
      const [key, value] = typeArguments(type);
      return entryReference(
        given(args, 0),
        given(args, 1),
        isEntry ? null : { key: key ?? 'Object', value: value ?? 'Object' },
      );
    });
}

for (const name of [
  'System.Collections.Hashtable+KeyCollection',
  'System.Collections.Hashtable+ValueCollection',
  'System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection',
  'System.Collections.Generic.Dictionary`2+KeyCollection',
  'System.Collections.Generic.Dictionary`2+ValueCollection',
]) {
  defineReference<TableView>(name)
    .property('Count', 'int', (self) => self.table.size)
    .method('bool Contains(Object item)', (self, args) => {
      const wanted = given(args, 0);
      for (const each of self.unroll()) if (sameValue(each, wanted)) return true;
      return false;
    })
    .method('System.Collections.IEnumerator GetEnumerator()', (self) => ({
      kind: 'reference',
      typeName: 'System.ArrayEnumerator',
      state: new Enumerator(() => self.unroll()),
    }))
    .action('CopyTo(array array, int index)', (self, args) => {
      const target = given(args, 0);
      let at = typeof args[1] === 'number' ? args[1] : 0;
      if (Array.isArray(target)) for (const each of self.unroll()) target[at++] = each;
    });
}
