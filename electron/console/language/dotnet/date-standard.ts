import { failure } from '../values/errors.ts';
import type { DateNames } from './date-names.ts';

/** .NET's FormatException of dates and time spans. */
export function badDateFormat(): Error {
  return failure('FormatException', 'Input string was not in a correct format.', {
    type: 'System.FormatException',
    category: 'NotSpecified',
  });
}

/** The custom format that a standard letter stands for; undefined: no such letter. */
export function standardDate(letter: string, names: DateNames): string | undefined {
  switch (letter) {
    case 'd':
      return names.shortDate;
    case 'D':
      return names.longDate;
    case 'f':
      return `${names.longDate} ${names.shortTime}`;
    case 'F':
    case 'U':
      return `${names.longDate} ${names.longTime}`;
    case 'g':
      return `${names.shortDate} ${names.shortTime}`;
    case 'G':
      return `${names.shortDate} ${names.longTime}`;
    case 'M':
    case 'm':
      return names.monthDay;
    case 'O':
    case 'o':
      return "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK";
    case 'R':
    case 'r':
      return "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'";
    case 's':
      return "yyyy'-'MM'-'dd'T'HH':'mm':'ss";
    case 't':
      return names.shortTime;
    case 'T':
      return names.longTime;
    case 'u':
      return "yyyy'-'MM'-'dd HH':'mm':'ss'Z'";
    case 'Y':
    case 'y':
      return names.yearMonth;
    default:
      return undefined;
  }
}
