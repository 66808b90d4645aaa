import { offsetAt, toUtc } from '../../dotnet/dates.ts';
import { hasKind } from '../../values/model.ts';
import { stateOf } from '../../values/state-of.ts';
import { TICKS_PER_SECOND } from '../../values/time.ts';
import { argumentNull, given, net, text } from '../args.ts';
import { defineReference } from '../define.ts';
import { timeSpan } from '../ticks.ts';
import type { PsReference } from '../../values/block.ts';
import type { PsDateTime } from '../../values/time.ts';
import type { Value } from '../../values/model.ts';

/** State of a System.TimeZoneInfo. */
class ZoneState {
  /** As asked for: a Windows or an IANA name. */
  readonly id: string;
  readonly iana: string;

  constructor(id: string, iana: string) {
    this.id = id;
    this.iana = iana;
  }

  toText(): string {
    return displayName(this);
  }
}

/** Windows' names of the zones that mailboxes are commonly set to. */
const WINDOWS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    utc: 'UTC',
    'gmt standard time': 'Europe/London',
    'greenwich standard time': 'Atlantic/Reykjavik',
    'w. europe standard time': 'Europe/Berlin',
    'central europe standard time': 'Europe/Budapest',
    'romance standard time': 'Europe/Paris',
    'central european standard time': 'Europe/Warsaw',
    'gtb standard time': 'Europe/Bucharest',
    'fle standard time': 'Europe/Kiev',
    'e. europe standard time': 'Europe/Chisinau',
    'turkey standard time': 'Europe/Istanbul',
    'israel standard time': 'Asia/Jerusalem',
    'russian standard time': 'Europe/Moscow',
    'south africa standard time': 'Africa/Johannesburg',
    'egypt standard time': 'Africa/Cairo',
    'arab standard time': 'Asia/Riyadh',
    'arabian standard time': 'Asia/Dubai',
    'india standard time': 'Asia/Kolkata',
    'pakistan standard time': 'Asia/Karachi',
    'se asia standard time': 'Asia/Bangkok',
    'singapore standard time': 'Asia/Singapore',
    'china standard time': 'Asia/Shanghai',
    'taipei standard time': 'Asia/Taipei',
    'tokyo standard time': 'Asia/Tokyo',
    'korea standard time': 'Asia/Seoul',
    'w. australia standard time': 'Australia/Perth',
    'aus central standard time': 'Australia/Darwin',
    'cen. australia standard time': 'Australia/Adelaide',
    'e. australia standard time': 'Australia/Brisbane',
    'aus eastern standard time': 'Australia/Sydney',
    'tasmania standard time': 'Australia/Hobart',
    'new zealand standard time': 'Pacific/Auckland',
    'hawaiian standard time': 'Pacific/Honolulu',
    'alaskan standard time': 'America/Anchorage',
    'pacific standard time': 'America/Los_Angeles',
    'us mountain standard time': 'America/Phoenix',
    'mountain standard time': 'America/Denver',
    'central standard time': 'America/Chicago',
    'central standard time (mexico)': 'America/Mexico_City',
    'canada central standard time': 'America/Regina',
    'eastern standard time': 'America/New_York',
    'us eastern standard time': 'America/Indianapolis',
    'atlantic standard time': 'America/Halifax',
    'newfoundland standard time': 'America/St_Johns',
    'sa pacific standard time': 'America/Bogota',
    'pacific sa standard time': 'America/Santiago',
    'argentina standard time': 'America/Buenos_Aires',
    'e. south america standard time': 'America/Sao_Paulo',
  }),
);

function zone(state: ZoneState): PsReference {
  return { kind: 'reference', typeName: 'System.TimeZoneInfo', state };
}

function find(id: string): ZoneState {
  const iana = WINDOWS.get(id.toLowerCase()) ?? id;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: iana }).format(0);
  } catch {
    throw net(
      'System.TimeZoneNotFoundException',
      `The time zone ID '${id}' was not found on the local computer.`,
    );
  }
  return new ZoneState(id, iana);
}

function zoneOf(args: readonly Value[], at: number): ZoneState {
  const zone = stateOf(given(args, at), ZoneState);
  if (zone === null) throw argumentNull('destinationTimeZone');
  return zone;
}

function dateOf(args: readonly Value[]): PsDateTime {
  const value = given(args, 0);
  return hasKind(value, 'dateTime') ? value : { kind: 'dateTime', ticks: 0n, zone: 'Unspecified' };
}

function into(utc: PsDateTime, target: ZoneState): PsDateTime {
  const isUtc = target.iana === 'UTC';
  return {
    kind: 'dateTime',
    ticks: utc.ticks + BigInt(offsetAt(utc.ticks, target.iana)) * TICKS_PER_SECOND,
    zone: isUtc ? 'Utc' : 'Unspecified',
  };
}

/** A clock time of a zone in UTC. */
function from(date: PsDateTime, source: ZoneState): PsDateTime {
  if (date.zone === 'Utc') return date;
  return toUtc({ ...date, zone: 'Local' }, { name: '', timeZone: source.iana });
}

/** Offset without daylight saving: the smaller one of January and July. */
function baseOffset(self: ZoneState): number {
  const year = 639_000_000_000_000_000n;
  return Math.min(...[0n, 157_680_000_000_000n].map((later) => offsetAt(year + later, self.iana)));
}

function displayName(self: ZoneState): string {
  if (self.iana === 'UTC') return '(UTC) Coordinated Universal Time';
  const offset = baseOffset(self);
  const minutes = Math.abs(offset) / 60;
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return `(UTC${offset < 0 ? '-' : '+'}${clock}) ${self.id}`;
}

defineReference<ZoneState>('System.TimeZoneInfo')
  .property('Id', 'string', (self) => self.id)
  .property('HasIanaId', 'bool', (self) => self.id === self.iana)
  .property('DisplayName', 'string', displayName)
  .property('StandardName', 'string', (self) => self.id)
  .property('DaylightName', 'string', (self) => self.id)
  .property('BaseUtcOffset', 'timespan', (self) => timeSpan(BigInt(baseOffset(self)) * TICKS_PER_SECOND))
  .property('SupportsDaylightSavingTime', 'bool', (self) => {
    const year = 639_000_000_000_000_000n;
    return offsetAt(year, self.iana) !== offsetAt(year + 157_680_000_000_000n, self.iana);
  })
  .method('timespan GetUtcOffset(datetime dateTime)', (self, args) => {
    const utc = from(dateOf(args), self);
    return timeSpan(BigInt(offsetAt(utc.ticks, self.iana)) * TICKS_PER_SECOND);
  })
  .method(
    'bool IsDaylightSavingTime(datetime dateTime)',
    (self, args) => offsetAt(from(dateOf(args), self).ticks, self.iana) !== baseOffset(self),
  )
  .method('string ToString()', displayName)
  .staticProperty('Utc', 'System.TimeZoneInfo', () => zone(new ZoneState('UTC', 'UTC')))
  .staticProperty('Local', 'System.TimeZoneInfo', (rt) =>
    zone(new ZoneState(rt.culture.timeZone, rt.culture.timeZone)),
  )
  .static('System.TimeZoneInfo FindSystemTimeZoneById(string id)', (args) => zone(find(text(args, 0))))
  .static('datetime ConvertTimeFromUtc(datetime dateTime, Object destinationTimeZone)', (args) => {
    const date = dateOf(args);
    if (date.zone === 'Local') {
      throw net(
        'System.ArgumentException',
        "The conversion could not be completed because the supplied DateTime did not have the Kind property set correctly. (Parameter 'sourceTimeZone')",
      );
    }
    return into({ ...date, zone: 'Utc' }, zoneOf(args, 1));
  })
  .static(
    'datetime ConvertTimeToUtc(datetime dateTime)|(datetime dateTime, Object sourceTimeZone)',
    (args, rt) => (args.length === 1 ? toUtc(dateOf(args), rt.culture) : from(dateOf(args), zoneOf(args, 1))),
  )
  .static(
    'datetime ConvertTime(datetime dateTime, Object destinationTimeZone)|(datetime dateTime, Object sourceTimeZone, Object destinationTimeZone)',
    (args, rt) =>
      into(
        args.length === 2 ? toUtc(dateOf(args), rt.culture) : from(dateOf(args), zoneOf(args, 1)),
        zoneOf(args, args.length - 1),
      ),
  )
  .static(
    'datetime ConvertTimeBySystemTimeZoneId(datetime dateTime, string destinationTimeZoneId)|(datetime dateTime, string sourceTimeZoneId, string destinationTimeZoneId)',
    (args, rt) =>
      into(
        args.length === 2 ? toUtc(dateOf(args), rt.culture) : from(dateOf(args), find(text(args, 1))),
        find(text(args, args.length - 1)),
      ),
  );
