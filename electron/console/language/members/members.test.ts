import { describe, expect, it } from 'vitest';
import { PsHashtable, PsList } from '../values/collections.ts';
import { Terminating } from '../values/errors.ts';
import { double, isArray } from '../values/model.ts';
import { PsObject } from '../values/object.ts';
import { construct, getMember, getStatic, invokeMember, invokeStatic, setMember } from './members.ts';
import { getIndex, setIndex } from './index-access.ts';
import { enumerable } from './enumerate.ts';
import { testRuntime } from './test-runtime.ts';
import { isInstance, isSubclass, resolveType, typeNameOf } from './types.ts';
import type { PsErrorRecord } from '../values/errors.ts';
import type { Value } from '../values/model.ts';

const rt = testRuntime();

function errorOf(work: () => unknown): PsErrorRecord {
  try {
    work();
  } catch (error) {
    if (error instanceof Terminating) return error.record;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const row = (pairs: Record<string, Value>): PsObject => PsObject.from(Object.entries(pairs));

describe('type names', () => {
  it.each([
    ['int', 'System.Int32'],
    ['TEXT.STRINGBUILDER', 'System.Text.StringBuilder'],
    ['collections.generic.list[string]', 'System.Collections.Generic.List`1[System.String]'],
    [
      'System.Collections.Generic.Dictionary[string, System.Collections.Generic.List[int]]',
      'System.Collections.Generic.Dictionary`2[System.String,System.Collections.Generic.List`1[System.Int32]]',
    ],
    ['int[][]', 'System.Int32[][]'],
    ['nullable[datetime]', 'System.DateTime'],
    ['System.Diagnostics.Process', null],
    ['System.IO.FileStream', null],
    ['System.Net.WebClient', null],
    ['System.Reflection.Assembly', null],
    ['constructor', null],
    ['__proto__', null],
  ])('%s is %s', (written, name) => {
    expect(resolveType(written)).toBe(name);
  });

  it('knows bases and interfaces of arrays, lists and exceptions', () => {
    expect(isInstance([1], 'System.Collections.IEnumerable')).toBe(true);
    expect(isSubclass('System.String[]', 'System.Object[]')).toBe(true);
    expect(isSubclass('System.Int32[]', 'System.Object[]')).toBe(false);
    expect(isSubclass('System.IO.FileNotFoundException', 'System.IO.IOException')).toBe(true);
    expect(
      isSubclass(
        'System.Collections.Generic.List`1[System.Int32]',
        'System.Collections.Generic.IEnumerable`1[System.Int32]',
      ),
    ).toBe(true);
  });
});

describe('members of lists', () => {
  it('are those of the elements where the list has none', () => {
    const rows = [row({ A: 1 }), row({ B: 2 }), row({ A: ['x', 'y'] })];
    expect(getMember(rows, 'A', rt)).toEqual([1, null, 'x', 'y']);
    expect(getMember(['ab', 5], 'Nope', rt)).toBeNull();
    expect(getMember(rows, 'Count', rt)).toBe(3);
  });

  it('leave null elements out', () => {
    expect(getMember(['ab', null], 'Length', rt)).toBe(2);
    expect(getMember([null, row({ A: 7 })], 'A', rt)).toBe(7);
  });

  it('cannot be set on all elements at once', () => {
    expect(
      errorOf(() => {
        setMember([row({ A: 1 })], 'A', 5, rt);
      }).errorId,
    ).toBe('PropertyAssignmentException');
  });
});

describe('overloads', () => {
  it('weigh earlier arguments more, as PowerShell does: Max(3, 7.5) counts in whole numbers', () => {
    expect(invokeStatic('System.Math', 'Max', [3, double(7.5)], rt)).toBe(8);
    expect(invokeStatic('System.Math', 'Max', [double(3), double(7.5)], rt)).toEqual(double(7.5));
  });

  it('say which argument could not be converted', () => {
    const record = errorOf(() => invokeMember('abc', 'Substring', ['x'], rt));
    expect(record.errorId).toBe('MethodArgumentConversionInvalidCastArgument');
    expect(record.exception.message).toContain(
      'Cannot convert argument "startIndex", with value: "x", for "Substring"',
    );
  });

  it('say how many arguments there were where none fits', () => {
    expect(errorOf(() => invokeMember('abc', 'Substring', [1, 2, 3], rt)).exception.message).toBe(
      'Cannot find an overload for "Substring" and the argument count: "3".',
    );
    expect(errorOf(() => construct('System.Uri', [], rt)).exception.message).toBe(
      'Cannot find an overload for "new" and the argument count: "0".',
    );
  });

  it('wrap what .NET throws', () => {
    const record = errorOf(() => invokeMember('abc', 'Substring', [9], rt));
    expect(record.errorId).toBe('ArgumentOutOfRangeException');
    expect(record.exception.typeName).toBe('System.Management.Automation.MethodInvocationException');
    expect(record.exception.inner?.more['ParamName']).toBe('startIndex');
  });
});

describe('indexes', () => {
  it('from the end, in slices, and nothing where there is nothing', () => {
    expect(getIndex([1, 2, 3], -1, rt)).toBe(3);
    expect(getIndex([1, 2, 3], [0, 5, 2], rt)).toEqual([1, 3]);
    expect(getIndex('abc', 'x', rt)).toBeNull();
    expect(getIndex(5, 0, rt)).toBe(5);
  });

  it('refuse to make arrays longer', () => {
    expect(
      errorOf(() => {
        setIndex([1], 1, 2, rt);
      }).errorId,
    ).toBe('System.IndexOutOfRangeException');
    expect(
      errorOf(() => {
        setIndex([1, 2], [0, 1], 2, rt);
      }).errorId,
    ).toBe('ArraySliceAssignmentFailed');
  });

  it('of several dimensions', () => {
    const grid = construct('System.Int32[,]', [2, 3], rt);
    setIndex(grid, [1, 2], 7, rt);
    expect(getIndex(grid, [1, 2], rt)).toBe(7);
    expect(getMember(grid, 'Rank', rt)).toBe(2);
    expect(typeNameOf(grid)).toBe('System.Int32[,]');
  });
});

describe('a list that changes while it is walked', () => {
  it('complains as .NET does', () => {
    const list = new PsList('System.Collections.Generic.List', 'Int32', [1, 2]);
    const walk = (): void => {
      for (const each of enumerable(list) ?? []) invokeMember(list, 'Add', [each], rt);
    };
    expect(errorOf(walk).exception.message).toBe(
      'Collection was modified; enumeration operation may not execute.',
    );
  });
});

const FORBIDDEN = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  '#entries',
];

describe('what scripts must not reach', () => {
  const values: readonly (readonly [string, Value])[] = [
    ['text', 'abc'],
    ['number', 5],
    ['array', [1, 2]],
    ['hashtable', new PsHashtable()],
    ['object', row({ A: 1 })],
    ['list', new PsList('System.Collections.ArrayList', null)],
    ['type', { kind: 'type', name: 'System.Int32' }],
    ['match', invokeStatic('System.Text.RegularExpressions.Regex', 'Match', ['a', 'a'], rt)],
    ['document', construct('System.Xml.XmlDocument', [], rt)],
  ];

  for (const [what, value] of values) {
    it.each(FORBIDDEN)(`%s of a ${what}: not through ".", "[]", a call or psobject`, (name) => {
      const seen = getMember(value, name, rt);
      expect(seen === null || (isArray(seen) && seen.every((each) => each === null))).toBe(true);
      expect(errorOf(() => invokeMember(value, name, [], rt)).errorId).toMatch(
        /^(MethodNotFound|InvokeMethodOnNull)$/,
      );
      const properties = getMember(getMember(value, 'psobject', rt), 'Properties', rt);
      expect(getIndex(properties, name, rt)).toBeNull();
    });
  }

  it.each(FORBIDDEN)('%s of a type: not through "::"', (name) => {
    for (const type of ['System.Int32', 'System.Math', 'System.DayOfWeek', 'System.String']) {
      expect(getStatic(type, name, rt)).toBeNull();
      expect(errorOf(() => invokeStatic(type, name, [], rt)).errorId).toBe('MethodNotFound');
    }
  });

  it.each(FORBIDDEN)('%s as a key is a key and nothing else', (name) => {
    const table = new PsHashtable();
    setMember(table, name, 'held', rt);
    expect(getMember(table, name, rt)).toBe('held');
    expect(getMember(new PsHashtable(), name, rt)).toBeNull();
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('held');
  });

  it('names of encodings, zones and entities are looked up in tables only', () => {
    expect(
      errorOf(() => invokeStatic('System.Text.Encoding', 'GetEncoding', ['constructor'], rt)).errorId,
    ).toBe('ArgumentException');
    expect(
      errorOf(() => invokeStatic('System.TimeZoneInfo', 'FindSystemTimeZoneById', ['__proto__'], rt)).errorId,
    ).toBe('TimeZoneNotFoundException');
    const xml = construct('System.Xml.XmlDocument', [], rt);
    expect(errorOf(() => invokeMember(xml, 'LoadXml', ['<a>&constructor;</a>'], rt)).errorId).toBe(
      'XmlException',
    );
  });

  it('reflection, the environment and syntax trees are refused by name', () => {
    const type: Value = { kind: 'type', name: 'System.String' };
    expect(errorOf(() => invokeMember(type, 'GetMethods', [], rt)).exception.message).toContain('Reflection');
    expect(
      errorOf(() => invokeStatic('System.Environment', 'GetEnvironmentVariable', ['PATH', 'Machine'], rt))
        .exception.message,
    ).toContain('GetEnvironmentVariable');
  });

  it('texts and arrays of absurd size end in an error', () => {
    expect(errorOf(() => invokeMember('x', 'PadLeft', [2_000_000_000], rt)).exception.inner?.typeName).toBe(
      'System.OutOfMemoryException',
    );
    expect(errorOf(() => construct('System.Int32[]', [2_000_000_000], rt)).exception.typeName).toBe(
      'System.OutOfMemoryException',
    );
  });
});
