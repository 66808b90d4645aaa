import { addCast } from '../../convert/convert.ts';
import { castFailure, noConversion, shown } from '../../convert/cast-errors.ts';
import { INVARIANT } from '../../culture.ts';
import { formatDate } from '../../dotnet/dates.ts';
import { Terminating } from '../../values/errors.ts';
import { isArray } from '../../values/model.ts';
import { TICKS_PER_DAY, TICKS_PER_SECOND } from '../../values/time.ts';
import { enumName, given, int, net, outOfRange, reference, text } from '../args.ts';
import { defineReference } from '../define.ts';
import { enumFrom, long } from '../helpers.ts';
import { dateFrom, dateFromExact } from '../parse-text.ts';
import { providerOf } from '../provider.ts';
import { addMonths, partsOf, scaledTicks, ticksOf, timeSpan } from '../ticks.ts';
import { stateOf } from '../../values/state-of.ts';
import type { ComparableState } from '../../values/comparable.ts';
import type { Culture } from '../../culture.ts';
import type { Definition } from '../define.ts';
import type { PsDateTime } from '../../values/time.ts';
import type { PsReference } from '../../values/block.ts';
import type { Value } from '../../values/model.ts';

/*
 * System.DateOnly and System.TimeOnly: a DateTime's day without its clock, and its clock without a day.
 */

type Kind = 'DateOnly' | 'TimeOnly';

/** What each of them writes where no format is asked for. */
const STANDARD: Readonly<Record<Kind, string>> = { DateOnly: 'd', TimeOnly: 't' };
const LAST_DAY = 3_155_378_112_000_000_000n;

/** State of both; of a DateOnly the ticks of its midnight, of a TimeOnly the ticks since midnight. */
class PartState implements ComparableState {
  readonly kind: Kind;
  readonly ticks: bigint;

  constructor(kind: Kind, ticks: bigint) {
    this.kind = kind;
    this.ticks = ticks;
  }

  get date(): PsDateTime {
    return { kind: 'dateTime', ticks: this.ticks, zone: 'Unspecified' };
  }

  toText(): string {
    return this.format('', INVARIANT);
  }

  format(format: string, culture: Culture): string {
    const round = this.kind === 'DateOnly' ? 'yyyy-MM-dd' : 'HH:mm:ss.fffffff';
    if (/^o$/i.test(format)) return formatDate(this.date, round, INVARIANT);
    if (/^r$/i.test(format)) {
      return formatDate(this.date, this.kind === 'DateOnly' ? 'ddd, dd MMM yyyy' : 'HH:mm:ss', INVARIANT);
    }
    return formatDate(this.date, format === '' ? STANDARD[this.kind] : format, culture);
  }

  compareWith(other: unknown): number | null {
    if (!(other instanceof PartState) || other.kind !== this.kind) return null;
    return this.ticks < other.ticks ? -1 : this.ticks > other.ticks ? 1 : 0;
  }
}

function make(kind: Kind, ticks: bigint): PsReference {
  return { kind: 'reference', typeName: `System.${kind}`, state: new PartState(kind, ticks) };
}

function day(ticks: bigint): PsReference {
  if (ticks < 0n || ticks > LAST_DAY) {
    throw outOfRange('Value to add was out of range.', 'value');
  }
  return make('DateOnly', ticks - (ticks % TICKS_PER_DAY));
}

/** Past midnight it begins again. */
function clock(ticks: bigint): PsReference {
  return make('TimeOnly', ((ticks % TICKS_PER_DAY) + TICKS_PER_DAY) % TICKS_PER_DAY);
}

function ticksIn(value: Value): bigint {
  return value !== null &&
    typeof value === 'object' &&
    !isArray(value) &&
    (value.kind === 'dateTime' || value.kind === 'timeSpan')
    ? value.ticks
    : 0n;
}

function of(kind: Kind, date: PsDateTime): PsReference {
  return kind === 'DateOnly' ? day(date.ticks) : clock(date.ticks);
}

/** With .NET's words for the type where the text is none. */
function named(kind: Kind, written: string, read: () => PsDateTime): PsReference {
  try {
    return of(kind, read());
  } catch (error) {
    if (!(error instanceof Terminating)) throw error;
    throw net('System.FormatException', `String '${written}' was not recognized as a valid ${kind}.`);
  }
}

function common(kind: Kind): Definition<PartState> {
  const type = `System.${kind}`;
  addCast(type, (value, culture) => {
    if (typeof value !== 'string') throw noConversion(value, type);
    try {
      return named(kind, value, () => dateFrom(value, culture, [], 0));
    } catch (error) {
      if (!(error instanceof Terminating)) throw error;
      throw castFailure(
        'InvalidCastParseTargetInvocationWithFormatProvider',
        `Cannot convert value "${shown(value)}" to type "${type}". Error: "${error.record.exception.message}"`,
      );
    }
  });
  return defineReference<PartState>(type)
    .method(
      `int CompareTo(${type} value)`,
      (self, args) => self.compareWith(stateOf(args[0], PartState)) ?? 1,
    )
    .method('bool Equals(Object value)', (self, args) => self.compareWith(stateOf(args[0], PartState)) === 0)
    .method(
      'string ToString()|(string format)|(IFormatProvider provider)|(string format, IFormatProvider provider)',
      (self, args, rt) =>
        self.format(typeof args[0] === 'string' ? args[0] : '', providerOf(args.at(-1), rt)),
    )
    .static(`${type} Parse(string s)|(string s, IFormatProvider provider)`, (args, rt) =>
      named(kind, text(args, 0), () => dateFrom(text(args, 0), providerOf(args[1], rt), [], rt.host.now())),
    )
    .static(
      `${type} ParseExact(string s, string format)|(string s, string format, IFormatProvider provider)`,
      (args, rt) =>
        named(kind, text(args, 0), () =>
          dateFromExact(text(args, 0), [text(args, 1)], providerOf(args[2], rt), [], rt.host.now()),
        ),
    )
    .static(`bool TryParse(string s, ref ${type} result)`, (args, rt) => {
      try {
        const found = named(kind, text(args, 0), () =>
          dateFrom(text(args, 0), rt.culture, [], rt.host.now()),
        );
        reference(args, 1).set(found);
        return true;
      } catch (error) {
        if (!(error instanceof Terminating)) throw error;
        reference(args, 1).set(make(kind, 0n));
        return false;
      }
    });
}

common('DateOnly')
  .property('Year', 'int', (self) => partsOf(self.date).year)
  .property('Month', 'int', (self) => partsOf(self.date).month)
  .property('Day', 'int', (self) => partsOf(self.date).day)
  .property('DayOfWeek', 'System.DayOfWeek', (self) =>
    enumFrom('System.DayOfWeek', partsOf(self.date).dayOfWeek),
  )
  .property('DayOfYear', 'int', (self) => partsOf(self.date).dayOfYear)
  .property('DayNumber', 'int', (self) => Number(self.ticks / TICKS_PER_DAY))
  .method('System.DateOnly AddDays(int value)', (self, args) =>
    day(self.ticks + BigInt(int(args, 0)) * TICKS_PER_DAY),
  )
  .method('System.DateOnly AddMonths(int value)', (self, args) =>
    day(addMonths(self.date, int(args, 0)).ticks),
  )
  .method('System.DateOnly AddYears(int value)', (self, args) =>
    day(addMonths(self.date, 12 * int(args, 0)).ticks),
  )
  .method(
    'datetime ToDateTime(System.TimeOnly time)|(System.TimeOnly time, System.DateTimeKind kind)',
    (self, args) => {
      const zone = enumName(args, 1);
      return {
        kind: 'dateTime',
        ticks: self.ticks + (stateOf(args[0], PartState)?.ticks ?? 0n),
        zone: zone === 'Utc' || zone === 'Local' ? zone : 'Unspecified',
      };
    },
  )
  .method('string ToLongDateString()', (self, _, rt) => self.format('D', rt.culture))
  .method('string ToShortDateString()', (self, _, rt) => self.format('d', rt.culture))
  .staticProperty('MinValue', 'System.DateOnly', () => day(0n))
  .staticProperty('MaxValue', 'System.DateOnly', () => day(LAST_DAY))
  .static('System.DateOnly FromDateTime(datetime dateTime)', (args) => day(ticksIn(given(args, 0))))
  .static('System.DateOnly FromDayNumber(int dayNumber)', (args) => day(BigInt(int(args, 0)) * TICKS_PER_DAY))
  .constructors('(int year, int month, int day)', (args) =>
    day(ticksOf(int(args, 0), int(args, 1), int(args, 2))),
  );

const MINUTE = 60n * TICKS_PER_SECOND;

common('TimeOnly')
  .property('Hour', 'int', (self) => partsOf(self.date).hour)
  .property('Minute', 'int', (self) => partsOf(self.date).minute)
  .property('Second', 'int', (self) => partsOf(self.date).second)
  .property('Millisecond', 'int', (self) => partsOf(self.date).millisecond)
  .property('Microsecond', 'int', (self) => Number((self.ticks / 10n) % 1000n))
  .property('Nanosecond', 'int', (self) => Number((self.ticks % 10n) * 100n))
  .property('Ticks', 'long', (self) => long(self.ticks))
  .method('System.TimeOnly Add(timespan value)', (self, args) => clock(self.ticks + ticksIn(given(args, 0))))
  .method('System.TimeOnly AddHours(double value)', (self, args) =>
    clock(self.ticks + scaledTicks(int(args, 0), 60n * MINUTE)),
  )
  .method('System.TimeOnly AddMinutes(double value)', (self, args) =>
    clock(self.ticks + scaledTicks(int(args, 0), MINUTE)),
  )
  .method('bool IsBetween(System.TimeOnly start, System.TimeOnly end)', (self, args) => {
    const [from, to] = [stateOf(args[0], PartState)?.ticks ?? 0n, stateOf(args[1], PartState)?.ticks ?? 0n];
    return from <= to ? self.ticks >= from && self.ticks < to : self.ticks >= from || self.ticks < to;
  })
  .method('timespan ToTimeSpan()', (self) => timeSpan(self.ticks))
  .method('string ToLongTimeString()', (self, _, rt) => self.format('T', rt.culture))
  .method('string ToShortTimeString()', (self, _, rt) => self.format('t', rt.culture))
  .staticProperty('MinValue', 'System.TimeOnly', () => clock(0n))
  .staticProperty('MaxValue', 'System.TimeOnly', () => clock(TICKS_PER_DAY - 1n))
  .static('System.TimeOnly FromDateTime(datetime dateTime)', (args) => clock(ticksIn(given(args, 0))))
  .static('System.TimeOnly FromTimeSpan(timespan timeSpan)', (args) => clock(ticksIn(given(args, 0))))
  .constructors('(int hour, int minute)|(int hour, int minute, int second)|(long ticks)', (args) =>
    args.length === 1
      ? clock(BigInt(int(args, 0)))
      : clock(ticksOf(1, 1, 1, int(args, 0), int(args, 1), int(args, 2))),
  );
