import { PsList } from '../../values/collections.ts';
import { typedArray } from '../../values/model.ts';
import { given, invalidOperation, reference } from '../args.ts';
import { define } from '../define.ts';
import { enumerable } from '../enumerate.ts';
import { enumeratorOf } from '../enumerator.ts';
import { typeArguments } from '../generic-names.ts';
import { itemsOf } from '../helpers.ts';
import { sameValue } from './object.ts';
import type { Value } from '../../values/model.ts';
import type { Definition } from '../define.ts';

function make(type: string, items: readonly Value[]): PsList {
  const generic = type.includes('`');
  return new PsList(
    generic ? type.slice(0, type.indexOf('`')) : type,
    generic ? (typeArguments(type)[0] ?? 'System.Object') : null,
    [...items],
  );
}

function toArray(self: PsList): Value {
  return self.elementType === null || /(^|\.)Object$/.test(self.elementType)
    ? [...self.items]
    : typedArray([...self.items], self.elementType);
}

/** Queues and stacks; the first element of `items` is the one that comes out next. */
function common(name: string, T: string): Definition<PsList> {
  return define<PsList>(name)
    .property('Count', 'int', (self) => self.items.length)
    .action('Clear()', (self) => {
      self.items.length = 0;
      self.version++;
    })
    .method(`bool Contains(${T} item)`, (self, args) =>
      self.items.some((each) => sameValue(each, given(args, 0))),
    )
    .method('Object Clone()', (self) => new PsList(self.typeName, self.elementType, [...self.items]))
    .method('System.Collections.IEnumerator GetEnumerator()', (self) =>
      enumeratorOf('System.ArrayEnumerator', enumerable(self) ?? []),
    )
    .method('Object[] ToArray()', toArray)
    .method(`${T} Peek()`, (self) => next(self, what(name)))
    .method(`bool TryPeek(ref ${T} result)`, (self, args) => {
      reference(args, 0).set(self.items[0] ?? null);
      return self.items.length > 0;
    })
    .action('TrimExcess()', () => undefined);
}

function what(name: string): string {
  return name.includes('Stack') ? 'Stack' : 'Queue';
}

function next(self: PsList, kind: string): Value {
  const first = self.items[0];
  if (first === undefined) throw invalidOperation(`${kind} empty.`);
  return first;
}

function take(self: PsList, kind: string): Value {
  const first = next(self, kind);
  self.items.shift();
  self.version++;
  return first;
}

function tryTake(self: PsList, args: readonly Value[], kind: string): boolean {
  const any = self.items.length > 0;
  reference(args, 0).set(any ? take(self, kind) : null);
  return any;
}

for (const [name, T] of [
  ['System.Collections.Queue', 'Object'],
  ['System.Collections.Generic.Queue`1', 'T'],
] as const) {
  common(name, T)
    .action(`Enqueue(${T} item)`, (self, args) => {
      self.items.push(given(args, 0));
      self.version++;
    })
    .method(`${T} Dequeue()`, (self) => take(self, 'Queue'))
    .method(`bool TryDequeue(ref ${T} result)`, (self, args) => tryTake(self, args, 'Queue'))
    .constructors('()|(int capacity)|(Object collection)', (args, _, type) =>
      make(type, typeof args[0] === 'number' ? [] : itemsOf(given(args, 0))),
    );
}

for (const [name, T] of [
  ['System.Collections.Stack', 'Object'],
  ['System.Collections.Generic.Stack`1', 'T'],
] as const) {
  common(name, T)
    .action(`Push(${T} item)`, (self, args) => {
      self.items.unshift(given(args, 0));
      self.version++;
    })
    .method(`${T} Pop()`, (self) => take(self, 'Stack'))
    .method(`bool TryPop(ref ${T} result)`, (self, args) => tryTake(self, args, 'Stack'))
    .constructors('()|(int capacity)|(Object collection)', (args, _, type) =>
      make(type, typeof args[0] === 'number' ? [] : [...itemsOf(given(args, 0))].reverse()),
    );
}

define<PsList>('System.Collections.Generic.LinkedList`1')
  .property('Count', 'int', (self) => self.items.length)
  .action('AddLast(T value)', (self, args) => {
    self.items.push(given(args, 0));
    self.version++;
  })
  .action('AddFirst(T value)', (self, args) => {
    self.items.unshift(given(args, 0));
    self.version++;
  })
  .action('RemoveFirst()', (self) => {
    take(self, 'LinkedList');
  })
  .action('RemoveLast()', (self) => {
    if (self.items.pop() === undefined) throw invalidOperation('The LinkedList is empty.');
    self.version++;
  })
  .method('bool Contains(T value)', (self, args) =>
    self.items.some((each) => sameValue(each, given(args, 0))),
  )
  .action('Clear()', (self) => {
    self.items.length = 0;
    self.version++;
  })
  .constructors('()|(Object collection)', (args, _, type) => make(type, itemsOf(given(args, 0))));
