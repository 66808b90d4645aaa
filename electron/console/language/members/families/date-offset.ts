import { formatDate, offsetOf, toLocal, toUtc } from '../../dotnet/dates.ts';
import { dateFrom } from '../parse-text.ts';
import { addCast, convertTo } from '../../convert/convert.ts';
import { castFailure, noConversion, shown } from '../../convert/cast-errors.ts';
import { hasKind } from '../../values/model.ts';
import { Terminating } from '../../values/errors.ts';
import { TICKS_PER_SECOND } from '../../values/time.ts';
import { given, int, reference, text } from '../args.ts';
import { defineReference } from '../define.ts';
import { long } from '../helpers.ts';
import { membersOfType } from '../lookup.ts';
import { providerOf } from '../provider.ts';
import { fromUnix, shifted, timeSpan } from '../ticks.ts';
import { INVARIANT } from '../../culture.ts';
import type { ComparableState } from '../../values/comparable.ts';
import type { Culture } from '../../culture.ts';
import type { PsReference } from '../../values/block.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import type { PsDateTime } from '../../values/time.ts';
import type { Value } from '../../values/model.ts';
import { stateOf } from '../../values/state-of.ts';

/** State of a System.DateTimeOffset: its clock and how many seconds that is ahead of UTC. */
export class OffsetState implements ComparableState {
  readonly clock: PsDateTime;
  readonly offset: number;

  constructor(clock: PsDateTime, offset: number) {
    this.clock = { ...clock, zone: 'Unspecified' };
    this.offset = offset;
  }

  toText(): string {
    return offsetText(this, '', INVARIANT);
  }

  format(format: string, culture: Culture): string {
    return offsetText(this, format, culture);
  }

  compareWith(other: unknown): number | null {
    if (!(other instanceof OffsetState)) return null;
    const [mine, its] = [this.utc.ticks, other.utc.ticks];
    return mine < its ? -1 : mine > its ? 1 : 0;
  }

  /** A span is added or taken away; two of them are a span apart. */
  operate(sign: string, right: Value): Value | undefined {
    if (sign !== '+' && sign !== '-') return undefined;
    const other = stateOf(right, OffsetState);
    if (sign === '-' && other !== null) return timeSpan(this.utc.ticks - other.utc.ticks);
    const span = convertTo(right, 'System.TimeSpan', INVARIANT);
    const ticks = typeof span === 'object' && span !== null && 'ticks' in span ? span.ticks : 0n;
    return make(shifted(this.clock, sign === '+' ? ticks : -ticks), this.offset);
  }

  get utc(): PsDateTime {
    return {
      kind: 'dateTime',
      ticks: this.clock.ticks - BigInt(this.offset) * TICKS_PER_SECOND,
      zone: 'Utc',
    };
  }
}

function make(clock: PsDateTime, offset: number): PsReference {
  return { kind: 'reference', typeName: 'System.DateTimeOffset', state: new OffsetState(clock, offset) };
}

/** A moment as a System.DateTimeOffset at UTC. */
export function utcOffset(ticks: bigint): PsReference {
  return make({ kind: 'dateTime', ticks, zone: 'Utc' }, 0);
}

function fromDate(value: PsDateTime, rt: { readonly culture: Culture }): PsReference {
  return make(value, offsetOf(value, rt.culture));
}

function dateOf(value: Value): PsDateTime {
  return hasKind(value, 'dateTime') ? value : { kind: 'dateTime', ticks: 0n, zone: 'Utc' };
}

function spanSeconds(value: Value): number {
  return hasKind(value, 'timeSpan') ? Number(value.ticks / TICKS_PER_SECOND) : 0;
}

function zoneText(offset: number): string {
  const minutes = Math.abs(Math.trunc(offset / 60));
  return `${offset < 0 ? '-' : '+'}${String(Math.trunc(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function parse(
  written: string,
  rt: { readonly culture: Culture; readonly host: { now(): number } },
): PsReference {
  const zone = /([+-])(\d\d):?(\d\d)\s*$/.exec(written);
  if (zone !== null && /\d:\d/.test(written)) {
    const offset = (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 3600 + Number(zone[3]) * 60);
    return make(dateFrom(written.slice(0, zone.index), rt.culture, [], rt.host.now()), offset);
  }
  if (/z\s*$/i.test(written))
    return make(toUtc(dateFrom(written, rt.culture, [], rt.host.now()), rt.culture), 0);
  return fromDate(dateFrom(written, rt.culture, [], rt.host.now()), rt);
}

/** Of a date and time with offset as text: "03/09/2026 14:05:00 +00:00", or by a format. */
export function offsetText(self: OffsetState, format: string, culture: Runtime['culture']): string {
  if (format === '') return `${formatDate(self.clock, 'G', culture)} ${zoneText(self.offset)}`;
  if (format === 'o' || format === 'O')
    return `${formatDate(self.clock, 'yyyy-MM-ddTHH:mm:ss.fffffff', culture)}${zoneText(self.offset)}`;
  if (format === 'u') return formatDate(self.utc, 'u', culture);
  if (format === 'r' || format === 'R') return formatDate(self.utc, 'r', culture);
  if (format.length === 1) return formatDate(self.clock, format, culture);
  const zone = zoneText(self.offset);
  const literal = format.replace(
    /z{1,3}|K/g,
    (run) =>
      `'${run === 'z' ? String(Number(zone.slice(0, 3))).replace(/^(?=\d)/, '+') : run === 'zz' ? zone.slice(0, 3) : zone}'`,
  );
  return formatDate(self.clock, literal, culture);
}

const offsets = defineReference<OffsetState>('System.DateTimeOffset')
  .property('DateTime', 'datetime', (self) => self.clock)
  .property('UtcDateTime', 'datetime', (self) => self.utc)
  .property('LocalDateTime', 'datetime', (self, rt) => toLocal(self.utc, rt.culture));

const DAY_PARTS = [
  'Date',
  'Day',
  'DayOfWeek',
  'DayOfYear',
  'Hour',
  'Millisecond',
  'Microsecond',
  'Nanosecond',
  'Minute',
  'Month',
];

/** Parts that are the clock's own. */
function clockParts(names: readonly string[]): void {
  for (const name of names) {
    const property = membersOfType('System.DateTime').properties.get(name.toLowerCase());
    if (property !== undefined) {
      offsets.property(name, property.type, (self, rt) => property.get(self.clock, rt));
    }
  }
}

clockParts(DAY_PARTS);
offsets
  .property('Offset', 'timespan', (self) => timeSpan(BigInt(self.offset) * TICKS_PER_SECOND))
  .property('TotalOffsetMinutes', 'int', (self) => Math.trunc(self.offset / 60));
clockParts(['Second', 'Ticks']);
offsets.property('UtcTicks', 'long', (self) => long(self.utc.ticks));
clockParts(['TimeOfDay', 'Year']);

offsets
  .method('long ToUnixTimeSeconds()', (self) =>
    long((self.utc.ticks - 621_355_968_000_000_000n) / TICKS_PER_SECOND),
  )
  .method('long ToUnixTimeMilliseconds()', (self) =>
    long((self.utc.ticks - 621_355_968_000_000_000n) / 10_000n),
  )
  .method('System.DateTimeOffset ToUniversalTime()', (self) => make(self.utc, 0))
  .method('System.DateTimeOffset ToLocalTime()', (self, _, rt) => fromDate(toLocal(self.utc, rt.culture), rt))
  .method('System.DateTimeOffset ToOffset(timespan offset)', (self, args) => {
    const seconds = spanSeconds(given(args, 0));
    return make(shifted(self.utc, BigInt(seconds) * TICKS_PER_SECOND), seconds);
  })
  .method('Object Subtract(Object value)', (self, args) => {
    const other = given(args, 0);
    const offset = stateOf(other, OffsetState);
    if (offset !== null) return timeSpan(self.utc.ticks - offset.utc.ticks);
    return make(shifted(self.clock, -BigInt(spanSeconds(other)) * TICKS_PER_SECOND), self.offset);
  })
  .method(
    'string ToString()|(string format)|(IFormatProvider formatProvider)|(string format, IFormatProvider formatProvider)',
    (self, args, rt) =>
      offsetText(self, typeof args[0] === 'string' ? args[0] : '', providerOf(args.at(-1), rt)),
  )
  .method('int CompareTo(Object other)', (self, args) => {
    const other = given(args, 0);
    const ticks = stateOf(other, OffsetState)?.utc.ticks ?? 0n;
    return self.utc.ticks < ticks ? -1 : self.utc.ticks > ticks ? 1 : 0;
  })
  .staticProperty('Now', 'System.DateTimeOffset', (rt) =>
    fromDate(toLocal(fromUnix(rt.host.now()), rt.culture), rt),
  )
  .staticProperty('UtcNow', 'System.DateTimeOffset', (rt) => make(fromUnix(rt.host.now()), 0))
  .staticProperty('UnixEpoch', 'System.DateTimeOffset', () => make(fromUnix(0), 0))
  .staticProperty('MinValue', 'System.DateTimeOffset', () =>
    make({ kind: 'dateTime', ticks: 0n, zone: 'Utc' }, 0),
  )
  .static('System.DateTimeOffset FromUnixTimeSeconds(long seconds)', (args) =>
    make(fromUnix(int(args, 0) * 1000), 0),
  )
  .static('System.DateTimeOffset FromUnixTimeMilliseconds(long milliseconds)', (args) =>
    make(fromUnix(int(args, 0)), 0),
  )
  .static(
    'System.DateTimeOffset Parse(string input)|(string input, IFormatProvider formatProvider)',
    (args, rt) => parse(text(args, 0), rt),
  )
  .static('bool TryParse(string input, ref Object result)', (args, rt) => {
    try {
      reference(args, 1).set(parse(text(args, 0), rt));
      return true;
    } catch (error) {
      if (!(error instanceof Terminating)) throw error;
      reference(args, 1).set(null);
      return false;
    }
  })
  .constructors('()|(datetime dateTime)|(datetime dateTime, timespan offset)', (args, rt) => {
    const date = dateOf(given(args, 0));
    return args.length === 2 ? make(date, spanSeconds(given(args, 1))) : fromDate(date, rt);
  });

for (const name of [
  'AddDays',
  'AddHours',
  'AddMilliseconds',
  'AddMinutes',
  'AddMonths',
  'AddSeconds',
  'AddTicks',
  'AddYears',
]) {
  const method = membersOfType('System.DateTime').methods.get(name.toLowerCase());
  if (method === undefined) continue;
  const type = /Months|Years/.test(name) ? 'int' : name === 'AddTicks' ? 'long' : 'double';
  offsets.method(`System.DateTimeOffset ${name}(${type} value)`, (self, args, rt) =>
    make(dateOf(method.call(self.clock, args, rt)), self.offset),
  );
}

addCast('System.DateTimeOffset', (value, culture) => {
  if (hasKind(value, 'dateTime')) return fromDate(value, { culture });
  if (typeof value !== 'string') throw noConversion(value, 'System.DateTimeOffset');
  try {
    return parse(value, { culture, host: { now: () => Date.now() } });
  } catch (error) {
    if (!(error instanceof Terminating)) throw error;
    throw castFailure(
      'InvalidCastParseTargetInvocation',
      `Cannot convert value "${shown(value)}" to type "System.DateTimeOffset". Error: "${error.record.exception.message}"`,
    );
  }
});
