import { isArray } from '../../values/model.ts';
import { net, text, given, int, enumName } from '../args.ts';
import { define, defineReference } from '../define.ts';
import { CultureState, cultureReference } from '../provider.ts';
import { partsOf } from '../ticks.ts';
import { daysInMonth } from '../../dotnet/dates.ts';
import { addCast } from '../../convert/convert.ts';
import { castFailure, noConversion } from '../../convert/cast-errors.ts';
import { Terminating } from '../../values/errors.ts';
import type { Culture } from '../../culture.ts';
import type { PsReference } from '../../values/block.ts';
import type { Value } from '../../values/model.ts';

const SPACE = 'System.Globalization';

/** One of a culture's parts: they all have the culture as their state. */
export function state(self: CultureState, kind: string): PsReference {
  return { kind: 'reference', typeName: `${SPACE}.${kind}`, state: self };
}

function displayName(name: string): string {
  if (name === '') return 'Invariant Language (Invariant Country)';
  return new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' }).of(name) ?? name;
}

function nativeName(name: string): string {
  if (name === '') return displayName(name);
  return new Intl.DisplayNames(name, { type: 'language', languageDisplay: 'standard' }).of(name) ?? name;
}

function named(name: string, rt: { readonly culture: Culture }): Value {
  if (name === '') return cultureReference({ name: '', timeZone: rt.culture.timeZone });
  try {
    const found = Intl.getCanonicalLocales(name)[0] ?? name;
    return cultureReference({ name: found, timeZone: rt.culture.timeZone });
  } catch {
    throw net(
      `${SPACE}.CultureNotFoundException`,
      `Culture is not supported. (Parameter 'name')\n${name} is an invalid culture identifier.`,
    );
  }
}

defineReference<CultureState>(`${SPACE}.CultureInfo`)
  .property('LCID', 'int', (self) => LCIDS[self.culture.name] ?? 4096)
  .property('Name', 'string', (self) => self.culture.name)
  .property('DisplayName', 'string', (self) => displayName(self.culture.name))
  .hidden('EnglishName', 'string', (self) => displayName(self.culture.name))
  .hidden('TwoLetterISOLanguageName', 'string', (self) =>
    self.culture.name === '' ? 'iv' : (self.culture.name.split('-')[0] ?? ''),
  )
  .hidden('IetfLanguageTag', 'string', (self) => self.culture.name)
  .hidden('NativeName', 'string', (self) => nativeName(self.culture.name))
  .hidden('Parent', 'cultureinfo', (self) =>
    cultureReference({ ...self.culture, name: self.culture.name.replace(/(^|-)[^-]*$/, '') }),
  )
  .hidden('IsNeutralCulture', 'bool', (self) => self.culture.name !== '' && !self.culture.name.includes('-'))
  .hidden('IsReadOnly', 'bool', () => true)
  .hidden('TextInfo', 'Object', (self) => state(self, 'TextInfo'))
  .hidden('DateTimeFormat', 'Object', (self) => state(self, 'DateTimeFormatInfo'))
  .hidden('NumberFormat', 'Object', (self) => state(self, 'NumberFormatInfo'))
  .hidden('Calendar', 'Object', (self) => state(self, 'GregorianCalendar'))
  .method('Object Clone()', (self) => state(self, 'CultureInfo'))
  .method('string ToString()', (self) => self.culture.name)
  .staticProperty('InvariantCulture', 'cultureinfo', (rt) =>
    cultureReference({ name: '', timeZone: rt.culture.timeZone }),
  )
  .staticProperty('CurrentCulture', 'cultureinfo', (rt) => cultureReference(rt.culture))
  .staticProperty('CurrentUICulture', 'cultureinfo', (rt) =>
    cultureReference({ name: 'en-US', timeZone: rt.culture.timeZone }),
  )
  .staticProperty('InstalledUICulture', 'cultureinfo', (rt) =>
    cultureReference({ name: 'en-US', timeZone: rt.culture.timeZone }),
  )
  .static('cultureinfo GetCultureInfo(string name)', (args, rt) => named(text(args, 0), rt))
  .static('cultureinfo CreateSpecificCulture(string name)', (args, rt) => named(text(args, 0), rt))
  .constructors('(string name)|(string name, bool useUserOverride)', (args, rt) => named(text(args, 0), rt));

const LCIDS: Readonly<Record<string, number>> = {
  '': 127,
  'en-US': 1033,
  'en-GB': 2057,
  'de-DE': 1031,
  'fr-FR': 1036,
  'es-ES': 3082,
  'it-IT': 1040,
  'nl-NL': 1043,
  'pt-BR': 1046,
  'sv-SE': 1053,
  'ja-JP': 1041,
};

/** Each word with a capital; words all in capitals stay, as in .NET. */
function titleCase(value: string): string {
  return value.replace(/\p{L}[\p{L}\p{M}']*/gu, (word) =>
    word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase()
      ? word
      : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
  );
}

defineReference<CultureState>(`${SPACE}.TextInfo`)
  .property('CultureName', 'string', (self) => self.culture.name)
  .property('ListSeparator', 'string', (self) => (/^(de|fr|es|it|nl|pt)/.test(self.culture.name) ? ';' : ','))
  .method('string ToTitleCase(string str)', (_, args) => titleCase(text(args, 0)))
  .method('string ToUpper(string str)', (_, args) => text(args, 0).toUpperCase())
  .method('string ToLower(string str)', (_, args) => text(args, 0).toLowerCase());

/** Week of the year by .NET's rules. */
function weekOfYear(date: Value, rule: string, first: number): number {
  if (date === null || typeof date !== 'object' || isArray(date) || date.kind !== 'dateTime') return 0;
  const { dayOfYear, dayOfWeek, year } = partsOf(date);
  const startDay = (dayOfWeek - ((dayOfYear - 1) % 7) + 7) % 7;
  const offset = (startDay - first + 7) % 7;
  if (rule === 'FirstDay') return Math.floor((dayOfYear - 1 + offset) / 7) + 1;
  const full = rule === 'FirstFullWeek' ? 7 : 4;
  const skipped = 7 - offset >= full ? 0 : 1;
  const week = Math.floor((dayOfYear - 1 + offset) / 7) + 1 - skipped;
  if (week > 0) return week;
  const length = daysInMonth(year - 1, 2) === 29 ? 366 : 365;
  const beforeStart = (startDay - (length % 7) + 7) % 7;
  const beforeOffset = (beforeStart - first + 7) % 7;
  return Math.floor((length - 1 + beforeOffset) / 7) + 1 - (7 - beforeOffset >= full ? 0 : 1);
}

define<Value>(`${SPACE}.GregorianCalendar`)
  .method(
    'int GetWeekOfYear(datetime time, System.Globalization.CalendarWeekRule rule, System.DayOfWeek firstDayOfWeek)',
    (_, args) => weekOfYear(given(args, 0), enumName(args, 1), int(args, 2)),
  )
  .method('int GetDaysInMonth(int year, int month)', (_, args) => daysInMonth(int(args, 0), int(args, 1)))
  .constructors('()', (_, rt) => state(new CultureState(rt.culture), 'GregorianCalendar'));

define<Value>(`${SPACE}.ISOWeek`)
  .static('int GetWeekOfYear(datetime date)', (args) => isoWeek(given(args, 0)).week)
  .static('int GetYear(datetime date)', (args) => isoWeek(given(args, 0)).year);

function isoWeek(date: Value): { week: number; year: number } {
  if (date === null || typeof date !== 'object' || isArray(date) || date.kind !== 'dateTime')
    return { week: 0, year: 0 };
  const { dayOfWeek } = partsOf(date);
  const thursday = {
    ...date,
    ticks: date.ticks + BigInt(4 - (dayOfWeek === 0 ? 7 : dayOfWeek)) * 864_000_000_000n,
  };
  const { year, dayOfYear } = partsOf(thursday);
  return { week: Math.floor((dayOfYear - 1) / 7) + 1, year };
}

/** `[cultureinfo]'de-DE'`. */
addCast(`${SPACE}.CultureInfo`, (value, culture) => {
  if (typeof value !== 'string') throw noConversion(value, `${SPACE}.CultureInfo`);
  try {
    return named(value, { culture });
  } catch (error) {
    if (!(error instanceof Terminating)) throw error;
    throw castFailure(
      'InvalidCastConstructorException',
      `Cannot convert value "${value}" to type "${SPACE}.CultureInfo". Error: "${error.record.exception.message}"`,
    );
  }
});
