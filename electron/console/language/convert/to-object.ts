import { PsHashtable } from '../values/collections.ts';
import { exception } from '../values/errors.ts';
import { hasKind } from '../values/model.ts';
import { basesOf } from '../members/types.ts';
import { noConversion } from './cast-errors.ts';
import { toText } from './text.ts';
import type { Value } from '../values/model.ts';

/** Casts to classes that have no rule of their own. */
export function convertObject(value: Value, type: string): Value {
  switch (type) {
    case 'System.Collections.Hashtable':
      if (value instanceof PsHashtable) {
        const copy = new PsHashtable();
        for (const [key, item] of value.entries()) copy.set(key, item);
        return copy;
      }
      break;
    case 'System.Collections.Specialized.OrderedDictionary':
      if (value instanceof PsHashtable) {
        const copy = new PsHashtable({ ordered: true });
        for (const [key, item] of value.entries()) copy.set(key, item);
        return copy;
      }
      break;
    case 'System.Text.StringBuilder':
      if (typeof value === 'string')
        return { kind: 'stringBuilder', text: value, capacity: Math.max(16, value.length) };
      break;
    case 'System.Management.Automation.PSReference':
      break;
    default:
  }
  if (
    basesOf(type).includes('System.Exception') &&
    (typeof value === 'string' || hasKind(value, 'exception'))
  ) {
    if (hasKind(value, 'exception')) throw noConversion(value, type);
    return exception(type, toText(value));
  }
  throw noConversion(value, type);
}
