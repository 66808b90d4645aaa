import { describe, expect, it } from 'vitest';
import type { Value } from '../../values/model.ts';
import { PsHashtable } from '../../values/collections.ts';
import { JsonReader } from './json-reader.ts';

function read(text: string, depth = 1024): Value | undefined {
  return new JsonReader(
    text,
    {
      text: (content) => content,
      array: (items) => items,
      object: (pairs) => {
        const table = new PsHashtable({ ordered: true });
        for (const [key, value] of pairs) table.set(key, value);
        return table;
      },
    },
    depth,
  ).read();
}

describe('reading JSON', () => {
  it('keeps whole numbers exact and tells them from others', () => {
    expect(read('[1, -9223372036854775808, 9223372036854775808, 1.0, 1e3]')).toEqual([
      { kind: 'long', value: 1n },
      { kind: 'long', value: -(2n ** 63n) },
      { kind: 'bigint', value: 2n ** 63n },
      { kind: 'double', value: 1 },
      { kind: 'double', value: 1000 },
    ]);
  });

  it('takes what Newtonsoft takes: comments, single quotes, bare names, octal and hexadecimal numbers', () => {
    expect(read("/* x */ ['a', 0x1F, 017, NaN, undefined] // end")).toEqual([
      'a',
      { kind: 'long', value: 31n },
      { kind: 'long', value: 15n },
      { kind: 'double', value: Number.NaN },
      null,
    ]);
    const table = read('{ name: 1, "b": [2,], }');
    expect(table instanceof PsHashtable && table.keys()).toEqual(['name', 'b']);
  });

  it('reads escapes', () => {
    expect(read(String.raw`"\u00e9\/\"\n\\"`)).toBe('é/"\n\\');
  });

  it('gives nothing for blanks and comments', () => {
    expect(read(' \n // only')).toBeUndefined();
  });

  it.each([
    ['hello', "Unexpected character encountered while parsing value: h. Path '', line 0, position 0."],
    ['{"a":1', "Unexpected end when deserializing object. Path 'a', line 1, position 6."],
    [
      '{"a" 1}',
      "Invalid character after parsing property name. Expected ':' but got: 1. Path '', line 1, position 5.",
    ],
    ['{"a":\n"b', "Unterminated string. Expected delimiter: \". Path 'a', line 2, position 2."],
    [
      '{"a":{"b":[1 2]}}',
      "After parsing a value an unexpected character was encountered: 2. Path 'a.b[0]', line 1, position 13.",
    ],
  ])('says what is wrong with %s, and where', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it('stops at the depth that is allowed', () => {
    expect(() => read('[[[1]]]', 2)).toThrow('MaxDepth of 2');
  });
});
