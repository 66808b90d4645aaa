import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import { fail } from '../../shared/model/failure.ts';
import type { CommandHelp, ConsoleTab, ResultSummary, RunState } from '../../shared/model/console.ts';
import { NO_CONNECTION } from '../../shared/model/no-connection.ts';
import type { Confirmations } from './confirmations.ts';
import { ExportJob } from './export/export-job.ts';
import type { ExportJournal } from './export/journal.ts';
import type { History } from './history.ts';
import { cmdletsFor, cmdletsText } from './metadata.ts';
import type {
  CallName,
  CompletionAnswer,
  ExportFormat,
  FromWorker,
  PlaceholderValues,
  WorkerCalls,
} from './protocol.ts';
import type { ExchangeSession } from '../exchange/types.ts';
import { Run } from './run.ts';
import type { Prompts } from './script/prompts.ts';
import { FolderNames } from './script/folder-names.ts';
import { TabConnections } from './script/tab-connections.ts';
import { WorkingFolder } from './script/working-folder.ts';
import { withServedHelp } from './served-help.ts';
import { TabWorker } from './tab-worker.ts';
import type { ConsoleDeps } from './types.ts';

export interface TabSessionDeps {
  readonly console: ConsoleDeps;
  readonly tab: Pick<ConsoleTab, 'tabId' | 'connectionId' | 'service'>;
  readonly confirmations: Confirmations;
  readonly prompts: Prompts;
  readonly history: History;
  readonly journal: ExportJournal;
}

/** A tab at work: its thread, its run, its exports. The thread starts with the first thing that needs it. */
export class TabSession {
  readonly #deps: TabSessionDeps;
  #worker: TabWorker | null = null;
  /** What the worker has been told of the connection's cmdlets. */
  #sent: readonly CmdletInfo[] | null = null;
  #run: Run | null = null;
  /** Those that have not ended yet; a stopped one may still be ending while the next begins. */
  readonly #running = new Map<string, Run>();
  #results: { results: ResultSummary[]; dropped: number } = { results: [], dropped: 0 };
  readonly #exports = new Map<string, ExportJob>();
  readonly #folder: WorkingFolder;
  /** What its scripts opened. */
  readonly connections: TabConnections;
  readonly #names = new FolderNames(() => this.#folder.names());
  #closed = false;

  constructor(deps: TabSessionDeps) {
    this.#deps = deps;
    const { registry, activity, emit, certificates } = deps.console;
    this.connections = new TabConnections({
      registry,
      activity,
      ...(certificates !== undefined && { certificates }),
      changed: (connections, signInId) =>
        emit('tabConnections', { tabId: deps.tab.tabId, connections, signInId }),
    });
    this.#folder = new WorkingFolder({
      choose: () => deps.console.folderDialog('Folder for this tab’s scripts'),
      mayOverwrite: (file, signal) => this.#mayOverwrite(file, signal),
    });
  }

  /** The folder that its scripts see; null: none was chosen yet. */
  get folder(): string | null {
    return this.#folder.root;
  }

  async chooseFolder(): Promise<{ path: string } | null> {
    const path = await this.#deps.console.folderDialog('Folder for this tab’s scripts');
    if (path === null) return null;
    this.#folder.root = path;
    return { path };
  }

  /** What can stand at a place of a text. */
  async complete(text: string, offset: number): Promise<CompletionAnswer> {
    return this.call('complete', { text, offset, files: await this.#names.get() });
  }

  /** What is known of the word at a place of a text. */
  async help(text: string, offset: number): Promise<CommandHelp | null> {
    const told = await this.call('help', { text, offset });
    const own = await this.#session();
    const opened = this.connections.all.map(({ connection }) => connection.session).reverse();
    return withServedHelp(told, own === null ? opened : [own, ...opened]);
  }

  async #mayOverwrite(file: string, signal: AbortSignal): Promise<boolean> {
    const run = this.#run;
    if (run === null) return false;
    const prompt = {
      type: 'choice',
      caption: 'Replace the file?',
      message: `${file} is there already.`,
      answers: ['&Replace', '&Keep'],
      otherwise: 1,
    } as const;
    const asked = { tabId: this.#deps.tab.tabId, runId: run.runId, prompt };
    return (await this.#deps.prompts.ask(asked, signal, run.report)) === 0;
  }

  get results(): { results: ResultSummary[]; dropped: number } {
    return this.#results;
  }

  lastRun(): RunState | null {
    return this.#run?.state() ?? null;
  }

  /** Starts a command. Throws FailureError conflict while another one runs. */
  run(text: string, values: PlaceholderValues | null, readOnlyQuery: boolean): RunState {
    const before = this.#run?.state().state;
    if (before === 'running' || before === 'waiting') {
      throw fail('conflict', 'A command is still running in this tab.', 'Stop it, or open another tab.');
    }
    const { console: deps, tab, confirmations, history } = this.#deps;
    const { connectionId } = tab;
    const worker = this.#started();
    worker.post({ type: 'settings', resultsKept: deps.resultsKept() });
    const run: Run = new Run({
      tabId: tab.tabId,
      text,
      values,
      readOnlyQuery,
      activity: deps.activity,
      open:
        connectionId === null ? null : (signal) => deps.registry.session(connectionId, tab.service, signal),
      close: async () => {
        if (connectionId !== null) await deps.registry.disconnect(connectionId, tab.service);
      },
      connections: this.connections,
      cmdlets: async (session) => {
        const { cmdlets, whole } = await cmdletsFor(text, session);
        this.#tellCmdlets(worker, cmdlets, whole);
        return cmdlets;
      },
      post: (message, transfer) => worker.post(message, transfer),
      ask: (question) => confirmations.ask(question),
      prompts: this.#deps.prompts,
      folder: this.#folder,
      certificates:
        deps.certificates === undefined
          ? null
          : { ...deps.certificates, usedBy: (id) => deps.registry.usingCertificate(id) },
      status: () =>
        connectionId === null
          ? undefined
          : deps.registry.view(connectionId)?.services.find(({ service }) => service === tab.service)?.status,
      stopScript: () => worker.stopScript(),
      onScriptProgress: (progress) =>
        deps.emit('scriptProgress', { tabId: tab.tabId, runId: run.runId, progress }),
      emit: (state) => {
        // What is heard late of a stopped run must not hide the one that runs now.
        if (this.#run === null || this.#run.runId === state.runId || !this.#running.has(state.runId)) {
          deps.emit('run', state);
        }
      },
      onPlanned: (command) => {
        if (values === null && !command.hasSecrets) {
          history.add(connectionId ?? NO_CONNECTION, text).catch((error: unknown) => {
            deps.log('warn', 'history not written', { reason: String(error) });
          });
        }
      },
      onDeaf: () => {
        deps.log('warn', 'console worker did not answer a stop and was ended', { tabId: tab.tabId });
        void worker.terminate();
      },
    });
    this.#run = run;
    this.#running.set(run.runId, run);
    void run.finished.finally(() => {
      this.#running.delete(run.runId);
      confirmations.withdraw(run.runId);
    });
    return run.state();
  }

  async stop(): Promise<RunState | null> {
    const run = this.#run;
    if (run === null) return null;
    const stopped = run.stop();
    this.#deps.confirmations.withdraw(run.runId);
    return stopped;
  }

  /** Asks the worker. Before its first run it knows the connection's cmdlets only where that is connected anyway. */
  async call<N extends CallName>(name: N, input: WorkerCalls[N]['input']): Promise<WorkerCalls[N]['output']> {
    const worker = this.#started();
    if (name === 'check' || name === 'complete' || name === 'help') await this.#knowCmdlets(worker);
    return worker.call(name, input);
  }

  newExport(path: string, resultId: string): ExportJob {
    const worker = this.#started();
    const { console: deps, journal } = this.#deps;
    const job = new ExportJob({
      path,
      resultId,
      journal,
      post: (message) => worker.post(message),
      emit: (progress) => deps.emit('exportProgress', progress),
    });
    this.#exports.set(job.exportId, job);
    return job;
  }

  /** Writes the file; resolves with its rows. */
  async runExport(
    job: ExportJob,
    resultId: string,
    format: ExportFormat,
    columns: string[],
  ): Promise<number> {
    try {
      return await job.run({ type: 'export', exportId: job.exportId, resultId, format, columns });
    } finally {
      this.#exports.delete(job.exportId);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.stop();
    await this.connections.closeAll();
    for (const job of this.#exports.values()) job.cancel();
    await this.#worker?.terminate();
    this.#worker = null;
  }

  #started(): TabWorker {
    if (this.#closed) throw fail('not-found', 'This tab was closed.', 'Open it again.');
    if (this.#worker !== null) return this.#worker;
    const worker = new TabWorker(this.#deps.console.workerUrl, {
      onMessage: (message) => this.#receive(message),
      onGone: (failure) => {
        if (this.#worker !== worker) return;
        const { cause } = failure;
        this.#deps.console.log('warn', 'a console thread ended by itself', {
          code: failure.failure.code,
          reason: cause instanceof Error ? (cause.stack ?? cause.message) : 'no error was given',
        });
        this.#worker = null;
        this.#sent = null;
        this.connections.forgetTold();
        for (const run of this.#running.values()) run.gone(failure);
        for (const job of this.#exports.values()) job.failed(failure);
        if (this.#results.results.length > 0 && !this.#closed) this.#setResults({ results: [], dropped: 0 });
      },
    });
    this.#worker = worker;
    return worker;
  }

  async #knowCmdlets(worker: TabWorker): Promise<void> {
    const session = await this.#session();
    if (session === null) return;
    try {
      this.#tellCmdlets(worker, await session.cmdlets(), true);
    } catch {
      // Checking while typing does without; a run tells what is wrong.
    }
  }

  /** Of the tab's own connection where it is connected and its cmdlets are there; null: it is not. */
  async #session(): Promise<ExchangeSession | null> {
    const { registry } = this.#deps.console;
    const { connectionId, service } = this.#deps.tab;
    if (connectionId === null) return null;
    const status = registry.view(connectionId)?.services.find((one) => one.service === service)?.status;
    if (status?.state !== 'connected' || status.cmdletCount === null) return null;
    try {
      return (await registry.session(connectionId, service, AbortSignal.timeout(5000))).session;
    } catch {
      return null;
    }
  }

  #tellCmdlets(worker: TabWorker, cmdlets: readonly CmdletInfo[], whole: boolean): void {
    if (this.#sent === cmdlets || (!whole && this.#sent !== null)) return;
    this.#sent = cmdlets;
    worker.post({ type: 'cmdlets', text: whole ? cmdletsText(cmdlets) : null });
  }

  #setResults(results: { results: ResultSummary[]; dropped: number }): void {
    this.#results = results;
    this.#deps.console.emit('results', { tabId: this.#deps.tab.tabId, ...results });
  }

  #receive(message: Exclude<FromWorker, { type: 'reply' | 'ready' }>): void {
    switch (message.type) {
      case 'results':
        this.#setResults({ results: message.results, dropped: message.dropped });
        return;
      case 'chunk':
        this.#exports.get(message.exportId)?.chunk(message);
        return;
      case 'exportFailed':
        this.#exports
          .get(message.exportId)
          ?.failed(fail(message.failure.code, message.failure.message, message.failure.hint));
        return;
      default:
        this.#running.get(message.runId)?.receive(message);
    }
  }
}
