import { netToString } from '../dotnet/to-string.ts';
import { isArray } from '../values/model.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { PsEnum } from '../values/simple.ts';
import type { Value } from '../values/model.ts';
import { enumOf } from './enum-names.ts';

export { char } from '../values/simple.ts';
export { double, long, typedArray } from '../values/model.ts';

/** .NET's ToString of any value; "" for null. */
export function asText(value: Value, rt: Runtime): string {
  return value === null ? '' : typeof value === 'string' ? value : netToString(value, rt.culture);
}

/** Elements of an array or list; a single value as a list of one. */
export function itemsOf(value: Value): readonly Value[] {
  if (value === null) return [];
  if (isArray(value)) return value;
  if (typeof value === 'object') {
    if (value.kind === 'list') return value.items;
    if (value.kind === 'set') return [...value.items.values()];
    if (value.kind === 'hashtable') return value.keys();
  }
  return [value];
}

export function enumFrom(typeName: string, value: number): PsEnum {
  return enumOf(typeName, value);
}
