import { formatTimeSpan } from '../../dotnet/dates.ts';
import { timeSpanFrom } from '../parse-text.ts';
import { isArray, hasKind } from '../../values/model.ts';
import { Terminating } from '../../values/errors.ts';
import { TICKS_PER_DAY, TICKS_PER_MILLISECOND, TICKS_PER_SECOND } from '../../values/time.ts';
import { given, int, reference, text } from '../args.ts';
import { define } from '../define.ts';
import { double, itemsOf, long } from '../helpers.ts';
import { providerOf } from '../provider.ts';
import { parseTimeSpanExact } from '../time-span-exact.ts';
import { scaledTicks, timeSpan } from '../ticks.ts';
import type { PsTimeSpan } from '../../values/time.ts';
import type { Value } from '../../values/model.ts';

const HOUR = 3600n * TICKS_PER_SECOND;
const MINUTE = 60n * TICKS_PER_SECOND;

function spanOf(args: readonly Value[], at = 0): bigint {
  const value = given(args, at);
  return hasKind(value, 'timeSpan') ? value.ticks : 0n;
}

function total(unit: bigint) {
  return (self: PsTimeSpan): Value => double(Number(self.ticks) / Number(unit));
}

function from(unit: bigint) {
  return (args: readonly Value[]): Value => {
    const value = given(args, 0);
    if (typeof value === 'number') return timeSpan(BigInt(value) * unit);
    if (hasKind(value, 'long')) return timeSpan(value.value * unit);
    return timeSpan(scaledTicks(int(args, 0), unit));
  };
}

const MIN = -9223372036854775808n;
const MAX = 9223372036854775807n;

define<PsTimeSpan>('System.TimeSpan')
  .property('Ticks', 'long', (self) => long(self.ticks))
  .property('Days', 'int', (self) => Number(self.ticks / TICKS_PER_DAY))
  .property('Hours', 'int', (self) => Number((self.ticks / HOUR) % 24n))
  .property('Milliseconds', 'int', (self) => Number((self.ticks / TICKS_PER_MILLISECOND) % 1000n))
  .property('Microseconds', 'int', (self) => Number((self.ticks / 10n) % 1000n))
  .property('Nanoseconds', 'int', (self) => Number((self.ticks % 10n) * 100n))
  .property('Minutes', 'int', (self) => Number((self.ticks / MINUTE) % 60n))
  .property('Seconds', 'int', (self) => Number((self.ticks / TICKS_PER_SECOND) % 60n))
  .property('TotalDays', 'double', total(TICKS_PER_DAY))
  .property('TotalHours', 'double', total(HOUR))
  .property('TotalMilliseconds', 'double', (self) => {
    const most = Number(MAX / TICKS_PER_MILLISECOND);
    return double(Math.max(-most, Math.min(most, Number(self.ticks) / Number(TICKS_PER_MILLISECOND))));
  })
  .property('TotalMicroseconds', 'double', total(10n))
  .property('TotalNanoseconds', 'double', (self) => double(Number(self.ticks) * 100))
  .property('TotalMinutes', 'double', total(MINUTE))
  .property('TotalSeconds', 'double', total(TICKS_PER_SECOND))
  .method('timespan Add(timespan ts)', (self, args) => timeSpan(self.ticks + spanOf(args)))
  .method('int CompareTo(timespan value)', (self, args) =>
    self.ticks < spanOf(args) ? -1 : self.ticks > spanOf(args) ? 1 : 0,
  )
  .method('Object Divide(double divisor)|(timespan ts)', (self, args) => {
    const by = given(args, 0);
    if (hasKind(by, 'timeSpan')) return double(Number(self.ticks) / Number(by.ticks));
    return timeSpan(BigInt(Math.round(Number(self.ticks) / int(args, 0))));
  })
  .method('timespan Duration()', (self) => timeSpan(self.ticks < 0n ? -self.ticks : self.ticks))
  .method('bool Equals(Object value)', (self, args) => {
    const other = given(args, 0);
    return hasKind(other, 'timeSpan') && other.ticks === self.ticks;
  })
  .method('timespan Multiply(double factor)', (self, args) =>
    timeSpan(BigInt(Math.round(Number(self.ticks) * int(args, 0)))),
  )
  .method('timespan Negate()', (self) => timeSpan(-self.ticks))
  .method('timespan Subtract(timespan ts)', (self, args) => timeSpan(self.ticks - spanOf(args)))
  .method(
    'string ToString()|(string format)|(string format, IFormatProvider formatProvider)',
    (self, args, rt) =>
      formatTimeSpan(
        self,
        typeof args[0] === 'string' && args[0] !== '' ? args[0] : 'c',
        providerOf(args[1], rt),
      ),
  )
  .staticProperty('Zero', 'timespan', () => timeSpan(0n))
  .staticProperty('MaxValue', 'timespan', () => timeSpan(MAX))
  .staticProperty('MinValue', 'timespan', () => timeSpan(MIN))
  .staticProperty('TicksPerDay', 'long', () => long(TICKS_PER_DAY))
  .staticProperty('TicksPerHour', 'long', () => long(HOUR))
  .staticProperty('TicksPerMinute', 'long', () => long(MINUTE))
  .staticProperty('TicksPerSecond', 'long', () => long(TICKS_PER_SECOND))
  .staticProperty('TicksPerMillisecond', 'long', () => long(TICKS_PER_MILLISECOND))
  .static('timespan FromDays(double value)', from(TICKS_PER_DAY))
  .static('timespan FromHours(double value)', from(HOUR))
  .static('timespan FromMinutes(double value)', from(MINUTE))
  .static('timespan FromSeconds(double value)', from(TICKS_PER_SECOND))
  .static('timespan FromMilliseconds(double value)', from(TICKS_PER_MILLISECOND))
  .static('timespan FromTicks(long value)', from(1n))
  .static('int Compare(timespan t1, timespan t2)', (args) =>
    spanOf(args) < spanOf(args, 1) ? -1 : spanOf(args) > spanOf(args, 1) ? 1 : 0,
  )
  .static('timespan Parse(string s)|(string input, IFormatProvider formatProvider)', (args, rt) =>
    timeSpanFrom(text(args, 0), providerOf(args[1], rt)),
  )
  .static(
    'timespan ParseExact(string input, string format, IFormatProvider formatProvider)|(string input, string[] formats, IFormatProvider formatProvider)',
    (args) => parseTimeSpanExact(text(args, 0), itemsOf(given(args, 1)).map(String)),
  )
  .static(
    'bool TryParse(string s, ref timespan result)|(string input, IFormatProvider formatProvider, ref timespan result)',
    (args, rt) => {
      const result = reference(args, args.length - 1);
      try {
        result.set(timeSpanFrom(text(args, 0), providerOf(args[1], rt)));
        return true;
      } catch (error) {
        if (!(error instanceof Terminating)) throw error;
        result.set(timeSpan(0n));
        return false;
      }
    },
  )
  .constructors(
    '()|(long ticks)|(int hours, int minutes, int seconds)|(int days, int hours, int minutes, int seconds)|(int days, int hours, int minutes, int seconds, int milliseconds)',
    (args) => {
      if (args.length < 3) {
        const value = given(args, 0);
        return timeSpan(
          typeof value === 'object' && value !== null && !isArray(value) && value.kind === 'long'
            ? value.value
            : BigInt(int(args, 0)),
        );
      }
      const [days, hours, minutes, seconds, milliseconds] = (args.length === 3 ? [0, ...args] : args).map(
        (each) => (typeof each === 'number' ? each : 0),
      );
      const whole =
        BigInt(days ?? 0) * TICKS_PER_DAY + BigInt(hours ?? 0) * HOUR + BigInt(minutes ?? 0) * MINUTE;
      return timeSpan(
        whole + BigInt(seconds ?? 0) * TICKS_PER_SECOND + BigInt(milliseconds ?? 0) * TICKS_PER_MILLISECOND,
      );
    },
  );
