import { typeArguments } from './generic-names.ts';
import { basesOf, resolveType, typeNameOf } from './types.ts';
import type { Value } from '../values/model.ts';

/** Full name of a parameter's type as a signature writes it; null: anything goes. `self`: the object or a type's name. */
export function typeOfParameter(written: string, self: Value): string | null {
  if (/^object$/i.test(written)) return null;
  const generic = /^(?:([\w.]+)\[)?([TKV])(\])?$/.exec(written);
  if (generic !== null) {
    const own = elementOf(self, generic[2] ?? 'T');
    if (generic[1] !== undefined) return resolveType(`System.Collections.Generic.${generic[1]}[${own}]`);
    return own === 'System.Object' ? null : own;
  }
  if (written === 'T[]') return `${elementOf(self, 'T')}[]`;
  return resolveType(written) ?? written;
}

function elementOf(self: Value, which: string): string {
  const type = typeof self === 'string' ? self : typeNameOf(self);
  return typeArguments(type)[which === 'V' ? 1 : 0] ?? 'System.Object';
}

/** True of types that can't be null. */
export function isStruct(type: string): boolean {
  return !type.endsWith(']') && basesOf(type).includes('System.ValueType');
}
