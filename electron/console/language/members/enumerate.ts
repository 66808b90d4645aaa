import { isArray } from '../values/model.ts';
import { invalidOperation } from './args.ts';
import type { PsReference } from '../values/block.ts';
import type { PsHashtable, PsList } from '../values/collections.ts';
import type { Value } from '../values/model.ts';

/** The state of a reference that pipelines and loops unroll (enumerators, matches, nodes, keys). */
export interface Unrolling {
  unroll(): Iterable<Value>;
}

/**
 * What a pipeline and `foreach` take one by one; null: the value is one object (text, a hashtable, an XML element, an
 * object with properties).
 */
export function enumerable(value: Value): Iterable<Value> | null {
  if (value === null || typeof value !== 'object') return null;
  if (isArray(value)) return value;
  switch (value.kind) {
    case 'list':
      return watched(value);
    case 'set':
      return watchedItems(value.items, () => value.items.size);
    case 'reference':
      return unrollingOf(value)?.unroll() ?? null;
    case 'object':
      return value.base === null ? null : enumerable(value.base);
    default:
      return null;
  }
}

export function unrollingOf(value: PsReference): Unrolling | null {
  const state = value.state;
  return typeof state === 'object' &&
    state !== null &&
    'unroll' in state &&
    typeof state.unroll === 'function'
    ? (state as Unrolling)
    : null;
}

/** A list that says when it is changed while it is walked, as .NET's enumerators do. */
function watched(list: PsList): Iterable<Value> {
  return {
    [Symbol.iterator](): Iterator<Value> {
      const version = list.version;
      const count = list.items.length;
      let at = 0;
      return {
        next(): IteratorResult<Value> {
          if (list.version !== version || list.items.length !== count) throw modified();
          if (at >= count) return { done: true, value: undefined };
          return { done: false, value: list.items[at++] ?? null };
        },
      };
    },
  };
}

function watchedItems(items: ReadonlyMap<unknown, Value>, size: () => number): Iterable<Value> {
  return {
    [Symbol.iterator](): Iterator<Value> {
      const count = size();
      const iterator = items.values();
      return {
        next(): IteratorResult<Value> {
          if (size() !== count) throw modified();
          return iterator.next();
        },
      };
    },
  };
}

/** Keys, values or entries of a table, with .NET's complaint once the table was changed meanwhile. */
export function watchedTable(
  table: PsHashtable,
  pick: (entry: readonly [Value, Value]) => Value,
): Iterable<Value> {
  return {
    [Symbol.iterator](): Iterator<Value> {
      const version = table.version;
      const iterator = table.entries();
      return {
        next(): IteratorResult<Value> {
          if (table.version !== version) throw modified();
          const step = iterator.next();
          return step.done === true
            ? { done: true, value: undefined }
            : { done: false, value: pick(step.value) };
        },
      };
    },
  };
}

export function modified(): Error {
  return invalidOperation('Collection was modified; enumeration operation may not execute.');
}
