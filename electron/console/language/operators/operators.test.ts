import { describe, expect, it } from 'vitest';
import { convertTo } from '../convert/convert.ts';
import { toText } from '../convert/text.ts';
import { INVARIANT } from '../culture.ts';
import { typeNameOf } from '../members/types.ts';
import { Terminating } from '../values/errors.ts';
import { PsHashtable } from '../values/collections.ts';
import { double, long } from '../values/model.ts';
import { char } from '../values/simple.ts';
import { binary } from './binary.ts';
import { compareText, equalsText } from './text-compare.ts';
import { unary } from './unary.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';

let matches = new PsHashtable();
const env = {
  runtime: { culture: { name: 'en-US', timeZone: 'UTC' } } as unknown as Runtime,
  matches: (groups: PsHashtable): void => {
    matches = groups;
  },
};

const run = (operator: string, left: Value, right: Value): Value => binary(operator)(left, right, env);
const cast = (value: Value, type: string): Value => convertTo(value, type, INVARIANT);
const shown = (value: Value): string => `${toText(value)} ${typeNameOf(value)}`;

function error(work: () => unknown): string {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof Terminating) return `${thrown.record.errorId}: ${thrown.record.message}`;
    throw thrown;
  }
  return 'no error';
}

describe('arithmetic', () => {
  it.each([
    ['+', 2147483647, 1, '2147483648 System.Double'],
    ['*', 65536, 65536, '4294967296 System.Double'],
    ['+', 2147483647, long(1n), '2147483648 System.Int64'],
    ['+', long(9223372036854775807n), 1, '9.22337203685478E+18 System.Double'],
    ['*', long(9223372036854775807n), 2, '1.84467440737095E+19 System.Double'],
    ['/', 7, 2, '3.5 System.Double'],
    ['/', 6, 3, '2 System.Int32'],
    ['%', -7, 3, '-1 System.Int32'],
    ['+', '5', 3, '53 System.String'],
    ['+', 3, '5', '8 System.Int32'],
    ['-', '10', 3, '7 System.Int32'],
    ['+', 1, '0x10', '17 System.Int32'],
    ['+', 1, '1kb', '1025 System.Int32'],
    ['+', char(65), 1, 'A1 System.String'],
    ['+', 1, char(65), '66 System.Int32'],
    ['+', true, true, '2 System.Int32'],
    ['*', 'ab', '3', 'ababab System.String'],
  ] as const)('%s of %o and %o', (operator, left, right, expected) => {
    expect(shown(run(operator, left, right))).toBe(expected);
  });

  it.each([
    ['+', '0.1', '0.2', '0.3'],
    ['*', '1.10', '3', '3.30'],
    ['/', '1', '3', '0.3333333333333333333333333333'],
    ['/', '10.00', '4', '2.50'],
    ['/', '6', '2.00', '3'],
    ['%', '5.50', '2', '1.50'],
  ])('keeps the places of decimals: %s of %s and %s', (operator, left, right, expected) => {
    const decimal = (text: string): Value => cast(`${text}d`, 'System.Decimal');
    expect(toText(run(operator, decimal(left), decimal(right)))).toBe(expected);
  });

  it('says what cannot be added or divided', () => {
    expect(error(() => run('/', 1, 0))).toBe('RuntimeException: Attempted to divide by zero.');
    expect(error(() => run('*', new PsHashtable(), 2))).toBe(
      "MethodNotFound: Method invocation failed because [System.Collections.Hashtable] does not contain a method named 'op_Multiply'.",
    );
    expect(error(() => run('+', 1, 'd'))).toContain('InvalidCastFromStringToInteger');
    expect(error(() => run('*', 'x', 1_000_000_000))).toContain('Insufficient memory');
  });

  it('negates the smallest int as a double', () => {
    expect(shown(unary('-')(-2147483648, env))).toBe('2147483648 System.Double');
  });
});

describe('comparison', () => {
  it.each([
    ['-eq', 10, '10', true],
    ['-eq', '1.0', 1, false],
    ['-eq', 1, '1.0', true],
    ['-eq', 5, 'x', false],
    ['-eq', true, 'false', true],
    ['-eq', 2, true, false],
    ['-lt', null, 0, true],
    ['-gt', 5, null, true],
    ['-lt', '9', '10', false],
    ['-eq', '1 2', [1, 2], true],
    ['-clt', 'a', 'A', true],
    ['-eq', long(5n), double(5), true],
  ] as const)('%s of %o and %o', (operator, left, right, expected) => {
    expect(run(operator, left, right as unknown as Value)).toBe(expected);
  });

  it('filters a list on the left', () => {
    expect(run('-eq', [1, 2, 3, 2], 2)).toEqual([2, 2]);
    expect(run('-like', ['ab', 'cb', 'x'], '*b')).toEqual(['ab', 'cb']);
    expect(run('-eq', [1, null], null)).toEqual([null]);
  });

  it('tells texts apart as Unicode does', () => {
    expect(equalsText('é', 'e\u0301')).toBe(true);
    expect(equalsText('a\u00adb', 'ab')).toBe(true);
    expect(equalsText('e', 'é')).toBe(false);
    expect(equalsText('straße', 'strasse')).toBe(false);
    expect(equalsText('ア', 'あ')).toBe(false);
    expect(equalsText('a\u0000', 'A')).toBe(true);
    expect(equalsText('e', 'e\u0301')).toBe(false);
    expect(compareText('co-op', 'coop')).toBe(-1);
    expect(compareText('_', '-')).toBe(-1);
  });

  it('gives the same answer on its fast path as the collation does', () => {
    const marks = ['a', 'A', 'b', 'B', '_', '-', '.', ' ', '0', '\u0000', 'é', '\u0301', ''];
    const collator = new Intl.Collator('en', { sensitivity: 'accent' });
    for (const a of marks) {
      for (const b of marks) {
        for (const [left, right] of [
          [a + b, b + a],
          [a, a + b],
          [`x${a}`, `x${b}`],
        ] as const) {
          expect(equalsText(left, right), JSON.stringify([left, right])).toBe(
            collator.compare(left, right) === 0,
          );
        }
      }
    }
  });

  it('refuses what has no order', () => {
    expect(error(() => run('-lt', new PsHashtable(), 1))).toBe(
      'NotIcomparable: Cannot compare "System.Collections.Hashtable" because it is not IComparable.',
    );
  });
});

describe('regular expressions', () => {
  it('numbers unnamed groups before named ones', () => {
    run('-match', 'SMTP:ann@x.com', '(?<proto>\\w+):(?<user>[^@]+)@(.+)');
    expect([matches.get(1), matches.get('proto'), matches.get('user')]).toEqual(['x.com', 'SMTP', 'ann']);
  });

  it.each([
    ['Zoë', '^\\w+$', true],
    ['a\n', 'a$', true],
    ['a\r', 'a.', true],
    ['aB', '(?-i)ab', false],
    ['AB', '(?i)a(?-i:B)', true],
    ['foobar', '(?>foo|foobar)$', false],
    ['b', '[a-z-[aeiou]]', true],
    ['e', '[a-z-[aeiou]]', false],
    ['x y', '(?x) x \\s y # comment', true],
    ["it's", "(?'q't')", true],
    ['1٣', '^\\d\\d$', true],
    ['a-b', '\\ba\\b', true],
    ['äb', '\\bb', false],
    ['aa', '(.)\\1', true],
    ['ab', '(?<x>.)\\k<x>', false],
    ['a{', 'a{', true],
    ['a|b', '\\p{L}\\|\\P{Lu}', true],
  ] as const)('%s -match %s', (text, pattern, expected) => {
    expect(run(pattern.startsWith('\\p') ? '-cmatch' : '-match', text, pattern)).toBe(expected);
  });

  it.each([
    ['[', 'offset 1. Unterminated [] set.'],
    ['(a', "offset 2. Not enough )'s."],
    ['a)', "offset 2. Too many )'s."],
    ['*a', "offset 1. Quantifier '*' following nothing."],
    ['a++', "offset 3. Nested quantifier '+'."],
    ['[b-a]', 'offset 4. [x-y] range in reverse order.'],
    ['\\q', 'offset 2. Unrecognized escape sequence \\q.'],
    ['\\1', 'offset 2. Reference to undefined group number 1.'],
  ])("refuses %s in .NET's words", (pattern, why) => {
    expect(error(() => run('-match', 'a', pattern))).toBe(
      `System.Text.RegularExpressions.RegexParseException: Invalid pattern '${pattern}' at ${why}`,
    );
  });

  it.each([
    ['Lee, Ann', ['(\\w+), (\\w+)', '$2 $1'], 'Ann Lee'],
    ['ann@old.com', ['^(?<u>[^@]+)@.*$', '${u}@new.com'], 'ann@new.com'],
    ['price 5', ['\\d', '$$$0'], 'price $5'],
    ['x', ['x', '$9'], '$9'],
    ['abc', ['b', "[$`|$'|$_]"], 'a[a|c|abc]c'],
    ['a+b', ['\\+', ' plus '], 'a plus b'],
    ['ab', ['(x)?b', '<$1>'], 'a<>'],
  ] as const)('%s -replace %o', (text, args, expected) => {
    expect(run('-replace', text, [...args])).toBe(expected);
  });

  it.each([
    ['a,b,c', [',', 2], ['a', 'b,c']],
    ['a,b,c', [',', -2], ['a,b', 'c']],
    ['a1b2c', ['(\\d)'], ['a', '1', 'b', '2', 'c']],
    ['a.b', ['.', 0, 'SimpleMatch'], ['a', 'b']],
    ['ab', [''], ['', 'a', 'b', '']],
    ['aXbxc', ['x'], ['a', 'b', 'c']],
  ] as const)('%s -split %o', (text, args, expected) => {
    expect(Array.from(run('-split', text, [...args]) as Value[])).toEqual(expected);
  });
});

describe('casts', () => {
  it.each([
    ['2.5', 'System.Int32', '2'],
    ['3.5', 'System.Int32', '4'],
    ['1,234', 'System.Int32', '1234'],
    ['1e3', 'System.Int32', '1000'],
    ['', 'System.Int32', '0'],
    ['12.50', 'System.Decimal', '12.5'],
    ['Fri', 'System.DayOfWeek', 'Friday'],
    ['{025F13FE-6317-4bf4-8a57-614b8dd00e9e}', 'System.Guid', '025f13fe-6317-4bf4-8a57-614b8dd00e9e'],
    ['Ann Lee <a@b.c>', 'System.Net.Mail.MailAddress', '"Ann Lee" <a@b.c>'],
    ['HTTPS://A.B/c?x=1', 'System.Uri', 'https://a.b/c?x=1'],
  ])('%s to %s', (text, type, expected) => {
    expect(toText(cast(text, type))).toBe(expected);
  });

  it.each([
    [
      256,
      'System.Byte',
      'InvalidCastIConvertible: Cannot convert value "256" to type "System.Byte". Error: "Value was either too large or too small for an unsigned byte."',
    ],
    [
      'y',
      'System.Int32',
      'InvalidCastFromStringToInteger: Cannot convert value "y" to type "System.Int32". Error: "The input string \'y\' was not in a correct format."',
    ],
    [
      [1, 2],
      'System.Int32',
      'ConvertToFinalInvalidCastException: Cannot convert the "System.Object[]" value of type "System.Object[]" to type "System.Int32".',
    ],
    [
      '1 hour',
      'System.TimeSpan',
      'InvalidCastParseTargetInvocationWithFormatProvider: Cannot convert value "1 hour" to type "System.TimeSpan". Error: "String \'1 hour\' was not recognized as a valid TimeSpan."',
    ],
  ] as const)('refuses %o as %s', (value, type, expected) => {
    expect(error(() => cast(value as unknown as Value, type))).toBe(expected);
  });

  it('never looks a script name up among JavaScript properties', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(error(() => cast('x', name))).toContain('Unable to find type');
      expect(error(() => run('-match', 'x', `\\p{${name}}`))).toContain('Unknown property');
      expect(error(() => cast(name, 'System.DayOfWeek'))).toContain('Unable to match the identifier name');
    }
  });
});
