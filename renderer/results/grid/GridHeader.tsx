import { mergeClasses } from '@fluentui/react-components';
import { ArrowDown12Regular, ArrowUp12Regular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { useGridStyles } from './gridStyles.ts';
import type { PointerEvent } from 'react';
import type { ResultView } from '../../../shared/model/console.ts';
import type { ShownColumn } from './columnLayout.ts';

export type Sort = ResultView['sort'];

export type GridHeaderProps = {
  readonly gridId: string;
  readonly columns: readonly ShownColumn[];
  /** Places of the columns that are drawn. */
  readonly drawn: readonly number[];
  readonly width: number;
  readonly sort: Sort;
  /** Column with the keyboard, -1 where it is in the rows. */
  readonly focused: number;
  readonly onFocusColumn: (column: number) => void;
  readonly onSort: (name: string, add: boolean) => void;
  readonly onResize: (name: string, width: number) => void;
  readonly onMove: (name: string, to: number) => void;
};

type Drag = {
  readonly kind: 'resize' | 'move';
  readonly name: string;
  readonly startX: number;
  readonly startWidth: number;
};

const CLICK_PX = 5;

/** Column headers: a click sorts (Shift adds a second sort), dragging moves, the right edge resizes. The grid handles the keys. */
export function GridHeader(props: GridHeaderProps) {
  const { gridId, columns, drawn, width, sort, focused } = props;
  const styles = useGridStyles();
  const drag = useRef<Drag | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  const [moving, setMoving] = useState<{ name: string; to: number; x: number } | null>(null);

  /** Place among the other columns where a column dropped at this pointer would stand. */
  const target = (name: string, clientX: number): { to: number; x: number } => {
    const left = bar.current?.getBoundingClientRect().left ?? 0;
    const others = columns.filter((shown) => shown.column.name !== name);
    const at = others.findIndex((shown) => clientX - left < shown.x + shown.width / 2);
    const before = at < 0 ? undefined : others[at];
    const last = columns.at(-1);
    return { to: at < 0 ? others.length : at, x: before?.x ?? (last ? last.x + last.width - 2 : 0) };
  };

  const begin = (event: PointerEvent<HTMLElement>, kind: Drag['kind'], shown: ShownColumn) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { kind, name: shown.column.name, startX: event.clientX, startWidth: shown.width };
  };

  const move = (event: PointerEvent<HTMLElement>) => {
    const now = drag.current;
    if (!now) return;
    const by = event.clientX - now.startX;
    if (now.kind === 'resize') props.onResize(now.name, now.startWidth + by);
    else if (moving !== null || Math.abs(by) > CLICK_PX)
      setMoving({ name: now.name, ...target(now.name, event.clientX) });
  };

  const end = (event: PointerEvent<HTMLElement>) => {
    const now = drag.current;
    drag.current = null;
    setMoving(null);
    if (now?.kind !== 'move') return;
    if (moving === null) props.onSort(now.name, event.shiftKey);
    else props.onMove(now.name, moving.to);
  };

  const give = () => {
    drag.current = null;
    setMoving(null);
  };

  return (
    <div ref={bar} role="row" aria-rowindex={1} className={styles.headerRow} style={{ width }}>
      {drawn.map((at) => {
        const shown = columns[at];
        if (shown === undefined) return null;
        const { column } = shown;
        const rank = sort.findIndex((key) => key.column === column.name);
        const key = sort[rank];
        const Arrow = key?.descending === true ? ArrowDown12Regular : ArrowUp12Regular;
        const direction = key === undefined ? 'none' : key.descending ? 'descending' : 'ascending';
        return (
          <div
            key={column.name}
            role="columnheader"
            aria-colindex={at + 1}
            aria-sort={direction}
            aria-describedby={`${gridId}-keys`}
            id={at === focused ? `${gridId}-cell` : undefined}
            tabIndex={at === focused ? 0 : -1}
            title={column.name}
            className={mergeClasses(
              styles.headerCell,
              styles.focused,
              (column.kind === 'number' || column.kind === 'size') && styles.headerEnd,
              moving?.name === column.name && styles.moving,
            )}
            style={{ left: shown.x, width: shown.width }}
            onFocus={() => props.onFocusColumn(at)}
            onPointerDown={(event) => begin(event, 'move', shown)}
            onPointerMove={move}
            onPointerUp={end}
            onPointerCancel={give}
          >
            <span className={styles.headerText}>{column.name}</span>
            {key !== undefined && (
              <span aria-hidden className={styles.headerIcon}>
                <Arrow />
                {sort.length > 1 && rank + 1}
              </span>
            )}
            <span
              aria-hidden
              className={styles.resizer}
              onPointerDown={(event) => {
                event.stopPropagation();
                begin(event, 'resize', shown);
              }}
              onPointerMove={(event) => {
                event.stopPropagation();
                move(event);
              }}
              onPointerUp={(event) => {
                event.stopPropagation();
                end(event);
              }}
            />
          </div>
        );
      })}
      {moving !== null && <div aria-hidden className={styles.dropMark} style={{ left: moving.x }} />}
    </div>
  );
}

/** The sort after a header was used: up, down, none; with `add` the other keys stay. */
export function nextSort(sort: Sort, name: string, add: boolean): Sort {
  const now = sort.find((key) => key.column === name);
  const others = add ? sort.filter((key) => key.column !== name) : [];
  if (now === undefined) return [...others, { column: name, descending: false }].slice(-4);
  if (now.descending) return others;
  const turned = { column: name, descending: true };
  return add ? sort.map((key) => (key === now ? turned : key)) : [turned];
}
