import type { Column } from '../../../shared/model/console.ts';
import type { UiState } from '../../../shared/model/settings.ts';

/** What a person chose for a cmdlet's columns; kept in the UI state by cmdlet name. */
export type ColumnChoice = UiState['columns'][string];

/** A column as it is drawn: `x` and `width` in px from the start of the row. */
export type ShownColumn = { readonly column: Column; readonly x: number; readonly width: number };

export const MIN_WIDTH = 48;
export const MAX_WIDTH = 1200;
const CELL_PADDING = 24;
const CHARACTER = 6.6;
const WIDEST_AT_FIRST = 320;

export const noChoice: ColumnChoice = { order: [], hidden: [], widths: {} };

/** Every column in the order of the choice; columns that the choice doesn't know keep their place after those. */
export function orderColumns(columns: readonly Column[], choice: ColumnChoice): Column[] {
  const place = new Map(choice.order.map((name, index) => [name, index]));
  return columns
    .map((column, index) => ({ column, at: place.get(column.name) ?? choice.order.length + index }))
    .sort((a, b) => a.at - b.at)
    .map(({ column }) => column);
}

/** True: the column is on the screen. A column that was never chosen about is shown where main says so. */
export function isShown(column: Column, choice: ColumnChoice): boolean {
  if (choice.hidden.includes(column.name)) return false;
  return column.initial || choice.order.includes(column.name);
}

/** Width that shows most values and the whole header, in px. */
export function initialWidth(column: Column): number {
  const text = Math.max(column.widest, column.name.length + 2);
  return Math.round(Math.min(Math.max(text * CHARACTER + CELL_PADDING, 80), WIDEST_AT_FIRST));
}

/** The shown columns with their places; those without a width of their own share what is left of `available` px. */
export function layOut(columns: readonly Column[], choice: ColumnChoice, available: number): ShownColumn[] {
  const shown = orderColumns(columns, choice).filter((column) => isShown(column, choice));
  const own = (column: Column) => choice.widths[column.name];
  const widths = shown.map((column) => own(column) ?? initialWidth(column));
  const spare = available - widths.reduce((sum, width) => sum + width, 0);
  const elastic = shown.reduce(
    (sum, column, i) => sum + (own(column) === undefined ? (widths[i] ?? 0) : 0),
    0,
  );
  let x = 0;
  return shown.map((column, i) => {
    const wish = widths[i] ?? 0;
    const width =
      spare > 0 && elastic > 0 && own(column) === undefined
        ? Math.floor(wish + (spare * wish) / elastic)
        : wish;
    const at = x;
    x += width;
    return { column, x: at, width };
  });
}

export const widthOf = (columns: readonly ShownColumn[]): number => {
  const last = columns.at(-1);
  return last ? last.x + last.width : 0;
};

/** Indices [from, to) of the columns that touch [left, left + width) px. */
export function columnsInView(
  columns: readonly ShownColumn[],
  left: number,
  width: number,
): [number, number] {
  let from = 0;
  while (from < columns.length - 1 && (columns[from]?.x ?? 0) + (columns[from]?.width ?? 0) <= left)
    from += 1;
  let to = from;
  while (to < columns.length && (columns[to]?.x ?? 0) < left + width) to += 1;
  return [from, to];
}

/** The choice with a new order: `name` goes to place `to` among the shown columns. */
export function moveColumn(
  columns: readonly Column[],
  choice: ColumnChoice,
  name: string,
  to: number,
): ColumnChoice {
  const ordered = orderColumns(columns, choice);
  const moved = ordered.find((column) => column.name === name);
  if (!moved) return choice;
  const rest = ordered.filter((column) => column !== moved);
  const shown = rest.filter((column) => isShown(column, choice));
  const before = shown[to];
  const at = before === undefined ? rest.length : rest.indexOf(before);
  return complete(columns, choice, [...rest.slice(0, at), moved, ...rest.slice(at)]);
}

export function resizeColumn(choice: ColumnChoice, name: string, width: number): ColumnChoice {
  const px = Math.round(Math.min(Math.max(width, MIN_WIDTH), MAX_WIDTH));
  return { ...choice, widths: { ...choice.widths, [name]: px } };
}

/** Shows or hides a column. The last shown one stays: a grid without columns says nothing. */
export function showColumn(
  columns: readonly Column[],
  choice: ColumnChoice,
  name: string,
  show: boolean,
): ColumnChoice {
  const next = complete(columns, choice, orderColumns(columns, choice));
  const hidden = show ? next.hidden.filter((other) => other !== name) : [...new Set([...next.hidden, name])];
  return hidden.length >= columns.length ? choice : { ...next, hidden };
}

/** Spells out order and hidden of every column, so that what main shows at first no longer matters. */
function complete(
  columns: readonly Column[],
  choice: ColumnChoice,
  ordered: readonly Column[],
): ColumnChoice {
  const known = new Set(columns.map((column) => column.name));
  return {
    ...choice,
    order: [...ordered.map((column) => column.name), ...choice.order.filter((name) => !known.has(name))],
    hidden: [
      ...columns.filter((column) => !isShown(column, choice)).map((column) => column.name),
      ...choice.hidden.filter((name) => !known.has(name)),
    ],
  };
}
