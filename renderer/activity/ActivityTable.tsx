import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  ArrowDown12Regular,
  CheckmarkRegular,
  ChevronRightRegular,
  CircleRegular,
  ErrorCircleFilled,
  LockClosedRegular,
  QuestionCircleFilled,
  RecordStopRegular,
} from '@fluentui/react-icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { CLOUDS, CLOUD_IDS } from '../../shared/clouds.ts';
import { OrganizationBar } from '../ui/organization.tsx';
import { useRowHeight, useWide } from '../ui/hooks.ts';
import { amountText, byDay, outcomeNames, timeText, weight } from './activityText.ts';
import type { ActivityRecord } from '../../shared/model/activity.ts';
import type { KeyboardEvent } from 'react';
import type { Outcome } from './activityText.ts';

const DAY_HEIGHT = 28;
const columns = '82px minmax(110px, 190px) minmax(120px, 1fr) 104px 170px minmax(100px, 170px) 24px';
const narrowColumns = '72px minmax(90px, 150px) minmax(100px, 1fr) 84px 150px 24px';

const useStyles = makeStyles({
  grid: {
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  scroller: { flexGrow: 1, minHeight: 0, overflowY: 'auto', overflowX: 'hidden' },
  line: {
    display: 'grid',
    alignItems: 'center',
    columnGap: '12px',
    padding: '0 24px 0 32px',
    boxSizing: 'border-box',
  },
  narrowLine: { padding: '0 16px 0 24px' },
  head: {
    height: '32px',
    flexShrink: 0,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    scrollbarGutter: 'stable',
  },
  sorted: { display: 'inline-flex', alignItems: 'center', gap: '4px' },
  inner: { position: 'relative' },
  placed: { position: 'absolute', top: 0, left: 0, right: 0 },
  day: {
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  wholeLine: { gridColumn: '1 / -1' },
  record: {
    fontSize: tokens.fontSizeBase200,
    cursor: 'pointer',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  chosen: {
    backgroundColor: tokens.colorBrandBackground2,
    ':hover': { backgroundColor: tokens.colorBrandBackground2 },
  },
  bad: { boxShadow: `inset 3px 0 0 ${tokens.colorPaletteRedForeground1}` },
  unsure: { boxShadow: `inset 3px 0 0 ${tokens.colorPaletteDarkOrangeForeground1}` },
  cell: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  faint: { color: tokens.colorNeutralForeground2 },
  code: { fontFamily: tokens.fontFamilyMonospace },
  where: { display: 'flex', alignItems: 'center', gap: '8px' },
  outcome: { display: 'flex', alignItems: 'center', gap: '8px', color: tokens.colorNeutralForeground2 },
  badText: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
  unsureText: { color: tokens.colorPaletteDarkOrangeForeground1, fontWeight: tokens.fontWeightSemibold },
  icon: { display: 'inline-flex', flexShrink: 0, fontSize: '16px' },
});

function OutcomeIcon({ outcome }: { readonly outcome: Outcome }) {
  switch (outcome) {
    case 'failed':
      return <ErrorCircleFilled />;
    case 'outcome-unknown':
      return <QuestionCircleFilled />;
    case 'refused':
      return <LockClosedRegular />;
    case 'stopped':
    case 'declined':
      return <RecordStopRegular />;
    case 'running':
      return <CircleRegular />;
    case 'done':
    case 'changed':
    case 'created':
    case 'removed':
    case 'connected':
    case 'disconnected':
    case 'signed-out':
    case 'exported':
      return <CheckmarkRegular />;
  }
}

const isPracticeCloud = (cloudId: string): boolean =>
  CLOUD_IDS.some((id) => id === cloudId && CLOUDS[id].practice);

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
  const styles = useStyles();
  const wide = useWide() && !compact;
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

  const template = { gridTemplateColumns: wide ? columns : narrowColumns };
  const line = mergeClasses(styles.line, !wide && styles.narrowLine);
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
            const heavy = weight(record.outcome);
            const chooseIt = () => {
              setCurrent(record.id);
              onChoose(record.id);
            };
            return (
              <div
                key={item.key}
                role="row"
                data-line={item.index}
                aria-selected={record.id === chosen}
                tabIndex={item.index === stop ? 0 : -1}
                className={mergeClasses(
                  line,
                  styles.placed,
                  styles.record,
                  record.id === chosen && styles.chosen,
                  heavy === 'bad' && styles.bad,
                  heavy === 'unsure' && styles.unsure,
                  'focusable',
                )}
                style={place}
                onClick={chooseIt}
                onFocus={() => setCurrent(record.id)}
              >
                <span role="gridcell" className={mergeClasses(styles.cell, styles.faint)}>
                  {timeText(record.startedAt)}
                </span>
                <span role="gridcell" className={mergeClasses(styles.cell, styles.where)}>
                  <OrganizationBar
                    colour={record.where.colour}
                    practice={isPracticeCloud(record.where.cloudId)}
                  />
                  <bdi className={styles.cell} title={record.where.organization}>
                    {record.where.organization}
                  </bdi>
                </span>
                <span
                  role="gridcell"
                  className={mergeClasses(
                    styles.cell,
                    /^[A-Za-z]+-[A-Za-z]/u.test(record.what) && styles.code,
                  )}
                  title={record.what}
                >
                  {record.what}
                </span>
                <span role="gridcell" className={styles.cell}>
                  {amountText(record)}
                </span>
                <span
                  role="gridcell"
                  className={mergeClasses(
                    styles.cell,
                    styles.outcome,
                    heavy === 'bad' && styles.badText,
                    heavy === 'unsure' && styles.unsureText,
                  )}
                >
                  <span aria-hidden className={styles.icon}>
                    <OutcomeIcon outcome={record.outcome} />
                  </span>
                  <span className={styles.cell}>{outcomeNames[record.outcome]}</span>
                </span>
                {wide && (
                  <span role="gridcell" className={styles.cell} title={record.who}>
                    {record.who}
                  </span>
                )}
                <span role="gridcell" className={styles.icon}>
                  <ChevronRightRegular aria-label="Open" />
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

const idOf = (line: ReturnType<typeof byDay>[number] | undefined): string | null =>
  line?.kind === 'record' ? line.record.id : null;
