import { fold } from '../ui/fold.ts';
import type { Customer } from '../../shared/model/customer.ts';

export const CUSTOMER_FILTERS = ['all', 'active', 'expiring', 'ended', 'no-role', 'favourites'] as const;
export type CustomerFilter = (typeof CUSTOMER_FILTERS)[number];

export const filterLabels: Readonly<Record<CustomerFilter, string>> = {
  all: 'All',
  active: 'Active',
  expiring: 'Expiring',
  ended: 'Ended',
  'no-role': 'No Exchange role',
  favourites: 'Favourites',
};

export const CUSTOMER_COLUMNS = ['name', 'domain', 'relationship', 'role', 'lastUsed'] as const;
export type CustomerColumn = (typeof CUSTOMER_COLUMNS)[number];

export const columnLabels: Readonly<Record<CustomerColumn, string>> = {
  name: 'Name',
  domain: 'Domain',
  relationship: 'Relationship',
  role: 'Exchange role',
  lastUsed: 'Last used',
};

export interface CustomerSort {
  readonly column: CustomerColumn;
  readonly descending: boolean;
}

/** What the list shows, line by line. */
export type CustomerItem =
  | { readonly kind: 'group'; readonly title: string; readonly count: number }
  | { readonly kind: 'row'; readonly customer: Customer };

/** True where the customer passes a filter chip; an expiring relationship is an active one too. */
export function passes(customer: Customer, filter: CustomerFilter): boolean {
  const { state } = customer.relationship;
  switch (filter) {
    case 'all':
      return true;
    case 'active':
      return state === 'active' || state === 'expiring';
    case 'expiring':
      return state === 'expiring';
    case 'ended':
      return state === 'ended';
    case 'no-role':
      return customer.exchangeRole === null;
    case 'favourites':
      return customer.favourite;
  }
}

/** How many customers each chip would show. */
export function countFilters(customers: readonly Customer[]): Readonly<Record<CustomerFilter, number>> {
  const counts = { all: 0, active: 0, expiring: 0, ended: 0, 'no-role': 0, favourites: 0 };
  for (const customer of customers) {
    for (const filter of CUSTOMER_FILTERS) if (passes(customer, filter)) counts[filter] += 1;
  }
  return counts;
}

const searchText = new WeakMap<Customer, string>();

function textOf(customer: Customer): string {
  let text = searchText.get(customer);
  if (text === undefined) {
    text = fold(`${customer.name}\n${customer.domain ?? ''}\n${customer.tenantId}`);
    searchText.set(customer, text);
  }
  return text;
}

const names = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });
const byName = (a: Customer, b: Customer) => names.compare(a.name, b.name);

/** Days as they sort: ended first, no end date last. */
const daysOf = ({ relationship: { state, daysLeft } }: Customer): number =>
  state === 'none'
    ? -Infinity
    : state === 'pending'
      ? -1e6
      : (daysLeft ?? (state === 'ended' ? -1 : Infinity));

const difference = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

const comparers: Record<CustomerColumn, (a: Customer, b: Customer) => number> = {
  name: byName,
  domain: (a, b) => names.compare(a.domain ?? '', b.domain ?? ''),
  relationship: (a, b) => difference(daysOf(a), daysOf(b)),
  role: (a, b) => names.compare(a.exchangeRole ?? '', b.exchangeRole ?? ''),
  lastUsed: (a, b) => difference(Date.parse(a.lastUsedAt ?? '0'), Date.parse(b.lastUsedAt ?? '0')),
};

/** The list for a search, chip and order: favourites as a group of their own above all others. */
export function customerItems(
  customers: readonly Customer[],
  typed: string,
  filter: CustomerFilter,
  sort: CustomerSort,
): readonly CustomerItem[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const compare = comparers[sort.column];
  const sign = sort.descending ? -1 : 1;
  const shown = customers
    .filter((customer) => passes(customer, filter) && words.every((word) => textOf(customer).includes(word)))
    .sort((a, b) => sign * compare(a, b) || byName(a, b));
  const row = (customer: Customer): CustomerItem => ({ kind: 'row', customer });
  const favourites = shown.filter(({ favourite }) => favourite);
  if (favourites.length === 0 || favourites.length === shown.length) {
    return favourites.length === 0
      ? shown.map(row)
      : [{ kind: 'group', title: 'Favourites', count: favourites.length }, ...shown.map(row)];
  }
  const others = shown.filter(({ favourite }) => !favourite);
  return [
    { kind: 'group', title: 'Favourites', count: favourites.length },
    ...favourites.map(row),
    { kind: 'group', title: 'All other customers', count: others.length },
    ...others.map(row),
  ];
}
