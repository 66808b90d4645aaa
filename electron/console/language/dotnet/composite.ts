import { comparableOf } from '../values/comparable.ts';
import { failure } from '../values/errors.ts';
import { isArray, isNumber } from '../values/model.ts';
import { formatDate } from './dates.ts';
import { formatNumber } from './numbers.ts';
import { formatTimeSpan } from './timespans.ts';
import { netToString } from './to-string.ts';
import type { Culture } from '../culture.ts';
import type { Value } from '../values/model.ts';

/** .NET's FormatException out of a composite format; `-f` puts its own words around it. */
export function formatException(message: string): Error {
  return failure('FormatException', message, { type: 'System.FormatException', category: 'NotSpecified' });
}

const BAD_INDEX =
  'Index (zero based) must be greater than or equal to zero and less than the size of the argument list.';

type Part = string | { readonly index: number; readonly width: number; readonly format: string | null };

interface Composite {
  readonly parts: readonly Part[];
  readonly highest: number;
}

const parsed = new Map<string, Composite>();

/**
 * String.Format: `{index,alignment:format}`, doubled braces. Throws .NET's FormatException.
 */
export function compositeFormat(format: string, args: readonly Value[], culture: Culture): string {
  let composite = parsed.get(format);
  if (composite === undefined) {
    composite = parse(format);
    if (parsed.size > 1000) parsed.clear();
    parsed.set(format, composite);
  }
  if (composite.highest >= args.length) throw formatException(BAD_INDEX);
  let text = '';
  for (const part of composite.parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const shown = formatValue(args[part.index] ?? null, part.format, culture);
    if (part.width === 0) text += shown;
    else text += part.width > 0 ? shown.padStart(part.width) : shown.padEnd(-part.width);
  }
  return text;
}

function parse(format: string): Composite {
  const parts: Part[] = [];
  let literal = '';
  let highest = -1;
  for (let at = 0; at < format.length; at++) {
    const mark = format[at] ?? '';
    if (mark !== '{' && mark !== '}') {
      literal += mark;
      continue;
    }
    if (format[at + 1] === mark) {
      literal += mark;
      at++;
      continue;
    }
    if (mark === '}') throw misplaced(at + 1, 'Format item ends prematurely.');
    const item = /^\{(\d{1,7}) *(?:, *(-?)(\d{1,7}) *)?(?::([^{}]*))?\}/.exec(format.slice(at));
    if (item === null) throw problemAt(format, at);
    if (literal !== '') parts.push(literal);
    literal = '';
    const index = Number(item[1]);
    const width = Number(item[3] ?? 0);
    if (width >= 1_000_000 || index >= 1_000_000) throw misplaced(at, BAD_INDEX);
    parts.push({
      index,
      width: item[2] === '-' ? -width : width,
      format: item[4] === undefined || item[4] === '' ? null : item[4],
    });
    highest = Math.max(highest, index);
    at += item[0].length - 1;
  }
  if (literal !== '') parts.push(literal);
  return { parts, highest };
}

function misplaced(offset: number, why: string): Error {
  return formatException(
    `Input string was not in a correct format. Failure to parse near offset ${String(offset)}. ${why}`,
  );
}

function problemAt(format: string, at: number): Error {
  const rest = format.slice(at + 1);
  if (!/^\d/.test(rest)) {
    return misplaced(at + 1, rest === '' ? 'Format item ends prematurely.' : 'Expected an ASCII digit.');
  }
  const alignment = /^\d+ *, *-?/.exec(rest);
  if (alignment !== null && !/^\d/.test(rest.slice(alignment[0].length))) {
    const stop = at + 1 + alignment[0].length;
    return misplaced(
      stop,
      stop >= format.length ? 'Format item ends prematurely.' : 'Expected an ASCII digit.',
    );
  }
  const end = /^[^{}]*/.exec(rest)?.[0].length ?? 0;
  return misplaced(Math.min(at + 1 + end, format.length), 'Format item ends prematurely.');
}

/** One value by a format string, as IFormattable does; types without formats ignore it. */
export function formatValue(value: Value, format: string | null, culture: Culture): string {
  if (value === null) return '';
  if (format === null) return netToString(value, culture);
  if (isNumber(value)) return formatNumber(value, format, culture);
  if (typeof value !== 'object' || isArray(value)) return netToString(value, culture);
  switch (value.kind) {
    case 'dateTime':
      return formatDate(value, format, culture);
    case 'timeSpan':
      return formatTimeSpan(value, format, culture);
    case 'guid':
      return formatGuid(value.text, format);
    case 'enum':
      return formatEnum(value.name, value.value, format);
    case 'reference':
      return comparableOf(value)?.format?.(format, culture) ?? netToString(value, culture);
    case 'object':
      return value.base === null ? netToString(value, culture) : formatValue(value.base, format, culture);
    default:
      return netToString(value, culture);
  }
}

/** N, D, B, P, X of a guid. */
export function formatGuid(text: string, format: string): string {
  const plain = text.replaceAll('-', '');
  switch (format.toUpperCase()) {
    case '':
    case 'D':
      return text;
    case 'N':
      return plain;
    case 'B':
      return `{${text}}`;
    case 'P':
      return `(${text})`;
    case 'X': {
      const hex = (from: number, length: number): string => `0x${plain.slice(from, from + length)}`;
      const bytes = Array.from({ length: 8 }, (_, at) => hex(16 + at * 2, 2)).join(',');
      return `{${hex(0, 8)},${hex(8, 4)},${hex(12, 4)},{${bytes}}}`;
    }
    default:
      throw formatException('Format string can be only "D", "d", "N", "n", "P", "p", "B", "b", "X" or "x".');
  }
}

/** G and F its name, D its number, X its number in hexadecimal. */
export function formatEnum(name: string, value: number, format: string): string {
  switch (format.toUpperCase()) {
    case '':
    case 'G':
    case 'F':
      return name;
    case 'D':
      return String(value);
    case 'X':
      return (value >>> 0).toString(16).toUpperCase().padStart(8, '0');
    default:
      throw formatException('Format string can be only "G", "g", "X", "x", "F", "f", "D" or "d".');
  }
}
