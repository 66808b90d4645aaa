import { numberSymbols } from './symbols.ts';
import { badDateFormat } from './date-standard.ts';
import { TICKS_PER_DAY } from '../values/time.ts';
import type { Culture } from '../culture.ts';
import type { PsTimeSpan } from '../values/time.ts';

const MAX = 9_223_372_036_854_775_807n;
const MIN = -9_223_372_036_854_775_808n;

export interface TimeSpanParts {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  /** Ticks within the second. */
  readonly fraction: number;
}

/** Parts that all carry the span's sign. */
export function timeSpanParts(value: PsTimeSpan): TimeSpanParts {
  const inDay = Number(value.ticks % TICKS_PER_DAY);
  const seconds = Math.trunc(inDay / 1e7);
  return {
    days: Number(value.ticks / TICKS_PER_DAY),
    hours: Math.trunc(seconds / 3600),
    minutes: Math.trunc(seconds / 60) % 60,
    seconds: seconds % 60,
    fraction: inDay - seconds * 1e7,
  };
}

function positive(value: PsTimeSpan): { negative: boolean; parts: TimeSpanParts } {
  const negative = value.ticks < 0n;
  const ticks = negative ? -value.ticks : value.ticks;
  return { negative, parts: timeSpanParts({ kind: 'timeSpan', ticks }) };
}

function pad(value: number, places = 2): string {
  return String(value).padStart(places, '0');
}

/** A time span's ToString(format): c (also t, T and none), g, G and custom formats. */
export function formatTimeSpan(value: PsTimeSpan, format: string | null, culture: Culture): string {
  const { negative, parts } = positive(value);
  const sign = negative ? '-' : '';
  const { days, hours, minutes, seconds, fraction } = parts;
  switch (format ?? '') {
    case '':
    case 'c':
    case 't':
    case 'T':
      return `${sign}${days > 0 ? `${String(days)}.` : ''}${pad(hours)}:${pad(minutes)}:${pad(seconds)}${fraction > 0 ? `.${pad(fraction, 7)}` : ''}`;
    case 'g': {
      const point = numberSymbols(culture).decimal;
      const rest = fraction > 0 ? point + pad(fraction, 7).replace(/0+$/, '') : '';
      return `${sign}${days > 0 ? `${String(days)}:` : ''}${String(hours)}:${pad(minutes)}:${pad(seconds)}${rest}`;
    }
    case 'G':
      return `${sign}${String(days)}:${pad(hours)}:${pad(minutes)}:${pad(seconds)}${numberSymbols(culture).decimal}${pad(fraction, 7)}`;
    default:
      return custom(parts, format ?? '');
  }
}

function custom(parts: TimeSpanParts, format: string): string {
  if (format.length === 1) throw badDateFormat();
  let text = '';
  for (let at = 0; at < format.length;) {
    const mark = format[at] ?? '';
    let count = 1;
    while (/[dhmsfF]/.test(mark) && format[at + count] === mark) count++;
    switch (mark) {
      case 'd':
        if (count > 8) throw badDateFormat();
        text += pad(parts.days, count);
        break;
      case 'h':
      case 'm':
      case 's':
        if (count > 2) throw badDateFormat();
        text += pad(mark === 'h' ? parts.hours : mark === 'm' ? parts.minutes : parts.seconds, count);
        break;
      case 'f':
      case 'F': {
        if (count > 7) throw badDateFormat();
        const digits = pad(parts.fraction, 7).slice(0, count);
        text += mark === 'f' ? digits : digits.replace(/0+$/, '');
        break;
      }
      case "'":
      case '"': {
        const end = format.indexOf(mark, at + 1);
        if (end < 0) throw badDateFormat();
        text += format.slice(at + 1, end);
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
        count = 1;
        break;
      }
      default:
        throw badDateFormat();
    }
    at += count;
  }
  return text;
}

/**
 * TimeSpan.Parse: "6" (days), "6:12", "6:12:14", "6.12:14", "6.12:14:45.3448", "6:12:14:45".
 * @returns `format`: not a span; `overflow`: a part is too big ("25:00", "0:60").
 */
export function parseTimeSpan(text: string, culture: Culture): PsTimeSpan | 'format' | 'overflow' {
  const point = numberSymbols(culture).decimal;
  let trimmed = text.trim();
  if (point !== '.') trimmed = trimmed.replace(point, '.');
  const days = /^(-?)(\d+)$/.exec(trimmed);
  if (days !== null) return spanOf(days[1] === '-', days[2] ?? '0', '0', '0', '0', '');
  const full = /^(-?)(?:(\d+)[.:])?(\d+):(\d+):(\d+)(?:\.(\d+))?$/.exec(trimmed);
  if (full !== null)
    return spanOf(
      full[1] === '-',
      full[2] ?? '0',
      full[3] ?? '0',
      full[4] ?? '0',
      full[5] ?? '0',
      full[6] ?? '',
    );
  const short = /^(-?)(?:(\d+)\.)?(\d+):(\d+)$/.exec(trimmed);
  if (short !== null)
    return spanOf(short[1] === '-', short[2] ?? '0', short[3] ?? '0', short[4] ?? '0', '0', '');
  return 'format';
}

function spanOf(
  negative: boolean,
  days: string,
  hours: string,
  minutes: string,
  seconds: string,
  fraction: string,
): PsTimeSpan | 'overflow' {
  if (days.length > 10 || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59)
    return 'overflow';
  if (fraction.length > 7) return 'overflow';
  const inDay =
    (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1e7 + Number(fraction.padEnd(7, '0'));
  const size = BigInt(days) * TICKS_PER_DAY + BigInt(inDay);
  const ticks = negative ? -size : size;
  return ticks > MAX || ticks < MIN ? 'overflow' : { kind: 'timeSpan', ticks };
}
