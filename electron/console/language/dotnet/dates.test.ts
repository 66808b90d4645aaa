import { describe, expect, it } from 'vitest';
import { INVARIANT } from '../culture.ts';
import { addMonths, formatDate, parseDate, parseDateExact, parseTimeSpan } from './dates.ts';
import type { Culture } from '../culture.ts';
import type { PsDateTime } from '../values/time.ts';

const now = Date.UTC(2026, 10, 21, 15);
const enUs: Culture = { name: 'en-US', timeZone: 'UTC' };

function read(text: string, culture: Culture = INVARIANT): string {
  const made = parseDate(text, culture, { now });
  return 'problem' in made ? made.problem : `${formatDate(made, 's', INVARIANT)} ${made.zone}`;
}

function date(text: string): PsDateTime {
  const made = parseDate(text, INVARIANT, { now });
  if ('problem' in made) throw new Error(made.problem);
  return made;
}

describe('reading dates as DateTime.Parse does', () => {
  it.each([
    ['2026-03', '2026-03-01T00:00:00 Unspecified'],
    ['Mar 9', '2026-03-09T00:00:00 Unspecified'],
    ['9 March', '2009-03-01T00:00:00 Unspecified'],
    ['3/9', '2026-03-09T00:00:00 Unspecified'],
    ['3/9/26', '2026-03-09T00:00:00 Unspecified'],
    ['1/1/50', '1950-01-01T00:00:00 Unspecified'],
    ['2026.03.09', '2026-03-09T00:00:00 Unspecified'],
    ['Mon, 09 Mar 2026 14:05:07 GMT', '2026-03-09T14:05:07 Local'],
    ['March 9, 2026 2:05 PM', '2026-03-09T14:05:00 Unspecified'],
    ['13:00 PM', '2026-11-21T13:00:00 Unspecified'],
    ['0:30 am', '2026-11-21T00:30:00 Unspecified'],
    ['5pm', '2026-11-21T17:00:00 Unspecified'],
    ['14:05 2026-03-09', '2026-03-09T14:05:00 Unspecified'],
    ['2026-03-09T14:05:07+0200', '2026-03-09T12:05:07 Local'],
    ['2026-03-09Z', '2026-03-09T00:00:00 Local'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['20260309', "String '20260309' was not recognized as a valid DateTime."],
    ['13/1/2026', "String '13/1/2026' was not recognized as a valid DateTime."],
    ['2026-03-09T14', "String '2026-03-09T14' was not recognized as a valid DateTime."],
    [
      'March 9th 2026',
      "The string 'March 9th 2026' was not recognized as a valid DateTime. There is an unknown word starting at index '7'.",
    ],
    [
      'Tue 9 Mar 2026',
      "String 'Tue 9 Mar 2026' was not recognized as a valid DateTime because the day of week was incorrect.",
    ],
    [
      '2026-03-09 14:60',
      "The DateTime represented by the string '2026-03-09 14:60' is not supported in calendar 'System.Globalization.GregorianCalendar'.",
    ],
  ])('refuses %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('reads day before month where the culture does', () => {
    expect(read('9.3.2026 14:05', { name: 'de-DE', timeZone: 'UTC' })).toBe(
      '2026-03-09T14:05:00 Unspecified',
    );
  });

  it("moves a text with a zone to the culture's clock, summer time too", () => {
    const berlin = { name: '', timeZone: 'Europe/Berlin' };
    expect(read('2026-07-01T10:00:00Z', berlin)).toBe('2026-07-01T12:00:00 Local');
    expect(read('2026-01-01T10:00:00Z', berlin)).toBe('2026-01-01T11:00:00 Local');
  });

  it('reads exact formats', () => {
    const made = parseDateExact('20260309-1405', ['dd.MM.yyyy', 'yyyyMMdd-HHmm'], INVARIANT);
    expect('problem' in made ? made : formatDate(made, 's', INVARIANT)).toBe('2026-03-09T14:05:00');
    expect(parseDateExact('2026-03-09', ['dd.MM.yyyy'], INVARIANT)).toHaveProperty('problem');
  });
});

describe('writing dates', () => {
  const value = date('2026-03-09T08:05:07.123');
  it.each([
    ['G', '3/9/2026 8:05:07\u202fAM'],
    ['D', 'Monday, March 9, 2026'],
    ['o', '2026-03-09T08:05:07.1230000'],
    ['R', 'Mon, 09 Mar 2026 08:05:07 GMT'],
    ['%d', '9'],
    ["h 'o clock' tt", '8 o clock AM'],
    ['yyyy\\yMM', '2026y03'],
    ['FFF|fff|ff', '123|123|12'],
  ])('%s', (format, text) => {
    expect(formatDate(value, format, enUs)).toBe(text);
  });

  it('keeps the last day of a shorter month', () => {
    expect(formatDate(addMonths(date('2026-01-31'), 1), 's', INVARIANT)).toBe('2026-02-28T00:00:00');
    expect(formatDate(addMonths(date('2024-01-31'), -11), 's', INVARIANT)).toBe('2023-02-28T00:00:00');
  });

  it('refuses a letter that is no format', () => {
    expect(() => formatDate(value, 'x', enUs)).toThrow('Input string was not in a correct format.');
  });
});

describe('time spans', () => {
  it('tells what is no span from what is too big', () => {
    expect(parseTimeSpan('1.5', INVARIANT)).toBe('format');
    expect(parseTimeSpan('24:00', INVARIANT)).toBe('overflow');
    expect(parseTimeSpan('1:2:3.12345678', INVARIANT)).toBe('overflow');
    expect(parseTimeSpan('-1.02:03:04.5', INVARIANT)).toEqual({ kind: 'timeSpan', ticks: -937_845_000_000n });
  });
});
