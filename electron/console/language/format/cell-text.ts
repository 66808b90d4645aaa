import { isArray } from '../values/model.ts';
import { compositeFormat } from '../dotnet/composite.ts';
import { formatNumber } from '../dotnet/numbers.ts';
import { toStringOf } from '../dotnet/to-string.ts';
import { toText } from '../convert/text.ts';
import { isNumber } from '../values/model.ts';
import { EntryState } from '../members/entry.ts';
import { elementsOf } from './enumerate.ts';
import { displayName } from './display-name.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';

/** How many elements of a list a cell shows unless $FormatEnumerationLimit says otherwise. */
const DEFAULT_LIMIT = 4;

/** $FormatEnumerationLimit; negative: all. */
export function enumerationLimit(rt: Runtime): number {
  const value = rt.getVariable('FormatEnumerationLimit')?.value;
  return typeof value === 'number' ? value : DEFAULT_LIMIT;
}

/**
 * The text that shows a value in a table, a list or a group's heading. Lists and hashtables become {a, b…}.
 * @param table in a table, numbers with fractions have the culture's number of decimals.
 */
export function cellText(value: Value, rt: Runtime, limit: number, table: boolean): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value !== 'object') return toStringOf(value, rt.culture);
  if (!isArray(value)) {
    if (value.kind === 'double' || value.kind === 'decimal') {
      return table ? formatNumber(value, 'F', rt.culture) : toStringOf(value, rt.culture);
    }
    if (value.kind === 'object' && table && value.base !== null && isNumber(value.base)) {
      return cellText(value.base, rt, limit, table);
    }
  }
  const elements = elementsOf(value);
  if (elements === null) return toStringOf(value, rt.culture);
  let text = '{';
  let count = 0;
  for (const element of elements) {
    if (limit >= 0 && count === limit) {
      text += '…';
      break;
    }
    text += (count === 0 ? '' : ', ') + elementText(element, rt);
    count++;
  }
  return `${text}}`;
}

function elementText(value: Value, rt: Runtime): string {
  if (value === null) return '$null';
  if (typeof value === 'string') return value;
  if (isArray(value)) return toText(value);
  if (typeof value === 'object' && value.kind === 'reference') {
    if (value.state instanceof EntryState) return value.state.toText();
    return displayName(value, rt) ?? toStringOf(value, rt.culture);
  }
  return toStringOf(value, rt.culture);
}

/**
 * A value by a format string: a composite one ("{0:n0} pcs") or the value's own ("n3").
 */
export function formattedText(value: Value, format: string, rt: Runtime): string {
  if (format.includes('{0') || format.includes('}')) return compositeFormat(format, [value], rt.culture);
  return compositeFormat(`{0:${format}}`, [value], rt.culture);
}
