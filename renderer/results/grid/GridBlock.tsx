import { mergeClasses } from '@fluentui/react-components';
import { memo } from 'react';
import { useGridStyles } from './gridStyles.ts';
import { BLOCK_ROWS, ROW_HEIGHT } from './useScaledRows.ts';
import type { ShownColumn } from './columnLayout.ts';
import type { RowWindow } from './rowWindow.ts';

export type GridBlockProps = {
  readonly gridId: string;
  readonly first: number;
  readonly count: number;
  readonly y: number;
  readonly columns: readonly ShownColumn[];
  /** Places of the columns that are drawn. */
  readonly drawn: readonly number[];
  /** Place of each column's text in a row of the window. */
  readonly places: readonly number[];
  readonly rows: RowWindow;
  /** Grows when rows came: the window itself is one object. */
  readonly stamp: number;
  /** Row with the keyboard (absolute), -1 where it is elsewhere. */
  readonly row: number;
  readonly column: number;
  /** Chosen rows of this block, as [from, to) counted from its first row. */
  readonly chosenFrom: number;
  readonly chosenTo: number;
  readonly highContrast: boolean;
};

const isEnd = (kind: ShownColumn['column']['kind']): boolean => kind === 'number' || kind === 'size';

/** Eight rows. Only those whose content changed are drawn again while the grid scrolls. */
export const GridBlock = memo(function GridBlock(props: GridBlockProps) {
  const { gridId, first, count, y, columns, drawn, places, rows, row, column, chosenFrom, chosenTo } = props;
  const styles = useGridStyles();
  const lines = [];
  for (let line = 0; line < count; line += 1) {
    const index = first + line;
    const cells = rows.row(index);
    const current = index === row;
    const chosen = line >= chosenFrom && line < chosenTo;
    const shown = [];
    for (const at of drawn) {
      const { column: info, x, width } = columns[at] ?? {};
      if (info === undefined) continue;
      const focusable = current && at === column;
      const text = cells?.[places[at] ?? -1];
      shown.push(
        <div
          key={at}
          role="gridcell"
          aria-colindex={at + 1}
          data-column={at}
          id={focusable ? `${gridId}-cell` : undefined}
          tabIndex={focusable ? 0 : undefined}
          title={text !== undefined && text.length * 6 > (width ?? 0) - 24 ? text : undefined}
          className={mergeClasses(
            styles.cell,
            isEnd(info.kind) && styles.end,
            info.kind === 'boolean' && text === 'False' && !(chosen && props.highContrast) && styles.faint,
            current && at === 0 && styles.strong,
            focusable && styles.focused,
          )}
          style={{ left: x, width }}
        >
          {text ?? ''}
        </div>,
      );
    }
    lines.push(
      <div
        key={line}
        role="row"
        aria-rowindex={index + 2}
        aria-selected={chosen}
        aria-busy={cells === undefined ? true : undefined}
        data-row={index}
        className={mergeClasses(
          styles.row,
          props.highContrast ? styles.rowHighContrast : styles.rowHover,
          chosen && styles.chosen,
          chosen && props.highContrast && styles.chosenHighContrast,
          current && styles.current,
          cells === undefined && styles.pending,
        )}
      >
        {shown}
      </div>,
    );
  }
  return (
    <div
      role="presentation"
      className={styles.block}
      style={{ height: BLOCK_ROWS * ROW_HEIGHT, transform: `translateY(${y}px)` }}
    >
      {lines}
    </div>
  );
});
