import { serviceSchema } from '../model/connection.ts';
import { z } from 'zod';
import {
  columnSchema,
  commandHelpSchema,
  lineKindSchema,
  problemSchema,
  resultSummarySchema,
  runStateSchema,
  tabConnectionsSchema,
  tabSchema,
  viewSchema,
} from '../model/console.ts';
import { promptAnswerSchema } from '../model/prompt.ts';
import { defineDomain } from './define.ts';

const tabKey = z.object({ tabId: z.uuid() });
const resultKey = tabKey.extend({ resultId: z.uuid() });
const text = z.string().max(1_100_000);

export const console = defineDomain({
  listTabs: {
    input: z.void(),
    output: z.object({ tabs: z.array(tabSchema), activeTabId: z.uuid().nullable() }),
  },
  openTab: {
    input: z.object({
      /** null: without a connection; scripts connect by themselves. */
      connectionId: z.uuid().nullable(),
      service: serviceSchema.default('exchange'),
      background: z.boolean(),
    }),
    output: tabSchema,
  },
  closeTab: { input: tabKey, output: z.void() },
  /** Opens the last closed tab again on its connection, with its text (results are gone). Null: nothing to reopen. */
  reopenTab: { input: z.void(), output: tabSchema.nullable() },
  activateTab: { input: tabKey, output: z.void() },
  saveDraft: { input: tabKey.extend({ draft: text }), output: z.void() },
  /** Starts a run; its life comes as `run` events. Rejects only when it can't be started at all. */
  run: { input: tabKey.extend({ text }), output: runStateSchema },
  stop: { input: tabKey, output: runStateSchema.nullable() },
  answerConfirmation: { input: z.object({ confirmId: z.uuid(), proceed: z.boolean() }), output: z.void() },
  /** Asks for a .ps1 file and reads it. Null: the person closed the dialog. */
  openScript: { input: z.void(), output: z.object({ path: z.string(), text }).nullable() },
  /** Asks where to save a text and writes it. Null: the person closed the dialog. */
  saveScript: { input: z.object({ text }), output: z.object({ path: z.string() }).nullable() },
  /** Answers a running script's question. */
  answerPrompt: { input: z.object({ promptId: z.uuid(), answer: promptAnswerSchema }), output: z.void() },
  /** Asks for the folder that the tab's scripts see. Null: the person closed the dialog. */
  chooseFolder: { input: tabKey, output: z.object({ path: z.string() }).nullable() },
  /** The folder that was chosen; null: none yet. */
  folder: { input: tabKey, output: z.object({ path: z.string() }).nullable() },
  /** What scripts of the tab connected to, in the order of connecting; changes come as `tabConnections`. */
  connections: { input: tabKey, output: tabConnectionsSchema },
  /** Disconnects one of them. */
  disconnect: { input: tabKey.extend({ id: z.uuid() }), output: z.void() },
  /** Newest run of the tab, for a renderer that has just loaded. */
  lastRun: { input: tabKey, output: runStateSchema.nullable() },
  check: { input: tabKey.extend({ text }), output: z.array(problemSchema) },
  complete: {
    input: tabKey.extend({ text, offset: z.int().min(0) }),
    output: z.object({
      from: z.int(),
      to: z.int(),
      items: z.array(
        z.object({
          label: z.string(),
          insert: z.string(),
          kind: z.enum([
            'cmdlet',
            'parameter',
            'value',
            'variable',
            'property',
            'file',
            'function',
            'alias',
            'operator',
          ]),
          detail: z.string(),
        }),
      ),
      /** A statement can begin here. */
      statement: z.boolean(),
      /** There are more than are listed: what is typed next must be asked about anew. */
      more: z.boolean(),
    }),
  },
  /** What is known of the command, parameter or variable at a place of the text; null: nothing is. */
  help: {
    input: tabKey.extend({ text, offset: z.int().min(0) }),
    output: commandHelpSchema.nullable(),
  },
  history: { input: z.object({ connectionId: z.uuid() }), output: z.array(z.string()) },
  results: { input: tabKey, output: z.object({ results: z.array(resultSummarySchema), dropped: z.int() }) },
  columns: { input: resultKey, output: z.array(columnSchema) },
  /** Sets sort and filter of a result; answers how many rows it shows then. */
  setView: {
    input: resultKey.extend({ view: viewSchema }),
    output: z.object({ total: z.int(), version: z.int() }),
  },
  /** Rows [from, to) of the current view as display text, cell by cell in the order of `columns`. At most 500 rows a call. */
  rows: {
    input: resultKey.extend({
      columns: z.array(z.string()).max(500),
      from: z.int().min(0),
      to: z.int().min(0),
    }),
    output: z.object({ version: z.int(), total: z.int(), from: z.int(), rows: z.array(z.array(z.string())) }),
  },
  /** Every property of one row of the current view. */
  details: {
    input: resultKey.extend({ row: z.int().min(0) }),
    output: z.object({
      total: z.int(),
      properties: z.array(z.object({ name: z.string(), type: z.string(), values: z.array(z.string()) })),
    }),
  },
  /** Copies a block of the current view to the clipboard as tab-separated text with a header row. */
  copy: {
    input: resultKey.extend({
      columns: z.array(z.string()).max(500),
      from: z.int().min(0),
      to: z.int().min(0),
    }),
    output: z.object({ rows: z.int() }),
  },
  /** PowerShell's own layout of the view, lines [from, to). */
  text: {
    input: resultKey.extend({ from: z.int().min(0), to: z.int().min(0) }),
    output: z.object({ total: z.int(), lines: z.array(z.string()), kinds: z.array(lineKindSchema) }),
  },
  dropResult: { input: resultKey, output: z.void() },
  /** Asks where to save and writes the current view. Null: the person closed the dialog. Progress comes as `exportProgress`. */
  exportResult: {
    input: resultKey.extend({
      format: z.enum(['csv', 'json', 'xlsx']),
      columns: z.array(z.string()).max(500),
    }),
    output: z.object({ exportId: z.uuid(), path: z.string(), rows: z.int() }).nullable(),
  },
  cancelExport: { input: z.object({ exportId: z.uuid() }), output: z.void() },
  showInFolder: { input: z.object({ exportId: z.uuid() }), output: z.void() },
});
