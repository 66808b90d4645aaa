import { truth } from '../../convert/truth.ts';
import { PsList } from '../../values/collections.ts';
import { isArray, isNumber } from '../../values/model.ts';
import { compute } from '../../operators/arithmetic.ts';
import { argumentNull, block, elementCount, given, int, invalidOperation } from '../args.ts';
import { callBlock } from '../blocks.ts';
import { define } from '../define.ts';
import { enumerable } from '../enumerate.ts';
import { double, long, typedArray } from '../helpers.ts';
import { failure } from '../../values/errors.ts';
import { defaultOrder } from './array.ts';
import { sameValue } from './object.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import type { PsArray, Value } from '../../values/model.ts';

/** The elements of a typed collection; PowerShell finds no method for an Object[] or a single value. */
function source(args: readonly Value[], name: string): PsArray {
  const value = given(args, 0);
  if (value === null) throw argumentNull('source');
  const items = enumerable(value);
  if (items === null) {
    throw failure(
      'MethodCountCouldNotFindBest',
      `Cannot find an overload for "${name}" and the argument count: "${String(args.length)}".`,
      { type: 'System.Management.Automation.MethodException', category: 'NotSpecified' },
    );
  }
  return like(value, [...items]);
}

/** An array of the same element type as a collection. */
function like(value: Value, items: Value[]): PsArray {
  const element = elementType(value);
  return element === null ? items : typedArray(items, element);
}

function elementType(value: Value): string | null {
  if (value === null || typeof value !== 'object') return null;
  if (isArray(value)) return value.elementType ?? null;
  return value.kind === 'list' || value.kind === 'set' ? value.elementType : null;
}

function ask(args: readonly Value[], at: number, rt: Runtime): (item: Value) => boolean {
  if (args.length <= at) return () => true;
  const body = block(args, at);
  return (item) => truth(callBlock(body, [item], rt));
}

function keyed(args: readonly Value[], rt: Runtime): (item: Value) => Value {
  const body = block(args, 1);
  return (item) => callBlock(body, [item], rt);
}

function distinct(items: readonly Value[]): Value[] {
  const kept: Value[] = [];
  for (const item of items) if (!kept.some((each) => sameValue(each, item))) kept.push(item);
  return kept;
}

function total(items: readonly Value[]): Value {
  const [first = 0, ...rest] = items;
  return rest.reduce((sum, item) => compute('+', sum, item), first);
}

function average(items: readonly Value[]): Value {
  if (items.length === 0) throw nothingThere();
  const sum = total(items);
  if (isNumber(sum) && typeof sum === 'object' && sum.kind === 'decimal') {
    return compute('/', sum, long(BigInt(items.length)));
  }
  return compute('/', compute('+', double(0), sum), double(items.length));
}

function nothingThere(): Error {
  return invalidOperation('Sequence contains no elements');
}

function extreme(items: readonly Value[], sign: number): Value {
  if (items.length === 0) throw nothingThere();
  return items.reduce((best, item) => (defaultOrder(item, best) * sign > 0 ? item : best));
}

function pick(args: readonly Value[], rt: Runtime, name: string, last: boolean): Value | undefined {
  const found = source(args, name).filter(ask(args, 1, rt));
  return last ? found.at(-1) : found[0];
}

function chosen(args: readonly Value[], rt: Runtime, name: string, last: boolean): Value {
  const found = pick(args, rt, name, last);
  if (found !== undefined) return found;
  throw args.length > 1 ? invalidOperation('Sequence contains no matching element') : nothingThere();
}

function sorted(args: readonly Value[], rt: Runtime, sign: number): Value {
  const items = source(args, 'OrderBy');
  const key = keyed(args, rt);
  const pairs = items.map((item): [key: Value, item: Value] => [key(item), item]);
  pairs.sort(([left], [right]) => sign * defaultOrder(left, right));
  return like(
    items,
    pairs.map(([, item]) => item),
  );
}

const OTHER = '(Object first, Object second)';
const FILTER = '(Object source)|(Object source, scriptblock predicate)';

function others(args: readonly Value[]): readonly Value[] {
  return source([given(args, 1)], 'second');
}

define<null>('System.Linq.Enumerable')
  .static('Object Range(int start, int count)', (args) =>
    typedArray(
      Array.from({ length: elementCount(Math.max(0, int(args, 1))) }, (_, at) => int(args, 0) + at),
      'Int32',
    ),
  )
  .static('Object Repeat(Object element, int count)', (args) =>
    new Array<Value>(elementCount(Math.max(0, int(args, 1)))).fill(given(args, 0)),
  )
  .static('Object Sum(Object source)', (args) => total(source(args, 'Sum')))
  .static('Object Average(Object source)', (args) => average(source(args, 'Average')))
  .static('Object Min(Object source)', (args) => extreme(source(args, 'Min'), -1))
  .static('Object Max(Object source)', (args) => extreme(source(args, 'Max'), 1))
  .static(`int Count${FILTER}`, (args, rt) => source(args, 'Count').filter(ask(args, 1, rt)).length)
  .static(`bool Any${FILTER}`, (args, rt) => source(args, 'Any').some(ask(args, 1, rt)))
  .static('bool All(Object source, scriptblock predicate)', (args, rt) =>
    source(args, 'All').every(ask(args, 1, rt)),
  )
  .static(`Object First${FILTER}`, (args, rt) => chosen(args, rt, 'First', false))
  .static(`Object Last${FILTER}`, (args, rt) => chosen(args, rt, 'Last', true))
  .static(`Object FirstOrDefault${FILTER}`, (args, rt) => pick(args, rt, 'FirstOrDefault', false) ?? null)
  .static(`Object LastOrDefault${FILTER}`, (args, rt) => pick(args, rt, 'LastOrDefault', true) ?? null)
  .static('Object Where(Object source, scriptblock predicate)', (args, rt) => {
    const items = source(args, 'Where');
    return like(items, items.filter(ask(args, 1, rt)));
  })
  .static('Object Select(Object source, scriptblock selector)', (args, rt) =>
    source(args, 'Select').map(keyed(args, rt)),
  )
  .static('Object OrderBy(Object source, scriptblock keySelector)', (args, rt) => sorted(args, rt, 1))
  .static('Object OrderByDescending(Object source, scriptblock keySelector)', (args, rt) =>
    sorted(args, rt, -1),
  )
  .static('Object Distinct(Object source)', (args) => {
    const items = source(args, 'Distinct');
    return like(items, distinct(items));
  })
  .static('Object Take(Object source, int count)', (args) => {
    const items = source(args, 'Take');
    return like(items, items.slice(0, Math.max(0, int(args, 1))));
  })
  .static('Object Skip(Object source, int count)', (args) => {
    const items = source(args, 'Skip');
    return like(items, items.slice(Math.max(0, int(args, 1))));
  })
  .static('Object Reverse(Object source)', (args) => {
    const items = source(args, 'Reverse');
    return like(items, [...items].reverse());
  })
  .static(`Object Concat${OTHER}`, (args) => {
    const items = source(args, 'Concat');
    return like(items, [...items, ...others(args)]);
  })
  .static(`Object Union${OTHER}`, (args) => {
    const items = source(args, 'Union');
    return like(items, distinct([...items, ...others(args)]));
  })
  .static(`Object Intersect${OTHER}`, (args) => {
    const items = source(args, 'Intersect');
    const kept = distinct(items).filter((item) => others(args).some((each) => sameValue(each, item)));
    return like(items, kept);
  })
  .static(`Object Except${OTHER}`, (args) => {
    const items = source(args, 'Except');
    const kept = distinct(items).filter((item) => !others(args).some((each) => sameValue(each, item)));
    return like(items, kept);
  })
  .static(`bool SequenceEqual${OTHER}`, (args) => {
    const items = source(args, 'SequenceEqual');
    const second = others(args);
    return items.length === second.length && items.every((item, at) => sameValue(item, second[at] ?? null));
  })
  .static('bool Contains(Object source, Object value)', (args) =>
    source(args, 'Contains').some((item) => sameValue(item, given(args, 1))),
  )
  .static('Object ToArray(Object source)', (args) => source(args, 'ToArray'))
  .static('Object ToList(Object source)', (args) => {
    const items = source(args, 'ToList');
    return new PsList('System.Collections.Generic.List', elementType(items) ?? 'System.Object', [...items]);
  });
