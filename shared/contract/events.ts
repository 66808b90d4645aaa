import { z } from 'zod';
import { accountSchema, signInSchema, vaultStatusSchema } from '../model/account.ts';
import { activityRecordSchema } from '../model/activity.ts';
import { certificateSchema } from '../model/certificate.ts';
import {
  confirmationSchema,
  resultSummarySchema,
  runStateSchema,
  tabConnectionsSchema,
  tabSchema,
} from '../model/console.ts';
import { connectionViewSchema } from '../model/connection.ts';
import { customerSchema } from '../model/customer.ts';
import { failureSchema } from '../model/failure.ts';
import { settingsSchema } from '../model/settings.ts';
import { customerListKey } from './customers.ts';
import { promptViewSchema } from '../model/prompt.ts';
import { practiceStatusSchema } from './practice.ts';

/** What main tells the renderer unasked. One channel each, `event:<name>`. */
export const events = {
  settings: settingsSchema,
  accounts: z.array(accountSchema),
  signIns: z.array(signInSchema),
  vault: vaultStatusSchema,
  /** The app's own, after a change. */
  certificates: z.array(certificateSchema),
  /** One connection changed, or went (view null). */
  connection: z.object({ id: z.uuid(), view: connectionViewSchema.nullable() }),
  /** More rows of a customer list; `done` with the last. `reset` starts the list anew. */
  customersPage: customerListKey.extend({
    reset: z.boolean(),
    customers: z.array(customerSchema),
    done: z.boolean(),
    failure: failureSchema.nullable(),
  }),
  tabs: z.object({ tabs: z.array(tabSchema), activeTabId: z.uuid().nullable() }),
  /** Connections that a tab's scripts opened: all that are open now; and the sign-in that its script waits for. */
  tabConnections: tabConnectionsSchema.extend({ tabId: z.uuid() }),
  /** At most every 100 ms while a run goes on, and at each change of state. */
  run: runStateSchema,
  /** The question before a change; null answers take it off the screen. */
  confirmation: z.object({ tabId: z.uuid(), question: confirmationSchema.nullable() }),
  /** A running script asks something; null takes it off the screen. */
  prompt: z.object({ tabId: z.uuid(), prompt: promptViewSchema.nullable() }),
  /** Write-Progress of a running script. */
  scriptProgress: z.object({
    tabId: z.uuid(),
    runId: z.uuid(),
    progress: z.object({
      id: z.int(),
      activity: z.string(),
      status: z.string(),
      /** -1: not known. */
      percent: z.number(),
      done: z.boolean(),
    }),
  }),
  results: z.object({ tabId: z.uuid(), results: z.array(resultSummarySchema), dropped: z.int() }),
  exportProgress: z.object({
    exportId: z.uuid(),
    resultId: z.uuid(),
    path: z.string(),
    rows: z.int(),
    total: z.int(),
    state: z.enum(['running', 'done', 'cancelled', 'failed']),
    failure: failureSchema.nullable(),
  }),
  activity: activityRecordSchema,
  practice: practiceStatusSchema,
} as const;

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;
