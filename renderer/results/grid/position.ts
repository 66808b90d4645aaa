/** Where the keyboard is in the grid, and which rows are chosen. Row -1 is the header. */
export type GridPosition = {
  readonly row: number;
  readonly column: number;
  /** The other end of the chosen rows; equal to `row` for a single one. */
  readonly anchor: number;
};

export type GridSize = {
  readonly rows: number;
  readonly columns: number;
  /** Rows that fit on the screen. */
  readonly page: number;
};

export type GridKey = { readonly key: string; readonly ctrl: boolean; readonly shift: boolean };

export const HEADER_ROW = -1;

/** Chosen rows as [from, to). Nothing is chosen in the header or in an empty grid. */
export function chosenRows(position: GridPosition): [number, number] {
  if (position.row < 0) return [0, 0];
  const anchor = Math.max(0, position.anchor);
  return [Math.min(anchor, position.row), Math.max(anchor, position.row) + 1];
}

/** The position after rows or columns went away. */
export function clampPosition(
  position: GridPosition,
  size: Pick<GridSize, 'rows' | 'columns'>,
): GridPosition {
  const row = Math.min(position.row, size.rows - 1);
  const anchor = Math.min(position.anchor, size.rows - 1);
  const column = Math.max(0, Math.min(position.column, size.columns - 1));
  const same = row === position.row && anchor === position.anchor && column === position.column;
  return same ? position : { row, anchor, column };
}

/**
 * Where a key leads, or null where the key means nothing here. Arrows go by cell; Home and End along the row; with
 * Ctrl to the first and last row; Page Up and Down by screen. Shift stretches the chosen rows; Ctrl+A chooses all.
 */
export function afterKey(
  position: GridPosition,
  { key, ctrl, shift }: GridKey,
  size: GridSize,
): GridPosition | null {
  const lastRow = size.rows - 1;
  const lastColumn = Math.max(0, size.columns - 1);
  const to = (row: number, column: number): GridPosition => {
    const at = Math.min(Math.max(row, HEADER_ROW), lastRow);
    const stretch = shift && at >= 0 && position.row >= 0 && at !== position.row;
    const anchor = stretch ? position.anchor : at === position.row ? position.anchor : at;
    return { row: at, column: Math.min(Math.max(column, 0), lastColumn), anchor };
  };
  const { row, column } = position;
  switch (key) {
    case 'ArrowDown':
      return ctrl ? to(lastRow, column) : to(row + 1, column);
    case 'ArrowUp':
      if (ctrl) return to(Math.min(0, lastRow), column);
      // Shift never leaves the rows.
      return shift && row <= 0 ? position : to(row - 1, column);
    case 'ArrowRight':
      return to(row, ctrl ? lastColumn : column + 1);
    case 'ArrowLeft':
      return to(row, ctrl ? 0 : column - 1);
    case 'PageDown':
      return to(Math.max(row, 0) + size.page, column);
    case 'PageUp':
      return to(Math.max(row - size.page, Math.min(0, lastRow)), column);
    case 'Home':
      return ctrl ? to(Math.min(0, lastRow), 0) : to(row, 0);
    case 'End':
      return ctrl ? to(lastRow, lastColumn) : to(row, lastColumn);
    case 'a':
    case 'A':
      return ctrl && lastRow >= 0 ? { row: lastRow, column, anchor: 0 } : null;
    default:
      return null;
  }
}
