import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  ArrowDown12Regular,
  ArrowUp12Regular,
  CheckboxChecked20Filled,
  CheckboxIndeterminate20Filled,
  CheckboxUnchecked20Regular,
} from '@fluentui/react-icons';
import { CUSTOMER_COLUMNS, columnLabels } from './model.ts';
import { useListStyles } from './listStyles.ts';
import type { CustomerSort } from './model.ts';

const useStyles = makeStyles({
  head: {
    height: '32px',
    flexShrink: 0,
    // Room for the rows' scroll bar, so that the columns stay under their names.
    overflowX: 'hidden',
    overflowY: 'hidden',
    scrollbarGutter: 'stable',
    fontSize: tokens.fontSizeBase200,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  button: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    maxWidth: '100%',
    height: '28px',
    padding: 0,
    border: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    cursor: 'pointer',
    whiteSpace: 'nowrap',
  },
  // As wide as a row's tick, so that they stand under each other.
  tickBox: { width: '24px', justifyContent: 'center' },
  tick: { color: tokens.colorNeutralStrokeAccessible },
  tickOn: { color: tokens.colorCompoundBrandBackground },
});

/** Column names that sort, and the tick for all that is shown. */
export function CustomerListHead({
  sort,
  onSort,
  wide,
  ticked,
  onTickAll,
}: {
  readonly sort: CustomerSort;
  readonly onSort: (sort: CustomerSort) => void;
  readonly wide: boolean;
  readonly ticked: 'none' | 'some' | 'all';
  readonly onTickAll: () => void;
}) {
  const styles = useStyles();
  const list = useListStyles();
  const ticks = {
    none: <CheckboxUnchecked20Regular />,
    some: <CheckboxIndeterminate20Filled />,
    all: <CheckboxChecked20Filled />,
  };
  return (
    <div role="row" aria-rowindex={1} className={mergeClasses(list.line, wide && list.wide, styles.head)}>
      <span role="columnheader">
        <button
          type="button"
          role="checkbox"
          aria-label="Select all shown"
          aria-checked={ticked === 'some' ? 'mixed' : ticked === 'all'}
          className={mergeClasses(
            'focusable',
            styles.button,
            styles.tickBox,
            ticked === 'none' ? styles.tick : styles.tickOn,
          )}
          onClick={onTickAll}
        >
          {ticks[ticked]}
        </button>
      </span>
      <span role="columnheader">
        <span className="visually-hidden">Favourite</span>
      </span>
      {CUSTOMER_COLUMNS.filter((column) => wide || column !== 'domain').map((column) => {
        const active = sort.column === column;
        return (
          <span
            key={column}
            role="columnheader"
            className={list.cell}
            aria-sort={active ? (sort.descending ? 'descending' : 'ascending') : 'none'}
          >
            <button
              type="button"
              className={mergeClasses('focusable', styles.button)}
              onClick={() => onSort({ column, descending: active && !sort.descending })}
            >
              {columnLabels[column]}
              {active &&
                (sort.descending ? <ArrowDown12Regular aria-hidden /> : <ArrowUp12Regular aria-hidden />)}
            </button>
          </span>
        );
      })}
    </div>
  );
}
