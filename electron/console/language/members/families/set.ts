import { PsSet } from '../../values/collections.ts';
import { argumentNull, given, reference } from '../args.ts';
import { askBlock, comparerIgnoresCase, isComparer } from '../blocks.ts';
import { define } from '../define.ts';
import { enumerable } from '../enumerate.ts';
import { enumeratorOf } from '../enumerator.ts';
import { typeArguments } from '../generic-names.ts';
import { asText } from '../helpers.ts';
import { fullName } from '../types.ts';
import { convertTo } from '../../convert/convert.ts';
import { isArray } from '../../values/model.ts';
import { defaultOrder } from './array.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import type { Value } from '../../values/model.ts';
import type { Definition } from '../define.ts';

/** Elements of another collection, converted to the set's element type. */
function others(self: PsSet, args: readonly Value[], rt: Runtime): PsSet {
  const other = given(args, 0);
  if (other === null) throw argumentNull('other');
  const made = new PsSet(self.typeName, self.elementType, self.caseSensitive);
  const type = fullName(self.elementType);
  for (const each of enumerable(other) ?? [other])
    made.add(type === 'System.Object' ? each : convertTo(each, type, rt.culture));
  return made;
}

function within(small: PsSet, large: PsSet): boolean {
  for (const each of small.items.values()) if (!large.has(each)) return false;
  return true;
}

function remove(self: PsSet, drops: (value: Value) => boolean): number {
  let gone = 0;
  for (const each of [...self.items.values()]) if (drops(each) && self.delete(each)) gone++;
  return gone;
}

/** A SortedSet keeps its elements in order. */
function ordered(self: PsSet): void {
  if (!self.typeName.includes('SortedSet')) return;
  const sorted = [...self.items.entries()].sort(([, left], [, right]) => defaultOrder(left, right));
  self.items.clear();
  for (const [identity, value] of sorted) self.items.set(identity, value);
}

function common(name: string): Definition<PsSet> {
  return define<PsSet>(name)
    .property('Count', 'int', (self) => self.items.size)
    .method('bool Add(T item)', (self, args) => {
      const added = self.add(given(args, 0));
      if (added) ordered(self);
      return added;
    })
    .method('bool Remove(T item)', (self, args) => self.delete(given(args, 0)))
    .method('bool Contains(T item)', (self, args) => self.has(given(args, 0)))
    .action('Clear()', (self) => {
      self.items.clear();
    })
    .action('UnionWith(Object other)', (self, args, rt) => {
      for (const each of others(self, args, rt).items.values()) self.add(each);
      ordered(self);
    })
    .action('IntersectWith(Object other)', (self, args, rt) => {
      const other = others(self, args, rt);
      remove(self, (each) => !other.has(each));
    })
    .action('ExceptWith(Object other)', (self, args, rt) => {
      const other = others(self, args, rt);
      remove(self, (each) => other.has(each));
    })
    .action('SymmetricExceptWith(Object other)', (self, args, rt) => {
      for (const each of others(self, args, rt).items.values()) if (!self.delete(each)) self.add(each);
      ordered(self);
    })
    .method('bool IsSubsetOf(Object other)', (self, args, rt) => within(self, others(self, args, rt)))
    .method('bool IsSupersetOf(Object other)', (self, args, rt) => within(others(self, args, rt), self))
    .method('bool IsProperSubsetOf(Object other)', (self, args, rt) => {
      const other = others(self, args, rt);
      return within(self, other) && other.items.size > self.items.size;
    })
    .method('bool IsProperSupersetOf(Object other)', (self, args, rt) => {
      const other = others(self, args, rt);
      return within(other, self) && self.items.size > other.items.size;
    })
    .method('bool Overlaps(Object other)', (self, args, rt) =>
      [...others(self, args, rt).items.values()].some((each) => self.has(each)),
    )
    .method('bool SetEquals(Object other)', (self, args, rt) => {
      const other = others(self, args, rt);
      return other.items.size === self.items.size && within(self, other);
    })
    .method('int RemoveWhere(scriptblock match)', (self, args, rt) => remove(self, askBlock(args, 0, rt)))
    .method('bool TryGetValue(T equalValue, ref T actualValue)', (self, args) => {
      for (const each of self.items.values()) {
        const probe = new PsSet(self.typeName, self.elementType, self.caseSensitive);
        probe.add(each);
        if (probe.has(given(args, 0))) {
          reference(args, 1).set(each);
          return true;
        }
      }
      return false;
    })
    .action('CopyTo(array array)|(array array, int arrayIndex)', (self, args) => {
      const target = given(args, 0);
      if (!isArray(target)) throw argumentNull('array');
      let at = typeof args[1] === 'number' ? args[1] : 0;
      for (const each of self.items.values()) target[at++] = each;
    })
    .method('System.Collections.IEnumerator GetEnumerator()', (self) =>
      enumeratorOf('System.Collections.Generic.List`1+Enumerator', enumerable(self) ?? []),
    )
    .action('TrimExcess()', () => undefined)
    .constructors('()|(Object comparer)|(Object collection, Object comparer)', (args, rt, type) =>
      make(type, args, rt),
    );
}

function make(type: string, args: readonly Value[], rt: Runtime): PsSet {
  const element = typeArguments(type)[0] ?? 'System.Object';
  const comparer = args.find(isComparer);
  const made = new PsSet(
    type.slice(0, type.indexOf('`')),
    element,
    comparer === undefined || !comparerIgnoresCase(comparer),
  );
  const source = given(args, 0);
  if (source !== null && !isComparer(source) && typeof source !== 'number') {
    for (const each of enumerable(source) ?? [source]) {
      made.add(
        element === 'System.Object'
          ? each
          : element === 'System.String'
            ? asText(each, rt)
            : convertTo(each, element, rt.culture),
      );
    }
    ordered(made);
  }
  return made;
}

common('System.Collections.Generic.HashSet`1').property('Comparer', 'Object', () => null);

common('System.Collections.Generic.SortedSet`1')
  .property('Min', 'Object', (self) => [...self.items.values()][0] ?? null)
  .property('Max', 'Object', (self) => [...self.items.values()].at(-1) ?? null)
  .method('Object Reverse()', (self) => [...self.items.values()].reverse());
