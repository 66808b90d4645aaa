import { stringify } from 'csv-stringify/sync';
import { cellText, listItems, type Cell, type CellKind } from '../results/cells.ts';
import type { ResultColumn } from '../results/columns.ts';
import type { ResultSet } from '../results/result-set.ts';
import type { Breather } from '../worker/breather.ts';
import { piece, rowSlices, type ExportPiece } from './rows.ts';

const BOM = '\ufeff';

/** How a spreadsheet recognises a formula, full-width forms included. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** Text that a spreadsheet would take for a formula gets an apostrophe in front, which it shows as plain text. */
export function neutralised(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** A cell as CSV holds it. Numbers stay numbers: a negative one is no formula. */
export function csvCell(value: Cell, kind: CellKind): string {
  if (typeof value === 'number') return cellText(value, kind);
  return neutralised(Array.isArray(value) ? listItems(value).join('; ') : cellText(value, kind));
}

/** UTF-8 with byte order mark and CRLF, as Excel opens it without asking. */
export async function* csvPieces(
  result: ResultSet,
  columns: readonly ResultColumn[],
  breather: Breather,
): AsyncGenerator<ExportPiece> {
  const options = { record_delimiter: '\r\n', quoted_match: /[\r\n]/ };
  yield piece(BOM + stringify([columns.map((column) => neutralised(column.name))], options), 0);
  const kinds = columns.map((column) => column.kind);
  for await (const { rows } of rowSlices(result, breather)) {
    const cells = rows.map((row) =>
      columns.map((column, at) => csvCell(column.values[row], kinds[at] ?? 'text')),
    );
    yield piece(stringify(cells, options), rows.length);
  }
}
