import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { openCustomer, tellFailure } from '../app/actions.ts';
import { failureOf } from '../app/failure.ts';
import { useAccounts } from '../app/stores/accounts.ts';
import { listKey, openCustomers, setFavourite, useCustomerList } from '../app/stores/customers.ts';
import { useUiRequests } from '../app/uiRequests.ts';
import { rememberUiState, uiState } from '../app/uiState.ts';
import { whyNotOpen } from './access.ts';
import { countFilters, customerItems } from './model.ts';
import type { RowActions } from './CustomerRow.tsx';
import type { CustomerFilter, CustomerSort } from './model.ts';
import type { CustomerListKey } from '../app/stores/customers.ts';
import type { Account } from '../../shared/model/account.ts';
import type { Customer } from '../../shared/model/customer.ts';
import type { Failure } from '../../shared/model/failure.ts';

/** Why a customer did not open, shown above the list. */
export interface RefusedOpening {
  readonly tenantId: string;
  readonly failure: Failure;
}

function useCurrentAccount() {
  const accounts = useAccounts((state) => state.data);
  const [chosen, setChosen] = useState(() => uiState().customersAccount);
  const current =
    accounts.find(
      ({ cloudId, accountId }) => cloudId === chosen?.cloudId && accountId === chosen.accountId,
    ) ??
    accounts[0] ??
    null;
  const switchTo = useCallback(({ cloudId, accountId }: CustomerListKey) => {
    setChosen({ cloudId, accountId });
    rememberUiState({ customersAccount: { cloudId, accountId } });
  }, []);
  return { accounts, current, switchTo };
}

const refusalOf = (customer: Customer): Failure | null => {
  const refusal = whyNotOpen(customer);
  return refusal === null
    ? null
    : {
        code: 'no-access',
        message: refusal.sentence,
        hint: refusal.next,
        correlationId: null,
        retryable: false,
      };
};

/** At most this many consoles at one go: each one is a worker and a connection. */
export const OPEN_AT_ONCE = 8;

/** What the Customers screen shows and does. */
export function useCustomersScreen() {
  const { accounts, current, switchTo } = useCurrentAccount();
  const key = useMemo<CustomerListKey | null>(
    () => (current === null ? null : { cloudId: current.cloudId, accountId: current.accountId }),
    [current],
  );
  const list = useCustomerList(key);
  const [typed, setTypedNow] = useState(() => uiState().customersFilter);
  const [filter, setFilter] = useState<CustomerFilter>('all');
  const [sort, setSort] = useState<CustomerSort>({ column: 'name', descending: false });
  const [chosen, setChosen] = useState<string | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<RefusedOpening | null>(null);
  const remember = useRef<ReturnType<typeof setTimeout>>(undefined);

  const started = useRef(new Set<string>());
  useEffect(() => {
    if (key === null || started.current.has(listKey(key))) return;
    started.current.add(listKey(key));
    void openCustomers(key);
  }, [key]);

  const request = useUiRequests((state) => state.customer);
  useEffect(() => {
    if (request === null) return;
    useUiRequests.getState().takeCustomer();
    switchTo(request.key);
    setTypedNow('');
    setFilter('all');
    setChosen(request.tenantId);
    rememberUiState({ detailsOpen: true });
  }, [request, switchTo]);

  const setTyped = (text: string) => {
    setTypedNow(text);
    clearTimeout(remember.current);
    remember.current = setTimeout(() => rememberUiState({ customersFilter: text.slice(0, 200) }), 500);
  };
  const switchAccount = (account: Account) => {
    switchTo(account);
    setChosen(null);
    setTicked(new Set());
    setRefused(null);
  };

  const items = useMemo(
    () => customerItems(list.data, typed, filter, sort),
    [list.data, typed, filter, sort],
  );
  const counts = useMemo(() => countFilters(list.data), [list.data]);
  const customer = useMemo(
    () => list.data.find(({ tenantId }) => tenantId === chosen) ?? null,
    [list.data, chosen],
  );

  const open = useCallback(
    (target: Customer, background: boolean) => {
      if (key === null) return;
      setChosen(target.tenantId);
      const refusal = refusalOf(target);
      setRefused(refusal === null ? null : { tenantId: target.tenantId, failure: refusal });
      if (refusal !== null) return;
      openCustomer(key, target.tenantId, { background }).catch((error: unknown) =>
        setRefused({ tenantId: target.tenantId, failure: failureOf(error) }),
      );
    },
    [key],
  );
  const actions = useMemo<RowActions>(
    () => ({
      choose: setChosen,
      open,
      tick: (tenantId) =>
        setTicked((before) => {
          const next = new Set(before);
          if (!next.delete(tenantId)) next.add(tenantId);
          return next;
        }),
      star: (target) => {
        if (key !== null) setFavourite(key, target.tenantId, !target.favourite).catch(tellFailure);
      },
    }),
    [key, open],
  );
  const tickAll = () => {
    const shown = items.flatMap((item) => (item.kind === 'row' ? [item.customer.tenantId] : []));
    const all = shown.every((tenantId) => ticked.has(tenantId));
    const next = new Set(ticked);
    for (const tenantId of shown) {
      if (all) next.delete(tenantId);
      else next.add(tenantId);
    }
    setTicked(next);
  };
  const openTicked = () => {
    const targets = list.data.filter((target) => ticked.has(target.tenantId) && whyNotOpen(target) === null);
    if (key === null) return;
    void Promise.allSettled(
      targets.map((target, index) =>
        openCustomer(key, target.tenantId, { background: index < targets.length - 1 }),
      ),
    ).then((results) => {
      const wrong = results.find((result) => result.status === 'rejected');
      if (wrong !== undefined) tellFailure(wrong.reason);
    });
  };

  return {
    accounts,
    current,
    key,
    list,
    items,
    counts,
    typed,
    filter,
    sort,
    chosen,
    customer,
    ticked,
    refused,
    actions,
    setTyped,
    setFilter,
    setSort,
    switchAccount,
    tickAll,
    clearTicks: () => setTicked(new Set()),
    openTicked,
    dismissRefused: () => setRefused(null),
  };
}
