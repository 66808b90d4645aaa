import { describe, expect, it } from 'vitest';
import { Abandoned } from '../worker/breather.ts';
import { fold } from './filter.ts';
import { ResultLibrary } from './library.ts';
import { ResultSet } from './result-set.ts';
import { ResultTable } from './table.ts';
import { textLines } from './text-view.ts';

function resultOf(
  rows: readonly object[],
  options = { numbersAreBytes: false, hidden: [] as string[] },
): ResultSet {
  const table = new ResultTable(options);
  for (const row of rows) table.add(row);
  table.settle();
  const about = { resultId: 'r', runId: 'run', title: 'T', cmdlet: 'Get-X', command: 'Get-X', at: '' };
  return new ResultSet(about, table);
}

const sorted = async (result: ResultSet, column: string, descending = false) => {
  await result.setView({ sort: [{ column, descending }], filter: '', filterColumns: [] });
  return result.texts([column], 0, 100).map(([text]) => text);
};

const kinds = (result: ResultSet) =>
  Object.fromEntries(result.columns().map(({ name, kind }) => [name, kind]));

describe('columns', () => {
  it('get their kind from what is in them', () => {
    const result = resultOf([
      {
        Text: 'a',
        Count: 1,
        On: true,
        When: '2026-01-31T00:00:00',
        Quota: '99 GB (106,300,440,576 bytes)',
        List: ['a'],
        Object: { a: 1 },
        Mixed: 1,
        None: null,
      },
      {
        Text: '',
        Count: -2,
        On: false,
        When: '2026-02-01T00:00:00Z',
        Quota: 'Unlimited',
        List: [],
        Object: null,
        Mixed: 'x',
      },
    ]);
    expect(kinds(result)).toEqual({
      Text: 'text',
      Count: 'number',
      On: 'boolean',
      When: 'date',
      Quota: 'size',
      List: 'list',
      Object: 'object',
      Mixed: 'text',
      None: 'text',
    });
  });

  it('leave out annotations, but take their types', () => {
    const result = resultOf(
      [{ 'Guid@data.type': 'System.Guid', 'Guid@odata.type': '#Guid', Guid: 'x', ObjectKey: 'k' }],
      { numbersAreBytes: false, hidden: ['ObjectKey'] },
    );
    expect(result.columns().map(({ name }) => name)).toEqual(['Guid']);
    expect(result.details(0).properties).toEqual([{ name: 'Guid', type: 'Guid', values: ['x'] }]);
  });

  it('that come later, or are missing in some rows, keep rows and values together', () => {
    const result = resultOf([{ A: 'a0' }, { B: 'b1', A: 'a1' }, { B: 'b2' }, { A: 'a3', C: 3 }]);
    expect(result.texts(['A', 'B', 'C'], 0, 9)).toEqual([
      ['a0', '', ''],
      ['a1', 'b1', ''],
      ['', 'b2', ''],
      ['a3', '', '3'],
    ]);
  });

  it('numbers of Get-EXO* sizes are bytes', () => {
    const result = resultOf([{ TotalItemSize: 1_572_864, ItemCount: 7 }], {
      numbersAreBytes: true,
      hidden: [],
    });
    expect(kinds(result)).toEqual({ TotalItemSize: 'size', ItemCount: 'number' });
    expect(result.texts(['TotalItemSize'], 0, 1)).toEqual([['1.5 MB (1,572,864 bytes)']]);
  });

  it('names from the wire never touch a prototype', () => {
    const row = JSON.parse(
      '{"__proto__":{"polluted":"yes"},"constructor":"c","A":{"__proto__":{"polluted":"yes"}}}',
    ) as object;
    const result = resultOf([row]);
    expect(result.columns().map(({ name }) => name)).toEqual(['__proto__', 'constructor', 'A']);
    expect(result.texts(['__proto__', 'constructor'], 0, 1)).toEqual([['polluted: yes', 'c']]);
    expect(result.details(0).properties).toHaveLength(3);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('sort', () => {
  const rows = [
    { Name: 'zoe', Size: '2 KB (2,048 bytes)', Count: 10, When: '2026-01-02T00:00:00' },
    { Name: 'Émile', Size: '1.5 GB (1,610,612,736 bytes)', Count: 9, When: null },
    { Name: 'adam', Size: 'Unlimited', Count: null, When: '2025-12-31T00:00:00' },
    { Name: '', Size: '900 MB (943,718,400 bytes)', Count: 100, When: '2026-01-01T00:00:00' },
  ];

  it('sizes by bytes, with Unlimited the largest', async () => {
    expect(await sorted(resultOf(rows), 'Size')).toEqual([
      '2 KB (2,048 bytes)',
      '900 MB (943,718,400 bytes)',
      '1.5 GB (1,610,612,736 bytes)',
      'Unlimited',
    ]);
  });

  it('numbers and dates by value, empty ones last in both directions', async () => {
    expect(await sorted(resultOf(rows), 'Count')).toEqual(['9', '10', '100', '']);
    expect(await sorted(resultOf(rows), 'Count', true)).toEqual(['100', '10', '9', '']);
    expect((await sorted(resultOf(rows), 'When')).at(0)).toContain('2025');
  });

  it('texts as the language has them', async () => {
    expect(await sorted(resultOf(rows), 'Name')).toEqual(['adam', 'Émile', 'zoe', '']);
  });

  it('keeps the order of equal rows, over many rows and two columns', async () => {
    const many = Array.from({ length: 5000 }, (_, at) => ({ Group: `g${at % 7}`, Number: at % 3, At: at }));
    const result = resultOf(many);
    const sort = [
      { column: 'Group', descending: false },
      { column: 'Number', descending: true },
    ];
    await result.setView({ sort, filter: '', filterColumns: [] });
    const got = result.texts(['At'], 0, 5000).map(([at]) => Number(at));
    const expected = [...many]
      .sort((a, b) => (a.Group < b.Group ? -1 : a.Group > b.Group ? 1 : b.Number - a.Number))
      .map(({ At }) => At);
    expect(got).toEqual(expected);
  });

  it('a newer wish ends an older one', async () => {
    const result = resultOf(
      Array.from({ length: 50_000 }, (_, at) => ({ Name: `n${(at * 7919) % 50_021}` })),
    );
    const first = result.setView({
      sort: [{ column: 'Name', descending: false }],
      filter: '',
      filterColumns: [],
    });
    const second = result.setView({ sort: [], filter: 'n1', filterColumns: [] });
    const ended = await Promise.allSettled([first, second]);
    if (ended[0].status === 'rejected') expect(ended[0].reason).toBeInstanceOf(Abandoned);
    expect(ended[1]).toMatchObject({ status: 'fulfilled' });
    expect(result.texts(['Name'], 0, 20).every(([name]) => name?.includes('n1'))).toBe(true);
  });
});

describe('filter', () => {
  const result = resultOf([
    { Name: 'Łukasz Müller', City: 'Kraków' },
    { Name: 'Ana', City: 'Porto' },
    { Name: 'Straße', City: null },
  ]);
  const names = async (filter: string, filterColumns: string[] = []) => {
    await result.setView({ sort: [], filter, filterColumns });
    return result.texts(['Name'], 0, 9).map(([name]) => name);
  };

  it('without case and accents, every word somewhere in the row', async () => {
    expect(await names('MULLER krakow')).toEqual(['Łukasz Müller']);
    expect(await names('strasse')).toEqual(['Straße']);
    expect(await names('porto', ['Name'])).toEqual([]);
    expect(await names('  ')).toHaveLength(3);
  });

  it('folds', () => {
    expect(fold('ÀÉÎõüŠ')).toBe('aeious');
  });

  it('takes rows that come later', async () => {
    const growing = resultOf([{ N: 'a1' }, { N: 'b1' }]);
    await growing.setView({ sort: [{ column: 'N', descending: true }], filter: 'a', filterColumns: [] });
    growing.table.add({ N: 'a2' });
    growing.table.add({ N: 'b2' });
    growing.table.settle();
    expect(growing.total).toBe(2);
    expect(await growing.finish(true)).toBe(true);
    expect(growing.texts(['N'], 0, 9)).toEqual([['a2'], ['a1']]);
  });
});

describe('text view', () => {
  it('is a table up to four properties', () => {
    const result = resultOf([
      { Name: 'a', Count: 5 },
      { Name: 'bbb', Count: 10 },
    ]);
    expect(textLines(result, 0, 99)).toEqual({
      total: 6,
      lines: ['', 'Name Count', '---- -----', 'a        5', 'bbb     10', ''],
      kinds: Array.from({ length: 6 }, () => 'output'),
    });
    expect(textLines(result, 3, 4).lines).toEqual(['a        5']);
  });

  it('is a list beyond, each object as many lines as another', () => {
    const row = { A: 1, B: ['x', 'y', 'z', 'u', 'v'], Long: 'l\nl', D: null, E: true };
    const result = resultOf([row, row]);
    const { total, lines } = textLines(result, 0, 99);
    expect(total).toBe(13);
    expect(lines.slice(0, 7)).toEqual([
      '',
      'A    : 1',
      'B    : {x, y, z, u…}',
      'Long : l l',
      'D    :',
      'E    : True',
      '',
    ]);
    expect(textLines(result, 7, 8).lines).toEqual(['A    : 1']);
  });
});

it('a tab keeps so many results and drops the oldest first', () => {
  const library = new ResultLibrary(2);
  for (const id of ['a', 'b', 'c']) {
    const about = { resultId: id, runId: id, title: id, cmdlet: id, command: id, at: '' };
    library.add(new ResultSet(about, new ResultTable({ numbersAreBytes: false, hidden: [] })));
  }
  expect(library.list().results.map(({ resultId }) => resultId)).toEqual(['b', 'c']);
  expect(library.list().dropped).toBe(1);
  expect(() => library.get('a')).toThrow('no longer kept');
  library.setKept(1);
  expect(library.list().results).toHaveLength(1);
});
