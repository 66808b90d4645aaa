import { isArray } from '../values/model.ts';
import { enumerable } from '../members/enumerate.ts';
import { entryReference } from '../members/entry.ts';
import type { Value } from '../values/model.ts';

/** What the formatter takes apart: everything that a pipeline unrolls, and tables as their entries. */
export function elementsOf(value: Value): Iterable<Value> | null {
  if (value === null || typeof value !== 'object') return null;
  if (isArray(value)) return value;
  if (value.kind === 'hashtable') {
    return Array.from(value.entries(), ([key, held]) => entryReference(key, held, value.generic));
  }
  if (value.kind === 'object' && value.base !== null) return elementsOf(value.base);
  return enumerable(value);
}
