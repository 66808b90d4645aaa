import { z } from 'zod';
import { PROXY_CHOICES, proxyLoginSchema } from './proxy.ts';

/** What the service is asked to log, and where; -LogLevel, -LogDirectoryPath, -EnableErrorReporting, -TrackPerformance. */
export const runLogSchema = z.object({
  errorReporting: z.boolean(),
  folder: z.string().max(1024).nullable(),
  level: z.enum(['Default', 'All']).nullable(),
  performance: z.boolean().nullable(),
});

/**
 * What can be said of a connection beside who and where (connect.md, Parameters). A null or empty value: nothing was
 * said, as when a parameter is left out.
 */
export const connectionOptionsSchema = z.object({
  /** As typed; shared/endpoints.ts says what it means. */
  connectionUri: z.string().trim().max(2048).nullable().default(null),
  authorityUri: z.string().trim().max(2048).nullable().default(null),
  /** Hosts outside the table of environments that the person agreed to, lower case. */
  confirmedHosts: z.array(z.string().max(253)).max(20).default([]),
  /** Before the nouns of this connection's cmdlets; letters and digits. */
  prefix: z.string().max(40).default(''),
  /** Names or wildcards; empty: all. */
  commandNames: z.array(z.string().max(200)).max(2000).default([]),
  formatTypeNames: z.array(z.string().max(200)).max(2000).default([]),
  pageSize: z.int().min(1).max(1000).nullable().default(null),
  bypassMailboxAnchoring: z.boolean().default(false),
  showBanner: z.boolean().nullable().default(null),
  showProgress: z.boolean().nullable().default(null),
  loadCmdletHelp: z.boolean().default(false),
  skipLoadingCmdletHelp: z.boolean().default(false),
  skipLoadingFormatData: z.boolean().default(false),
  useMultithreading: z.boolean().nullable().default(null),
  searchOnlySession: z.boolean().default(false),
  proxy: z.enum(PROXY_CHOICES).default('app'),
  /** null: the proxy wants none, or takes that of settings. */
  proxyLogin: proxyLoginSchema.nullable().default(null),
  runLog: runLogSchema.nullable().default(null),
  /**
   * Parameters that are understood and change nothing here (DisableWAM, SigningCertificate, Verbose …): name to the text
   * of its value, "" for a switch; so that a round trip keeps them.
   */
  inert: z.record(z.string().max(60), z.string().max(2048)).default({}),
});

export type ConnectionOptions = z.infer<typeof connectionOptionsSchema>;

/** Nothing was said. */
export const NO_OPTIONS: ConnectionOptions = connectionOptionsSchema.parse({});
