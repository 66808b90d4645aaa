import { listItems } from './cells.ts';
import type { ResultColumn } from './columns.ts';
import type { ResultSet } from './result-set.ts';
import type { LineKind } from '../../../shared/model/console.ts';

/** PowerShell shows up to this many properties as a table, more as a list. */
const TABLE_COLUMNS = 4;
/** Characters in a line of a table. */
const LINE = 120;
/** Items of a list before it says there are more ($FormatEnumerationLimit). */
const LIST_ITEMS = 4;

/**
 * Lines [from, to) of the view in PowerShell's own layout. Every object takes the same number of lines, so any range is
 * found by arithmetic and nothing is laid out before it is seen.
 */
export function textLines(
  result: ResultSet,
  from: number,
  to: number,
): { total: number; lines: string[]; kinds: LineKind[] } {
  if (result.transcript !== null) {
    return { total: result.transcript.total, ...result.transcript.slice(from, to) };
  }
  const columns = result.table.columns;
  if (columns.length === 0 || result.total === 0) return { total: 0, lines: [], kinds: [] };
  const layout = columns.length <= TABLE_COLUMNS ? tableLayout(result, columns) : listLayout(result, columns);
  const lines: string[] = [];
  for (let at = from; at < Math.min(to, layout.total); at++) lines.push(layout.line(at));
  return { total: layout.total, lines, kinds: lines.map(() => 'output') };
}

interface Layout {
  readonly total: number;
  line(at: number): string;
}

function tableLayout(result: ResultSet, columns: readonly ResultColumn[]): Layout {
  const right = columns.map((column) => column.kind === 'number');
  const widths = fitWidths(columns);
  const cells = (texts: readonly string[]) =>
    texts
      .map((text, at) => {
        const width = widths[at] ?? 0;
        const cut = text.length > width ? `${text.slice(0, Math.max(0, width - 1))}…` : text;
        return right[at] === true ? cut.padStart(width) : cut.padEnd(width);
      })
      .join(' ')
      .trimEnd();
  const head = cells(columns.map((column) => column.name));
  const rule = cells(columns.map((column, at) => '-'.repeat(Math.min(column.name.length, widths[at] ?? 0))));
  return {
    total: result.total + 4,
    line(at) {
      if (at === 1) return head;
      if (at === 2) return rule;
      const row = result.rowAt(at - 3);
      return row < 0 || at < 3 ? '' : cells(columns.map((column) => oneLine(column, row)));
    },
  };
}

/** Widths that fit into a line: wide columns give way first. */
function fitWidths(columns: readonly ResultColumn[]): number[] {
  const widths = columns.map((column) => Math.max(column.widest, column.name.length));
  const room = LINE - (columns.length - 1);
  for (let total = widths.reduce((a, b) => a + b, 0); total > room; total--) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 1) - 1;
  }
  return widths;
}

function listLayout(result: ResultSet, columns: readonly ResultColumn[]): Layout {
  const nameWidth = Math.max(...columns.map((column) => column.name.length));
  const each = columns.length + 1;
  return {
    total: result.total * each + 1,
    line(at) {
      const inside = (at - 1) % each;
      const column = at === 0 ? undefined : columns[inside];
      if (column === undefined) return '';
      const row = result.rowAt(Math.floor((at - 1) / each));
      return `${column.name.padEnd(nameWidth)} : ${oneLine(column, row)}`.trimEnd();
    },
  };
}

function oneLine(column: ResultColumn, row: number): string {
  const value = column.values[row];
  if (Array.isArray(value)) {
    const items = listItems(value.slice(0, LIST_ITEMS));
    return `{${items.join(', ')}${value.length > LIST_ITEMS ? '…' : ''}}`.replace(/[\r\n]+/g, ' ');
  }
  return column.text(row).replace(/[\r\n]+/g, ' ');
}
