import { expect, test } from 'vitest';
import { readStartOptions } from './options.ts';

test('practice options are read, all else is left to Chromium', () => {
  expect(readStartOptions(['electron', '.', '--no-sandbox'])).toEqual({
    practice: false,
    practicePort: null,
    practiceArguments: [],
  });
  expect(readStartOptions(['--practice', '--practice-customers=5', '--practice-seed=9'])).toEqual({
    practice: true,
    practicePort: null,
    practiceArguments: ['--customers', '5', '--seed', '9'],
  });
  expect(readStartOptions(['--practice-port=4711']).practicePort).toBe(4711);
});

test.each(['--practice-port=0', '--practice-port=99999', '--practice-port=x', '--practice-customers=1;rm'])(
  '%s is not taken',
  (argument) => {
    const options = readStartOptions([argument]);
    expect(options.practicePort).toBeNull();
    expect(options.practiceArguments).toEqual([]);
  },
);
