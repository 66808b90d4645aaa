import { describe, expect, it } from 'vitest';
import { cellWriter, checkNames, CsvReader, readHeader } from './csv-text.ts';

function records(text: string, delimiter = ','): string[][] {
  const reader = new CsvReader(text, delimiter);
  const all: string[][] = [];
  for (let cells = reader.read(); cells.length > 0; cells = reader.read()) all.push(cells);
  return all;
}

describe('reading delimited text', () => {
  it('keeps delimiters, quotes and line breaks that stand in quotes', () => {
    expect(records('"a,b","c ""d""","e\nf"\r\ng,h,i')).toEqual([
      ['a,b', 'c "d"', 'e\nf'],
      ['g', 'h', 'i'],
    ]);
  });

  it('drops blanks before a cell and after a closing quote', () => {
    expect(records('  a,\t"b"  ,c')).toEqual([['a', 'b', 'c']]);
  });

  it('reads a quote within a word as a character, up to the next delimiter', () => {
    expect(records('foo "ba,r"')).toEqual([['foo "ba', 'r"']]);
    expect(records('a"b,c')).toEqual([['a"b', 'c']]);
  });

  it('gives one empty cell for a blank line, and no record after the last line break', () => {
    expect(records('a\n\nb\n')).toEqual([['a'], [''], ['b']]);
  });

  it('ends an unclosed quote at the end of the text', () => {
    expect(records('a,"b\nc')).toEqual([['a', 'b\nc']]);
  });

  it('takes the header after comment lines, without empty names at its end', () => {
    const reader = new CsvReader('# one\n# two\nA,,B,,\n1,2,3', ',');
    expect(readHeader(reader)).toEqual(['A', '', 'B']);
    expect(reader.read()).toEqual(['1', '2', '3']);
  });

  it('reads the type of a #TYPE line and skips any other first comment', () => {
    expect(new CsvReader('#type  My.Row \nA\n1', ',').readType()).toBe('My.Row');
    const other = new CsvReader('#x\nA\n1', ',');
    expect(other.readType()).toBeNull();
    expect(other.read()).toEqual(['A']);
  });

  it('refuses a header with the same name twice, in any case', () => {
    expect(() => {
      checkNames(['A', 'b', 'a']);
    }).toThrow('The member "a" is already present.');
  });
});

describe('writing cells', () => {
  it('quotes always, as needed, never, or by column', () => {
    const style = { delimiter: ';', quoting: 'Always', quoted: null } as const;
    expect(cellWriter(style, 'A')('x"y')).toBe('"x""y"');
    const needed = cellWriter({ ...style, quoting: 'AsNeeded' }, 'A');
    expect([needed('a b'), needed('a;b'), needed('a,b'), needed('a\nb')]).toEqual([
      'a b',
      '"a;b"',
      'a,b',
      '"a\nb"',
    ]);
    expect(cellWriter({ ...style, quoting: 'Never' }, 'A')('a;b')).toBe('a;b');
    const some = { ...style, quoted: new Set(['name']) };
    expect([cellWriter(some, 'Name')('x'), cellWriter(some, 'Size')('x')]).toEqual(['"x"', 'x']);
  });
});
