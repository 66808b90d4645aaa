import type { ResultColumn } from '../results/columns.ts';
import type { ResultSet } from '../results/result-set.ts';
import type { Breather } from '../worker/breather.ts';

/** Rows that are written between two looks at the clock, and at most in one chunk. */
export const ROWS_AT_ONCE = 200;

/** A stretch of the view: rows of the table, in the view's order. */
export interface RowSlice {
  readonly rows: readonly number[];
}

/** The view's rows in stretches, pausing between them. The order is the one when it began. */
export async function* rowSlices(result: ResultSet, breather: Breather): AsyncGenerator<RowSlice> {
  const order = Uint32Array.from({ length: result.total }, (_, at) => result.rowAt(at));
  for (let from = 0; from < order.length; from += ROWS_AT_ONCE) {
    if (breather.due) await breather.pause();
    yield { rows: [...order.subarray(from, from + ROWS_AT_ONCE)] };
  }
}

/** The chosen columns that the result has, in the order chosen; all of them where none is. */
export function chosenColumns(result: ResultSet, names: readonly string[]): ResultColumn[] {
  if (names.length === 0) return result.table.columns;
  return names.map((name) => result.table.column(name)).filter((column) => column !== null);
}

/** A piece of the file, with how many rows it completed. */
export interface ExportPiece {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rows: number;
}

const encoder = new TextEncoder();

export function piece(text: string, rows: number): ExportPiece {
  return { bytes: encoder.encode(text), rows };
}
