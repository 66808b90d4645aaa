import type { Breather, Stretches } from '../worker/breather.ts';
import { bytesOf, cellText } from './cells.ts';
import type { ResultColumn } from './columns.ts';
import { fold } from './filter.ts';
import { sortIndex } from './sort.ts';

/** No value: stands last in either direction. */
export const EMPTY = Number.POSITIVE_INFINITY;

const CHECK_EVERY = 1024;

/** The order of texts as the person's language has it. Default options: they are the fast ones for plain letters. */
const collator = new Intl.Collator();

/**
 * A number for each row, in the order in which the column sorts: sizes by bytes, dates by time, texts by rank.
 * 8 bytes a row, so that sorting compares numbers only.
 */
export function* sortKeys(column: ResultColumn, rows: number, breather: Breather): Stretches<Float64Array> {
  const kind = column.kind;
  if (kind === 'text' || kind === 'list' || kind === 'object')
    return yield* textRanks(column, rows, breather);
  const keys = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    keys[row] = numberFor(column.values[row], kind);
    if (row % CHECK_EVERY === 0 && breather.due) yield* breather.rest();
  }
  return keys;
}

function numberFor(value: unknown, kind: 'number' | 'size' | 'boolean' | 'date'): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string' || value === '') return EMPTY;
  if (value === 'Unlimited') return Number.MAX_VALUE;
  const number = kind === 'date' ? Date.parse(value) : bytesOf(value);
  return Number.isNaN(number) ? Number.MAX_VALUE : number;
}

/**
 * Texts by their folded letters, which compare many times faster than the collator and leave it little to mend: of a
 * million names it is asked for a few million pairs instead of twenty.
 */
function* roughOrder(texts: readonly string[], breather: Breather): Stretches<Uint32Array> {
  const folded = new Array<string>(texts.length);
  for (let at = 0; at < texts.length; at++) {
    folded[at] = fold(texts[at] ?? '');
    if (at % CHECK_EVERY === 0 && breather.due) yield* breather.rest();
  }
  const order = Uint32Array.from(texts.keys());
  const compare = (a: number, b: number) => {
    const left = folded[a] ?? '';
    const right = folded[b] ?? '';
    return left < right ? -1 : left > right ? 1 : 0;
  };
  yield* sortIndex(order, compare, breather);
  return order;
}

function* textRanks(column: ResultColumn, rows: number, breather: Breather): Stretches<Float64Array> {
  const kind = column.kind;
  const ids = new Map<string, number>();
  const texts: string[] = [];
  const idOfRow = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = column.values[row];
    const text = typeof value === 'string' ? value : cellText(value, kind);
    let id = text === '' ? -1 : ids.get(text);
    if (id === undefined) {
      id = texts.push(text) - 1;
      ids.set(text, id);
    }
    idOfRow[row] = id;
    if (row % CHECK_EVERY === 0 && breather.due) yield* breather.rest();
  }
  const order = yield* roughOrder(texts, breather);
  yield* sortIndex(order, (a, b) => collator.compare(texts[a] ?? '', texts[b] ?? ''), breather);
  const rank = new Float64Array(texts.length);
  for (let at = 0; at < order.length; at++) {
    const id = order[at] ?? 0;
    const before = order[at - 1];
    const equal = before !== undefined && collator.compare(texts[before] ?? '', texts[id] ?? '') === 0;
    rank[id] = equal ? (rank[before] ?? 0) : at;
    if (at % CHECK_EVERY === 0 && breather.due) yield* breather.rest();
  }
  const keys = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const id = idOfRow[row] ?? -1;
    keys[row] = id < 0 ? EMPTY : (rank[id] ?? 0);
  }
  return keys;
}
