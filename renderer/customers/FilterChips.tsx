import {
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  mergeClasses,
  shorthands,
  tokens,
} from '@fluentui/react-components';
import { ChevronDown12Regular } from '@fluentui/react-icons';
import { formatCount } from '../ui/format.ts';
import { useRovingFocus } from '../ui/useRovingFocus.ts';
import { CUSTOMER_FILTERS, filterLabels } from './model.ts';
import type { CustomerFilter } from './model.ts';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', gap: '8px', minWidth: 0 },
  chip: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    height: '28px',
    padding: '0 11px',
    whiteSpace: 'nowrap',
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusCircular,
    cursor: 'pointer',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    ':hover': {
      backgroundColor: tokens.colorNeutralBackground1Hover,
      color: tokens.colorNeutralForeground1Hover,
    },
    ':focus-visible': { borderRadius: tokens.borderRadiusCircular, outlineOffset: '1px' },
  },
  on: {
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorBrandForeground2,
    backgroundColor: tokens.colorBrandBackground2,
    ...shorthands.borderColor(tokens.colorCompoundBrandStroke),
    ':hover': { backgroundColor: tokens.colorBrandBackground2, color: tokens.colorBrandForeground2 },
  },
});

const isFilter = (value: string | undefined): value is CustomerFilter =>
  (CUSTOMER_FILTERS as readonly (string | undefined)[]).includes(value);

/** Which customers are shown, with how many each choice has. One stop for Tab. */
export function FilterChips({
  value,
  counts,
  all,
  onChange,
}: {
  readonly value: CustomerFilter;
  readonly counts: Readonly<Record<CustomerFilter, number>>;
  /** False: the first three, the others under one more chip. */
  readonly all: boolean;
  readonly onChange: (filter: CustomerFilter) => void;
}) {
  const styles = useStyles();
  const arrows = useRovingFocus<HTMLDivElement>({ axis: 'horizontal' });
  const shown = all ? CUSTOMER_FILTERS : CUSTOMER_FILTERS.slice(0, 3);
  const rest = CUSTOMER_FILTERS.filter((filter) => !shown.includes(filter));
  const text = (filter: CustomerFilter) => `${filterLabels[filter]} ${formatCount(counts[filter])}`;
  const restChosen = rest.includes(value);
  return (
    <div role="group" aria-label="Show" className={styles.root} {...arrows}>
      {shown.map((filter) => (
        <button
          key={filter}
          type="button"
          aria-pressed={filter === value}
          className={mergeClasses('focusable', styles.chip, filter === value && styles.on)}
          onClick={() => onChange(filter === value ? 'all' : filter)}
        >
          {text(filter)}
        </button>
      ))}
      {rest.length > 0 && (
        <Menu
          checkedValues={{ filter: [value] }}
          onCheckedValueChange={(_, { checkedItems }) => {
            const chosen = checkedItems[0];
            if (isFilter(chosen)) onChange(chosen);
          }}
        >
          <MenuTrigger disableButtonEnhancement>
            <button type="button" className={mergeClasses('focusable', styles.chip, restChosen && styles.on)}>
              {restChosen ? text(value) : `${rest.length} more`}
              <ChevronDown12Regular aria-hidden />
            </button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {rest.map((filter) => (
                <MenuItemRadio key={filter} name="filter" value={filter}>
                  {text(filter)}
                </MenuItemRadio>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
    </div>
  );
}
