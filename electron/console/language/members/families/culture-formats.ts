import { dateNames } from '../../dotnet/date-names.ts';
import { numberSymbols } from '../../dotnet/symbols.ts';
import { standardDate } from '../../dotnet/date-standard.ts';
import { typedArray } from '../../values/model.ts';
import { INVARIANT } from '../../culture.ts';
import { int, outOfRange } from '../args.ts';
import { defineReference } from '../define.ts';
import { enumFrom } from '../helpers.ts';
import { CultureState } from '../provider.ts';
import { state } from './culture.ts';
import type { DateNames } from '../../dotnet/date-names.ts';
import type { NumberSymbols } from '../../dotnet/symbols.ts';
import type { Value } from '../../values/model.ts';

/*
 * A culture's names of days and months, its patterns of dates and its signs of numbers.
 */

const SPACE = 'System.Globalization';

function texts(names: readonly string[]): Value {
  return typedArray([...names], 'String');
}

/** .NET has thirteen months. */
function months(names: readonly string[]): Value {
  return texts([...names, '']);
}

/** A name by its number; `first` is the number of the first. */
function nameAt(names: readonly string[], number: number, first: number, parameter: string): string {
  const found = names[number - first];
  if (found !== undefined) return found;
  if (number - first === 12) return '';
  throw outOfRange(
    `Valid values are between ${String(first)} and ${first === 1 ? '13' : '6'}, inclusive.`,
    parameter,
  );
}

const dates = defineReference<CultureState>(`${SPACE}.DateTimeFormatInfo`);

/** `read`: from what dotnet/ knows of the culture. */
function dateProperty(name: string, type: string, read: (names: DateNames) => Value): void {
  dates.property(name, type, (self) => read(dateNames(self.culture)));
}

/** By a standard format's letter, as that culture writes it. */
function pattern(letter: string): (names: DateNames) => Value {
  return (names) => standardDate(letter, names) ?? '';
}

dateProperty('AMDesignator', 'string', (names) => names.am);
dates.property('Calendar', 'Object', (self) => state(self, 'GregorianCalendar'));
dateProperty('DateSeparator', 'string', (names) => names.dateSeparator);
dateProperty('FirstDayOfWeek', 'System.DayOfWeek', (names) => enumFrom('System.DayOfWeek', names.firstDay));
dates.property('CalendarWeekRule', `${SPACE}.CalendarWeekRule`, (self) =>
  enumFrom(`${SPACE}.CalendarWeekRule`, /^(de|fr|sv|nb|da|nl|fi)/.test(self.culture.name) ? 2 : 0),
);
dateProperty('FullDateTimePattern', 'string', pattern('F'));
dateProperty('LongDatePattern', 'string', pattern('D'));
dateProperty('LongTimePattern', 'string', pattern('T'));
dateProperty('MonthDayPattern', 'string', pattern('M'));
dateProperty('PMDesignator', 'string', (names) => names.pm);
dateProperty('RFC1123Pattern', 'string', pattern('R'));
dateProperty('ShortDatePattern', 'string', pattern('d'));
dateProperty('ShortTimePattern', 'string', pattern('t'));
dateProperty('SortableDateTimePattern', 'string', pattern('s'));
dateProperty('TimeSeparator', 'string', (names) => names.timeSeparator);
dateProperty('UniversalSortableDateTimePattern', 'string', pattern('u'));
dateProperty('YearMonthPattern', 'string', pattern('Y'));
dateProperty('AbbreviatedDayNames', 'string[]', (names) => texts(names.shortDays));
dateProperty('ShortestDayNames', 'string[]', (names) => texts(names.shortestDays));
dateProperty('DayNames', 'string[]', (names) => texts(names.days));
dateProperty('AbbreviatedMonthNames', 'string[]', (names) => months(names.shortMonths));
dateProperty('MonthNames', 'string[]', (names) => months(names.months));
dates
  .property('IsReadOnly', 'bool', () => true)
  .property('NativeCalendarName', 'string', () => 'Gregorian Calendar');
dateProperty('AbbreviatedMonthGenitiveNames', 'string[]', (names) => months(names.shortMonthsGenitive));
dateProperty('MonthGenitiveNames', 'string[]', (names) => months(names.monthsGenitive));

dates
  .method('string GetMonthName(int month)', (self, args) =>
    nameAt(dateNames(self.culture).months, int(args, 0), 1, 'month'),
  )
  .method('string GetAbbreviatedMonthName(int month)', (self, args) =>
    nameAt(dateNames(self.culture).shortMonths, int(args, 0), 1, 'month'),
  )
  .method('string GetDayName(System.DayOfWeek dayofweek)', (self, args) =>
    nameAt(dateNames(self.culture).days, int(args, 0), 0, 'dayofweek'),
  )
  .method('string GetAbbreviatedDayName(System.DayOfWeek dayofweek)', (self, args) =>
    nameAt(dateNames(self.culture).shortDays, int(args, 0), 0, 'dayofweek'),
  )
  .method('string GetShortestDayName(System.DayOfWeek dayOfWeek)', (self, args) =>
    nameAt(dateNames(self.culture).shortestDays, int(args, 0), 0, 'dayOfWeek'),
  )
  .staticProperty('InvariantInfo', 'Object', () => state(new CultureState(INVARIANT), 'DateTimeFormatInfo'))
  .staticProperty('CurrentInfo', 'Object', (rt) => state(new CultureState(rt.culture), 'DateTimeFormatInfo'));

const numbers = defineReference<CultureState>(`${SPACE}.NumberFormatInfo`);

function numberProperty(name: string, type: string, read: (symbols: NumberSymbols) => Value): void {
  numbers.property(name, type, (self) => read(numberSymbols(self.culture)));
}

function sizes(symbols: NumberSymbols): Value {
  return typedArray([...symbols.groupSizes], 'Int32');
}

numberProperty('CurrencyDecimalDigits', 'int', (symbols) => symbols.currencyDigits);
numberProperty('CurrencyDecimalSeparator', 'string', (symbols) => symbols.decimal);
numbers.property('IsReadOnly', 'bool', () => true);
numberProperty('CurrencyGroupSizes', 'int[]', sizes);
numberProperty('NumberGroupSizes', 'int[]', sizes);
numberProperty('PercentGroupSizes', 'int[]', sizes);
numberProperty('CurrencyGroupSeparator', 'string', (symbols) => symbols.group);
numberProperty('CurrencySymbol', 'string', (symbols) => symbols.currency);
numberProperty('NaNSymbol', 'string', (symbols) => symbols.nan);
numberProperty('NegativeInfinitySymbol', 'string', (symbols) => symbols.negative + symbols.infinity);
numberProperty('NegativeSign', 'string', (symbols) => symbols.negative);
numberProperty('NumberDecimalDigits', 'int', (symbols) => symbols.numberDigits);
numberProperty('NumberDecimalSeparator', 'string', (symbols) => symbols.decimal);
numberProperty('NumberGroupSeparator', 'string', (symbols) => symbols.group);
numberProperty('PositiveInfinitySymbol', 'string', (symbols) => symbols.infinity);
numberProperty('PositiveSign', 'string', (symbols) => symbols.positive);
numberProperty('PercentDecimalDigits', 'int', (symbols) => symbols.percentDigits);
numberProperty('PercentDecimalSeparator', 'string', (symbols) => symbols.decimal);
numberProperty('PercentGroupSeparator', 'string', (symbols) => symbols.group);
numberProperty('PercentSymbol', 'string', (symbols) => symbols.percent);
numberProperty('PerMilleSymbol', 'string', (symbols) => symbols.perMille);
numbers
  .staticProperty('InvariantInfo', 'Object', () => state(new CultureState(INVARIANT), 'NumberFormatInfo'))
  .staticProperty('CurrentInfo', 'Object', (rt) => state(new CultureState(rt.culture), 'NumberFormatInfo'));
