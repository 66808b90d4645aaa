import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckboxChecked20Filled,
  CheckboxUnchecked20Regular,
  Star16Filled,
  Star16Regular,
} from '@fluentui/react-icons';
import { memo } from 'react';
import { formatDay } from '../ui/format.ts';
import { RelationshipText } from './RelationshipText.tsx';
import { useListStyles } from './listStyles.ts';
import type { Customer } from '../../shared/model/customer.ts';
import type { CSSProperties } from 'react';

const useStyles = makeStyles({
  row: {
    position: 'absolute',
    top: 0,
    left: 0,
    width: '100%',
    cursor: 'default',
    fontSize: tokens.fontSizeBase300,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  ticked: { backgroundColor: tokens.colorNeutralBackground2 },
  chosen: {
    backgroundColor: tokens.colorBrandBackground2,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}`,
    ':hover': { backgroundColor: tokens.colorBrandBackground2 },
  },
  chosenName: { fontWeight: tokens.fontWeightSemibold },
  focused: { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  button: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: '24px',
    height: '24px',
    padding: 0,
    border: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusMedium,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  tick: { color: tokens.colorNeutralStrokeAccessible },
  tickOn: { color: tokens.colorCompoundBrandBackground },
  starOn: { color: tokens.colorPaletteMarigoldBorderActive },
});

export interface RowActions {
  readonly choose: (tenantId: string) => void;
  readonly open: (customer: Customer, background: boolean) => void;
  readonly tick: (tenantId: string) => void;
  readonly star: (customer: Customer) => void;
}

/** One customer of the list. Its buttons are for the pointer; the keyboard has Space and Ctrl+D on the list itself. */
export const CustomerRow = memo(function CustomerRow({
  customer,
  id,
  index,
  chosen,
  focused,
  ticked,
  wide,
  style,
  actions,
}: {
  readonly customer: Customer;
  readonly id: string;
  /** 1-based, among all lines of the grid. */
  readonly index: number;
  readonly chosen: boolean;
  readonly focused: boolean;
  readonly ticked: boolean;
  readonly wide: boolean;
  readonly style: CSSProperties;
  readonly actions: RowActions;
}) {
  const styles = useStyles();
  const list = useListStyles();
  const { tenantId, name, domain } = customer;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index}
      aria-selected={ticked}
      style={style}
      className={mergeClasses(
        list.line,
        wide && list.wide,
        styles.row,
        ticked && styles.ticked,
        chosen && styles.chosen,
        focused && styles.focused,
      )}
      onClick={() => actions.choose(tenantId)}
      onDoubleClick={(event) => actions.open(customer, event.ctrlKey || event.metaKey)}
    >
      <span role="gridcell">
        <button
          type="button"
          role="checkbox"
          tabIndex={-1}
          aria-checked={ticked}
          aria-label={`Select ${name}`}
          className={mergeClasses(styles.button, ticked ? styles.tickOn : styles.tick)}
          onClick={(event) => {
            event.stopPropagation();
            actions.tick(tenantId);
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          {ticked ? <CheckboxChecked20Filled /> : <CheckboxUnchecked20Regular />}
        </button>
      </span>
      <span role="gridcell">
        <button
          type="button"
          tabIndex={-1}
          aria-pressed={customer.favourite}
          aria-label={`Favourite ${name}`}
          className={mergeClasses(styles.button, customer.favourite && styles.starOn)}
          onClick={(event) => {
            event.stopPropagation();
            actions.star(customer);
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          {customer.favourite ? <Star16Filled /> : <Star16Regular />}
        </button>
      </span>
      <span
        role="rowheader"
        dir="auto"
        className={mergeClasses(list.cell, chosen && styles.chosenName)}
        title={name}
      >
        {name}
      </span>
      {wide && (
        <span role="gridcell" className={mergeClasses(list.cell, list.quiet)} title={domain ?? tenantId}>
          {domain ?? '–'}
        </span>
      )}
      <span role="gridcell" className={list.cell}>
        <RelationshipText relationship={customer.relationship} />
      </span>
      <span
        role="gridcell"
        className={mergeClasses(list.cell, customer.exchangeRole === null && list.quiet)}
        title={customer.exchangeRole ?? undefined}
      >
        {customer.exchangeRole ?? 'None'}
      </span>
      <span role="gridcell" className={mergeClasses(list.cell, list.quiet)}>
        {formatDay(customer.lastUsedAt)}
      </span>
    </div>
  );
});
