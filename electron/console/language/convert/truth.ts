import { isArray } from '../values/model.ts';
import { SWITCH_OFF } from '../values/switch.ts';
import type { PsArray, Value } from '../values/model.ts';

/** PowerShell's truth: what `if`, `-and` and a cast to [bool] see. */
export function truth(value: Value): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'number':
      return value !== 0;
    case 'string':
      return value.length > 0;
    default:
  }
  if (value === null) return false;
  if (isArray(value)) return truthOfList(value);
  switch (value.kind) {
    case 'long':
    case 'byte':
    case 'sbyte':
    case 'short':
    case 'ushort':
    case 'uint':
    case 'ulong':
    case 'bigint':
      return value.value !== 0n;
    case 'double':
      return value.value !== 0;
    case 'decimal':
      return value.unscaled !== 0n;
    case 'char':
      return value.code !== 0;
    case 'enum':
      return value.value !== 0;
    case 'list':
      return truthOfList(value.items);
    case 'object':
      return value.base === null ? true : truth(value.base);
    case 'reference':
      return (
        value !== SWITCH_OFF && value.typeName !== 'System.Management.Automation.Internal.AutomationNull'
      );
    default:
      return true;
  }
}

/** Of one element: that element's own truth, a list inside being true unless it is empty; of more: true. */
function truthOfList(items: PsArray): boolean {
  if (items.length === 0) return false;
  if (items.length > 1) return true;
  const only = items[0] ?? null;
  if (isArray(only)) return only.length > 0;
  if (only !== null && typeof only === 'object' && only.kind === 'list') return only.items.length > 0;
  return truth(only);
}
