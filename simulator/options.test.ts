import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS, readOptions, UsageError } from './options.ts';

describe('the command line', () => {
  it('has defaults and takes what it is given', () => {
    expect(readOptions([], {})).toEqual(DEFAULT_OPTIONS);
    expect(
      readOptions(
        [
          '--port',
          '8443',
          '--customers',
          '5000',
          '--seed=9',
          '--skew-seconds',
          '-600',
          '--today',
          '2026-11-20',
        ],
        {
          PRACTICE_CONTROL_SECRET: 'from-the-environment',
        },
      ),
    ).toMatchObject({
      port: 8443,
      customers: 5000,
      seed: 9,
      skewSeconds: -600,
      today: Date.UTC(2026, 10, 20),
      controlSecret: 'from-the-environment',
    });
    expect(readOptions(['--help'], {})).toBeNull();
  });

  it.each([
    [['--port', 'abc'], "--port takes a whole number from 0 to 65535, not 'abc'."],
    [['--port', '70000'], '--port takes'],
    [['--customers', '-1'], '--customers takes'],
    [['--mailboxes', '1.5'], '--mailboxes takes'],
    [['--today', '20.11.2026'], '--today takes a date'],
    [['--control-secret', 'short'], 'at least 8 characters'],
    [['--bogus'], '--bogus'],
    [['extra'], 'extra'],
  ])('refuses %j', (args, message) => {
    expect(() => readOptions(args, {})).toThrow(UsageError);
    expect(() => readOptions(args, {})).toThrow(message);
  });
});
