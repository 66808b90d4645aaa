import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useThemeKind } from '../../app/theme.tsx';
import { AskPace } from './askPace.ts';
import { columnsInView, layOut, widthOf } from './columnLayout.ts';
import { GridHeader } from './GridHeader.tsx';
import { useGridStyles } from './gridStyles.ts';
import { HEADER_ROW, afterKey, chosenRows, clampPosition } from './position.ts';
import { RowLines } from './rowLines.ts';
import { RowLooks } from './rowLooks.ts';
import { RowWindow } from './rowWindow.ts';
import { HEADER_HEIGHT, ROW_HEIGHT, useScaledRows } from './useScaledRows.ts';
import type { Column } from '../../../shared/model/console.ts';
import type { KeyboardEvent, MouseEvent, ReactNode, RefObject } from 'react';
import type { ColumnChoice } from './columnLayout.ts';
import type { Sort } from './GridHeader.tsx';
import type { GridPosition } from './position.ts';
import type { RowsAnswer } from './rowWindow.ts';

/** Where rows come from. A new object means other rows; `version` and `total` follow the view. */
export type RowSource = (columns: readonly string[], from: number, to: number) => Promise<RowsAnswer>;

export type ResultGridProps = {
  /** Accessible name. */
  readonly label: string;
  readonly source: RowSource;
  readonly version: number;
  readonly total: number;
  readonly columns: readonly Column[];
  readonly choice: ColumnChoice;
  readonly sort: Sort;
  readonly position: GridPosition;
  readonly onPosition: (position: GridPosition) => void;
  readonly onSort: (name: string, add: boolean) => void;
  readonly onResize: (name: string, width: number) => void;
  readonly onMove: (name: string, to: number) => void;
  /** Ctrl+C on the chosen rows [from, to), columns as shown. */
  readonly onCopy: (columns: readonly string[], from: number, to: number) => void;
  /** Enter or a double click on a row. */
  readonly onOpen: (row: number) => void;
  /** Rows marked one by one; they stand for the chosen ones where there are any. */
  readonly marked?: ReadonlySet<number> | null;
  /** Ctrl and a click, or Space, on a row; null: a plain click, which takes the marks away. */
  readonly onMark?: (row: number | null) => void;
  readonly onFailure: (error: unknown) => void;
  /** An answer named another number of rows or version than was given. */
  readonly onTotal: (total: number, version: number) => void;
  /** Shown in place of rows where there are none. */
  readonly empty?: ReactNode;
  readonly scrollerRef?: RefObject<HTMLDivElement | null>;
};

const RESIZE_STEP = 16;

/** The result grid: ARIA grid, any number of rows, keyboard as in a spreadsheet; rows are asked for as they come into view. */
export function ResultGrid(props: ResultGridProps) {
  const { label, source, version, total, columns, choice, sort, position, onPosition, onFailure, onTotal } =
    props;
  const styles = useGridStyles();
  const highContrast = useThemeKind() === 'high-contrast';
  const gridId = useId();
  const own = useRef<HTMLDivElement>(null);
  const scroller = props.scrollerRef ?? own;
  const layer = useRef<HTMLDivElement>(null);
  const [, redraw] = useState(0);

  const scaled = useScaledRows({ total, scroller, layer, keep: position.row, blockRows: 1 });
  const { blocks, range, direction, scrollHeight, viewport, scrollLeft, scrollToRow } = scaled;
  const shown = useMemo(() => layOut(columns, choice, viewport.width), [columns, choice, viewport.width]);
  const width = Math.max(widthOf(shown), viewport.width);
  const [from, to] = columnsInView(shown, scrollLeft, Math.max(viewport.width, 1));
  const column = Math.max(0, Math.min(position.column, shown.length - 1));
  // The cell with the focus stays in the DOM when it is scrolled out of sight.
  const drawn = useMemo(() => {
    const places = Array.from({ length: to - from }, (_, i) => from + i);
    return column < from || column >= to ? [...places, column] : places;
  }, [from, to, column]);

  // Asked for in one fixed order, so that moving columns costs no request.
  const shownNames = shown.map((item) => item.column.name);
  const askedKey = JSON.stringify([...shownNames].sort());
  const asked = useMemo(() => JSON.parse(askedKey) as string[], [askedKey]);
  const places = useMemo(() => shown.map((item) => asked.indexOf(item.column.name)), [shown, asked]);

  const listeners = useRef({ onFailure, onTotal, version, total });
  useLayoutEffect(() => {
    listeners.current = { onFailure, onTotal, version, total };
  });
  const rows = useMemo(
    () =>
      new RowWindow({
        fetch: (first, last) => source(asked, first, last),
        changed: (nowTotal, nowVersion) => {
          redraw((before) => before + 1);
          const given = listeners.current;
          if (nowTotal !== given.total || nowVersion !== given.version) given.onTotal(nowTotal, nowVersion);
        },
        failed: (error) => listeners.current.onFailure(error),
      }),
    [source, asked],
  );
  useEffect(() => {
    rows.resume();
    return () => rows.stop();
  }, [rows]);
  const known = useRef<{ rows: RowWindow; version: number } | null>(null);
  useLayoutEffect(() => {
    if (known.current?.rows === rows && known.current.version === version) rows.grow(total);
    else rows.reset(version, total);
    known.current = { rows, version };
  }, [rows, version, total]);
  const [firstShown, lastShown] = range;
  const [pace] = useState(() => new AskPace());
  useEffect(() => () => pace.stop(), [pace, rows]);
  useEffect(() => {
    if (asked.length > 0) pace.view(firstShown, lastShown, () => rows.show(firstShown, lastShown, direction));
  }, [pace, rows, asked, firstShown, lastShown, direction, total, version]);

  const size = {
    rows: total,
    columns: shown.length,
    page: Math.max(1, Math.floor(viewport.height / ROW_HEIGHT) - 1),
  };
  const now = clampPosition(position, size);
  const [chosenFrom, chosenTo] = chosenRows(now);

  const looks = useMemo(() => new RowLooks(styles, highContrast), [styles, highContrast]);
  const lines = useRef<{ readonly of: HTMLElement; readonly lines: RowLines } | null>(null);
  // Before the focus is moved below: the cell must be there.
  useLayoutEffect(() => {
    if (layer.current === null) return;
    if (lines.current?.of !== layer.current)
      lines.current = { of: layer.current, lines: new RowLines(layer.current) };
    lines.current.lines.draw({
      ...{ blocks, columns: shown, drawn, places, rows, row: now.row, column, chosenFrom, chosenTo, looks },
      marked: props.marked ?? null,
      cellId: `${gridId}-cell`,
    });
  });

  // The focus follows the position, while it is in the grid at all.
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    if (!hadFocus.current) return;
    const cell = document.getElementById(`${gridId}-cell`);
    if (cell && cell !== document.activeElement) cell.focus({ preventScroll: true });
  }, [gridId, now.row, column, total]);

  const revealColumn = useCallback(
    (index: number) => {
      const item = shown[index];
      const element = scroller.current;
      if (!item || !element) return;
      if (item.x < element.scrollLeft) element.scrollLeft = item.x;
      else if (item.x + item.width > element.scrollLeft + element.clientWidth) {
        element.scrollLeft = Math.min(item.x, item.x + item.width - element.clientWidth);
      }
    },
    [shown, scroller],
  );

  const goTo = (next: GridPosition) => {
    hadFocus.current = true;
    scrollToRow(next.row);
    revealColumn(next.column);
    onPosition(next);
  };

  const headerKey = (event: KeyboardEvent): boolean => {
    const item = shown[column];
    if (!item) return false;
    const { name } = item.column;
    if (event.key === 'Enter' || event.key === ' ') {
      props.onSort(name, event.shiftKey);
      return true;
    }
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return false;
    if (event.altKey) {
      const target = Math.min(Math.max(column + step, 0), shown.length - 1);
      props.onMove(name, target);
      goTo({ ...now, column: target });
      return true;
    }
    if (event.shiftKey) {
      props.onResize(name, item.width + step * RESIZE_STEP);
      return true;
    }
    return false;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const ctrl = event.ctrlKey || event.metaKey;
    const taken = (): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (now.row === HEADER_ROW && headerKey(event)) return taken();
    if (event.altKey) return undefined;
    if (ctrl && (event.key === 'c' || event.key === 'C')) {
      const [first, last] = chosenRows(now);
      if (last > first) props.onCopy(shownNames, first, last);
      return taken();
    }
    if (event.key === 'Enter' && now.row >= 0) {
      props.onOpen(now.row);
      return taken();
    }
    if (event.key === ' ' && now.row >= 0 && props.onMark !== undefined) {
      props.onMark(now.row);
      return taken();
    }
    const next = afterKey(now, { key: event.key, ctrl, shift: event.shiftKey }, size);
    if (next === null) return undefined;
    if (event.key.toLowerCase() === 'a') {
      hadFocus.current = true;
      onPosition(next);
    } else goTo(next);
    return taken();
  };

  const placeOf = (event: MouseEvent): { row: number; column: number } | null => {
    const target = event.target as Element;
    const row = target.closest('[data-row]')?.getAttribute('data-row');
    if (row === null || row === undefined) return null;
    return {
      row: Number(row),
      column: Number(target.closest('[data-column]')?.getAttribute('data-column') ?? column),
    };
  };

  const onMouseDown = (event: MouseEvent) => {
    const place = placeOf(event);
    if (!place || event.button === 2) return;
    if (event.shiftKey) event.preventDefault();
    props.onMark?.(event.ctrlKey || event.metaKey ? place.row : null);
    goTo({ ...place, anchor: event.shiftKey && now.row >= 0 ? now.anchor : place.row });
  };

  const use = useRef({ props, now });
  useLayoutEffect(() => {
    use.current = { props, now };
  });
  const headerColumn = now.row === HEADER_ROW || total === 0 ? column : -1;
  // The same element as long as it says the same: scrolling draws no headers.
  const header = useMemo(
    () => (
      <GridHeader
        gridId={gridId}
        columns={shown}
        drawn={drawn}
        width={width}
        sort={sort}
        focused={headerColumn}
        onFocusColumn={(index) => {
          const given = use.current;
          if (given.now.row !== HEADER_ROW || given.now.column !== index) {
            given.props.onPosition({ row: HEADER_ROW, column: index, anchor: HEADER_ROW });
          }
        }}
        onSort={(name, add) => use.current.props.onSort(name, add)}
        onResize={(name, to) => use.current.props.onResize(name, to)}
        onMove={(name, to) => use.current.props.onMove(name, to)}
      />
    ),
    [gridId, shown, drawn, width, sort, headerColumn],
  );
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={total + 1}
        aria-colcount={shown.length}
        aria-multiselectable
        className={styles.scroller}
        onKeyDown={onKeyDown}
        onFocus={() => {
          hadFocus.current = true;
        }}
        onBlur={(event) => {
          // A cell that was taken out of the DOM blurs to nowhere; that is not leaving.
          if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget))
            hadFocus.current = false;
        }}
      >
        <div
          role="presentation"
          className={styles.content}
          style={{ height: HEADER_HEIGHT + Math.max(scrollHeight, viewport.height), width }}
        >
          <div role="rowgroup" className={styles.header} style={{ width }}>
            {header}
          </div>
          <div
            role="rowgroup"
            className={styles.body}
            style={{ height: viewport.height, width }}
            onMouseDown={onMouseDown}
            onDoubleClick={(event) => {
              const place = placeOf(event);
              if (place) props.onOpen(place.row);
            }}
          >
            {/* Its rows are written by RowLines. */}
            <div ref={layer} role="presentation" className={styles.layer} style={{ width }} />
          </div>
        </div>
      </div>
      <span hidden id={`${gridId}-keys`}>
        Enter sorts, Shift+Enter adds a sort, Shift+Left and Right change the width, Alt+Left and Right move
        the column
      </span>
      {total === 0 && props.empty}
    </div>
  );
}
