import type { Culture } from '../../culture.ts';
import { dateTime, toLocal, toUtc } from '../../dotnet/dates.ts';
import { UNIX_EPOCH_TICKS, type PsDateTime } from '../../values/time.ts';

/** Ticks on the local clock of ticks in UTC. */
export function localTicks(utc: bigint, culture: Culture): bigint {
  return toLocal(dateTime(utc, 'Utc'), culture).ticks;
}

/** Ticks in UTC of a date; one without a zone counts as local. */
export function utcTicks(date: PsDateTime, culture: Culture): bigint {
  return toUtc(date, culture).ticks;
}

/** A moment in milliseconds since 1970 as a local date. */
export function localDate(milliseconds: number, culture: Culture): PsDateTime {
  return toLocal(dateTime(UNIX_EPOCH_TICKS + BigInt(Math.round(milliseconds * 10_000)), 'Utc'), culture);
}
