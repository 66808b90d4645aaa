import type { ResultColumn } from '../results/columns.ts';
import type { ResultSet } from '../results/result-set.ts';
import type { Breather } from '../worker/breather.ts';
import { piece, rowSlices, type ExportPiece } from './rows.ts';

/** A list of objects, values as the service sent them. Names are written as text, so that none is special. */
export async function* jsonPieces(
  result: ResultSet,
  columns: readonly ResultColumn[],
  breather: Breather,
): AsyncGenerator<ExportPiece> {
  const names = columns.map((column) => JSON.stringify(column.name));
  let first = true;
  yield piece('[', 0);
  for await (const { rows } of rowSlices(result, breather)) {
    const objects = rows.map((row) => {
      const members = columns.map(
        (column, at) =>
          `${names[at] ?? ''}: ${JSON.stringify(column.values[row] ?? null, withoutAnnotations)}`,
      );
      return `  {${members.join(', ')}}`;
    });
    yield piece(`${first ? '\n' : ',\n'}${objects.join(',\n')}`, rows.length);
    first = false;
  }
  yield piece('\n]\n', 0);
}

/** Members that only tell the wire's types are left out of nested objects. */
function withoutAnnotations(key: string, value: unknown): unknown {
  return key.includes('@') ? undefined : value;
}
