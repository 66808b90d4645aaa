import { z } from 'zod';

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark', 'high-contrast']).default('system'),
  density: z.enum(['compact', 'comfortable']).default('compact'),
  motion: z.enum(['system', 'none']).default('system'),
  editorFontSize: z.int().min(10).max(24).default(14),
  keepSignedIn: z.boolean().default(true),
  newConnectionsReadOnly: z.boolean().default(true),
  /** Days that activity is kept. */
  activityDays: z.int().min(30).max(3650).default(365),
  /** Results kept in a tab to go back to. */
  resultsKept: z.int().min(1).max(20).default(20),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Where the person was, restored at the next start. Plain, small, no secret. */
export const uiStateSchema = z.object({
  screen: z
    .enum(['connections', 'customers', 'console', 'queries', 'activity', 'settings'])
    .default('connections'),
  customersAccount: z.object({ cloudId: z.string(), accountId: z.string() }).nullable().default(null),
  customersFilter: z.string().max(200).default(''),
  collapsedFolders: z.array(z.string().max(80)).max(500).default([]),
  detailsOpen: z.boolean().default(true),
  /** Column choices by cmdlet name: order, hidden, widths. */
  columns: z
    .record(
      z.string().max(80),
      z.object({
        order: z.array(z.string().max(120)).max(500),
        hidden: z.array(z.string().max(120)).max(500),
        widths: z.record(z.string().max(120), z.number()),
      }),
    )
    .default({}),
  queryId: z.string().nullable().default(null),
});
export type UiState = z.infer<typeof uiStateSchema>;
