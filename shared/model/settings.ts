import { z } from 'zod';
import { proxySchema } from './proxy.ts';
import { rootCertificateSchema } from './root-certificate.ts';
import { SCREENS, THEMES } from './start-look.ts';

const settingsFields = {
  theme: z.enum(THEMES),
  density: z.enum(['compact', 'comfortable']),
  motion: z.enum(['system', 'none']),
  editorFontSize: z.int().min(10).max(24),
  keepSignedIn: z.boolean(),
  newConnectionsReadOnly: z.boolean(),
  /** Days that activity is kept. */
  activityDays: z.int().min(30).max(3650),
  /** Results kept in a tab to go back to. */
  resultsKept: z.int().min(1).max(20),
};

export const settingsSchema = z.object({
  theme: settingsFields.theme.default('system'),
  density: settingsFields.density.default('compact'),
  motion: settingsFields.motion.default('system'),
  editorFontSize: settingsFields.editorFontSize.default(14),
  keepSignedIn: settingsFields.keepSignedIn.default(true),
  newConnectionsReadOnly: settingsFields.newConnectionsReadOnly.default(true),
  activityDays: settingsFields.activityDays.default(365),
  resultsKept: settingsFields.resultsKept.default(20),
  /** Both have methods of their own: a password goes with the one, a file that main reads with the other. */
  proxy: proxySchema.default({ kind: 'system' }),
  rootCertificates: z.array(rootCertificateSchema).max(50).default([]),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Some settings. Without defaults: `partial()` of a schema with defaults would fill in, and so reset, all others. */
export const settingsPatchSchema = z.object(settingsFields).partial();

/** Where the person was, restored at the next start. Plain, small, no secret. */
const uiStateFields = {
  screen: z.enum(SCREENS),
  customersAccount: z.object({ cloudId: z.string(), accountId: z.string() }).nullable(),
  customersFilter: z.string().max(200),
  collapsedFolders: z.array(z.string().max(80)).max(500),
  detailsOpen: z.boolean(),
  /** Column choices by cmdlet name: order, hidden, widths. */
  columns: z.record(
    z.string().max(80),
    z.object({
      order: z.array(z.string().max(120)).max(500),
      hidden: z.array(z.string().max(120)).max(500),
      widths: z.record(z.string().max(120), z.number()),
    }),
  ),
  queryId: z.string().nullable(),
};

export const uiStateSchema = z.object({
  screen: uiStateFields.screen.default('connections'),
  customersAccount: uiStateFields.customersAccount.default(null),
  customersFilter: uiStateFields.customersFilter.default(''),
  collapsedFolders: uiStateFields.collapsedFolders.default([]),
  detailsOpen: uiStateFields.detailsOpen.default(true),
  columns: uiStateFields.columns.default({}),
  queryId: uiStateFields.queryId.default(null),
});
export type UiState = z.infer<typeof uiStateSchema>;

/** Some of it, without defaults like the settings' patch. */
export const uiStatePatchSchema = z.object(uiStateFields).partial();
