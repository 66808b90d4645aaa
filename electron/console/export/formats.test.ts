import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { ResultSet } from '../results/result-set.ts';
import { ResultTable } from '../results/table.ts';
import { Breather } from '../worker/breather.ts';
import { csvPieces } from './csv.ts';
import { jsonPieces } from './json.ts';
import type { ExportPiece } from './rows.ts';
import { xlsxPieces } from './xlsx.ts';

function resultOf(rows: readonly object[]): ResultSet {
  const table = new ResultTable({ numbersAreBytes: false, hidden: [] });
  for (const row of rows) table.add(row);
  table.settle();
  return new ResultSet(
    { resultId: 'r', runId: 'r', title: 'T', cmdlet: 'Get-X', command: '', at: '' },
    table,
  );
}

async function all(pieces: AsyncGenerator<ExportPiece>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const { bytes } of pieces) parts.push(bytes);
  return Buffer.concat(parts);
}

const csv = async (rows: readonly object[]) => {
  const result = resultOf(rows);
  return Buffer.from(await all(csvPieces(result, result.table.columns, new Breather()))).toString('utf8');
};

it('CSV has a byte order mark, CRLF, quotes where needed, lists in one cell', async () => {
  const text = await csv([{ Name: 'a "b", c', List: ['x', 'y'], On: true, Lines: 'l\nl', None: null }]);
  expect(text).toBe('\ufeffName,List,On,Lines,None\r\n"a ""b"", c",x; y,True,"l\nl",\r\n');
});

it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '=HYPERLINK("http://evil")', '＝1'])(
  'a cell that begins like the formula %j is neutralised in CSV',
  async (value) => {
    const text = await csv([{ [value.replace('@', '=')]: value, Number: -5 }]);
    const [head = '', line = ''] = text.slice(1).split('\r\n');
    expect(head.replace(/^"/, '')).toMatch(/^'/);
    expect(line.replace(/^"/, '')).toMatch(/^'/);
    expect(line).toMatch(/,-5$/);
  },
);

it('JSON is a list of objects with the values as they came', async () => {
  const rows = [{ A: 'ž', B: [1, 2], 'B@odata.type': 'x', C: { 'k@odata.type': 'y', k: null } }, { A: null }];
  const result = resultOf(rows);
  const text = Buffer.from(await all(jsonPieces(result, result.table.columns, new Breather()))).toString(
    'utf8',
  );
  expect(JSON.parse(text)).toEqual([
    { A: 'ž', B: [1, 2], C: { k: null } },
    { A: null, B: null, C: null },
  ]);
});

it('a result without rows is a whole file in each format', async () => {
  const result = resultOf([]);
  expect(JSON.parse(strFromU8(await all(jsonPieces(result, [], new Breather()))))).toEqual([]);
  expect(Object.keys(unzipSync(await all(xlsxPieces(result, [], new Breather()))))).toContain(
    'xl/worksheets/sheet1.xml',
  );
});

it('XLSX has typed cells, escaped text and no formula', async () => {
  const result = resultOf([
    {
      Text: '=1+1 <&> \u0001',
      Number: 4.5,
      On: false,
      When: '2026-01-31T12:00:00Z',
      Size: '2 KB (2,048 bytes)',
      List: ['a'],
    },
  ]);
  const parts = unzipSync(await all(xlsxPieces(result, result.table.columns, new Breather())));
  expect(Object.keys(parts).sort()).toEqual([
    '[Content_Types].xml',
    '_rels/.rels',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
  ]);
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  expect(sheet).toContain('<t xml:space="preserve">=1+1 &lt;&amp;&gt; \ufffd</t>');
  expect(sheet).toContain(
    '<c><v>4.5</v></c><c t="b"><v>0</v></c><c s="1"><v>46053.5</v></c><c s="3"><v>2048</v></c>',
  );
  expect(sheet).not.toContain('<f>');
});

it('XLSX goes on in a further sheet, with the heading again', async () => {
  const result = resultOf(Array.from({ length: 7 }, (_, at) => ({ N: at })));
  const parts = unzipSync(await all(xlsxPieces(result, result.table.columns, new Breather(), 4)));
  const rows = [1, 2, 3].map(
    (n) => strFromU8(parts[`xl/worksheets/sheet${n}.xml`] ?? new Uint8Array()).match(/<row>/g)?.length,
  );
  expect(rows).toEqual([4, 4, 2]);
  expect(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array()).match(/<sheet /g)).toHaveLength(3);
});
