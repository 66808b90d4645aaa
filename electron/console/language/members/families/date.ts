import { daysInMonth, formatDate, isLeapYear, MAX_TICKS, toLocal, toUtc } from '../../dotnet/dates.ts';
import { dateFrom, dateFromExact } from '../parse-text.ts';
import { isArray, hasKind } from '../../values/model.ts';
import { Terminating } from '../../values/errors.ts';
import { TICKS_PER_DAY, TICKS_PER_MILLISECOND, TICKS_PER_SECOND } from '../../values/time.ts';
import { enumName, given, int, net, reference, text } from '../args.ts';
import { define } from '../define.ts';
import { double, enumFrom, itemsOf, long, typedArray } from '../helpers.ts';
import { providerOf } from '../provider.ts';
import { addMonths, fromUnix, partsOf, scaledTicks, shifted, ticksOf, timeSpan } from '../ticks.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import type { PsDateTime } from '../../values/time.ts';
import type { Value } from '../../values/model.ts';

const FILE_TIME_START = 504_911_232_000_000_000n;

/** Ticks of a date or time span argument; null where it is neither. */
function ticksFrom(value: Value): { kind: 'dateTime' | 'timeSpan'; ticks: bigint } | null {
  return value !== null &&
    typeof value === 'object' &&
    !isArray(value) &&
    (value.kind === 'dateTime' || value.kind === 'timeSpan')
    ? value
    : null;
}

function bigOf(value: Value): bigint {
  if (typeof value === 'number') return BigInt(value);
  return hasKind(value, 'long') ? value.value : 0n;
}

function dateOf(ticks: bigint, zone: PsDateTime['zone']): PsDateTime {
  if (ticks < 0n || ticks > MAX_TICKS) {
    throw net(
      'System.ArgumentOutOfRangeException',
      "Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks. (Parameter 'ticks')",
    );
  }
  return { kind: 'dateTime', ticks, zone };
}

function add(unit: bigint) {
  return (self: PsDateTime, args: readonly Value[]): Value => {
    const amount = given(args, 0);
    const ticks = typeof amount === 'number' ? BigInt(amount) * unit : scaledTicks(int(args, 0), unit);
    return shifted(self, ticks);
  };
}

const dates = define<PsDateTime>('System.DateTime')
  .property(
    'DateTime',
    'string',
    (self, rt) => `${formatDate(self, 'D', rt.culture)} ${formatDate(self, 'T', rt.culture)}`,
    null,
    'ScriptProperty',
  )
  .property('Date', 'datetime', (self) => ({ ...self, ticks: self.ticks - (self.ticks % TICKS_PER_DAY) }))
  .property('Day', 'int', (self) => partsOf(self).day)
  .property('DayOfWeek', 'System.DayOfWeek', (self) => enumFrom('System.DayOfWeek', partsOf(self).dayOfWeek))
  .property('DayOfYear', 'int', (self) => partsOf(self).dayOfYear)
  .property('Hour', 'int', (self) => partsOf(self).hour)
  .property('Kind', 'System.DateTimeKind', (self) =>
    enumFrom('System.DateTimeKind', ['Unspecified', 'Utc', 'Local'].indexOf(self.zone)),
  )
  .property('Microsecond', 'int', (self) => Math.floor(partsOf(self).ticks / 10))
  .property('Millisecond', 'int', (self) => partsOf(self).millisecond)
  .property('Minute', 'int', (self) => partsOf(self).minute)
  .property('Month', 'int', (self) => partsOf(self).month)
  .property('Nanosecond', 'int', (self) => (partsOf(self).ticks % 10) * 100)
  .property('Second', 'int', (self) => partsOf(self).second)
  .property('Ticks', 'long', (self) => long(self.ticks))
  .property('TimeOfDay', 'timespan', (self) => timeSpan(self.ticks % TICKS_PER_DAY))
  .property('Year', 'int', (self) => partsOf(self).year)
  .method('datetime Add(timespan value)', (self, args) =>
    shifted(self, ticksFrom(given(args, 0))?.ticks ?? 0n),
  )
  .method('datetime AddDays(double value)', add(TICKS_PER_DAY))
  .method('datetime AddHours(double value)', add(3600n * TICKS_PER_SECOND))
  .method('datetime AddMicroseconds(double value)', add(10n))
  .method('datetime AddMilliseconds(double value)', add(TICKS_PER_MILLISECOND))
  .method('datetime AddMinutes(double value)', add(60n * TICKS_PER_SECOND))
  .method('datetime AddMonths(int months)', (self, args) => addMonths(self, int(args, 0)))
  .method('datetime AddSeconds(double value)', add(TICKS_PER_SECOND))
  .method('datetime AddTicks(long value)', (self, args) => shifted(self, bigOf(given(args, 0))))
  .method('datetime AddYears(int value)', (self, args) => addMonths(self, 12 * int(args, 0)))
  .method('int CompareTo(datetime value)', (self, args) => {
    const other = ticksFrom(given(args, 0))?.ticks ?? 0n;
    return self.ticks < other ? -1 : self.ticks > other ? 1 : 0;
  })
  .method('bool Equals(Object value)', (self, args) => {
    const other = ticksFrom(given(args, 0));
    return other?.kind === 'dateTime' && other.ticks === self.ticks;
  })
  .method('string[] GetDateTimeFormats()', (self, _, rt) =>
    typedArray(
      Array.from('dDfFgGmortTsuUy').map((format) => formatDate(self, format, rt.culture)),
      'String',
    ),
  )
  .method(
    'bool IsDaylightSavingTime()',
    (self, _, rt) => self.zone !== 'Utc' && rt.culture.timeZone !== 'UTC' && isSummer(self, rt),
  )
  .method('timespan Subtract(datetime value)|(timespan value)', (self, args) => {
    const other = ticksFrom(given(args, 0));
    if (other?.kind === 'dateTime') return timeSpan(self.ticks - other.ticks);
    return shifted(self, -(other?.ticks ?? 0n));
  })
  .method('long ToBinary()', (self) => long(self.ticks | (self.zone === 'Utc' ? 1n << 62n : 0n)))
  .method('long ToFileTime()', (self, _, rt) => long(toUtc(self, rt.culture).ticks - FILE_TIME_START))
  .method('long ToFileTimeUtc()', (self, _, rt) =>
    long((self.zone === 'Local' ? toUtc(self, rt.culture) : self).ticks - FILE_TIME_START),
  )
  .method('datetime ToLocalTime()', (self, _, rt) => toLocal(self, rt.culture))
  .method('string ToLongDateString()', (self, _, rt) => formatDate(self, 'D', rt.culture))
  .method('string ToLongTimeString()', (self, _, rt) => formatDate(self, 'T', rt.culture))
  .method('double ToOADate()', (self) =>
    double(Number(self.ticks - 599_264_352_000_000_000n) / Number(TICKS_PER_DAY)),
  )
  .method('string ToShortDateString()', (self, _, rt) => formatDate(self, 'd', rt.culture))
  .method('string ToShortTimeString()', (self, _, rt) => formatDate(self, 't', rt.culture))
  .method(
    'string ToString()|(string format)|(IFormatProvider provider)|(string format, IFormatProvider provider)',
    (self, args, rt) =>
      formatDate(
        self,
        typeof args[0] === 'string' && args[0] !== '' ? args[0] : 'G',
        providerOf(args.at(-1), rt),
      ),
  )
  .method('datetime ToUniversalTime()', (self, _, rt) => toUtc(self, rt.culture));

function isSummer(self: PsDateTime, rt: Runtime): boolean {
  const { year } = partsOf(self);
  const here = self.ticks - toUtc({ ...self, zone: 'Local' }, rt.culture).ticks;
  const winter = [1, 7].map((month) => {
    const day: PsDateTime = { kind: 'dateTime', ticks: ticksOf(year, month, 1), zone: 'Local' };
    return day.ticks - toUtc(day, rt.culture).ticks;
  });
  const least = winter.reduce((a, b) => (a < b ? a : b));
  return here > least;
}

dates
  .staticProperty('MinValue', 'datetime', () => ({ kind: 'dateTime', ticks: 0n, zone: 'Unspecified' }))
  .staticProperty('MaxValue', 'datetime', () => ({ kind: 'dateTime', ticks: MAX_TICKS, zone: 'Unspecified' }))
  .staticProperty('UnixEpoch', 'datetime', () => fromUnix(0))
  .staticProperty('Now', 'datetime', (rt) => toLocal(fromUnix(rt.host.now()), rt.culture))
  .staticProperty('UtcNow', 'datetime', (rt) => fromUnix(rt.host.now()))
  .staticProperty('Today', 'datetime', (rt) => {
    const now = toLocal(fromUnix(rt.host.now()), rt.culture);
    return { ...now, ticks: now.ticks - (now.ticks % TICKS_PER_DAY) };
  })
  .static('int DaysInMonth(int year, int month)', (args) => {
    if (int(args, 1) < 1 || int(args, 1) > 12)
      throw net(
        'System.ArgumentOutOfRangeException',
        "Month must be between one and twelve. (Parameter 'month')",
      );
    return daysInMonth(int(args, 0), int(args, 1));
  })
  .static('bool IsLeapYear(int year)', (args) => isLeapYear(int(args, 0)))
  .static('int Compare(datetime t1, datetime t2)', (args) => {
    const [a, b] = [ticksFrom(given(args, 0))?.ticks ?? 0n, ticksFrom(given(args, 1))?.ticks ?? 0n];
    return a < b ? -1 : a > b ? 1 : 0;
  })
  .static('datetime SpecifyKind(datetime value, System.DateTimeKind kind)', (args) => {
    const zone = enumName(args, 1);
    return dateOf(
      ticksFrom(given(args, 0))?.ticks ?? 0n,
      zone === 'Utc' || zone === 'Local' ? zone : 'Unspecified',
    );
  })
  .static('datetime FromFileTime(long fileTime)', (args, rt) =>
    toLocal(dateOf(bigOf(given(args, 0)) + FILE_TIME_START, 'Utc'), rt.culture),
  )
  .static('datetime FromFileTimeUtc(long fileTime)', (args) =>
    dateOf(bigOf(given(args, 0)) + FILE_TIME_START, 'Utc'),
  )
  .static('datetime FromOADate(double d)', (args) =>
    dateOf(
      599_264_352_000_000_000n + BigInt(Math.round(int(args, 0) * 86_400_000)) * TICKS_PER_MILLISECOND,
      'Unspecified',
    ),
  )
  .static('datetime FromBinary(long dateData)', (args) => {
    const data = bigOf(given(args, 0));
    return dateOf(data & ((1n << 62n) - 1n), (data >> 62n) & 1n ? 'Utc' : 'Unspecified');
  })
  .static(
    'datetime Parse(string s)|(string s, IFormatProvider provider)|(string s, IFormatProvider provider, System.Globalization.DateTimeStyles styles)',
    (args, rt) => dateFrom(text(args, 0), providerOf(args[1], rt), stylesOf(args, 2), rt.host.now()),
  )
  .static(
    'datetime ParseExact(string s, string format, IFormatProvider provider)|(string s, string format, IFormatProvider provider, System.Globalization.DateTimeStyles style)|(string s, string[] formats, IFormatProvider provider, System.Globalization.DateTimeStyles style)',
    (args, rt) =>
      dateFromExact(
        text(args, 0),
        formatsOf(args),
        providerOf(args[2], rt),
        stylesOf(args, 3),
        rt.host.now(),
      ),
  )
  .static(
    'bool TryParse(string s, ref datetime result)|(string s, IFormatProvider provider, ref datetime result)|(string s, IFormatProvider provider, System.Globalization.DateTimeStyles styles, ref datetime result)',
    (args, rt) =>
      tryParse(args, () =>
        dateFrom(text(args, 0), providerOf(args[1], rt), stylesOf(args, 2), rt.host.now()),
      ),
  )
  .static(
    'bool TryParseExact(string s, string format, IFormatProvider provider, System.Globalization.DateTimeStyles style, ref datetime result)|(string s, string[] formats, IFormatProvider provider, System.Globalization.DateTimeStyles style, ref datetime result)',
    (args, rt) =>
      tryParse(args, () =>
        dateFromExact(
          text(args, 0),
          formatsOf(args),
          providerOf(args[2], rt),
          stylesOf(args, 3),
          rt.host.now(),
        ),
      ),
  )
  .constructors(
    '()|(long ticks)|(long ticks, System.DateTimeKind kind)|(int year, int month, int day)|(int year, int month, int day, int hour, int minute, int second)|(int year, int month, int day, int hour, int minute, int second, System.DateTimeKind kind)|(int year, int month, int day, int hour, int minute, int second, int millisecond)|(int year, int month, int day, int hour, int minute, int second, int millisecond, System.DateTimeKind kind)',
    (args) => {
      const kind = enumName(args, args.length - 1);
      const zone = kind === 'Utc' || kind === 'Local' ? kind : 'Unspecified';
      if (args.length < 3) return dateOf(bigOf(given(args, 0)), zone);
      const [hour, minute, second, millisecond] = [3, 4, 5, 6].map((at) =>
        typeof args[at] === 'number' ? args[at] : 0,
      );
      return dateOf(
        ticksOf(int(args, 0), int(args, 1), int(args, 2), hour, minute, second, millisecond),
        zone,
      );
    },
  );

function stylesOf(args: readonly Value[], at: number): readonly string[] {
  const names = enumName(args, at);
  return names === '' || names === 'None' ? [] : names.split(', ');
}

function formatsOf(args: readonly Value[]): string[] {
  return itemsOf(given(args, 1)).map((each) => (typeof each === 'string' ? each : ''));
}

function tryParse(args: readonly Value[], parse: () => Value): boolean {
  const result = reference(args, args.length - 1);
  try {
    result.set(parse());
    return true;
  } catch (error) {
    if (!(error instanceof Terminating)) throw error;
    result.set({ kind: 'dateTime', ticks: 0n, zone: 'Unspecified' });
    return false;
  }
}
