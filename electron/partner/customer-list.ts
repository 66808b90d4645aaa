import { z } from 'zod';
import type { EventPayload } from '../../shared/contract/events.ts';
import type { Customer } from '../../shared/model/customer.ts';
import { fail, FailureError, type Failure } from '../../shared/model/failure.ts';
import type { AccountKey } from '../auth/types.ts';
import type { GraphReader } from './graph.ts';
import { accessOf, NO_ACCESS, relationshipSchema, type Access, type Relationship } from './relationships.ts';

const customerSchema = z.object({ tenantId: z.guid(), displayName: z.string().nullish() });
const contractSchema = z.object({ customerId: z.string(), defaultDomainName: z.string().nullish() });
const organizationSchema = z.object({ id: z.string(), displayName: z.string().nullish() });

const RELATIONSHIPS =
  '/tenantRelationships/delegatedAdminRelationships?$select=id,displayName,customer,status,autoExtendDuration,activatedDateTime,endDateTime,accessDetails&$top=300';
const CUSTOMERS = '/tenantRelationships/delegatedAdminCustomers?$select=tenantId,displayName&$top=300';
const CONTRACTS = '/contracts?$select=customerId,defaultDomainName&$top=999';

export type CustomersPage = EventPayload<'customersPage'>;
export type ListState = 'empty' | 'loading' | 'complete' | 'partial' | 'failed';

export interface CustomerListDeps {
  readonly key: AccountKey;
  /** A reader for one reading of the list. */
  readonly graph: (signal: AbortSignal) => GraphReader;
  readonly emit: (page: CustomersPage) => void;
  /** Favourite and last use are put in here. */
  readonly decorate: (row: Omit<Customer, 'favourite' | 'lastUsedAt'>) => Customer;
  readonly ownOrganization: (tenantId: string, name: string) => void;
  readonly now: () => number;
}

export interface CustomerList {
  state(): ListState;
  readonly failure: () => Failure | null;
  readonly readAt: () => string | null;
  rows(): readonly Customer[];
  find(tenantId: string): Customer | null;
  replace(row: Customer): void;
  /** Starts reading; rows go out as pages come. */
  read(): void;
  cancel(): void;
}

/** The customers of one account: read in pages, kept until the account signs out. */
export function createCustomerList(deps: CustomerListDeps): CustomerList {
  let rows = new Map<string, Customer>();
  let state: ListState = 'empty';
  let failure: Failure | null = null;
  let readAt: string | null = null;
  let running: AbortController | null = null;

  function emit(reset: boolean, customers: readonly Customer[], done: boolean): void {
    deps.emit({ ...deps.key, reset, customers: [...customers], done, failure });
  }

  async function readAll(signal: AbortSignal): Promise<void> {
    const graph = deps.graph(signal);
    let fresh = false;
    /** The rows of the reading before stay until the first page of this one is there. */
    const begin = () => {
      if (fresh) return;
      fresh = true;
      rows = new Map();
      emit(true, [], false);
    };
    try {
      const domainsRead = readDomains(graph);
      const [access] = await Promise.all([readAccess(graph, deps.now()), readOwnOrganization(graph)]);
      const domains = await domainsRead;
      for await (const page of graph.pages(CUSTOMERS, customerSchema)) {
        begin();
        const added = page.map((customer) => deps.decorate(rowOf(customer, access, domains.byTenant)));
        for (const row of added) rows.set(row.tenantId, row);
        emit(false, added, false);
      }
      begin();
      failure = domains.failure;
      state = failure === null ? 'complete' : 'partial';
    } catch (error) {
      failure = toFailure(error);
      state = rows.size > 0 ? 'partial' : failure.code === 'cancelled' ? 'empty' : 'failed';
    }
    readAt = new Date(deps.now()).toISOString();
  }

  async function readOwnOrganization(graph: GraphReader): Promise<void> {
    try {
      for await (const page of graph.pages('/organization?$select=id,displayName', organizationSchema)) {
        for (const one of page) if (one.displayName != null) deps.ownOrganization(one.id, one.displayName);
      }
    } catch (error) {
      // Only a nicer name hangs on it; what matters fails in the other reads too.
      if (!(error instanceof FailureError)) throw error;
    }
  }

  return {
    state: () => state,
    failure: () => failure,
    readAt: () => readAt,
    rows: () => [...rows.values()],
    find: (tenantId) => rows.get(tenantId) ?? null,
    replace(row) {
      if (rows.has(row.tenantId)) rows.set(row.tenantId, row);
    },
    read() {
      if (running !== null) return;
      const stop = new AbortController();
      running = stop;
      state = 'loading';
      failure = null;
      void readAll(stop.signal).finally(() => {
        if (running === stop) running = null;
        emit(false, [], true);
      });
    },
    cancel: () =>
      running?.abort(fail('cancelled', 'Reading the customers was cancelled.', 'Read them again.')),
  };
}

async function readAccess(graph: GraphReader, now: number): Promise<Map<string, Access>> {
  const byTenant = new Map<string, Relationship[]>();
  for await (const page of graph.pages(RELATIONSHIPS, relationshipSchema)) {
    for (const relationship of page) {
      const tenantId = relationship.customer?.tenantId.toLowerCase();
      if (tenantId === undefined) continue;
      const known = byTenant.get(tenantId);
      if (known === undefined) byTenant.set(tenantId, [relationship]);
      else known.push(relationship);
    }
  }
  return new Map([...byTenant].map(([tenantId, relationships]) => [tenantId, accessOf(relationships, now)]));
}

/** Domains come from the contracts. Without them the list still is of use, so their failure only makes it partial. */
async function readDomains(
  graph: GraphReader,
): Promise<{ byTenant: ReadonlyMap<string, string>; failure: Failure | null }> {
  const byTenant = new Map<string, string>();
  try {
    for await (const page of graph.pages(CONTRACTS, contractSchema)) {
      for (const contract of page) {
        if (contract.defaultDomainName != null) {
          byTenant.set(contract.customerId.toLowerCase(), contract.defaultDomainName);
        }
      }
    }
    return { byTenant, failure: null };
  } catch (error) {
    const failure = toFailure(error);
    return {
      byTenant,
      failure: { ...failure, message: `The customers’ domains are missing. ${failure.message}` },
    };
  }
}

function rowOf(
  customer: z.infer<typeof customerSchema>,
  access: ReadonlyMap<string, Access>,
  domains: ReadonlyMap<string, string>,
): Omit<Customer, 'favourite' | 'lastUsedAt'> {
  const tenantId = customer.tenantId.toLowerCase();
  const domain = domains.get(tenantId) ?? null;
  return {
    tenantId,
    name: customer.displayName ?? domain ?? tenantId,
    domain,
    ...(access.get(tenantId) ?? NO_ACCESS),
  };
}

function toFailure(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  return fail(
    'internal',
    'The customers could not be read for a reason the app does not know.',
    'Try again; if it stays so, save a diagnostics bundle for support.',
    { retryable: true },
  ).failure;
}
