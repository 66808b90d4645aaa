import { create } from 'zustand';
import { api, on } from '../api.ts';
import { failureOf } from '../failure.ts';
import type { CloudId } from '../../../shared/clouds.ts';
import type { EventPayload } from '../../../shared/contract/events.ts';
import type { Customer } from '../../../shared/model/customer.ts';
import type { Failure } from '../../../shared/model/failure.ts';

/** Which account's list it is. */
export interface CustomerListKey {
  readonly cloudId: CloudId;
  readonly accountId: string;
}

export interface CustomerList {
  readonly state: 'empty' | 'loading' | 'complete' | 'partial' | 'failed';
  readonly data: readonly Customer[];
  readonly readAt: string | null;
  readonly failure: Failure | null;
}

const nothing: CustomerList = { state: 'empty', data: [], readAt: null, failure: null };

interface CustomersState {
  readonly lists: Readonly<Record<string, CustomerList>>;
}

export const useCustomers = create<CustomersState>()(() => ({ lists: {} }));

export const listKey = (key: CustomerListKey): string => `${key.cloudId}|${key.accountId}`;

const change = (key: CustomerListKey, next: (list: CustomerList) => CustomerList): void =>
  useCustomers.setState(({ lists }) => {
    const name = listKey(key);
    return { lists: { ...lists, [name]: next(lists[name] ?? nothing) } };
  });

/** The account's list; an empty one until it is opened. */
export function useCustomerList(key: CustomerListKey | null): CustomerList {
  return useCustomers((state) => (key === null ? nothing : (state.lists[listKey(key)] ?? nothing)));
}

/** Shows what is known and starts reading where nothing is, or with `refresh`. Rows follow by event. */
export async function openCustomers(key: CustomerListKey, refresh = false): Promise<void> {
  change(key, (list) => ({ ...list, state: 'loading', failure: null }));
  try {
    const { state, customers, readAt, failure } = await api.customers.open({ ...key, refresh });
    change(key, (list) => ({
      state,
      // Pages may have come by event while this answer was on its way.
      data: list.data.length > customers.length && state === 'loading' ? list.data : customers,
      readAt,
      failure,
    }));
  } catch (error) {
    change(key, (list) => ({ ...list, state: 'failed', failure: failureOf(error) }));
  }
}

function merge(before: readonly Customer[], more: readonly Customer[]): readonly Customer[] {
  if (before.length === 0) return more;
  const places = new Map(before.map((customer, index) => [customer.tenantId, index]));
  const all = [...before];
  for (const customer of more) {
    const at = places.get(customer.tenantId);
    if (at === undefined) all.push(customer);
    else all[at] = customer;
  }
  return all;
}

function takePage(page: EventPayload<'customersPage'>): void {
  change(page, (list) => {
    const data = merge(page.reset ? [] : list.data, page.customers);
    if (page.failure !== null) {
      return { ...list, data, state: data.length > 0 ? 'partial' : 'failed', failure: page.failure };
    }
    return page.done
      ? { data, state: 'complete', readAt: new Date().toISOString(), failure: null }
      : { ...list, data, state: 'loading', failure: null };
  });
}

/** Marks or unmarks a favourite: shown at once, put back when main refuses (then it throws). */
export async function setFavourite(
  key: CustomerListKey,
  tenantId: string,
  favourite: boolean,
): Promise<void> {
  const put = (value: boolean) =>
    change(key, (list) => ({
      ...list,
      data: list.data.map((row) => (row.tenantId === tenantId ? { ...row, favourite: value } : row)),
    }));
  put(favourite);
  try {
    await api.customers.setFavourite({ ...key, tenantId, favourite });
  } catch (error) {
    put(!favourite);
    throw error;
  }
}

/** Follows the pages; the answer stops. */
export function startCustomers(): () => void {
  return on('customersPage', takePage);
}
