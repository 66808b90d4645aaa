import { dateTime, formatDate, partsOf, toUtc } from '../../dotnet/dates.ts';
import type { Culture } from '../../culture.ts';
import { UNIX_EPOCH_TICKS, TICKS_PER_DAY, type PsDateTime } from '../../values/time.ts';

/** .NET formats of the letters that have one. */
const FORMATS: Readonly<Record<string, string>> = {
  A: 'dddd',
  a: 'ddd',
  B: 'MMMM',
  b: 'MMM',
  D: 'MM/dd/yy',
  d: 'dd',
  F: 'yyyy-MM-dd',
  H: 'HH',
  h: 'MMM',
  I: 'hh',
  M: 'mm',
  m: 'MM',
  p: 'tt',
  R: 'HH:mm',
  r: 'hh:mm:ss tt',
  S: 'ss',
  T: 'HH:mm:ss',
  X: 'HH:mm:ss',
  x: 'MM/dd/yy',
  Y: 'yyyy',
  y: 'yy',
  Z: 'zz',
};

function pad(number: number, length: number, fill = '0'): string {
  return String(number).padStart(length, fill);
}

/** Week of ISO 8601 and the year it belongs to. */
function isoWeek(date: PsDateTime): { year: number; week: number } {
  const { dayOfWeek } = partsOf(date.ticks);
  const monday = (dayOfWeek + 6) % 7;
  const thursday = partsOf(date.ticks + BigInt(3 - monday) * TICKS_PER_DAY);
  return { year: thursday.year, week: Math.floor((thursday.dayOfYear - 1) / 7) + 1 };
}

/** A date by the letters of Unix' `date`, as Get-Date -UFormat knows them. */
export function unixFormat(date: PsDateTime, format: string, culture: Culture): string {
  const text = format.startsWith('+') ? format.slice(1) : format;
  return text.replace(/%(.)/gs, (_, letter: string) => piece(date, letter, culture));
}

function piece(date: PsDateTime, letter: string, culture: Culture): string {
  const known = Object.hasOwn(FORMATS, letter) ? FORMATS[letter] : undefined;
  // One letter alone would be a standard format.
  if (known !== undefined) return formatDate(date, known, culture);
  const parts = partsOf(date.ticks);
  switch (letter) {
    case 'C':
      return String(Math.floor(parts.year / 100));
    case 'c':
      return `${formatDate(date, 'ddd MMM ', culture)}${pad(parts.day, 2, ' ')} ${formatDate(date, 'HH:mm:ss yyyy', culture)}`;
    case 'e':
      return pad(parts.day, 2, ' ');
    case 'G':
      return pad(isoWeek(date).year, 4);
    case 'g':
      return pad(isoWeek(date).year % 100, 2);
    case 'j':
      return pad(parts.dayOfYear, 3);
    case 'k':
      return pad(parts.hour, 2, ' ');
    case 'l':
      return pad(parts.hour % 12 === 0 ? 12 : parts.hour % 12, 2, ' ');
    case 'n':
      return '\n';
    case 's': {
      const utc = toUtc(dateTime(date.ticks, date.zone), culture).ticks;
      return String((utc - UNIX_EPOCH_TICKS) / 10_000_000n);
    }
    case 't':
      return '\t';
    case 'U':
    case 'W':
      return String(Math.floor(parts.dayOfYear / 7));
    case 'u':
      return String(parts.dayOfWeek === 0 ? 7 : parts.dayOfWeek);
    case 'V':
      return pad(isoWeek(date).week, 2);
    case 'w':
      return String(parts.dayOfWeek);
    default:
      return letter;
  }
}
