import { randomUUID } from 'node:crypto';
import type { CmdletInfo } from '../../../shared/model/cmdlet.ts';
import type { Confirmation } from '../../../shared/model/console.ts';
import type { ConnectionProfile } from '../../../shared/model/connection.ts';
import type { ActivityLog, ActivityStart } from '../../activity/types.ts';
import type { ExchangeSession } from '../../exchange/types.ts';
import { activityWhere } from '../command-activity.ts';
import type { CheckedCommand } from '../command.ts';
import { isChange, refuseChange } from '../guard.ts';
import { failureOf, spokenProblem } from '../problems.ts';
import type { FromWorker, ScriptPlan, ScriptProgress, ToWorker } from '../protocol.ts';
import type { RunReport } from '../run-state.ts';
import { deferred, raced } from '../waiting.ts';
import type { Prompts } from './prompts.ts';
import { ScriptCalls } from './script-calls.ts';
import { scriptQuestion } from './script-question.ts';
import type { WorkingFolder } from './working-folder.ts';

/** What may stand in a text as a secret: such a text is not kept in the history. */
const MAY_HOLD_SECRETS = /password|-asplaintext|securestring|credential|secret/i;

export interface ScriptRunDeps {
  readonly tabId: string;
  readonly runId: string;
  readonly text: string;
  readonly plan: ScriptPlan;
  readonly readOnlyQuery: boolean;
  readonly profile: ConnectionProfile;
  readonly session: ExchangeSession;
  readonly cmdlets: readonly CmdletInfo[];
  readonly activity: ActivityLog;
  readonly prompts: Prompts;
  readonly folder: WorkingFolder;
  readonly signal: AbortSignal;
  readonly report: RunReport;
  readonly post: (message: ToWorker, transfer?: ArrayBuffer[]) => void;
  readonly ask: (question: Confirmation) => Promise<boolean>;
  readonly onPlanned: (command: Pick<CheckedCommand, 'hasSecrets'>) => void;
  readonly onScriptProgress: (progress: ScriptProgress) => void;
}

type ScriptMessage = FromWorker & { type: 'ask' | 'dropCall' | 'scriptProgress' | 'scriptEnded' };
type Ended = FromWorker & { type: 'scriptEnded' };

/** A script from its plan to its end: main asks before it starts, then answers what it asks and sends what it may. */
export class ScriptRun {
  readonly #deps: ScriptRunDeps;
  readonly #ended = deferred<Ended>();
  readonly #calls: ScriptCalls;
  #started = false;

  constructor(deps: ScriptRunDeps) {
    this.#deps = deps;
    this.#calls = new ScriptCalls({ ...deps, approved: new Set() });
  }

  /** True: the worker's thread is held by it. */
  get isRunning(): boolean {
    return this.#started && !this.#ended.settled;
  }

  async run(): Promise<void> {
    const { text, report, post, runId, signal, activity } = this.#deps;
    const changes = this.#changes();
    this.#deps.onPlanned({ hasSecrets: MAY_HOLD_SECRETS.test(text) });
    const start = this.#activityStart(changes.length > 0);
    if (!(await this.#mayRun(changes, start))) return;
    for (const { name } of changes) this.#calls.approve(name);
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
    const failed = done === null || done.failed;
    const state = signal.aborted ? 'stopped' : failed ? 'failed' : 'done';
    await entry.end({
      outcome: state,
      amount: done?.rows ?? 0,
      failure: done === null ? failureOf(ended) : null,
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
    const { post, folder, prompts, tabId, runId, signal, report } = this.#deps;
    switch (question.kind) {
      case 'page':
        return this.#answerPage(askId, this.#calls.page(question));
      case 'calls':
        this.#calls.firstPages(question).forEach((page, at) => void this.#answerPage(askId + at, page));
        return;
      default:
    }
    try {
      const value =
        question.kind === 'file'
          ? await folder.answer(question.request, signal)
          : await prompts.ask({ tabId, runId, prompt: question.prompt }, signal, report);
      post({ type: 'answer', askId, ok: true, value });
    } catch (error) {
      post({ type: 'answer', askId, ok: false, failure: failureOf(error) });
    }
  }

  async #answerPage(askId: number, page: Promise<Uint8Array<ArrayBuffer>>): Promise<void> {
    const { post } = this.#deps;
    try {
      const body = await page;
      post({ type: 'answer', askId, ok: true, value: body }, [body.buffer]);
    } catch (error) {
      post({ type: 'answer', askId, ok: false, failure: failureOf(error) });
    }
  }

  /** The cmdlets of the text that change something, each once. */
  #changes(): CmdletInfo[] {
    const { plan, cmdlets } = this.#deps;
    const real = plan.commands.filter(({ whatIf }) => !whatIf);
    const names = new Set(real.map(({ cmdlet }) => cmdlet.toLowerCase()));
    return cmdlets.filter((cmdlet) => names.has(cmdlet.name.toLowerCase()) && isChange(cmdlet));
  }

  /** Read-only rules, then one question for all changes of the text. */
  async #mayRun(changes: readonly CmdletInfo[], start: ActivityStart): Promise<boolean> {
    const { activity, profile, readOnlyQuery, report, signal, tabId, runId, ask, plan, text } = this.#deps;
    try {
      const rule = { connection: profile.readOnly ? profile.name : null, query: readOnlyQuery };
      for (const change of changes) refuseChange(change, rule);
    } catch (error) {
      const entry = await activity.begin(start);
      await entry.end({ outcome: 'refused', amount: 0, failure: failureOf(error), correlationId: null });
      throw error;
    }
    if (changes.length === 0) return true;
    report.set({ state: 'waiting' });
    const question = scriptQuestion({ plan, changes, profile, text });
    const proceed = await raced(ask({ ...question, confirmId: randomUUID(), tabId, runId }), signal);
    report.goOn();
    if (proceed) return true;
    const entry = await activity.begin(start);
    await entry.end({ outcome: 'declined', amount: 0, failure: null, correlationId: null });
    report.end('declined');
    return false;
  }

  /** What a stopped script had sent already is said, since it stays done. */
  #tellSent(): void {
    for (const { printed, outcome } of this.#calls.changes) {
      const words = outcome === 'done' ? 'was done before the stop' : 'may or may not have been done';
      const { report, session } = this.#deps;
      report.addProblem(
        spokenProblem(
          'warning',
          'outcome-unknown',
          `${printed} ${words}.`,
          printed.split(' ')[0] ?? '',
          session.target.tenantId,
        ),
      );
    }
  }

  #activityStart(changes: boolean): ActivityStart {
    const { profile, session, plan, text } = this.#deps;
    const names = [...new Set(plan.commands.map(({ cmdlet }) => cmdlet))];
    const lines = text.trim().split('\n').length;
    // The text itself may hold secrets: its cmdlets are enough to know it again, and each change has its own entry.
    const what = `Script of ${String(lines)} ${lines === 1 ? 'line' : 'lines'}${names.length > 0 ? `: ${names.join(', ')}` : ''}`;
    return {
      who: session.target.username,
      where: activityWhere(profile, session),
      kind: changes ? 'change' : 'read',
      what,
      correlationId: randomUUID(),
    };
  }
}
