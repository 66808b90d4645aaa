import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { formatCount } from '../ui/format.ts';
import { useRowHeight } from '../ui/hooks.ts';
import { CustomerListHead } from './CustomerListHead.tsx';
import { CustomerRow } from './CustomerRow.tsx';
import { useListStyles } from './listStyles.ts';
import type { RowActions } from './CustomerRow.tsx';
import type { CustomerItem, CustomerSort } from './model.ts';
import type { KeyboardEvent, RefObject } from 'react';

const GROUP_HEIGHT = 28;

const useStyles = makeStyles({
  grid: {
    flexGrow: 1,
    minHeight: 0,
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
    outlineStyle: 'none',
  },
  scroller: { flexGrow: 1, minHeight: 0, overflowY: 'auto', overflowX: 'hidden', scrollbarGutter: 'stable' },
  inner: { position: 'relative', width: '100%' },
  group: {
    position: 'absolute',
    top: 0,
    left: 0,
    width: '100%',
    height: '28px',
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    paddingLeft: '24px',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  groupWide: { paddingLeft: '32px' },
  count: { marginLeft: '4px', fontWeight: tokens.fontWeightRegular },
});

/** Places of customer rows among the lines, to step over group headings. */
function rowPlaces(items: readonly CustomerItem[]): readonly number[] {
  const places: number[] = [];
  items.forEach((item, index) => {
    if (item.kind === 'row') places.push(index);
  });
  return places;
}

/**
 * The customers as a grid that draws only what is seen. One stop for Tab; arrows, Page, Home and End move, Enter opens,
 * Ctrl+Enter opens in the background, Space ticks, Ctrl+D marks a favourite, Ctrl+A ticks all shown.
 */
export function CustomerList({
  items,
  total,
  chosen,
  ticked,
  sort,
  wide,
  gridRef,
  actions,
  onSort,
  onTickAll,
}: {
  readonly items: readonly CustomerItem[];
  /** Customers in all, shown or not. */
  readonly total: number;
  readonly chosen: string | null;
  readonly ticked: ReadonlySet<string>;
  readonly sort: CustomerSort;
  readonly wide: boolean;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly actions: RowActions;
  readonly onSort: (sort: CustomerSort) => void;
  readonly onTickAll: () => void;
}) {
  const styles = useStyles();
  const list = useListStyles();
  const id = useId();
  const rowHeight = useRowHeight();
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(false);
  const places = useMemo(() => rowPlaces(items), [items]);
  const at = items.findIndex((item) => item.kind === 'row' && item.customer.tenantId === chosen);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === 'group' ? GROUP_HEIGHT : rowHeight),
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : item.kind === 'group' ? item.title : item.customer.tenantId;
    },
    overscan: 10,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight, items]);
  const followed = useRef<string | null>(null);
  useEffect(() => {
    // Follows the chosen row once, not at every page of rows that comes in above it.
    if (at < 0 || followed.current === chosen) return;
    followed.current = chosen;
    virtual.scrollToIndex(at === places[0] ? 0 : at, { align: 'auto' });
  }, [at, chosen, places, virtual]);

  const tickedShown = places.filter((place) => {
    const item = items[place];
    return item?.kind === 'row' && ticked.has(item.customer.tenantId);
  }).length;

  const moveTo = (position: number) => {
    const item = items[places[Math.max(0, Math.min(places.length - 1, position))] ?? -1];
    if (item?.kind === 'row') actions.choose(item.customer.tenantId);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) return;
    const current = places.indexOf(at);
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const command = event.ctrlKey || event.metaKey;
    const moves: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current < 0 ? 0 : current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: places.length - 1,
    };
    const to = moves[event.key];
    const item = items[at];
    const customer = item?.kind === 'row' ? item.customer : null;
    if (to !== undefined) moveTo(to);
    else if (command && event.key.toLowerCase() === 'a') onTickAll();
    else if (customer === null) return;
    else if (event.key === 'Enter') actions.open(customer, command);
    else if (event.key === ' ') actions.tick(customer.tenantId);
    else if (command && event.key.toLowerCase() === 'd') actions.star(customer);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const drawn = virtual.getVirtualItems();
  const chosenDrawn = drawn.some(({ index }) => index === at);

  return (
    <div
      ref={gridRef}
      role="grid"
      aria-label="Customers"
      aria-rowcount={items.length + 1}
      aria-multiselectable
      aria-activedescendant={at >= 0 && chosenDrawn ? `${id}-${at}` : undefined}
      aria-describedby={`${id}-count`}
      tabIndex={0}
      className={styles.grid}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.target !== event.currentTarget) return;
        setFocused(true);
        if (at < 0) moveTo(0);
      }}
      onBlur={() => setFocused(false)}
    >
      <span id={`${id}-count`} className="visually-hidden">
        {`${formatCount(places.length)} of ${formatCount(total)} customers`}
      </span>
      <div role="rowgroup">
        <CustomerListHead
          sort={sort}
          onSort={onSort}
          wide={wide}
          ticked={tickedShown === 0 ? 'none' : tickedShown === places.length ? 'all' : 'some'}
          onTickAll={onTickAll}
        />
      </div>
      <div ref={scroller} role="rowgroup" tabIndex={-1} className={styles.scroller}>
        <div role="presentation" className={styles.inner} style={{ height: virtual.getTotalSize() }}>
          {drawn.map(({ index, key, start, size }) => {
            const item = items[index];
            if (item === undefined) return null;
            const style = { height: size, transform: `translateY(${start}px)` };
            if (item.kind === 'group') {
              return (
                <div
                  key={key}
                  role="row"
                  aria-rowindex={index + 2}
                  style={style}
                  className={mergeClasses(styles.group, wide && styles.groupWide)}
                >
                  <span role="gridcell" aria-colspan={wide ? 7 : 6}>
                    {item.title}{' '}
                    <span className={mergeClasses(styles.count, list.quiet)}>{formatCount(item.count)}</span>
                  </span>
                </div>
              );
            }
            const { tenantId } = item.customer;
            return (
              <CustomerRow
                key={key}
                id={`${id}-${index}`}
                index={index + 2}
                customer={item.customer}
                chosen={tenantId === chosen}
                focused={focused && tenantId === chosen}
                ticked={ticked.has(tenantId)}
                wide={wide}
                style={style}
                actions={actions}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
