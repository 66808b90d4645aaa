import { expect, test } from 'vitest';
import { readStartOptions } from './options.ts';

test('practice options are read, all else is left to Chromium', () => {
  expect(readStartOptions(['electron', '.', '--no-sandbox'])).toEqual({
    practice: false,
    practicePort: null,
    practiceArguments: [],
    practiceNetwork: null,
  });
  expect(readStartOptions(['--practice', '--practice-customers=5', '--practice-seed=9'])).toEqual({
    practice: true,
    practicePort: null,
    practiceArguments: ['--customers', '5', '--seed', '9'],
    practiceNetwork: null,
  });
  expect(readStartOptions(['--practice-port=4711']).practicePort).toBe(4711);
  expect(readStartOptions(['--practice-network=cloud.example']).practiceNetwork).toBe('cloud.example');
});

test.each([
  '--practice-port=0',
  '--practice-port=99999',
  '--practice-port=x',
  '--practice-customers=1;rm',
  '--practice-network=a/b',
])('%s is not taken', (argument) => {
  const options = readStartOptions([argument]);
  expect(options.practicePort).toBeNull();
  expect(options.practiceArguments).toEqual([]);
  expect(options.practiceNetwork).toBeNull();
});
