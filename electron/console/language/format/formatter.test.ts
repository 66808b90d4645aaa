import { describe, expect, it } from 'vitest';
import { PsHashtable } from '../values/collections.ts';
import { double } from '../values/model.ts';
import { PsObject } from '../values/object.ts';
import { Formatter, outString } from './formatter.ts';
import { FormatSession } from './session.ts';
import { packetObject } from './packets.ts';
import { testRuntime } from './test-runtime.ts';
import type { Value } from '../values/model.ts';
import type { FormatOptions } from './options.ts';

const rt = testRuntime();

function row(properties: Record<string, Value>): PsObject {
  return PsObject.from(Object.entries(properties));
}

function shown(...values: Value[]): string[] {
  return outString(values, rt, 60)
    .split('\n')
    .map((line) => line.trimEnd());
}

function formatted(options: FormatOptions, ...values: Value[]): Value[] {
  const made: Value[] = [];
  const session = new FormatSession(rt, options, (packet) => made.push(packetObject(packet)));
  for (const value of values) session.add(value);
  session.finish();
  return made;
}

describe('what objects look like', () => {
  it('is a table for up to four properties and a list for more', () => {
    expect(shown(row({ A: 1, B: 'x', C: true, D: null }))).toEqual([
      '',
      'A B    C D',
      '- -    - -',
      '1 x True',
      '',
      '',
    ]);
    expect(shown(row({ A: 1, B: 2, C: 3, D: 4, Five: 5 }))).toEqual([
      '',
      'A    : 1',
      'B    : 2',
      'C    : 3',
      'D    : 4',
      'Five : 5',
      '',
      '',
    ]);
  });

  it('is decided by the first object for all that follow', () => {
    expect(shown(row({ A: 1 }), row({ B: 2 }), row({ A: 3, B: 4, C: 5, D: 6, E: 7 }))).toEqual([
      '',
      'A',
      '-',
      '1',
      '',
      '3',
      '',
      '',
    ]);
  });

  it('leaves texts and numbers where they stand between rows', () => {
    expect(shown(row({ A: 1 }), 'between', 42, null, row({ A: 2 }))).toEqual([
      '',
      'A',
      '-',
      '1',
      'between',
      '42',
      '2',
      '',
      '',
    ]);
  });

  it('takes lists apart and shows tables as their entries', () => {
    const table = new PsHashtable({ ordered: true });
    table.set('Name', 'ann');
    table.set('Groups', ['a', 'b', 'c', 'd', 'e']);
    expect(shown(table, ['text'])).toEqual([
      '',
      'Name                           Value',
      '----                           -----',
      'Name                           ann',
      'Groups                         {a, b, c, d…}',
      'text',
      '',
      '',
    ]);
  });

  it('has fractions with the culture’s decimals in a table, in full elsewhere', () => {
    expect(shown(row({ Ratio: double(0.25) }))[3]).toBe('0.250');
    expect(shown(double(0.25))).toEqual(['0.25', '']);
  });
});

describe('formatted objects', () => {
  it('stand beside others, each closed with its blank line', () => {
    const list = formatted({ shape: 'list', columns: [] }, row({ A: 1 }));
    expect(shown(row({ B: 1 }), ...list, 'end')).toEqual(['', 'B', '-', '1', '', '', 'A : 1', '', 'end', '']);
  });

  it('are closed when a command cut them off', () => {
    const table = formatted({ shape: 'table', columns: [] }, row({ A: 1 }), row({ A: 2 })).slice(0, 3);
    const list = formatted({ shape: 'list', columns: [] }, row({ B: 3 }));
    expect(shown(...table, ...list)).toEqual(['', 'A', '-', '1', '', '', 'B : 3', '', '']);
  });

  it('refuse a row that comes without its beginning', () => {
    const lone = formatted({ shape: 'table', columns: [] }, row({ A: 1 })).slice(2, 3);
    expect(() => shown(...lone)).toThrow(/not valid or not in the correct sequence/);
  });
});

describe('streaming', () => {
  it('holds a table back until its widths are decided, then shows rows as they come', () => {
    let now = 0;
    const formatter = new Formatter(testRuntime({ now: () => now }), 60, { streaming: true });
    expect(formatter.add(row({ Name: 'a' }))).toEqual(['']);
    now = 400;
    expect(formatter.add(row({ Name: 'abcdef' }))).toEqual(['Name', '----', 'a', 'abcdef']);
    expect(formatter.add(row({ Name: 'abcdefgh' }))).toEqual(['abcde…']);
    expect(formatter.finish()).toEqual(['']);
  });

  it('shows what it holds when it is asked to', () => {
    const formatter = new Formatter(rt, 60, { streaming: true });
    formatter.add(row({ Name: 'a' }));
    expect(formatter.flush()).toEqual(['Name', '----', 'a']);
    expect(formatter.add(row({ Name: 'b' }))).toEqual(['b']);
  });
});

it('shows as many elements as $FormatEnumerationLimit says', () => {
  const values = [row({ L: [1, 2, 3, 4, 5, 6] })];
  const limited = testRuntime({ variables: { FormatEnumerationLimit: 2 } });
  const all = testRuntime({ variables: { FormatEnumerationLimit: -1 } });
  expect(outString(values, limited, 60)).toContain('{1, 2…}');
  expect(outString(values, all, 60)).toContain('{1, 2, 3, 4, 5, 6}');
});
