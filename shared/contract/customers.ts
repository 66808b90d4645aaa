import { z } from 'zod';
import { CLOUD_IDS } from '../clouds.ts';
import { connectionViewSchema } from '../model/connection.ts';
import { customerDetailsSchema, customerSchema } from '../model/customer.ts';
import { failureSchema } from '../model/failure.ts';
import { defineDomain } from './define.ts';

export const customerListKey = z.object({ cloudId: z.enum(CLOUD_IDS), accountId: z.string().max(200) });

/** State of one account's list. Rows arrive in `customersPage` events, and stay in main until the account signs out. */
export const customerListSchema = z.object({
  state: z.enum(['empty', 'loading', 'complete', 'partial', 'failed']),
  customers: z.array(customerSchema),
  readAt: z.iso.datetime().nullable(),
  failure: failureSchema.nullable(),
});

export const customers = defineDomain({
  /** What is known now; starts reading where nothing is, or with `refresh`. */
  open: {
    input: customerListKey.extend({ refresh: z.boolean() }),
    output: customerListSchema,
  },
  cancel: { input: customerListKey, output: z.void() },
  details: { input: customerListKey.extend({ tenantId: z.guid() }), output: customerDetailsSchema },
  setFavourite: {
    input: customerListKey.extend({ tenantId: z.guid(), favourite: z.boolean() }),
    output: customerSchema,
  },
  /** Finds or makes the customer's connection, without connecting it. Refuses a customer whose access has ended or has no Exchange role. */
  connectionFor: { input: customerListKey.extend({ tenantId: z.guid() }), output: connectionViewSchema },
});
