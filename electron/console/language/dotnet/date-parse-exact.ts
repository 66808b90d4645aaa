import { partsOf, ticksOf } from './calendar.ts';
import { standardDate } from './date-standard.ts';
import { dateNames } from './date-names.ts';
import { fullYear, notDate, zoned } from './date-parse.ts';
import { today } from './zones.ts';
import { INVARIANT } from '../culture.ts';
import type { Culture } from '../culture.ts';
import type { PsDateTime } from '../values/time.ts';
import type { DateNames } from './date-names.ts';
import type { DateProblem, ParseStyle } from './date-parse.ts';

interface Fields {
  year?: number;
  month?: number;
  day?: number;
  hour?: number;
  hour12?: number;
  afternoon?: boolean;
  minute?: number;
  second?: number;
  fraction?: number;
  offset?: number;
  isZ?: boolean;
  weekDay?: number;
}

/** DateTime.ParseExact with the first of the formats that fits. */
export function parseDateExact(
  text: string,
  formats: readonly string[],
  culture: Culture,
  style: ParseStyle = {},
): PsDateTime | DateProblem {
  for (const format of formats) {
    const found = exact(text, format, culture, style);
    if (found !== null) return found;
  }
  return notDate(text);
}

function exact(text: string, format: string, culture: Culture, style: ParseStyle): PsDateTime | null {
  let names = dateNames(culture);
  let pattern = format;
  if (format.length === 1) {
    pattern = standardDate(format, names) ?? '';
    if (pattern === '') return null;
    if ('OoRrsu'.includes(format)) names = dateNames(INVARIANT);
  }
  const fields: Fields = {};
  const end = match(text, pattern, names, fields);
  if (end !== text.length) return null;
  let hour = fields.hour ?? 0;
  if (fields.hour12 !== undefined) {
    if (fields.hour12 < 1 || fields.hour12 > 12) return null;
    hour = fields.hour12 % 12;
    if (fields.afternoon === true) hour += 12;
  } else if (fields.afternoon !== undefined && hour < 12 && fields.afternoon) hour += 12;
  const now = partsOf(today(style.now ?? Date.now(), culture).ticks);
  const dated = fields.year !== undefined || fields.month !== undefined || fields.day !== undefined;
  const ticks = ticksOf(
    fields.year ?? now.year,
    fields.month ?? (dated ? 1 : now.month),
    fields.day ?? (dated ? 1 : now.day),
    hour,
    fields.minute ?? 0,
    fields.second ?? 0,
    fields.fraction ?? 0,
  );
  if (ticks === null) return null;
  if (fields.weekDay !== undefined && Number((ticks / 864_000_000_000n + 1n) % 7n) !== fields.weekDay)
    return null;
  return zoned(ticks, fields.offset ?? null, fields.isZ === true, style, culture);
}

/** Offset after what the pattern took of the text; -1: it doesn't fit. */
function match(text: string, pattern: string, names: DateNames, fields: Fields): number {
  let at = 0;
  for (let from = 0; from < pattern.length;) {
    const mark = pattern[from] ?? '';
    let count = 1;
    if (/[dfFghHKmMstyz]/.test(mark)) while (pattern[from + count] === mark) count++;
    let literal: string | null = null;
    switch (mark) {
      case "'":
      case '"': {
        const end = pattern.indexOf(mark, from + 1);
        if (end < 0) return -1;
        literal = pattern.slice(from + 1, end);
        count = end - from + 1;
        break;
      }
      case '\\':
        literal = pattern[from + 1] ?? '';
        count = 2;
        break;
      case '%':
        break;
      case '/':
        literal = names.dateSeparator;
        break;
      case ':':
        literal = names.timeSeparator;
        break;
      default: {
        if (!/[dfFghHKmMstyz]/.test(mark)) {
          literal = mark;
          break;
        }
        at = field(text, at, mark, count, names, fields);
        if (at < 0) return -1;
      }
    }
    if (literal !== null) {
      if (!text.startsWith(literal, at)) return -1;
      at += literal.length;
    }
    from += count;
  }
  return at;
}

function digits(text: string, at: number, min: number, max: number): string | null {
  let end = at;
  while (end < text.length && end - at < max && /\d/.test(text[end] ?? '')) end++;
  return end - at < min ? null : text.slice(at, end);
}

function nameAt(text: string, at: number, list: readonly string[]): { index: number; length: number } | null {
  const lower = text.slice(at).toLowerCase();
  let best: { index: number; length: number } | null = null;
  list.forEach((name, index) => {
    if (name === '' || !lower.startsWith(name.toLowerCase())) return;
    if (best === null || name.length > best.length) best = { index, length: name.length };
  });
  return best;
}

function field(
  text: string,
  at: number,
  mark: string,
  count: number,
  names: DateNames,
  fields: Fields,
): number {
  const number = (min: number, max: number, use: (value: number, length: number) => void): number => {
    const found = digits(text, at, min, max);
    if (found === null) return -1;
    use(Number(found), found.length);
    return at + found.length;
  };
  const two = (use: (value: number) => void): number => number(Math.min(count, 2), 2, use);
  switch (mark) {
    case 'd':
      if (count <= 2) return two((value) => (fields.day = value));
      {
        const found = nameAt(text, at, count === 3 ? names.shortDays : names.days);
        if (found === null) return -1;
        fields.weekDay = found.index;
        return at + found.length;
      }
    case 'M': {
      if (count <= 2) return two((value) => (fields.month = value));
      const lists =
        count === 3 ? [names.shortMonths, names.shortMonthsGenitive] : [names.months, names.monthsGenitive];
      const found = nameAt(text, at, lists[0] ?? []) ?? nameAt(text, at, lists[1] ?? []);
      if (found === null) return -1;
      fields.month = found.index + 1;
      return at + found.length;
    }
    case 'y': {
      const [min, max] = count <= 2 ? [count, 2] : [count, Math.max(count, 4)];
      return number(min, max, (value, length) => {
        fields.year = count <= 2 ? fullYear({ text: '0'.repeat(Math.min(length, 2)), value }) : value;
      });
    }
    case 'H':
      return two((value) => (fields.hour = value));
    case 'h':
      return two((value) => (fields.hour12 = value));
    case 'm':
      return two((value) => (fields.minute = value));
    case 's':
      return two((value) => (fields.second = value));
    case 'f':
    case 'F':
      return number(mark === 'f' ? count : 0, count, (value, length) => {
        fields.fraction = value * 10 ** (7 - length);
      });
    case 't': {
      const rest = text.slice(at).toLowerCase();
      for (const [word, afternoon] of [
        [names.am, false],
        [names.pm, true],
      ] as const) {
        const wanted = (count === 1 ? word.slice(0, 1) : word).toLowerCase();
        if (wanted === '' || !rest.startsWith(wanted)) continue;
        fields.afternoon = afternoon;
        return at + wanted.length;
      }
      return -1;
    }
    case 'g':
      return text.startsWith(names.era, at) ? at + names.era.length : -1;
    case 'K':
    case 'z': {
      const rest = text.slice(at);
      if (mark === 'K' && rest.startsWith('Z')) {
        fields.offset = 0;
        fields.isZ = true;
        return at + 1;
      }
      const zone = /^([+-])(\d{1,2})(?::?(\d{2}))?/.exec(rest);
      if (zone === null) return mark === 'K' ? at : -1;
      const size = Number(zone[2]) * 3600 + Number(zone[3] ?? 0) * 60;
      fields.offset = zone[1] === '-' ? -size : size;
      return at + zone[0].length;
    }
    default:
      return -1;
  }
}
