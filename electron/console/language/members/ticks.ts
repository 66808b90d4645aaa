import { TICKS_PER_DAY, TICKS_PER_MILLISECOND, UNIX_EPOCH_TICKS } from '../values/time.ts';
import { net, outOfRange } from './args.ts';
import type { PsDateTime, PsTimeSpan } from '../values/time.ts';

export const MAX_TICKS = 3_155_378_975_999_999_999n;

/** A calendar date and time of day as numbers; `ticks` is what is left below a millisecond. */
export interface Parts {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly ticks: number;
  /** 0 is Sunday. */
  readonly dayOfWeek: number;
  readonly dayOfYear: number;
}

export function partsOf(value: PsDateTime): Parts {
  const sinceEpoch = value.ticks - UNIX_EPOCH_TICKS;
  let milliseconds = sinceEpoch / TICKS_PER_MILLISECOND;
  let rest = sinceEpoch % TICKS_PER_MILLISECOND;
  if (rest < 0n) {
    rest += TICKS_PER_MILLISECOND;
    milliseconds -= 1n;
  }
  const date = new Date(Number(milliseconds));
  const year = date.getUTCFullYear();
  const start = Date.UTC(2000, 0, 1);
  const first = new Date(start);
  first.setUTCFullYear(year);
  return {
    year,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
    ticks: Number(rest),
    dayOfWeek: date.getUTCDay(),
    dayOfYear: Math.floor((date.getTime() - first.getTime()) / 86_400_000) + 1,
  };
}

/** Ticks of a date; the parts must exist in the calendar. */
export function ticksOf(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  millisecond = 0,
): bigint {
  const valid =
    year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  if (!valid) {
    throw outOfRangePlain('Year, Month, and Day parameters describe an un-representable DateTime.');
  }
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
    throw outOfRangePlain('Hour, Minute, and Second parameters describe an un-representable DateTime.');
  }
  if (millisecond < 0 || millisecond > 999)
    throw outOfRange('Valid values are between 0 and 999, inclusive.', 'millisecond');
  const date = new Date(Date.UTC(2000, month - 1, 1, hour, minute, second, millisecond));
  date.setUTCFullYear(year, month - 1, day);
  return BigInt(date.getTime()) * TICKS_PER_MILLISECOND + UNIX_EPOCH_TICKS;
}

function outOfRangePlain(message: string): Error {
  return net('System.ArgumentOutOfRangeException', message);
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The date moved by ticks. */
export function shifted(value: PsDateTime, ticks: bigint, parameter = 'value'): PsDateTime {
  const moved = value.ticks + ticks;
  if (moved < 0n || moved > MAX_TICKS) {
    throw outOfRange('The added or subtracted value results in an un-representable DateTime.', parameter);
  }
  return { kind: 'dateTime', ticks: moved, zone: value.zone };
}

/** A number of days, hours … as ticks: to the full tick. */
export function scaledTicks(amount: number, ticksPerUnit: bigint): bigint {
  if (Number.isNaN(amount))
    throw outOfRangePlain('TimeSpan does not accept floating point Not-a-Number values.');
  if (Math.abs(amount) * Number(ticksPerUnit) > 9.3e18) {
    throw outOfRange('Value to add was out of range.', 'value');
  }
  const whole = Math.trunc(amount);
  return BigInt(whole) * ticksPerUnit + BigInt(Math.trunc((amount - whole) * Number(ticksPerUnit)));
}

export function addMonths(value: PsDateTime, months: number): PsDateTime {
  const parts = partsOf(value);
  const index = parts.year * 12 + parts.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  if (year < 1 || year > 9999)
    throw outOfRange('The added or subtracted value results in an un-representable DateTime.', 'months');
  const day = Math.min(parts.day, daysInMonth(year, month));
  const timeOfDay = ((value.ticks % TICKS_PER_DAY) + TICKS_PER_DAY) % TICKS_PER_DAY;
  return { kind: 'dateTime', ticks: ticksOf(year, month, day) + timeOfDay, zone: value.zone };
}

export function timeSpan(ticks: bigint): PsTimeSpan {
  if (ticks > 9223372036854775807n || ticks < -9223372036854775808n) {
    throw outOfRangePlain('TimeSpan overflowed because the duration is too long.');
  }
  return { kind: 'timeSpan', ticks };
}

export function fromUnix(milliseconds: number, zone: PsDateTime['zone'] = 'Utc'): PsDateTime {
  return {
    kind: 'dateTime',
    ticks: BigInt(Math.trunc(milliseconds)) * TICKS_PER_MILLISECOND + UNIX_EPOCH_TICKS,
    zone,
  };
}
