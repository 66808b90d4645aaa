import {
  addMonths as calendarMonths,
  dateTime,
  MAX_TICKS,
  partsOf as calendarParts,
  ticksOf as calendarTicks,
  ticksOfUnix,
  type DateParts,
} from '../dotnet/calendar.ts';
import { TICKS_PER_MILLISECOND } from '../values/time.ts';
import { net, outOfRange } from './args.ts';
import type { PsDateTime, PsTimeSpan } from '../values/time.ts';

/** A calendar date and time of day as numbers; `ticks` is what is left below a millisecond. */
export interface Parts extends DateParts {
  readonly millisecond: number;
  readonly ticks: number;
}

/** A date's parts as the members of DateTime name them. */
export function partsOf(value: PsDateTime): Parts {
  const parts = calendarParts(value.ticks);
  return { ...parts, millisecond: Math.floor(parts.fraction / 10_000), ticks: parts.fraction % 10_000 };
}

/** Ticks of a date; throws DateTime's errors for parts that the calendar hasn't. */
export function ticksOf(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  millisecond = 0,
): bigint {
  if (calendarTicks(year, month, day) === null) {
    throw outOfRangePlain('Year, Month, and Day parameters describe an un-representable DateTime.');
  }
  const ticks = calendarTicks(year, month, day, hour, minute, second);
  if (ticks === null) {
    throw outOfRangePlain('Hour, Minute, and Second parameters describe an un-representable DateTime.');
  }
  if (millisecond < 0 || millisecond > 999)
    throw outOfRange('Valid values are between 0 and 999, inclusive.', 'millisecond');
  return ticks + BigInt(millisecond) * TICKS_PER_MILLISECOND;
}

function outOfRangePlain(message: string): Error {
  return net('System.ArgumentOutOfRangeException', message);
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

/** The same day of another month, or that month's last day; throws DateTime's error. */
export function addMonths(value: PsDateTime, months: number): PsDateTime {
  const parts = partsOf(value);
  const year = Math.floor((parts.year * 12 + parts.month - 1 + months) / 12);
  if (year < 1 || year > 9999)
    throw outOfRange('The added or subtracted value results in an un-representable DateTime.', 'months');
  return calendarMonths(value, months);
}

export function timeSpan(ticks: bigint): PsTimeSpan {
  if (ticks > 9223372036854775807n || ticks < -9223372036854775808n) {
    throw outOfRangePlain('TimeSpan overflowed because the duration is too long.');
  }
  return { kind: 'timeSpan', ticks };
}

export function fromUnix(milliseconds: number, zone: PsDateTime['zone'] = 'Utc'): PsDateTime {
  return dateTime(ticksOfUnix(Math.trunc(milliseconds)), zone);
}
