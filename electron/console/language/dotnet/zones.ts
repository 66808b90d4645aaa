import { TICKS_PER_SECOND } from '../values/time.ts';
import { MAX_TICKS, dateTime, partsOf, ticksOf, unixOfTicks } from './calendar.ts';
import type { Culture } from '../culture.ts';
import type { PsDateTime } from '../values/time.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  let made = formats.get(zone);
  if (made === undefined) {
    made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, made);
  }
  return made;
}

/** Seconds that the zone's clocks are ahead of UTC at a moment (ticks by UTC). */
export function offsetAt(utcTicks: bigint, zone: string): number {
  if (zone === 'UTC' || zone === 'Etc/UTC' || zone === '') return 0;
  const whole = utcTicks - (utcTicks % TICKS_PER_SECOND);
  const read = new Map(
    format(zone)
      .formatToParts(unixOfTicks(whole))
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: string): number => read.get(name as Intl.DateTimeFormatPartTypes) ?? 0;
  const local = ticksOf(
    part('year'),
    part('month'),
    part('day'),
    part('hour') % 24,
    part('minute'),
    part('second'),
  );
  return local === null ? 0 : Number((local - whole) / TICKS_PER_SECOND);
}

/** Seconds ahead of UTC where clocks of the zone show these ticks (of two possible ones, standard time). */
export function offsetOfLocal(localTicks: bigint, zone: string): number {
  if (zone === 'UTC' || zone === 'Etc/UTC' || zone === '') return 0;
  const early = offsetAt(clamp(localTicks - 86_400n * TICKS_PER_SECOND), zone);
  const late = offsetAt(clamp(localTicks + 86_400n * TICKS_PER_SECOND), zone);
  if (early === late) return early;
  const candidates = [Math.min(early, late), Math.max(early, late)];
  for (const offset of candidates) {
    if (offsetAt(clamp(localTicks - BigInt(offset) * TICKS_PER_SECOND), zone) === offset) return offset;
  }
  return candidates[0] ?? 0;
}

function clamp(ticks: bigint): bigint {
  return ticks < 0n ? 0n : ticks > MAX_TICKS ? MAX_TICKS : ticks;
}

/** ToUniversalTime(): a date without a zone counts as local. */
export function toUtc(value: PsDateTime, culture: Culture): PsDateTime {
  if (value.zone === 'Utc') return value;
  const offset = offsetOfLocal(value.ticks, culture.timeZone);
  return dateTime(clamp(value.ticks - BigInt(offset) * TICKS_PER_SECOND), 'Utc');
}

/** ToLocalTime(): a date without a zone counts as UTC. */
export function toLocal(value: PsDateTime, culture: Culture): PsDateTime {
  if (value.zone === 'Local') return value;
  const offset = offsetAt(value.ticks, culture.timeZone);
  return dateTime(clamp(value.ticks + BigInt(offset) * TICKS_PER_SECOND), 'Local');
}

/** Seconds ahead of UTC that a date's own clock has. */
export function offsetOf(value: PsDateTime, culture: Culture): number {
  return value.zone === 'Utc' ? 0 : offsetOfLocal(value.ticks, culture.timeZone);
}

/** The year by the zone's clocks now, for texts without one. */
export function today(now: number, culture: Culture): PsDateTime {
  const utc = dateTime(621_355_968_000_000_000n + BigInt(Math.round(now)) * 10_000n, 'Utc');
  const local = toLocal(utc, culture);
  const parts = partsOf(local.ticks);
  return dateTime(ticksOf(parts.year, parts.month, parts.day) ?? 0n, 'Unspecified');
}
