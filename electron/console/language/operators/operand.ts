import { scanText } from '../convert/scan.ts';
import { convertTo } from '../convert/convert.ts';
import { typeCode } from '../convert/numbers.ts';
import { INVARIANT } from '../culture.ts';
import { typeNameOf } from '../members/types.ts';
import { enumerable } from '../members/enumerate.ts';
import { isArray, isNumber } from '../values/model.ts';
import { switchState } from '../values/switch.ts';
import { NOTHING } from '../values/nothing.ts';
import type { Value } from '../values/model.ts';

/** What members were added to; nothing as null. */
export function plain(value: Value): Value {
  if (value === null || typeof value !== 'object' || isArray(value)) return value;
  if (value.kind === 'object') return value.base === null ? value : plain(value.base);
  if (value.kind === 'reference') return value === NOTHING ? null : (switchState(value) ?? value);
  return value;
}

/** Elements of a list on an operator's left or right; null: one value. */
export function elements(value: Value): readonly Value[] | null {
  if (value === null || typeof value !== 'object') return null;
  if (isArray(value)) return value;
  switch (value.kind) {
    case 'list':
      return value.items;
    case 'set':
      return [...value.items.values()];
    case 'reference':
    case 'object': {
      const items = enumerable(value);
      return items === null ? null : [...items];
    }
    default:
      return null;
  }
}

/**
 * A text beside a number as the number it says: as the language would read it, else as a cast to the other's type,
 * whose error it throws.
 */
export function textToNumber(text: string, other: Value): Value {
  const scanned = scanText(text);
  if (scanned !== null) return scanned;
  const code = typeCode(other);
  const type = isNumber(other) && code > 4 ? typeNameOf(other) : 'System.Int32';
  return convertTo(text, type, INVARIANT);
}
