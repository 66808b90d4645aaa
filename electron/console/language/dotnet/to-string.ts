import { toText } from '../convert/text.ts';
import { comparableOf } from '../values/comparable.ts';
import { isArray } from '../values/model.ts';
import { typeNameOf } from '../members/types.ts';
import { formatDate } from './dates.ts';
import { general } from './double-text.ts';
import { formatNumber, localNumber } from './numbers.ts';
import { formatTimeSpan } from './timespans.ts';
import type { Culture } from '../culture.ts';
import type { Value } from '../values/model.ts';

/** PowerShell's text of a value with a culture, as cells, Write-Host and -join show it: doubles with 15 digits. */
export function toStringOf(value: Value, culture: Culture): string {
  if (value !== null && typeof value === 'object' && !isArray(value) && value.kind === 'double') {
    if (value.written !== undefined) return value.written;
    const text = Number.isFinite(value.value) ? general(value.value, value.single === true ? 7 : 15) : null;
    return text === null ? formatNumber(value, null, culture) : localNumber(text, culture);
  }
  return netToString(value, culture);
}

/** .NET's own ToString() with a culture: what `.ToString()` and `-f` give. */
export function netToString(value: Value, culture: Culture): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return value >= 0 || culture.name === 'en-US' ? String(value) : formatNumber(value, null, culture);
    case 'boolean':
      return value ? 'True' : 'False';
    default:
  }
  if (value === null) return '';
  if (isArray(value)) return value.wrapped === true ? toText(value) : typeNameOf(value);
  switch (value.kind) {
    case 'long':
    case 'byte':
    case 'sbyte':
    case 'short':
    case 'ushort':
    case 'uint':
    case 'ulong':
    case 'bigint':
    case 'double':
    case 'decimal':
      return formatNumber(value, null, culture);
    case 'dateTime':
      return formatDate(value, null, culture);
    case 'timeSpan':
      return formatTimeSpan(value, null, culture);
    case 'object':
      return value.base === null ? toText(value) : netToString(value.base, culture);
    case 'list':
    case 'set':
      return typeNameOf(value);
    case 'type':
      return value.name;
    case 'regex':
      return value.pattern;
    case 'reference':
      return comparableOf(value)?.format?.('', culture) ?? toText(value);
    default:
      return toText(value);
  }
}
