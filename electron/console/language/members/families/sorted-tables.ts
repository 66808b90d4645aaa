import { comparison } from '../blocks.ts';
import { given, int, outOfRange } from '../args.ts';
import { typeArguments } from '../generic-names.ts';
import { fullName } from '../types.ts';
import { SortedTable } from '../../values/sorted-table.ts';
import { compareText } from '../../operators/text-compare.ts';
import { defaultOrder } from './array.ts';
import { copyInto, genericMembers, isTable, tableMembers } from './hashtable.ts';
import { sameValue } from './object.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import type { PsHashtable } from '../../values/collections.ts';
import type { Value } from '../../values/model.ts';
import type { Definition } from '../define.ts';

const GENERIC = 'System.Collections.Generic';

function order(left: Value, right: Value): number {
  return typeof left === 'string' && typeof right === 'string'
    ? compareText(left, right, true)
    : defaultOrder(left, right);
}

/** `args`: a table to begin with, a comparer, or both in this order. */
function make(args: readonly Value[], rt: Runtime, type: string): SortedTable {
  const [key, value] = typeArguments(type);
  const generic = key === undefined || value === undefined ? null : { key, value };
  const own = args.map((each) => comparison(each, rt)).find((each) => each !== null) ?? null;
  const byOwn = own !== null && own('a', 'A') === 0;
  const made = new SortedTable(
    { caseSensitive: !byOwn, generic, typeName: closedName(type, generic) },
    own ?? order,
  );
  return isTable(args[0]) ? copyInto(made, args[0]) : made;
}

function closedName(type: string, generic: { key: string; value: string } | null): string {
  return generic === null
    ? type
    : `${type.slice(0, type.indexOf('['))}[${fullName(generic.key)},${fullName(generic.value)}]`;
}

const CONSTRUCTORS = '()|(Object first)|(Object dictionary, Object comparer)';

genericMembers(`${GENERIC}.SortedDictionary\`2`).constructors(CONSTRUCTORS, make);

/** A list has places too. */
function places(definition: Definition<PsHashtable>): Definition<PsHashtable> {
  return definition
    .action('RemoveAt(int index)', (self, args) => {
      self.delete(keyAt(self, int(args, 0)));
    })
    .method('int IndexOfKey(Object key)', (self, args) =>
      self.keys().findIndex((key) => sameValue(key, given(args, 0))),
    )
    .method('int IndexOfValue(Object value)', (self, args) =>
      self.values().findIndex((value) => sameValue(value, given(args, 0))),
    )
    .constructors(CONSTRUCTORS, make);
}

function keyAt(table: PsHashtable, index: number): Value {
  const key = table.keys()[index];
  if (key !== undefined) return key;
  throw outOfRange(
    'Index was out of range. Must be non-negative and less than the size of the collection.',
    'index',
  );
}

places(genericMembers(`${GENERIC}.SortedList\`2`))
  .method('K GetKeyAtIndex(int index)', (self, args) => keyAt(self, int(args, 0)))
  .method('V GetValueAtIndex(int index)', (self, args) => self.get(keyAt(self, int(args, 0))) ?? null);

places(tableMembers('System.Collections.SortedList', 'Object', 'Object'))
  .action('Remove(Object key)', (self, args) => {
    self.delete(given(args, 0));
  })
  .method('Object GetKey(int index)', (self, args) => keyAt(self, int(args, 0)))
  .method('Object GetByIndex(int index)', (self, args) => self.get(keyAt(self, int(args, 0))) ?? null)
  .method('Object Clone()', (self, _, rt) => make([self], rt, 'System.Collections.SortedList'));
