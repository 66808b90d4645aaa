import { TICKS_PER_DAY, UNIX_EPOCH_TICKS } from '../values/time.ts';
import { failure } from '../values/errors.ts';
import type { PsDateTime } from '../values/time.ts';

/** 9999-12-31T23:59:59.9999999. */
export const MAX_TICKS = 3_155_378_975_999_999_999n;

export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly dayOfWeek: number;
  readonly dayOfYear: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Ticks within the second, 0 to 9,999,999. */
  readonly fraction: number;
}

const BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 0001-01-01. */
export function dayNumber(year: number, month: number, day: number): number {
  const before = year - 1;
  const leap = month > 2 && isLeapYear(year) ? 1 : 0;
  return (
    before * 365 +
    Math.floor(before / 4) -
    Math.floor(before / 100) +
    Math.floor(before / 400) +
    (BEFORE_MONTH[month - 1] ?? 0) +
    leap +
    day -
    1
  );
}

export function partsOf(ticks: bigint): DateParts {
  const days = Number(ticks / TICKS_PER_DAY);
  const inDay = Number(ticks % TICKS_PER_DAY);
  let rest = days;
  const n400 = Math.floor(rest / 146097);
  rest -= n400 * 146097;
  const n100 = Math.min(3, Math.floor(rest / 36524));
  rest -= n100 * 36524;
  const n4 = Math.floor(rest / 1461);
  rest -= n4 * 1461;
  const n1 = Math.min(3, Math.floor(rest / 365));
  rest -= n1 * 365;
  const year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1;
  let month = 1;
  let left = rest;
  for (let length = daysInMonth(year, month); left >= length; length = daysInMonth(year, month)) {
    left -= length;
    month++;
  }
  const seconds = Math.floor(inDay / 1e7);
  return {
    year,
    month,
    day: left + 1,
    dayOfWeek: (days + 1) % 7,
    dayOfYear: rest + 1,
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    fraction: inDay - seconds * 1e7,
  };
}

/** Ticks of a date and time; null: there is no such day or time. */
export function ticksOf(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  fraction = 0,
): bigint | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return null;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;
  return (
    BigInt(dayNumber(year, month, day)) * TICKS_PER_DAY +
    BigInt((hour * 3600 + minute * 60 + second) * 1e7) +
    BigInt(fraction)
  );
}

export function dateTime(ticks: bigint, zone: PsDateTime['zone']): PsDateTime {
  return { kind: 'dateTime', ticks, zone };
}

/** Milliseconds since 1970 (UTC) as ticks. */
export function ticksOfUnix(milliseconds: number): bigint {
  return UNIX_EPOCH_TICKS + BigInt(Math.round(milliseconds * 10_000));
}

export function unixOfTicks(ticks: bigint): number {
  return Number(ticks - UNIX_EPOCH_TICKS) / 10_000;
}

/** .NET's complaint about a result outside 0001 to 9999. */
export function outOfRange(): Error {
  return failure(
    'ArgumentOutOfRangeException',
    'The added or subtracted value results in an un-representable DateTime.',
    { type: 'System.ArgumentOutOfRangeException', category: 'NotSpecified' },
  );
}

export function addTicks(value: PsDateTime, ticks: bigint): PsDateTime {
  const sum = value.ticks + ticks;
  if (sum < 0n || sum > MAX_TICKS) throw outOfRange();
  return { kind: 'dateTime', ticks: sum, zone: value.zone };
}

/** The same day of another month, or that month's last day. */
export function addMonths(value: PsDateTime, months: number): PsDateTime {
  const parts = partsOf(value.ticks);
  const index = parts.year * 12 + parts.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  if (!Number.isInteger(index) || year < 1 || year > 9999) throw outOfRange();
  const day = Math.min(parts.day, daysInMonth(year, month));
  const ticks = BigInt(dayNumber(year, month, day)) * TICKS_PER_DAY + (value.ticks % TICKS_PER_DAY);
  return { kind: 'dateTime', ticks, zone: value.zone };
}
