import { mergeClasses } from '@fluentui/react-components';
import { ArrowDown12Regular } from '@fluentui/react-icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useRowHeight, useWide } from '../ui/hooks.ts';
import { ActivityRow } from './ActivityRow.tsx';
import { byDay } from './activityText.ts';
import { narrowColumns, useTableStyles, wideColumns } from './tableStyles.ts';
import type { ActivityRecord } from '../../shared/model/activity.ts';
import type { KeyboardEvent } from 'react';

const DAY_HEIGHT = 28;

export type ActivityTableProps = {
  readonly records: readonly ActivityRecord[];
  readonly more: boolean;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
  readonly onEnd: () => void;
  readonly now: number;
  /** A record is open beside it. */
  readonly compact: boolean;
};

/** The log by time with a line for each day; one stop for the keyboard, Enter opens the record. */
export function ActivityTable({ records, more, chosen, onChoose, onEnd, now, compact }: ActivityTableProps) {
  const styles = useTableStyles();
  const wideWindow = useWide();
  const wide = wideWindow && !compact;
  const rowHeight = useRowHeight();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => byDay(records, now), [records, now]);
  const rows = useMemo(
    () => lines.flatMap((line, index) => (line.kind === 'record' ? [index] : [])),
    [lines],
  );
  const [current, setCurrent] = useState<string | null>(null);
  const at = Math.max(
    0,
    rows.findIndex((index) => idOf(lines[index]) === current),
  );
  const stop = rows[at];
  const moveFocus = useRef(false);

  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'day' ? DAY_HEIGHT : rowHeight),
    getItemKey: (index) => {
      const line = lines[index];
      return line?.kind === 'record' ? line.record.id : `day ${line?.text ?? index}`;
    },
    overscan: 8,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const shown: number[] = [];
      for (let i = Math.max(0, startIndex - overscan); i <= Math.min(count - 1, endIndex + overscan); i += 1)
        shown.push(i);
      if (stop !== undefined && !shown.includes(stop)) shown.push(stop);
      return shown;
    },
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.reduce(
    (most, item) => (item.index === stop ? most : Math.max(most, item.index)),
    0,
  );
  useEffect(() => {
    if (more && lastShown >= lines.length - 20) onEnd();
  }, [more, lastShown, lines.length, onEnd]);

  useLayoutEffect(() => {
    if (!moveFocus.current || stop === undefined) return;
    moveFocus.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-line="${stop}"]`)?.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    };
    const wish = steps[event.key];
    if (wish !== undefined && rows.length > 0) {
      const target = rows[Math.min(Math.max(wish, 0), rows.length - 1)] ?? 0;
      moveFocus.current = true;
      setCurrent(idOf(lines[target]));
      virtualizer.scrollToIndex(target === rows[0] ? 0 : target);
    } else if ((event.key === 'Enter' || event.key === ' ') && stop !== undefined) {
      const id = idOf(lines[stop]);
      if (id !== null) onChoose(id);
    } else return;
    event.preventDefault();
  };

  const template = { gridTemplateColumns: wide ? wideColumns : narrowColumns };
  const line = mergeClasses(styles.line, !wideWindow && styles.narrowLine);
  const heads = ['Time', 'Where', 'What', 'Amount', 'Outcome', ...(wide ? ['Who'] : [])];
  return (
    <div
      ref={grid}
      role="grid"
      aria-label="Activity"
      aria-rowcount={more ? -1 : rows.length + 1}
      className={styles.grid}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup">
        <div role="row" className={mergeClasses(line, styles.head)} style={template}>
          {heads.map((name) => (
            <span
              key={name}
              role="columnheader"
              {...(name === 'Time' && { 'aria-sort': 'descending' as const })}
              className={styles.sorted}
            >
              {name}
              {name === 'Time' && <ArrowDown12Regular aria-hidden />}
            </span>
          ))}
          <span role="columnheader">
            <span className="visually-hidden">Open</span>
          </span>
        </div>
      </div>
      <div ref={scroller} role="rowgroup" className={styles.scroller} tabIndex={-1}>
        <div role="presentation" className={styles.inner} style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const shown = lines[item.index];
            if (shown === undefined) return null;
            const place = { ...template, height: item.size, transform: `translateY(${item.start}px)` };
            if (shown.kind === 'day') {
              return (
                <div
                  key={item.key}
                  role="row"
                  className={mergeClasses(line, styles.placed, styles.day)}
                  style={place}
                >
                  <span role="rowheader" aria-colspan={heads.length + 1} className={styles.wholeLine}>
                    {shown.text}
                  </span>
                </div>
              );
            }
            const { record } = shown;
            return (
              <ActivityRow
                key={item.key}
                record={record}
                line={item.index}
                stop={item.index === stop}
                chosen={record.id === chosen}
                wide={wide}
                className={mergeClasses(line, styles.placed)}
                style={place}
                onFocus={() => setCurrent(record.id)}
                onChoose={() => {
                  setCurrent(record.id);
                  onChoose(record.id);
                }}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

const idOf = (line: ReturnType<typeof byDay>[number] | undefined): string | null =>
  line?.kind === 'record' ? line.record.id : null;
