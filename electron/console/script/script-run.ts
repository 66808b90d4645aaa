import { randomUUID } from 'node:crypto';
import type { ActivityStart } from '../../activity/types.ts';
import { activityWhere } from '../command-activity.ts';
import type { CheckedCommand } from '../command.ts';
import { failureOf, spokenProblem } from '../problems.ts';
import type { FromWorker, ScriptProgress } from '../protocol.ts';
import { deferred } from '../waiting.ts';
import { ScriptAnswers, type ScriptAnswersDeps } from './script-answers.ts';
import { ScriptCalls } from './script-calls.ts';
import { mayRun, plannedChanges, type PermissionDeps } from './script-permission.ts';
import { ToldFailures } from './told-failures.ts';

/** What may stand in a text as a secret: such a text is not kept in the history. */
const MAY_HOLD_SECRETS = /password|-asplaintext|securestring|credential|secret|token/i;

export interface ScriptRunDeps extends ScriptAnswersDeps, PermissionDeps {
  readonly onPlanned: (command: Pick<CheckedCommand, 'hasSecrets'>) => void;
  readonly onScriptProgress: (progress: ScriptProgress) => void;
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
  readonly #answers: ScriptAnswers;
  readonly #told = new ToldFailures();
  #started = false;

  constructor(deps: ScriptRunDeps) {
    this.#deps = deps;
    this.#calls = new ScriptCalls(deps);
    this.#answers = new ScriptAnswers(deps, this.#calls, this.#told);
  }

  /** True: the worker's thread is held by it. */
  get isRunning(): boolean {
    return this.#started && !this.#ended.settled;
  }

  async run(): Promise<void> {
    const { text, report, post, runId, signal, activity } = this.#deps;
    const changes = plannedChanges(this.#deps);
    const any = changes.length > 0 || this.#deps.plan.connects;
    this.#deps.onPlanned({ hasSecrets: MAY_HOLD_SECRETS.test(text) });
    const start = this.#activityStart(any);
    if (!(await mayRun(this.#deps, changes, start))) return;
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
        void this.#answers.answer(message);
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
