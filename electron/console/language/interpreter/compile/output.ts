import { enumerable } from '../../members/enumerate.ts';
import { NOTHING } from '../../values/nothing.ts';
import type { Value } from '../../values/model.ts';
import type { Out } from '../streams.ts';

/** Writes a value as a pipeline does: lists one by one, nothing for NOTHING. */
export function emit(value: Value, out: Out): void {
  if (value === null || typeof value !== 'object') {
    out(value);
    return;
  }
  if (Array.isArray(value)) {
    for (const item of value) out(item);
    return;
  }
  if (value.kind === 'object') {
    out(value);
    return;
  }
  if (value === NOTHING) return;
  const items = enumerable(value);
  if (items === null) out(value);
  else for (const item of items) out(item);
}

/** The value of what was collected. */
export function collected(items: Value[]): Value {
  if (items.length === 1) return items[0] as Value;
  return items.length === 0 ? NOTHING : items;
}

/** A value unrolled once more, as `$( )` gives it. */
export function unrolled(value: Value): Value {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return collected(value.slice());
  if (value.kind === 'object' || value === NOTHING) return value;
  const items = enumerable(value);
  return items === null ? value : collected([...items]);
}

/** What `@( )` makes of a value. */
export function toArray(value: Value): Value[] {
  if (value === NOTHING) return [];
  if (value === null || typeof value !== 'object') return [value];
  if (Array.isArray(value)) return value.slice();
  const items = value.kind === 'object' ? null : enumerable(value);
  return items === null ? [value] : [...items];
}
