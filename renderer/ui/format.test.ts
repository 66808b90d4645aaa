import { expect, test } from 'vitest';
import { formatMoment } from './format.ts';

const now = new Date(2026, 10, 21, 23, 50).getTime();

test.each([
  [new Date(2026, 10, 21, 23, 55), 'Today 23:55'],
  [new Date(2026, 10, 22, 0, 40), '22 Nov 00:40'],
  [new Date(2027, 0, 3, 8, 5), '3 Jan 2027 08:05'],
])('a moment past midnight keeps its time: %s', (date, text) => {
  expect(formatMoment(date.toISOString(), now)).toBe(text);
});
