import { z } from 'zod';
import { CLOUD_IDS } from '../clouds.ts';
import { serviceSchema } from './connection.ts';
import { failureSchema } from './failure.ts';

/** A console tab: opened on one connection and kept on it for life (DESIGN, safety rule 1). */
export const tabSchema = z.object({
  tabId: z.uuid(),
  /** null: a tab of its own without a connection, where Connect- is typed first. */
  connectionId: z.uuid().nullable(),
  /** Which of the connection's services; Exchange Online unless told. */
  service: serviceSchema.default('exchange'),
  /** `query`: the result pane of the Queries screen; not shown among the console's tabs. */
  kind: z.enum(['console', 'query']),
  title: z.string(),
  /** Editor text, kept over a restart. */
  draft: z.string(),
});
export type ConsoleTab = z.infer<typeof tabSchema>;

/** A connection that a script of a tab opened with its own Connect- command: the tab's until it is disconnected. */
const tabConnectionSchema = z.object({
  id: z.uuid(),
  service: serviceSchema,
  organization: z.string(),
  domain: z.string().nullable(),
  /** User or app; null: not known. */
  account: z.string().nullable(),
  prefix: z.string(),
  cloudId: z.enum(CLOUD_IDS),
  practice: z.boolean(),
});
export type TabConnection = z.infer<typeof tabConnectionSchema>;

/** What a tab's scripts opened, in the order of connecting. */
export const tabConnectionsSchema = z.object({
  connections: z.array(tabConnectionSchema),
  /** The sign-in (accounts) that its Connect- command waits for a person to finish; null: none. */
  signInId: z.uuid().nullable(),
});

/** 1-based line and column, offsets in UTF-16 units of the text that was run. */
export const placeSchema = z.object({
  start: z.int(),
  end: z.int(),
  line: z.int(),
  column: z.int(),
});
export type Place = z.infer<typeof placeSchema>;

/** Something wrong with a run, or before it, with its place in the text. */
export const problemSchema = z.object({
  severity: z.enum(['error', 'warning']),
  failure: failureSchema,
  place: placeSchema.nullable(),
  cmdlet: z.string().nullable(),
  /** What a supporter asks for: pairs in order, e.g. ["From the service", "…"], ["Error ID", "…"], ["Request ID", "…"], ["Answered", "HTTP 404 after 212 ms, not sent again"]. */
  details: z.array(z.tuple([z.string(), z.string()])),
});
export type Problem = z.infer<typeof problemSchema>;

export const runStateSchema = z.object({
  tabId: z.uuid(),
  runId: z.uuid(),
  /** The result set it fills; null until the first object or where nothing comes back. */
  resultId: z.uuid().nullable(),
  state: z.enum(['running', 'waiting', 'done', 'stopped', 'declined', 'failed']),
  cmdlet: z.string().nullable(),
  rows: z.int(),
  pages: z.int(),
  startedAt: z.iso.datetime(),
  /** Milliseconds so far, or in all. */
  elapsedMs: z.number(),
  /** Set while it waits before trying again: until when and why. */
  retry: z.object({ until: z.iso.datetime(), attempt: z.int(), reason: z.string() }).nullable(),
  /** True: the service had more rows than were asked for. */
  more: z.boolean(),
  problems: z.array(problemSchema),
});
export type RunState = z.infer<typeof runStateSchema>;

/** The question before a changing cmdlet is sent. */
export const confirmationSchema = z.object({
  confirmId: z.uuid(),
  tabId: z.uuid(),
  runId: z.uuid(),
  organization: z.string(),
  domain: z.string().nullable(),
  /** Of a connection that is not the tab's own; left out: the tab's. */
  look: z.object({ colour: z.int(), practice: z.boolean() }).optional(),
  cmdlet: z.string(),
  /** As it will be sent, secrets masked. */
  command: z.string(),
  parameters: z.array(z.object({ name: z.string(), value: z.string() })),
  /** What it acts on, e.g. identities. */
  objects: z.array(z.string()),
  /** "mailbox"/"mailboxes", "distribution group"/… */
  noun: z.object({ one: z.string(), many: z.string() }),
  verb: z.enum(['Change', 'Create', 'Remove', 'Run']),
  impact: z.enum(['None', 'Low', 'Medium', 'High']),
  /** The service's own words, where it was asked. */
  serviceText: z.string().nullable(),
  /** The changing commands of a script, in its order; null: one command alone. */
  script: z
    .array(z.object({ cmdlet: z.string(), line: z.int(), text: z.string() }))
    .max(2000)
    .nullable(),
});
export type Confirmation = z.infer<typeof confirmationSchema>;

export const resultSummarySchema = z.object({
  resultId: z.uuid(),
  runId: z.uuid(),
  title: z.string(),
  cmdlet: z.string(),
  command: z.string(),
  at: z.iso.datetime(),
  rows: z.int(),
  /** Rough memory in bytes. */
  bytes: z.int(),
  complete: z.boolean(),
  /** What shows it best at first: a script's text, or rows. */
  opensAs: z.enum(['grid', 'text']),
  /** Counts how often lines came into the middle of its text, so that lines which were read before are out of date. */
  textRevision: z.int(),
});
export type ResultSummary = z.infer<typeof resultSummarySchema>;

/** What kind of text a line of the console is. */
export const lineKindSchema = z.enum(['output', 'error', 'warning', 'verbose', 'information', 'host']);
export type LineKind = z.infer<typeof lineKindSchema>;

/** What is known of the command, parameter or variable at a place of a text. */
export const commandHelpSchema = z.object({
  /** The command's name, `Command -Parameter` or `$variable`. */
  title: z.string(),
  kind: z.enum(['command', 'parameter', 'variable']),
  /** The text that it tells about. */
  from: z.int(),
  to: z.int(),
  /** Of the parameter's or variable's value; empty: none. */
  type: z.string(),
  /** Of a parameter in any of its sets; null for the others. */
  required: z.boolean().nullable(),
  position: z.int().nullable(),
  /** How a parameter takes what comes down the pipeline; empty: it doesn't. */
  pipeline: z.string(),
  aliases: z.array(z.string()),
  /** Parameter sets of a command, or that a parameter belongs to. */
  sets: z.array(z.string()),
  /** Accepted values of a parameter, properties of a variable's value. */
  values: z.array(z.string()),
  /** A command's parameters as Get-Command -Syntax writes them, a line for each set. */
  syntax: z.array(z.string()),
  description: z.string().nullable(),
});
export type CommandHelp = z.infer<typeof commandHelpSchema>;

export const columnSchema = z.object({
  name: z.string(),
  /** How it sorts and aligns: size sorts by bytes, number and date by value. */
  kind: z.enum(['text', 'number', 'size', 'boolean', 'date', 'list', 'object']),
  /** Widest text seen, in characters, capped. */
  widest: z.int(),
  /** Shown at first. */
  initial: z.boolean(),
});
export type Column = z.infer<typeof columnSchema>;

export const viewSchema = z.object({
  sort: z.array(z.object({ column: z.string(), descending: z.boolean() })).max(4),
  /** Quick filter over the columns named in `filterColumns` (empty: all). */
  filter: z.string().max(500),
  filterColumns: z.array(z.string()).max(500),
});
export type ResultView = z.infer<typeof viewSchema>;
