import { expect, test } from 'vitest';
import { harmlessLength } from './regex-risk.ts';

test.each([
  '(a+)+',
  '(a|a)*',
  '(a|b?)+',
  '(?:a?){30}a{30}',
  '(a|a)'.repeat(12),
  'a?'.repeat(12),
  '(\\w+\\s?)*',
  '((a*)b?)*',
])('%s is limited on all but the shortest texts', (pattern) => {
  expect(harmlessLength(pattern)).toBeLessThan(30);
});

test('repetitions side by side are limited on the shorter texts, the more there are', () => {
  const lengths = [1, 2, 3, 4, 5].map((count) => harmlessLength(`${'a*'.repeat(count)}b`));
  expect(lengths).toEqual([20_000, 1062, 263, 119, 72]);
});

test.each(['abc', '^a?b$', '[ab]{2}', '(a|b|c)', '\\(+'.slice(0, 2), 'a{1,3}'])(
  '%s needs no limit',
  (pattern) => {
    expect(harmlessLength(pattern)).toBe(Number.POSITIVE_INFINITY);
  },
);
