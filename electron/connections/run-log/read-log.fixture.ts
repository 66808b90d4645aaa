import { readFileSync } from 'node:fs';
import { CsvReader } from '../../console/language/commands/data/csv-text.ts';

/** For tests: the rows of a run log by column, read as Import-Csv reads them. Throws where a line has other cells. */
export function readLog(path: string): Record<string, string>[] {
  const reader = new CsvReader(readFileSync(path, 'utf8').replace(/^\ufeff/, ''), ',');
  const names = reader.read();
  const rows: Record<string, string>[] = [];
  while (!reader.atEnd) {
    const cells = reader.read();
    if (cells.length !== names.length) throw new Error(`${String(cells.length)} cells: ${cells.join(' | ')}`);
    rows.push(Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])));
  }
  return rows;
}
