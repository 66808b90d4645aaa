import type { Handlers } from '../../shared/contract/index.ts';
import type { ConnectionDraft, ConnectionView } from '../../shared/model/connection.ts';
import type { Customer } from '../../shared/model/customer.ts';
import { NO_OPTIONS } from '../../shared/model/connection-options.ts';
import { BROWSER } from '../../shared/model/sign-in-method.ts';
import { fail } from '../../shared/model/failure.ts';
import type { AccountKey, Accounts } from '../auth/types.ts';
import type { HttpClient } from '../http/types.ts';
import { createCustomerList, type CustomerList, type CustomersPage } from './customer-list.ts';
import { readDetails } from './details.ts';
import { createGraphReader } from './graph.ts';
import { createCustomerPreferences, type PreferenceFile } from './preferences.ts';

export interface CustomersOptions {
  readonly http: HttpClient;
  readonly accounts: Accounts;
  /** Favourites and last use. */
  readonly file: PreferenceFile;
  /** Connections.findOrCreate. */
  readonly findOrCreate: (draft: ConnectionDraft) => ConnectionView;
  /** Settings: new connections are read-only. */
  readonly newConnectionsReadOnly: () => boolean;
  /** AccountsService.noteOrganization. */
  readonly noteOrganization: (cloudId: AccountKey['cloudId'], tenantId: string, name: string) => void;
  readonly emit: (page: CustomersPage) => void;
  readonly now?: () => number;
}

export interface Customers {
  readonly handlers: Handlers['customers'];
  /** Forgets what was read with an account. */
  forget(key: AccountKey): void;
}

/** The customers that an account reaches through GDAP. */
export function createCustomers(options: CustomersOptions): Customers {
  const now = options.now ?? Date.now;
  const preferences = createCustomerPreferences(options.file);
  const lists = new Map<string, CustomerList>();
  const nameOf = (key: AccountKey) => `${key.cloudId}|${key.accountId}`;

  function listOf({ cloudId, accountId }: AccountKey): CustomerList {
    const key: AccountKey = { cloudId, accountId };
    let list = lists.get(nameOf(key));
    if (list === undefined) {
      list = createCustomerList({
        key,
        graph: (signal) => createGraphReader(options, { key, interactive: 'when-needed', signal }),
        emit: options.emit,
        decorate: (row) => decorate(key, row),
        ownOrganization: (tenantId, name) => options.noteOrganization(cloudId, tenantId, name),
        now,
      });
      lists.set(nameOf(key), list);
    }
    return list;
  }

  function decorate(key: AccountKey, row: Omit<Customer, 'favourite' | 'lastUsedAt'>): Customer {
    return {
      ...row,
      favourite: preferences.isFavourite(key, row.tenantId),
      lastUsedAt: preferences.lastUsedAt(key, row.tenantId),
    };
  }

  function needCustomer(key: AccountKey, tenantId: string): Customer {
    const customer = listOf(key).find(tenantId.toLowerCase());
    if (customer === null) {
      throw fail('not-found', 'This customer is not in the list any more.', 'Read the list again.');
    }
    return customer;
  }

  function redecorated(key: AccountKey, customer: Customer): Customer {
    const row = decorate(key, customer);
    listOf(key).replace(row);
    return row;
  }

  return {
    handlers: {
      async open({ refresh, ...key }) {
        if (options.accounts.find(key) === null) {
          throw fail(
            'account-unknown',
            'This account is not signed in here.',
            'Sign in, then open its customers.',
          );
        }
        const list = listOf(key);
        const rows = list.rows();
        if (refresh || list.state() === 'empty') list.read();
        return {
          state: list.state(),
          customers: [...rows],
          readAt: list.readAt(),
          failure: list.failure(),
        };
      },
      cancel: async (key) => lists.get(nameOf(key))?.cancel(),
      details({ tenantId, ...key }) {
        const signal = new AbortController().signal;
        const graph = createGraphReader(options, { key, interactive: 'never', signal });
        return readDetails(graph, key, tenantId, now());
      },
      async setFavourite({ tenantId, favourite, ...key }) {
        const customer = needCustomer(key, tenantId);
        preferences.setFavourite(key, customer.tenantId, favourite);
        return redecorated(key, customer);
      },
      async connectionFor({ tenantId, ...key }) {
        const customer = needCustomer(key, tenantId);
        refuseWithoutAccess(customer);
        const account = options.accounts.find(key);
        const view = options.findOrCreate({
          name: customer.name.slice(0, 120),
          folder: '',
          cloudId: key.cloudId,
          accountId: key.accountId,
          loginHint: account?.username ?? null,
          organization: {
            kind: 'customer',
            tenantId: customer.tenantId,
            name: customer.name.slice(0, 256),
            domain: customer.domain,
          },
          clientId: null,
          signIn: BROWSER,
          options: NO_OPTIONS,
          services: ['exchange'],
          readOnly: options.newConnectionsReadOnly(),
        });
        preferences.noteUse(key, customer.tenantId, new Date(now()).toISOString());
        const row = redecorated(key, customer);
        const list = listOf(key);
        options.emit({
          cloudId: key.cloudId,
          accountId: key.accountId,
          reset: false,
          customers: [row],
          done: list.state() !== 'loading',
          failure: list.failure(),
        });
        return view;
      },
    },
    forget(key) {
      lists.get(nameOf(key))?.cancel();
      lists.delete(nameOf(key));
    },
  };
}

/** Says what stands in the way before anyone tries. */
function refuseWithoutAccess(customer: Customer): void {
  const { name, relationship } = customer;
  if (relationship.state === 'ended') {
    const since = relationship.daysLeft === null ? '' : ` ${describeDays(-relationship.daysLeft)} ago`;
    throw fail(
      'no-access',
      `The relationship with ${name} ended${since}.`,
      'Ask the customer to approve a new one in Partner Center.',
    );
  }
  if (relationship.state === 'pending') {
    throw fail(
      'no-access',
      `The relationship with ${name} is not active yet.`,
      'The customer has to approve it; after that it takes a few minutes.',
    );
  }
  if (relationship.state === 'none') {
    throw fail(
      'no-access',
      `There is no relationship with ${name}.`,
      'Ask the customer for one in Partner Center.',
    );
  }
  if (customer.exchangeRole === null) {
    throw fail(
      'no-access',
      `The relationship with ${name} grants no role that can use Exchange.`,
      'Ask the customer for a relationship with Exchange Administrator, Exchange Recipient Administrator or Global Reader.',
    );
  }
}

const describeDays = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`;
