import {
  Button,
  Combobox,
  Field,
  Option,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { Dismiss16Regular, ErrorCircle16Regular, Warning16Regular } from '@fluentui/react-icons';
import { useEffect, useMemo, useState } from 'react';
import { openCustomers, useCustomerList } from '../../app/stores/customers.ts';
import { fold } from '../../ui/fold.ts';
import { whyNotOpen } from '../../customers/access.ts';
import { OutlineBadge } from '../../ui/Badges.tsx';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { formatCount } from '../../ui/format.ts';
import { OrganizationTile } from '../../ui/organization.tsx';
import { CustomerDomain } from './CustomerDomain.tsx';
import { customerNamed, customerNameProblem } from './formProblems.ts';
import { useFieldStyles } from './fieldStyles.ts';
import type { CloudId } from '../../../shared/clouds.ts';
import type { CustomerListKey } from '../../app/stores/customers.ts';
import type { ChosenCustomer } from './form.ts';

const SHOWN = 50;
/** Stands for a customer that the list does not have. */
const TYPED = 'typed';

const useStyles = makeStyles({
  chosen: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '6px 8px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  text: { flexGrow: 1, minWidth: 0 },
  warning: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    flexShrink: 0,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorPaletteDarkOrangeForeground1,
  },
  refused: { color: tokens.colorPaletteRedForeground1 },
});

function Chosen({
  customer,
  practice,
  onClear,
}: {
  readonly customer: ChosenCustomer;
  readonly practice: boolean;
  readonly onClear: () => void;
}) {
  const styles = useStyles();
  const fields = useFieldStyles();
  const { listed } = customer;
  const refusal = listed === null ? null : whyNotOpen(listed);
  const role = listed?.exchangeRole ?? null;
  const { state, daysLeft } = listed?.relationship ?? { state: 'none', daysLeft: null };
  return (
    <div className={styles.chosen} role="group" aria-label={`Customer: ${customer.name}`}>
      <OrganizationTile name={customer.name} colour={null} practice={practice} size="medium" />
      <span className={styles.text}>
        <span dir="auto" className={fields.name} title={customer.name}>
          {customer.name}
        </span>
        <span className={fields.small}>
          {customer.tenantId === null ? 'Looked up by its domain' : (customer.domain ?? customer.tenantId)}
        </span>
      </span>
      {refusal !== null ? (
        <span className={mergeClasses(styles.warning, styles.refused)}>
          <ErrorCircle16Regular aria-hidden /> {refusal.short}
        </span>
      ) : (
        state === 'expiring' &&
        daysLeft !== null && (
          <span className={styles.warning}>
            <Warning16Regular aria-hidden /> {`Access ends in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}`}
          </span>
        )
      )}
      {role !== null && <OutlineBadge>{role}</OutlineBadge>}
      <Button
        appearance="transparent"
        size="small"
        icon={<Dismiss16Regular />}
        aria-label="Choose another customer"
        onClick={onClear}
      />
    </div>
  );
}

/** Search in the customers of an account; the chosen one is shown with what stands in its way. */
export function CustomerField({
  listOf,
  cloudId,
  searchable,
  value,
  problem,
  onChange,
  onLeave,
}: {
  /** Null: no account is signed in, so there is no list. */
  readonly listOf: CustomerListKey | null;
  readonly cloudId: CloudId;
  /** Whether there could be a list, once somebody signs in. */
  readonly searchable: boolean;
  readonly value: ChosenCustomer | null;
  readonly problem: string | undefined;
  readonly onChange: (customer: ChosenCustomer | null) => void;
  readonly onLeave: () => void;
}) {
  if (value !== null) {
    return (
      <Field validationMessage={problem}>
        <Chosen customer={value} practice={cloudId === 'Practice'} onClear={() => onChange(null)} />
      </Field>
    );
  }
  if (listOf === null) {
    return <CustomerDomain {...{ cloudId, searchable, problem, onChange }} />;
  }
  return <CustomerSearch listOf={listOf} problem={problem} onChange={onChange} onLeave={onLeave} />;
}

function CustomerSearch({
  listOf,
  problem,
  onChange,
  onLeave,
}: {
  readonly listOf: CustomerListKey;
  readonly problem: string | undefined;
  readonly onChange: (customer: ChosenCustomer) => void;
  readonly onLeave: () => void;
}) {
  const list = useCustomerList(listOf);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const { cloudId, accountId } = listOf;
  const untouched = list.state === 'empty' && list.data.length === 0;
  useEffect(() => {
    if (untouched) void openCustomers({ cloudId, accountId });
  }, [untouched, cloudId, accountId]);
  const found = useMemo(() => {
    const text = fold(typed.trim());
    return list.data.filter((customer) =>
      fold(`${customer.name} ${customer.domain ?? ''} ${customer.tenantId}`).includes(text),
    );
  }, [list.data, typed]);

  const named = found.length === 0 && customerNameProblem(typed) === null;
  const count =
    list.state === 'loading' ? `Reading customers, ${formatCount(list.data.length)} so far` : undefined;
  return (
    <>
      <Field label="Customer" validationMessage={problem} hint={count}>
        <Combobox
          freeform
          autoFocus
          expandIcon={{ tabIndex: -1 }}
          placeholder={`Search ${formatCount(list.data.length)} customers`}
          value={typed}
          selectedOptions={[]}
          open={open}
          onOpenChange={(_, data) => setOpen(data.open)}
          onChange={(event) => {
            setTyped(event.target.value);
            setOpen(true);
          }}
          onBlur={onLeave}
          onOptionSelect={(_, { optionValue }) => {
            if (optionValue === TYPED) onChange(customerNamed(typed));
            const customer = list.data.find(({ tenantId }) => tenantId === optionValue);
            if (customer === undefined) return;
            const { tenantId, name, domain } = customer;
            onChange({ tenantId, name, domain, listed: customer });
          }}
        >
          {found.slice(0, SHOWN).map((customer) => (
            <Option key={customer.tenantId} value={customer.tenantId} text={customer.name}>
              <bdi>{customer.name}</bdi> {whyNotOpen(customer)?.short ?? customer.domain ?? ''}
            </Option>
          ))}
          {found.length > SHOWN && (
            <Option disabled text="">{`${formatCount(found.length - SHOWN)} more, type to find them`}</Option>
          )}
          {named && (
            <Option value={TYPED} text={typed}>
              {`Use ${typed.trim()}, which is not in the list`}
            </Option>
          )}
          {found.length === 0 && !named && (
            <Option disabled text="">
              {list.state === 'loading' ? 'Reading customers' : 'No customer found'}
            </Option>
          )}
        </Combobox>
      </Field>
      {list.failure !== null && (
        <FailureBar
          failure={list.failure}
          action={{ label: 'Read again', run: () => void openCustomers(listOf, true) }}
        />
      )}
    </>
  );
}
