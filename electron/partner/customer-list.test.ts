import { expect, it } from 'vitest';
import type { z } from 'zod';
import { createCustomerList, type CustomersPage } from './customer-list.ts';
import type { GraphReader } from './graph.ts';

/** Neither version nor variant are of RFC 9562; Entra ID has such tenants. */
const ODD = 'f8cdef31-a31e-0b4a-13e4-5f571e91255a';

/** A Graph with one customer, each of whose answers is read by the schema that asked for it. */
const graph: GraphReader = {
  async *pages<T>(path: string, row: z.ZodType<T>) {
    const isList = path.startsWith('/tenantRelationships/delegatedAdminCustomers');
    yield await Promise.resolve(isList ? [row.parse({ tenantId: ODD, displayName: 'Odd' })] : []);
  },
  one: () => Promise.reject(new Error('not asked for')),
};

it('lists a customer whose tenant id is a GUID but no UUID', async () => {
  const pages: CustomersPage[] = [];
  await new Promise<void>((resolve) => {
    const list = createCustomerList({
      key: { cloudId: 'O365Default', accountId: 'a.b' },
      graph: () => graph,
      emit: (page) => {
        pages.push(page);
        if (page.done) resolve();
      },
      decorate: (row) => ({ ...row, favourite: false, lastUsedAt: null }),
      ownOrganization: () => undefined,
      now: Date.now,
    });
    list.read();
  });
  expect(pages.flatMap(({ customers }) => customers)).toMatchObject([{ tenantId: ODD, name: 'Odd' }]);
  expect(pages.at(-1)).toMatchObject({ done: true, failure: null });
});
