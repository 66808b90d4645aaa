import { partsOf } from './calendar.ts';
import { dateNames } from './date-names.ts';
import { badDateFormat, standardDate } from './date-standard.ts';
import { offsetOf, toUtc } from './zones.ts';
import { INVARIANT } from '../culture.ts';
import type { Culture } from '../culture.ts';
import type { PsDateTime } from '../values/time.ts';
import type { DateParts } from './calendar.ts';
import type { DateNames } from './date-names.ts';

export * from './calendar.ts';
export { toLocal, toUtc, offsetOf, offsetAt } from './zones.ts';
export { parseDate } from './date-parse.ts';
export { parseDateExact } from './date-parse-exact.ts';
export { formatTimeSpan, parseTimeSpan } from './timespans.ts';

/** A date's ToString(format) with a culture; null or "" is "G". Throws .NET's FormatException. */
export function formatDate(value: PsDateTime, format: string | null, culture: Culture): string {
  const written = format === null || format === '' ? 'G' : format;
  let names = dateNames(culture);
  if (written.length > 1) return customDate(value, partsOf(value.ticks), written, names, culture);
  const pattern = standardDate(written, names);
  if (pattern === undefined) throw badDateFormat();
  if ('OoRrsu'.includes(written)) names = dateNames(INVARIANT);
  const shown = written === 'U' ? toUtc(value, culture) : value;
  return customDate(shown, partsOf(shown.ticks), pattern, names, culture);
}

/** "01/31/2026 00:00:00": what PowerShell puts into a text. */
export function invariantDate(value: PsDateTime): string {
  const { year, month, day, hour, minute, second } = partsOf(value.ticks);
  return `${two(month)}/${two(day)}/${String(year).padStart(4, '0')} ${two(hour)}:${two(minute)}:${two(second)}`;
}

function two(value: number): string {
  return value < 10 ? `0${String(value)}` : String(value);
}

function customDate(
  value: PsDateTime,
  parts: DateParts,
  format: string,
  names: DateNames,
  culture: Culture,
): string {
  let text = '';
  for (let at = 0; at < format.length;) {
    const mark = format[at] ?? '';
    let count = 1;
    if (/[dfFghHKmMstyz]/.test(mark)) while (format[at + count] === mark) count++;
    switch (mark) {
      case "'":
      case '"': {
        let end = at + 1;
        while (end < format.length && format[end] !== mark) {
          if (format[end] === '\\') end++;
          text += format[end] ?? '';
          end++;
        }
        if (end >= format.length) throw badDateFormat();
        count = end - at + 1;
        break;
      }
      case '\\':
        if (at + 1 >= format.length) throw badDateFormat();
        text += format[at + 1] ?? '';
        count = 2;
        break;
      case '%': {
        const next = format[at + 1];
        if (next === undefined || next === '%') throw badDateFormat();
        text += customDate(value, parts, next === "'" || next === '"' ? `\\${next}` : next, names, culture);
        count = 2;
        break;
      }
      case '/':
        text += names.dateSeparator;
        break;
      case ':':
        text += names.timeSeparator;
        break;
      case 'F': {
        const digits = field(mark, count, value, parts, format, names, culture);
        // No fraction: the point before it goes too.
        if (digits === '' && text.endsWith('.')) text = text.slice(0, -1);
        text += digits;
        break;
      }
      default:
        text += field(mark, count, value, parts, format, names, culture);
    }
    at += count;
  }
  return text;
}

function field(
  mark: string,
  count: number,
  value: PsDateTime,
  parts: DateParts,
  format: string,
  names: DateNames,
  culture: Culture,
): string {
  switch (mark) {
    case 'd':
      if (count <= 2) return String(parts.day).padStart(count, '0');
      return (count === 3 ? names.shortDays : names.days)[parts.dayOfWeek] ?? '';
    case 'f':
    case 'F': {
      if (count > 7) throw badDateFormat();
      const digits = String(parts.fraction).padStart(7, '0').slice(0, count);
      return mark === 'f' ? digits : digits.replace(/0+$/, '');
    }
    case 'g':
      return names.era;
    case 'h':
      return String(parts.hour % 12 === 0 ? 12 : parts.hour % 12).padStart(Math.min(count, 2), '0');
    case 'H':
      return String(parts.hour).padStart(Math.min(count, 2), '0');
    case 'K':
      return zoneText(value, culture).repeat(count);
    case 'm':
      return String(parts.minute).padStart(Math.min(count, 2), '0');
    case 'M': {
      if (count <= 2) return String(parts.month).padStart(count, '0');
      const genitive = /(^|[^d])d{1,2}([^d]|$)/.test(format.replace(/'[^']*'/g, ''));
      if (count === 3)
        return (genitive ? names.shortMonthsGenitive : names.shortMonths)[parts.month - 1] ?? '';
      return (genitive ? names.monthsGenitive : names.months)[parts.month - 1] ?? '';
    }
    case 's':
      return String(parts.second).padStart(Math.min(count, 2), '0');
    case 't': {
      const word = parts.hour < 12 ? names.am : names.pm;
      return count === 1 ? word.slice(0, 1) : word;
    }
    case 'y':
      if (count <= 2) return String(parts.year % 100).padStart(count, '0');
      return String(parts.year).padStart(count, '0');
    case 'z':
      return offsetText(value.zone === 'Utc' ? 0 : offsetOf(value, culture), count);
    default:
      return mark;
  }
}

function zoneText(value: PsDateTime, culture: Culture): string {
  if (value.zone === 'Utc') return 'Z';
  return value.zone === 'Local' ? offsetText(offsetOf(value, culture), 3) : '';
}

/** z: "+1", zz: "+01", zzz: "+01:00". */
export function offsetText(seconds: number, count: number): string {
  const sign = seconds < 0 ? '-' : '+';
  const minutes = Math.floor(Math.abs(seconds) / 60);
  const hours = String(Math.floor(minutes / 60));
  if (count === 1) return sign + hours;
  if (count === 2) return sign + hours.padStart(2, '0');
  return `${sign}${hours.padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
