import { ticksOf, dateTime } from './calendar.ts';
import { dateNames } from './date-names.ts';
import { toLocal, today } from './zones.ts';
import { TICKS_PER_SECOND } from '../values/time.ts';
import type { Culture } from '../culture.ts';
import type { PsDateTime } from '../values/time.ts';
import type { DateNames } from './date-names.ts';

/** What .NET says about a text that is no date. */
export interface DateProblem {
  readonly problem: string;
}

export interface ParseStyle {
  /** AssumeUniversal / AssumeLocal for a text without a zone. */
  readonly assume?: 'Utc' | 'Local';
  /** AdjustToUniversal. */
  readonly toUniversal?: boolean;
  /** RoundtripKind: "Z" gives UTC. */
  readonly roundTrip?: boolean;
  /** Milliseconds since 1970, for texts without a year or a day. */
  readonly now?: number;
}

export function notDate(text: string): DateProblem {
  return { problem: `String '${text}' was not recognized as a valid DateTime.` };
}

/** A day that doesn't exist, or a time that doesn't on a day that does. */
function impossible(text: string, year: number, month: number, day: number): DateProblem {
  if (ticksOf(year, month, day) === null) return notDate(text);
  return {
    problem: `The DateTime represented by the string '${text}' is not supported in calendar 'System.Globalization.GregorianCalendar'.`,
  };
}

interface Time {
  hour: number;
  minute: number;
  second: number;
  fraction: number;
}

/** The date that parsed parts mean: a zone in the text makes it local (or UTC by style). */
export function zoned(
  ticks: bigint,
  offset: number | null,
  isZ: boolean,
  style: ParseStyle,
  culture: Culture,
): PsDateTime {
  let at = offset;
  if (at === null) {
    if (style.assume === 'Utc') at = 0;
    else if (style.assume === 'Local') return dateTime(ticks, 'Local');
    else return dateTime(ticks, 'Unspecified');
  }
  const utc = dateTime(ticks - BigInt(at) * TICKS_PER_SECOND, 'Utc');
  if (style.toUniversal === true || (style.roundTrip === true && isZ)) return utc;
  return toLocal(utc, culture);
}

const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,30}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;

/** DateTime.Parse with a culture. */
export function parseDate(text: string, culture: Culture, style: ParseStyle = {}): PsDateTime | DateProblem {
  const trimmed = text.trim();
  const iso = ISO.exec(trimmed);
  if (iso !== null) {
    const ticks = ticksOf(
      Number(iso[1]),
      Number(iso[2]),
      Number(iso[3]),
      Number(iso[4] ?? 0),
      Number(iso[5] ?? 0),
      Number(iso[6] ?? 0),
      fractionTicks(iso[7] ?? ''),
    );
    if (ticks === null) return impossible(text, Number(iso[1]), Number(iso[2]), Number(iso[3]));
    const zone = iso[8];
    return zoned(ticks, zone === undefined ? null : offsetSeconds(zone), zone === 'Z', style, culture);
  }
  return trimmed.length > 200 ? notDate(text) : new Reader(text, culture, style).read();
}

function fractionTicks(digits: string): number {
  if (digits === '') return 0;
  return digits.length <= 7 ? Number(digits.padEnd(7, '0')) : Math.round(Number(`0.${digits}`) * 1e7);
}

function offsetSeconds(zone: string): number {
  if (/^(z|gmt|utc)$/i.test(zone)) return 0;
  const parts = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  const size = Number(parts?.[2] ?? 0) * 3600 + Number(parts?.[3] ?? 0) * 60;
  return parts?.[1] === '-' ? -size : size;
}

type Token =
  | { readonly kind: 'number'; readonly text: string; readonly value: number }
  | { readonly kind: 'month' | 'day'; readonly value: number };

/** Reads the forms of DateTime.Parse: any order of weekday, date, time and zone. */
class Reader {
  readonly #text: string;
  readonly #culture: Culture;
  readonly #style: ParseStyle;
  readonly #names: DateNames;
  readonly #tokens: Token[] = [];
  #time: Time | null = null;
  #offset: number | null = null;
  #isZ = false;
  /** What was read last is the time, which a zone may follow. */
  #afterTime = false;
  #weekDay: number | null = null;

  constructor(text: string, culture: Culture, style: ParseStyle) {
    this.#text = text;
    this.#culture = culture;
    this.#style = style;
    this.#names = dateNames(culture);
  }

  read(): PsDateTime | DateProblem {
    const problem = this.#scan();
    if (problem !== null) return problem;
    const date = this.#date();
    if (date === null) return notDate(this.#text);
    const time = this.#time ?? { hour: 0, minute: 0, second: 0, fraction: 0 };
    const ticks = ticksOf(
      date.year,
      date.month,
      date.day,
      time.hour,
      time.minute,
      time.second,
      time.fraction,
    );
    if (ticks === null) return impossible(this.#text, date.year, date.month, date.day);
    if (this.#weekDay !== null && Number((ticks / 864_000_000_000n + 1n) % 7n) !== this.#weekDay) {
      return {
        problem: `String '${this.#text}' was not recognized as a valid DateTime because the day of week was incorrect.`,
      };
    }
    return zoned(ticks, this.#offset, this.#isZ, this.#style, this.#culture);
  }

  #scan(): DateProblem | null {
    const text = this.#text;
    for (let at = 0; at < text.length;) {
      const rest = text.slice(at);
      const blank = /^[\s,]+/.exec(rest);
      if (blank !== null) {
        at += blank[0].length;
        continue;
      }
      const afterTime = this.#afterTime;
      this.#afterTime = false;
      const time = this.#time === null ? this.#takeTime(rest) : 0;
      if (time < 0) return notDate(text);
      if (time > 0) {
        this.#afterTime = true;
        at += time;
        continue;
      }
      const zone = /^(?:(?:GMT|UTC)(?![A-Za-z])|Z(?![A-Za-z])|[+-]\d{1,2}(?::?\d{2})?(?!\d))/i.exec(rest);
      if (
        zone !== null &&
        this.#offset === null &&
        (afterTime || (this.#tokens.length > 1 && /^[zgu]/i.test(zone[0])))
      ) {
        this.#isZ = /^(z|gmt|utc)$/i.test(zone[0]);
        this.#offset = offsetSeconds(zone[0]);
        at += zone[0].length;
        continue;
      }
      const number = /^\d+/.exec(rest);
      if (number !== null) {
        const digits = number[0];
        if (digits.length > 9) return notDate(text);
        this.#tokens.push({ kind: 'number', text: digits, value: Number(digits) });
        at += digits.length;
        continue;
      }
      if (/^[/.\-]/.test(rest) && this.#tokens.length > 0) {
        at++;
        continue;
      }
      const word = /^[\p{L}.]+/u.exec(rest);
      const taken = word === null ? 0 : this.#takeWord(rest, word[0]);
      if (taken === 0) {
        if (!/^[\p{L}]/u.test(rest)) return notDate(text);
        return {
          problem: `The string '${text}' was not recognized as a valid DateTime. There is an unknown word starting at index '${String(at)}'.`,
        };
      }
      at += taken;
    }
    return null;
  }

  #takeTime(rest: string): number {
    const clock =
      /^(?:T)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,30}))?)?(?:\s*([AP])M?(?![A-Za-z]))?/i.exec(rest);
    const short = clock ?? /^(\d{1,2})\s*([AP])M?(?![A-Za-z])/i.exec(rest);
    if (short === null) return 0;
    const period = (clock === null ? short[2] : clock[5])?.toUpperCase();
    let hour = Number(short[1]);
    if (period !== undefined) {
      if (period === 'A' && hour > 12) return -1;
      if (period === 'A') hour %= 12;
      else if (hour < 12) hour += 12;
    }
    this.#time = {
      hour,
      minute: clock === null ? 0 : Number(clock[2]),
      second: clock === null ? 0 : Number(clock[3] ?? 0),
      fraction: clock === null ? 0 : fractionTicks(clock[4] ?? ''),
    };
    return short[0].length;
  }

  #takeWord(rest: string, word: string): number {
    const lower = rest.toLowerCase();
    for (const [lists, kind] of [
      [
        [
          this.#names.months,
          this.#names.monthsGenitive,
          this.#names.shortMonths,
          this.#names.shortMonthsGenitive,
        ],
        'month',
      ],
      [[this.#names.days, this.#names.shortDays], 'day'],
    ] as const) {
      for (const list of lists) {
        const index = list.findIndex((name) => {
          const wanted = name.toLowerCase();
          return wanted !== '' && lower.startsWith(wanted) && !/^\p{L}/u.test(lower.slice(wanted.length));
        });
        if (index < 0) continue;
        if (kind === 'month') {
          if (this.#tokens.some((token) => token.kind === 'month')) return 0;
          this.#tokens.push({ kind, value: index + 1 });
        } else this.#weekDay = index;
        return list[index]?.length ?? word.length;
      }
    }
    return /^t$/i.test(word) && /^t\d/i.test(rest) ? 1 : 0;
  }

  #date(): { year: number; month: number; day: number } | null {
    const numbers = this.#tokens.filter((token) => token.kind === 'number');
    const month = this.#tokens.find((token) => token.kind === 'month')?.value;
    const now = today(this.#style.now ?? Date.now(), this.#culture);
    const thisYear = yearOfTicks(now.ticks);
    const [first, second, third] = numbers;
    if (numbers.length > 3) return null;
    if (month !== undefined) {
      if (first === undefined) return null;
      if (third !== undefined) return null;
      if (second === undefined) {
        if (first.text.length > 2) return { year: first.value, month, day: 1 };
        const monthFirst = this.#tokens[0]?.kind === 'month';
        const dayBefore = this.#names.monthDay.startsWith('d');
        const yearBefore = this.#names.yearMonth.startsWith('y');
        // A number on the side where the culture writes the year rather than the day is a year.
        if (monthFirst ? dayBefore && !yearBefore : !dayBefore && yearBefore) {
          return { year: fullYear(first), month, day: 1 };
        }
        return { year: thisYear, month, day: first.value };
      }
      if (first.text.length > 2) return { year: first.value, month, day: second.value };
      return { year: fullYear(second), month, day: first.value };
    }
    if (first === undefined) {
      if (this.#time === null || this.#weekDay !== null) return null;
      return partsOfDay(now.ticks);
    }
    if (second === undefined) return null;
    const dayFirst = this.#names.shortDate.startsWith('d');
    if (third === undefined) {
      if (first.text.length > 2) return { year: first.value, month: second.value, day: 1 };
      if (second.text.length > 2) return { year: second.value, month: first.value, day: 1 };
      return dayFirst
        ? { year: thisYear, month: second.value, day: first.value }
        : { year: thisYear, month: first.value, day: second.value };
    }
    if (first.text.length > 2) return { year: first.value, month: second.value, day: third.value };
    if (this.#names.shortDate.startsWith('y') && third.text.length <= 2) {
      return { year: fullYear(first), month: second.value, day: third.value };
    }
    return dayFirst
      ? { year: fullYear(third), month: second.value, day: first.value }
      : { year: fullYear(third), month: first.value, day: second.value };
  }
}

/** Two digits: 2000 to 2049, else 1950 to 1999. */
export function fullYear(token: { readonly text: string; readonly value: number }): number {
  if (token.text.length > 2) return token.value;
  return token.value + (token.value < 50 ? 2000 : 1900);
}

function partsOfDay(ticks: bigint): { year: number; month: number; day: number } {
  const year = yearOfTicks(ticks);
  let month = 1;
  while (month < 12 && (ticksOf(year, month + 1, 1) ?? 0n) <= ticks) month++;
  const start = ticksOf(year, month, 1) ?? 0n;
  return { year, month, day: Number((ticks - start) / 864_000_000_000n) + 1 };
}

function yearOfTicks(ticks: bigint): number {
  let year = Number(ticks / 315_569_520_000_000n) + 1;
  while ((ticksOf(year, 1, 1) ?? 0n) > ticks) year--;
  while (year < 9999 && (ticksOf(year + 1, 1, 1) ?? 0n) <= ticks) year++;
  return year;
}
