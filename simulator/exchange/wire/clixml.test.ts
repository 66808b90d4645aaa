import { describe, expect, it } from 'vitest';
import { properties, schema } from '../model/schema.ts';
import { clixmlProblems } from '../testing/clixml-check.ts';
import { clixmlDocument, clixmlText } from './clixml.ts';

const THING = schema('Made.Up.Thing', properties('Identity Guid:g Count:i Big:l On:b When:d Empty List:m'));
const row = (
  seq: number,
  name: string,
): { seq: number; props: Record<string, string | number | boolean | null | string[]> } => ({
  seq,
  props: {
    Identity: name,
    Guid: '00000000-0000-4000-a000-000000000001',
    Count: 3,
    Big: 2 ** 40,
    On: true,
    When: '2026-03-04T05:06:07Z',
    Empty: null,
    List: ['a', '<b>'],
  },
});

describe('CLIXML', () => {
  it('writes one object as itself with its types', () => {
    const xml = clixmlDocument(THING, [row(1, "O'Brien & <Co>")]);
    expect(clixmlProblems(xml)).toEqual([]);
    for (const part of [
      '<T>Deserialized.Made.Up.Thing</T>',
      "<ToString>O'Brien &amp; &lt;Co&gt;</ToString>",
      '<G N="Guid">',
      '<I32 N="Count">3</I32>',
      '<I64 N="Big">1099511627776</I64>',
      '<B N="On">true</B>',
      '<DT N="When">2026-03-04T05:06:07Z</DT>',
      '<Nil N="Empty" />',
      '<LST><S>a</S><S>&lt;b&gt;</S></LST>',
    ])
      expect(xml).toContain(part);
  });

  it('writes none and several as an ArrayList, type names once', () => {
    expect(clixmlDocument(null, [])).toContain('<T>System.Collections.ArrayList</T>');
    const xml = clixmlDocument(THING, [row(1, 'a'), row(2, 'b')]);
    expect(clixmlProblems(xml)).toEqual([]);
    expect(xml.split('<T>Deserialized.Made.Up.Thing</T>')).toHaveLength(2);
  });

  it('encodes what XML cannot hold', () => {
    expect(clixmlText('a\nb_x0041_c 李\u{1f600}\ud800')).toBe('a_x000A_b_x005F_x0041_c 李\u{1f600}_xD800_');
  });
});
