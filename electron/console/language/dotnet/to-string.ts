import { toText } from '../convert/text.ts';
import { isArray } from '../values/model.ts';
import { typeNameOf } from '../members/types.ts';
import { formatDate } from './dates.ts';
import { formatNumber } from './numbers.ts';
import { formatTimeSpan } from './timespans.ts';
import type { Culture } from '../culture.ts';
import type { Value } from '../values/model.ts';

/** .NET's own ToString() with a culture: what a table cell, `-f` and `-join` show. */
export function toStringOf(value: Value, culture: Culture): string {
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
      return value.base === null ? toText(value) : toStringOf(value.base, culture);
    case 'list':
    case 'set':
      return typeNameOf(value);
    case 'type':
      return value.name;
    case 'regex':
      return value.pattern;
    default:
      return toText(value);
  }
}
