import { toText } from '../../convert/text.ts';
import { toDouble } from '../../convert/numbers.ts';
import { compare } from '../../operators/compare.ts';
import type { Culture } from '../../culture.ts';
import { Terminating } from '../../values/errors.ts';
import { isArray, isNumber, type Value } from '../../values/model.ts';
import { nativeOrder } from '../../values/native.ts';
import { textCompare } from './collate.ts';

/** What a key is when the object hasn't got that property: after everything else, whichever way the order goes. */
export const MISSING = Symbol('missing');
export type Key = Value | typeof MISSING;

/** Of a value that members were added to: the value itself. */
export function baseOf(value: Value): Value {
  let inner = value;
  while (
    inner !== null &&
    typeof inner === 'object' &&
    !isArray(inner) &&
    inner.kind === 'object' &&
    inner.base !== null
  ) {
    inner = inner.base;
  }
  return inner;
}

/**
 * Orders two values as Sort-Object, Group-Object, Compare-Object and -Unique do: null first, numbers by size, what the
 * left side can be compared with after converting the right, else their texts. Never throws.
 */
export function valueOrder(culture: Culture, caseSensitive: boolean): (a: Value, b: Value) => number {
  const texts = textCompare(culture, caseSensitive);
  return (left, right) => {
    if (typeof left === 'string' && typeof right === 'string') return texts(left, right);
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    const a = baseOf(left);
    const b = baseOf(right);
    if (a === b) return 0;
    if (a === null) return -1;
    if (b === null) return 1;
    if (typeof a === 'string') return texts(a, typeof b === 'string' ? b : toText(b));
    if (isNumber(a) && isNumber(b) && isPlain(a) && isPlain(b)) return toDouble(a) - toDouble(b);
    if (isBare(a) && isBare(b)) return 0;
    if (isComparable(a)) {
      try {
        return compare(a, b, caseSensitive);
      } catch (error) {
        if (!(error instanceof Terminating)) throw error;
      }
    }
    return texts(toText(a), toText(b));
  };
}

function isPlain(value: Value): boolean {
  return (
    typeof value === 'number' ||
    (typeof value === 'object' && value !== null && !isArray(value) && value.kind === 'double')
  );
}

/** Objects without a value of their own are all alike to .NET, whatever was added to them. */
function isBare(value: Value): boolean {
  return typeof value === 'object' && value !== null && !isArray(value) && value.kind === 'object';
}

function isComparable(value: Value): boolean {
  if (value === null) return false;
  if (typeof value !== 'object') return true;
  if (isArray(value)) return false;
  switch (value.kind) {
    case 'object':
    case 'hashtable':
    case 'list':
    case 'set':
    case 'scriptBlock':
    case 'ref':
    case 'errorRecord':
    case 'exception':
    case 'regex':
    case 'type':
    case 'secureString':
    case 'credential':
    case 'stringBuilder':
    case 'mailAddress':
    case 'uri':
      return false;
    case 'reference':
      return nativeOrder(value) !== null;
    default:
      return true;
  }
}
