import { randomUUID } from 'node:crypto';
import type { CmdletInfo } from '../../../shared/model/cmdlet.ts';
import type { ConnectionView } from '../../../shared/model/connection.ts';
import { NO_HELP } from '../../../shared/model/cmdlet-help.ts';
import type { Confirmation } from '../../../shared/model/console.ts';
import type { ActivityLog, ActivityStart } from '../../activity/types.ts';
import { activityWhere } from '../command-activity.ts';
import type { CheckedCommand } from '../command.ts';
import { refuseChange } from '../guard.ts';
import { failureOf, spokenProblem } from '../problems.ts';
import type {
  FromWorker,
  ScriptCommand,
  ScriptPlan,
  ScriptProgress,
  ScriptQuestion,
  ToWorker,
} from '../protocol.ts';
import type { RunReport } from '../run-state.ts';
import { deferred, raced } from '../waiting.ts';
import type { Prompts } from './prompts.ts';
import type { ScriptCertificatePort } from '../types.ts';
import { agreed } from './agreed.ts';
import { askStates } from './connection-states.ts';
import { answerCertificate } from './script-certificates.ts';
import { ScriptCalls } from './script-calls.ts';
import { scriptQuestion } from './script-question.ts';
import { changesAt, lookOf, type OwnPlace, type Place, type Places } from './places.ts';
import type { TabConnections } from './tab-connections.ts';
import { ToldFailures } from './told-failures.ts';
import type { WorkingFolder } from './working-folder.ts';

/** What may stand in a text as a secret: such a text is not kept in the history. */
const MAY_HOLD_SECRETS = /password|-asplaintext|securestring|credential|secret|token/i;

export interface ScriptRunDeps {
  readonly tabId: string;
  readonly runId: string;
  readonly text: string;
  readonly plan: ScriptPlan;
  readonly readOnlyQuery: boolean;
  readonly places: Places;
  readonly connections: TabConnections;
  /** Of the tab's own connection, as it is now. */
  readonly status: () => ConnectionView['status'] | undefined;
  /** Tells the worker of the tab's connections as they are now. */
  readonly tellConnections: () => void;
  readonly closeOwn: () => Promise<void>;
  /** Connects the tab's own again, silently. Throws FailureError. */
  readonly reopenOwn: () => Promise<OwnPlace | null>;
  readonly activity: ActivityLog;
  readonly prompts: Prompts;
  readonly folder: WorkingFolder;
  readonly certificates: ScriptCertificatePort | null;
  readonly signal: AbortSignal;
  readonly report: RunReport;
  readonly post: (message: ToWorker, transfer?: ArrayBuffer[]) => void;
  readonly ask: (question: Confirmation) => Promise<boolean>;
  readonly onPlanned: (command: Pick<CheckedCommand, 'hasSecrets'>) => void;
  readonly onScriptProgress: (progress: ScriptProgress) => void;
}

interface PlannedChanges {
  readonly place: Place;
  readonly commands: readonly ScriptCommand[];
  readonly cmdlets: readonly CmdletInfo[];
}

/** A script of a tab that is not connected. */
const NOWHERE: ActivityStart['where'] = {
  connectionId: null,
  organization: '',
  tenantId: null,
  cloudId: '',
  colour: null,
};

type ScriptMessage = FromWorker & { type: 'ask' | 'dropCall' | 'scriptProgress' | 'scriptEnded' };
type Ended = FromWorker & { type: 'scriptEnded' };

/** A script from its plan to its end: main asks before it starts, then answers what it asks and sends what it may. */
export class ScriptRun {
  readonly #deps: ScriptRunDeps;
  readonly #ended = deferred<Ended>();
  readonly #calls: ScriptCalls;
  readonly #told = new ToldFailures();
  #started = false;

  constructor(deps: ScriptRunDeps) {
    this.#deps = deps;
    this.#calls = new ScriptCalls(deps);
  }

  /** True: the worker's thread is held by it. */
  get isRunning(): boolean {
    return this.#started && !this.#ended.settled;
  }

  async run(): Promise<void> {
    const { text, report, post, runId, signal, activity } = this.#deps;
    const changes = this.#changes();
    const any = changes.length > 0 || this.#deps.plan.connects;
    this.#deps.onPlanned({ hasSecrets: MAY_HOLD_SECRETS.test(text) });
    const start = this.#activityStart(any);
    if (!(await this.#mayRun(changes, start))) return;
    for (const { place, cmdlets } of changes) this.#calls.approve(place, cmdlets);
    if (signal.aborted) {
      report.end('stopped');
      return;
    }
    const entry = await activity.begin(start);
    this.#started = true;
    this.#deps.folder.newRun();
    post({ type: 'scriptGo', runId });
    const ended = await this.#ended.promise.catch((error: unknown) => error);
    const done = typeof ended === 'object' && ended !== null && 'type' in ended ? (ended as Ended) : null;
    await this.#calls.finish();
    if (done === null) {
      const problem = { ...spokenProblem('error', 'internal', failureOf(ended).message, 'script', '') };
      report.addProblem({ ...problem, failure: failureOf(ended), cmdlet: null });
    } else {
      report.progress({ rows: done.rows, pages: done.pages, resultId: done.resultId });
      for (const problem of done.problems) report.addProblem(problem);
    }
    if (signal.aborted) this.#tellSent();
    for (const failure of this.#deps.connections.newLogProblems()) {
      report.addProblem({ severity: 'warning', failure, place: null, cmdlet: null, details: [] });
    }
    const failed = done === null || done.failed;
    const state = signal.aborted ? 'stopped' : failed ? 'failed' : 'done';
    await entry.end({
      outcome: state,
      amount: done?.rows ?? 0,
      failure: done === null ? failureOf(ended) : failed ? this.#told.failureOf(done.problems) : null,
      correlationId: null,
    });
    report.end(state);
  }

  receive(message: ScriptMessage): void {
    switch (message.type) {
      case 'ask':
        void this.#answer(message);
        return;
      case 'dropCall':
        this.#calls.drop(message.callId);
        return;
      case 'scriptProgress':
        this.#deps.onScriptProgress(message.progress);
        return;
      case 'scriptEnded':
        this.#ended.resolve(message);
    }
  }

  /** The worker is gone. */
  gone(error: Error): void {
    this.#ended.reject(error);
  }

  async #answer({ askId, question }: FromWorker & { type: 'ask' }): Promise<void> {
    const { post } = this.#deps;
    switch (question.kind) {
      case 'page':
        return this.#answerPage(askId, this.#calls.page(question));
      case 'calls':
        this.#calls.firstPages(question).forEach((page, at) => void this.#answerPage(askId + at, page));
        return;
      default:
    }
    try {
      const value = await this.#value(question);
      post({ type: 'answer', askId, ok: true, value });
    } catch (error) {
      post({ type: 'answer', askId, ok: false, failure: this.#told.add(failureOf(error)) });
    }
  }

  async #value(question: Exclude<ScriptQuestion, { kind: 'page' | 'calls' }>): Promise<unknown> {
    const { post, folder, prompts, tabId, runId, signal, report, connections, places } = this.#deps;
    switch (question.kind) {
      case 'file':
        return folder.answer(question.request, signal);
      case 'certificate':
        return answerCertificate(question.request, this.#deps);
      case 'prompt':
        return prompts.ask({ tabId, runId, prompt: question.prompt }, signal, report);
      case 'connect': {
        const say = (text: string) => post({ type: 'say', runId, text });
        const id = await connections.open(question.request, places.own?.profile ?? null, {
          signal,
          say,
          warn: (text) =>
            report.addProblem(spokenProblem('warning', 'not-authorized', text, question.request.command, '')),
          folder,
          ask: (asked) => agreed(asked, this.#deps),
        });
        this.#deps.tellConnections();
        return id;
      }
      case 'disconnect':
        await connections.close(question.ids.filter((id) => id !== null));
        if (question.ids.includes(null)) await this.#deps.closeOwn();
        this.#deps.tellConnections();
        return null;
      case 'reconnect':
        places.own = await this.#deps.reopenOwn();
        this.#deps.tellConnections();
        return null;
      case 'loadHelp':
        places.own?.session.loadHelp();
        return null;
      case 'help':
        if (question.connection === null && places.own === null) return NO_HELP;
        return raced(places.at(question.connection).session.help(question.cmdlet), signal);
      case 'connections': {
        const { status } = this.#deps;
        const states = await askStates(question.ids, { own: places.own, status, connections }, signal);
        this.#deps.tellConnections();
        return states;
      }
    }
  }

  async #answerPage(askId: number, page: Promise<Uint8Array<ArrayBuffer>>): Promise<void> {
    const { post } = this.#deps;
    try {
      const body = await page;
      post({ type: 'answer', askId, ok: true, value: body }, [body.buffer]);
    } catch (error) {
      post({ type: 'answer', askId, ok: false, failure: this.#told.add(failureOf(error)) });
    }
  }

  /** What the text changes, by connection; nothing of it is known yet where the script connects by itself. */
  #changes(): PlannedChanges[] {
    const { plan, places } = this.#deps;
    if (plan.connects) return [];
    const ids = [...new Set(plan.commands.map(({ connection }) => connection))];
    return ids
      .filter((id) => id !== null || places.own !== null)
      .map((id) => {
        const place = places.at(id);
        const { commands, changes } = changesAt(place, plan);
        return { place, commands, cmdlets: changes };
      })
      .filter(({ cmdlets }) => cmdlets.length > 0);
  }

  /** Read-only rules, then one question for each organisation with all changes of the text there. */
  async #mayRun(changes: readonly PlannedChanges[], start: ActivityStart): Promise<boolean> {
    const { activity, readOnlyQuery, report, signal, tabId, runId, ask, text } = this.#deps;
    try {
      for (const { place, cmdlets } of changes) {
        const { readOnly, name } = place.profile;
        const rule = { connection: readOnly ? name : null, query: readOnlyQuery };
        for (const change of cmdlets) refuseChange(change, rule);
      }
    } catch (error) {
      const entry = await activity.begin(start);
      await entry.end({ outcome: 'refused', amount: 0, failure: failureOf(error), correlationId: null });
      throw error;
    }
    for (const { place, commands, cmdlets } of changes) {
      report.set({ state: 'waiting' });
      const question = scriptQuestion({ commands, changes: cmdlets, profile: place.profile, text });
      const asked = { ...question, ...lookOf(place), confirmId: randomUUID(), tabId, runId };
      const proceed = await raced(ask(asked), signal);
      report.goOn();
      if (proceed) continue;
      const entry = await activity.begin(start);
      await entry.end({ outcome: 'declined', amount: 0, failure: null, correlationId: null });
      report.end('declined');
      return false;
    }
    return true;
  }

  /** What a stopped script had sent already is said, since it stays done. */
  #tellSent(): void {
    for (const { printed, outcome } of this.#calls.changes) {
      const words = outcome === 'done' ? 'was done before the stop' : 'may or may not have been done';
      const { report, places } = this.#deps;
      report.addProblem(
        spokenProblem(
          'warning',
          'outcome-unknown',
          `${printed} ${words}.`,
          printed.split(' ')[0] ?? '',
          places.shown()?.session.target.tenantId ?? '',
        ),
      );
    }
  }

  #activityStart(changes: boolean): ActivityStart {
    const { places, plan, text } = this.#deps;
    const shown = places.shown();
    const names = [...new Set(plan.commands.map(({ cmdlet }) => cmdlet))];
    const lines = text.trim().split('\n').length;
    // The text itself may hold secrets: its cmdlets are enough to know it again, and each change has its own entry.
    const what = `Script of ${String(lines)} ${lines === 1 ? 'line' : 'lines'}${names.length > 0 ? `: ${names.join(', ')}` : ''}`;
    return {
      who: shown?.session.target.username ?? '',
      where: shown === null ? NOWHERE : activityWhere(shown.profile, shown.session),
      kind: changes ? 'change' : 'read',
      what,
      correlationId: randomUUID(),
    };
  }
}
