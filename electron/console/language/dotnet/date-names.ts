import type { Culture } from '../culture.ts';

/** What .NET's DateTimeFormatInfo says. */
export interface DateNames {
  readonly months: readonly string[];
  readonly monthsGenitive: readonly string[];
  readonly shortMonths: readonly string[];
  readonly shortMonthsGenitive: readonly string[];
  readonly days: readonly string[];
  readonly shortDays: readonly string[];
  readonly shortestDays: readonly string[];
  readonly am: string;
  readonly pm: string;
  readonly dateSeparator: string;
  readonly timeSeparator: string;
  readonly era: string;
  /** Custom formats of the standard letters. */
  readonly shortDate: string;
  readonly longDate: string;
  readonly shortTime: string;
  readonly longTime: string;
  readonly monthDay: string;
  readonly yearMonth: string;
  readonly firstDay: number;
}

const ENGLISH_MONTHS =
  'January February March April May June July August September October November December'.split(' ');
const ENGLISH_DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const EN_US: DateNames = {
  months: ENGLISH_MONTHS,
  monthsGenitive: ENGLISH_MONTHS,
  shortMonths: ENGLISH_MONTHS.map((name) => name.slice(0, 3)),
  shortMonthsGenitive: ENGLISH_MONTHS.map((name) => name.slice(0, 3)),
  days: ENGLISH_DAYS,
  shortDays: ENGLISH_DAYS.map((name) => name.slice(0, 3)),
  shortestDays: ENGLISH_DAYS.map((name) => name.slice(0, 2)),
  am: 'AM',
  pm: 'PM',
  dateSeparator: '/',
  timeSeparator: ':',
  era: 'A.D.',
  shortDate: 'M/d/yyyy',
  longDate: 'dddd, MMMM d, yyyy',
  shortTime: 'h:mm\u202ftt',
  longTime: 'h:mm:ss\u202ftt',
  monthDay: 'MMMM d',
  yearMonth: 'MMMM yyyy',
  firstDay: 0,
};

const INVARIANT_NAMES: DateNames = {
  ...EN_US,
  shortDate: 'MM/dd/yyyy',
  longDate: 'dddd, dd MMMM yyyy',
  shortTime: 'HH:mm',
  longTime: 'HH:mm:ss',
  monthDay: 'MMMM dd',
  yearMonth: 'yyyy MMMM',
};

const known = new Map<string, DateNames>([
  ['', INVARIANT_NAMES],
  ['en-US', EN_US],
]);

/** Names and patterns of a culture; "" is invariant; others come from the system's locale data. */
export function dateNames(culture: Culture): DateNames {
  let names = known.get(culture.name);
  if (names === undefined) {
    try {
      names = read(culture.name);
    } catch {
      names = EN_US;
    }
    known.set(culture.name, names);
  }
  return names;
}

function read(locale: string): DateNames {
  const month = (at: number): Date => new Date(Date.UTC(2026, at, 5));
  // 2026-03-01 is a Sunday.
  const day = (at: number): Date => new Date(Date.UTC(2026, 2, 1 + at, 14));
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      calendar: 'gregory',
      numberingSystem: 'latn',
      ...options,
    });
  const list = (count: number, make: (at: number) => string): string[] =>
    Array.from({ length: count }, (_, at) => make(at));
  const monthOf = (options: Intl.DateTimeFormatOptions, at: number): string =>
    format(options)
      .formatToParts(month(at))
      .find(({ type }) => type === 'month')?.value ?? '';
  // Beside a day some languages inflect the name, others write a number, which isn't one.
  const genitive = (at: number, width: 'long' | 'short'): string => {
    const name = monthOf({ month: width, day: 'numeric' }, at);
    return /^\d+$/.test(name) ? format({ month: width }).format(month(at)) : name;
  };
  const period = (hour: number): string =>
    format({ hour: 'numeric', hourCycle: 'h12' })
      .formatToParts(new Date(Date.UTC(2026, 2, 1, hour)))
      .find(({ type }) => type === 'dayPeriod')?.value ?? '';
  const shortDate = patternOf(format({ dateStyle: 'short' }), true).replace(/(?<!y)yy(?!y)/, 'yyyy');
  const shortTime = patternOf(format({ timeStyle: 'short' }), false);
  const info = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => { firstDay: number } };
  return {
    months: list(12, (at) => format({ month: 'long' }).format(month(at))),
    monthsGenitive: list(12, (at) => genitive(at, 'long')),
    shortMonths: list(12, (at) => format({ month: 'short' }).format(month(at))),
    shortMonthsGenitive: list(12, (at) => genitive(at, 'short')),
    days: list(7, (at) => format({ weekday: 'long' }).format(day(at))),
    shortDays: list(7, (at) => format({ weekday: 'short' }).format(day(at))),
    shortestDays: list(7, (at) => format({ weekday: 'short' }).format(day(at)).slice(0, 2)),
    am: period(9),
    pm: period(21),
    dateSeparator: /[^A-Za-z']/.exec(shortDate)?.[0] ?? '/',
    timeSeparator: /[^A-Za-z' ]/.exec(shortTime)?.[0] ?? ':',
    era: 'A.D.',
    shortDate,
    longDate: patternOf(format({ dateStyle: 'full' }), false),
    shortTime,
    longTime: patternOf(format({ timeStyle: 'medium' }), false),
    monthDay: patternOf(format({ month: 'long', day: 'numeric' }), false),
    yearMonth: patternOf(format({ month: 'long', year: 'numeric' }), false),
    firstDay: (info.getWeekInfo?.().firstDay ?? 1) % 7,
  };
}

/** .NET's custom format of what Intl writes: 9 March 2026, 14:05:07 (a Monday). */
function patternOf(format: Intl.DateTimeFormat, short: boolean): string {
  const { hourCycle } = format.resolvedOptions();
  const twelve = hourCycle === 'h12' || hourCycle === 'h11';
  return format
    .formatToParts(new Date(Date.UTC(2026, 2, 9, 4, 5, 7)))
    .map(({ type, value }) => {
      switch (type) {
        case 'year':
          return value.length === 2 ? 'yy' : 'yyyy';
        case 'month':
          if (/^\d+$/.test(value)) return value.length === 2 ? 'MM' : 'M';
          return 'MMMM';
        case 'day':
          return value.length === 2 ? 'dd' : 'd';
        case 'weekday':
          return 'dddd';
        case 'hour':
          return (twelve ? 'h' : 'H').repeat(value.length);
        case 'minute':
          return 'mm';
        case 'second':
          return 'ss';
        case 'dayPeriod':
          return 'tt';
        default: {
          const text = value;
          return short || !/[A-Za-z]/.test(text) ? text : `'${text.replaceAll("'", "\\'")}'`;
        }
      }
    })
    .join('');
}
