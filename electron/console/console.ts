import { randomUUID } from 'node:crypto';
import { fail } from '../../shared/model/failure.ts';
import type { Handlers } from '../../shared/contract/index.ts';
import type { Service } from '../../shared/model/connection.ts';
import type { ConsoleTab } from '../../shared/model/console.ts';
import { Confirmations } from './confirmations.ts';
import { ScriptFiles } from './script/script-files.ts';
import { Prompts } from './script/prompts.ts';
import { ExportJournal } from './export/journal.ts';
import { Exports } from './exports.ts';
import { History } from './history.ts';
import { failureOf } from './problems.ts';
import { placeholderValues } from './query-values.ts';
import { TabList } from './tab-list.ts';
import { TabSession } from './tab-session.ts';
import type { ConsoleDeps, ConsoleService, QueryRun } from './types.ts';

/** Longest command text; the contract lets a little more through, so that this can be said in words. */
const LONGEST_TEXT = 1_048_576;

/** The console's tabs: each on one connection for life, with a thread and results of its own. */
export function createConsole(deps: ConsoleDeps): ConsoleService {
  const tabs = new TabList(deps.store);
  const history = new History(deps.store);
  const confirmations = new Confirmations(deps.emit);
  const scripts = new ScriptFiles(deps);
  const prompts = new Prompts(deps.emit);
  const journal = new ExportJournal(deps.exportJournal);
  const sessions = new Map<string, TabSession>();
  const exporting = new Exports(deps);

  const tellTabs = () => deps.emit('tabs', tabs.list());

  function tabOf(tabId: string): ConsoleTab {
    const tab = tabs.find(tabId);
    if (tab === null) throw fail('not-found', 'This tab is no longer open.', 'Open the connection again.');
    return tab;
  }

  function sessionOf(tabId: string): TabSession {
    const tab = tabOf(tabId);
    let session = sessions.get(tabId);
    if (session === undefined) {
      session = new TabSession({ console: deps, tab, confirmations, prompts, history, journal });
      sessions.set(tabId, session);
    }
    return session;
  }

  function newTab(
    connectionId: string | null,
    service: Service,
    kind: ConsoleTab['kind'],
    draft = '',
  ): ConsoleTab {
    if (connectionId === null)
      return { tabId: randomUUID(), connectionId, service, kind, title: 'Console', draft };
    const view = deps.registry.view(connectionId);
    if (view === null) throw fail('not-found', 'This connection no longer exists.', 'Choose another one.');
    return { tabId: randomUUID(), connectionId, service, kind, title: view.profile.name, draft };
  }

  async function closeTab(tabId: string): Promise<void> {
    const tab = tabs.close(tabId);
    const session = sessions.get(tabId);
    sessions.delete(tabId);
    if (tab !== null) tellTabs();
    await session?.close();
  }

  const stopListening = deps.registry.onConnection((id, view) => {
    if (view !== null) return;
    for (const tab of tabs.ofConnection(id)) {
      closeTab(tab.tabId).catch((error: unknown) =>
        deps.log('warn', 'tab not closed', { reason: String(error) }),
      );
    }
  });

  const handlers: Handlers['console'] = {
    listTabs: async () => tabs.list(),
    async openTab({ connectionId, service, background }) {
      const tab = newTab(connectionId, service, 'console');
      tabs.add(tab, !background);
      tellTabs();
      return tab;
    },
    closeTab: ({ tabId }) => closeTab(tabId),
    async reopenTab() {
      for (let closed = tabs.takeClosed(); closed !== null; closed = tabs.takeClosed()) {
        const { connectionId } = closed;
        if (connectionId !== null && deps.registry.view(connectionId) === null) continue;
        const tab = newTab(connectionId, closed.service, 'console', closed.draft);
        tabs.add(tab, true);
        tellTabs();
        return tab;
      }
      return null;
    },
    async activateTab({ tabId }) {
      tabOf(tabId);
      tabs.activate(tabId);
      tellTabs();
    },
    async saveDraft({ tabId, draft }) {
      tabOf(tabId);
      tabs.setDraft(tabId, draft);
    },
    async run({ tabId, text }) {
      if (text.length > LONGEST_TEXT) {
        throw fail('too-large', 'The command is longer than 1 MB.', 'Run it in parts.');
      }
      // What was worth running is worth keeping, whatever ends the app next; the run does not wait for the disk.
      void tabs.flush();
      return sessionOf(tabId).run(text, null, false);
    },
    async stop({ tabId }) {
      return (await sessions.get(tabId)?.stop()) ?? null;
    },
    answerConfirmation: async ({ confirmId, proceed }) => confirmations.answer(confirmId, proceed),
    openScript: () => scripts.open(),
    saveScript: ({ text }) => scripts.save(text),
    answerPrompt: async ({ promptId, answer }) => prompts.answer(promptId, answer),
    chooseFolder: ({ tabId }) => sessionOf(tabId).chooseFolder(),
    folder: async ({ tabId }) => {
      const path = sessionOf(tabId).folder;
      return path === null ? null : { path };
    },
    connections: async ({ tabId }) => {
      const opened = sessions.get(tabId)?.connections;
      return { connections: opened?.list() ?? [], signInId: opened?.signInId ?? null };
    },
    disconnect: async ({ tabId, id }) => {
      await sessions.get(tabId)?.connections.close([id]);
    },
    lastRun: async ({ tabId }) => sessions.get(tabId)?.lastRun() ?? null,
    check: ({ tabId, text }) => sessionOf(tabId).call('check', { text }),
    complete: ({ tabId, text, offset }) => sessionOf(tabId).complete(text, offset),
    help: ({ tabId, text, offset }) => sessionOf(tabId).help(text, offset),
    history: async ({ connectionId }) => [...(await history.list(connectionId))],
    results: async ({ tabId }) => sessions.get(tabId)?.results ?? { results: [], dropped: 0 },
    columns: ({ tabId, resultId }) => sessionOf(tabId).call('columns', { resultId }),
    setView: ({ tabId, resultId, view }) => sessionOf(tabId).call('setView', { resultId, view }),
    rows: ({ tabId, ...input }) => sessionOf(tabId).call('rows', input),
    details: ({ tabId, ...input }) => sessionOf(tabId).call('details', input),
    async copy({ tabId, ...input }) {
      const { rows, text } = await sessionOf(tabId).call('copyText', input);
      await deps.clipboard.writeText(text);
      return { rows };
    },
    text: ({ tabId, ...input }) => sessionOf(tabId).call('text', input),
    async dropResult({ tabId, resultId }) {
      await sessionOf(tabId).call('dropResult', { resultId });
    },
    exportResult: ({ tabId, ...what }) => exporting.run(sessionOf(tabId), tabOf(tabId), what),
    cancelExport: async ({ exportId }) => exporting.cancel(exportId),
    showInFolder: async ({ exportId }) => exporting.show(exportId),
  };

  async function runQuery(query: QueryRun): ReturnType<ConsoleService['runQuery']> {
    const values = placeholderValues(query.parameters, query.values);
    let tab = tabs.queryTab(query.connectionId);
    if (tab === null) {
      tab = newTab(query.connectionId, 'exchange', 'query');
      tabs.add(tab, false);
      tellTabs();
    }
    return { tab, run: sessionOf(tab.tabId).run(query.text, values, query.readOnly) };
  }

  return {
    handlers,
    async start() {
      await tabs.load();
      await journal.clean();
    },
    runQuery,
    async close() {
      stopListening();
      const closing = await Promise.allSettled([...sessions.values()].map((session) => session.close()));
      for (const result of closing) {
        if (result.status === 'rejected') deps.log('warn', 'tab not closed', { ...failureOf(result.reason) });
      }
      sessions.clear();
      await tabs.flush();
    },
  };
}
