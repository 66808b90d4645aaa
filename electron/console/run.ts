import { randomUUID } from 'node:crypto';
import { fail } from '../../shared/model/failure.ts';
import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import type { Confirmation, Problem, RunState } from '../../shared/model/console.ts';
import type { ConnectionProfile, ConnectionView } from '../../shared/model/connection.ts';
import type { ActivityEntry, ActivityLog, ActivityStart } from '../activity/types.ts';
import type { ExchangeSession } from '../exchange/types.ts';
import { activityStart, doneOutcome, objectCount } from './command-activity.ts';
import { checkCommand, isWhatIf, questionFor, wireParameters, type CheckedCommand } from './command.ts';
import { refuseChange } from './guard.ts';
import { PageFetcher } from './pages.ts';
import { failureOf, problemOf, spokenProblem } from './problems.ts';
import type {
  FromWorker,
  PlaceholderValues,
  PlannedCommand,
  ScriptPlan,
  ScriptProgress,
  ToWorker,
} from './protocol.ts';
import { RunReport } from './run-state.ts';
import { after, deferred, raced } from './waiting.ts';
import { withAccess, withRoles, withService } from './offer.ts';
import { connectionFacts } from './script/connection-facts.ts';
import type { ConnectionFacts } from './language/host.ts';
import { Places, type OwnPlace } from './script/places.ts';
import type { ScriptCertificatePort } from './types.ts';
import { ScriptRun } from './script/script-run.ts';
import type { TabConnections } from './script/tab-connections.ts';
import type { Prompts } from './script/prompts.ts';
import type { WorkingFolder } from './script/working-folder.ts';

/** How soon a stop is answered even when the worker is busy, and how long the worker may be silent then. */
const STOP_ANSWER_MS = 100;
const STOP_PATIENCE_MS = 3000;

export interface RunDeps {
  readonly tabId: string;
  readonly text: string;
  readonly values: PlaceholderValues | null;
  /** The saved query that runs is marked read-only. */
  readonly readOnlyQuery: boolean;
  readonly activity: ActivityLog;
  /** Connects where needed; null: the tab has no connection of its own. */
  readonly open:
    ((signal: AbortSignal) => Promise<{ profile: ConnectionProfile; session: ExchangeSession }>) | null;
  /** Disconnects the tab's own connection, for a script that says so. */
  readonly close: () => Promise<void>;
  /** What scripts of the tab opened. */
  readonly connections: TabConnections;
  /** Cmdlets for this text, which the worker has been given too. */
  readonly cmdlets: (session: ExchangeSession) => Promise<readonly CmdletInfo[]>;
  readonly post: (message: ToWorker, transfer?: ArrayBuffer[]) => void;
  readonly ask: (question: Confirmation) => Promise<boolean>;
  readonly prompts: Prompts;
  readonly folder: WorkingFolder;
  /** null: scripts see no certificates. */
  readonly certificates: ScriptCertificatePort | null;
  /** Of the connection, as it is now. */
  readonly status: () => ConnectionView['status'] | undefined;
  /** Tells the worker's running script to end at its next turn. */
  readonly stopScript: () => void;
  readonly onScriptProgress: (progress: ScriptProgress) => void;
  readonly emit: (state: RunState) => void;
  readonly onPlanned: (command: Pick<CheckedCommand, 'hasSecrets'>) => void;
  /** The worker did not answer a stop: it has to be ended. */
  readonly onDeaf: () => void;
}

type Ended = FromWorker & { type: 'ended' };
type Answer = FromWorker & { type: 'planned' | 'refused' | 'script' };

/** One command from text to result. Main decides here what may be sent; the worker only understands and stores. */
export class Run {
  readonly runId = randomUUID();
  readonly finished: Promise<void>;
  readonly #deps: RunDeps;
  readonly report: RunReport;
  readonly #stopping = new AbortController();
  readonly #planned = deferred<Answer>();
  readonly #ended = deferred<Ended>();
  readonly #correlationId = randomUUID();
  #fetcher: PageFetcher | null = null;
  #script: ScriptRun | null = null;
  #plan: PlannedCommand | null = null;
  #pageFailure: unknown = null;

  constructor(deps: RunDeps) {
    this.#deps = deps;
    this.report = new RunReport({ tabId: deps.tabId, runId: this.runId }, deps.emit);
    this.finished = this.#run().catch((error: unknown) => this.#failed(error));
  }

  state(): RunState {
    return this.report.current();
  }

  /** Stops it and answers at the latest after 100 ms; rows that had come stay. */
  async stop(): Promise<RunState> {
    this.#stopping.abort();
    this.#deps.stopScript();
    this.#deps.post({ type: 'end', runId: this.runId, now: true });
    const patience = setTimeout(() => {
      const works =
        this.#script === null ? this.#plan !== null && !this.#ended.settled : this.#script.isRunning;
      if (works) this.#deps.onDeaf();
    }, STOP_PATIENCE_MS);
    void this.finished.finally(() => clearTimeout(patience));
    await Promise.race([this.finished, after(STOP_ANSWER_MS)]);
    if (!this.report.isOver) this.report.end('stopped');
    return this.state();
  }

  /** What the worker says about this run. */
  receive(message: Exclude<FromWorker, { type: 'reply' | 'ready' }>): void {
    switch (message.type) {
      case 'planned':
      case 'refused':
      case 'script':
        this.#planned.resolve(message);
        return;
      case 'ask':
      case 'dropCall':
      case 'scriptProgress':
      case 'scriptEnded':
        this.#script?.receive(message);
        return;
      case 'wantPage':
        this.#fetcher?.fetch(message.seq, message.nextLink, message.pageSize);
        return;
      case 'unwanted':
        this.#fetcher?.unwanted(message.seq);
        return;
      case 'progress':
        this.report.progress({ rows: message.rows, pages: message.pages, resultId: message.resultId });
        return;
      case 'ended':
        this.#ended.resolve(message);
        return;
      default:
        return;
    }
  }

  /** The worker is gone. */
  gone(error: Error): void {
    this.#script?.gone(error);
    this.#planned.reject(error);
    this.#ended.reject(error);
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    this.#deps.emit(this.state());
    const places = new Places(await this.#own(signal), this.#deps.connections);
    const facts = (): ConnectionFacts | null =>
      places.own === null
        ? null
        : connectionFacts(places.own.profile, places.own.session, this.#deps.status());
    const tellConnections = () => this.#deps.post(this.#deps.connections.message(facts()));
    tellConnections();
    this.#deps.post({
      type: 'run',
      runId: this.runId,
      resultId: randomUUID(),
      at: new Date().toISOString(),
      text: this.#deps.text,
      values: this.#deps.values,
      connection: facts(),
      folder: this.#deps.folder.root,
    });
    const answer = await raced(this.#planned.promise, signal);
    if (answer.type === 'refused') {
      for (const problem of answer.problems) this.report.addProblem(await this.#explained(problem, places));
      this.report.set({ cmdlet: answer.cmdlet });
      this.report.end('failed');
      return;
    }
    if (answer.type === 'script') {
      await this.#runScript(answer.plan, places, tellConnections);
      return;
    }
    // A command by itself is planned only where all goes to the tab's own connection (worker/language.ts).
    const { profile, session, cmdlets } = places.at(null);
    this.#plan = answer.plan;
    const command = checkCommand(answer.plan, cmdlets);
    this.report.set({ cmdlet: command.info.name });
    this.#deps.onPlanned(command);
    const start = activityStart(command, profile, session, this.#correlationId);
    if (!(await this.#mayRun(command, profile, start))) return;
    const entry = await this.#deps.activity.begin(start);
    try {
      await this.#send(command, session, answer.plan);
    } catch (error) {
      // Before or while it was sent; what the service did is in the failure's code.
      await this.#close(command, entry, null, error);
      return;
    }
    await this.#close(command, entry, await this.#workerEnd(), this.#pageFailure);
  }

  async #own(signal: AbortSignal): Promise<OwnPlace | null> {
    const { open, cmdlets } = this.#deps;
    if (open === null) return null;
    const { profile, session } = await open(signal);
    return { profile, session, cmdlets: await raced(cmdlets(session), signal) };
  }

  /** What keeps a text from being run, with the account that it would have run as. */
  async #explained(problem: Problem, places: Places): Promise<Problem> {
    const { text, status } = this.#deps;
    const place = places.shown();
    if (place === null) return problem;
    const told = await withAccess(problem, text, place, this.#stopping.signal);
    const explained =
      told === problem && place.id === null ? withRoles(problem, place.profile, status()) : told;
    return withService(explained, text, place.session.target);
  }

  /** The worker keeps the list of cmdlets that it has: a script of it is running. */
  async #reopened(signal: AbortSignal): Promise<OwnPlace | null> {
    const { open } = this.#deps;
    if (open === null) return null;
    const { profile, session } = await open(signal);
    return { profile, session, cmdlets: await raced(session.cmdlets(), signal) };
  }

  async #runScript(plan: ScriptPlan, places: Places, tellConnections: () => void): Promise<void> {
    const { signal } = this.#stopping;
    this.#script = new ScriptRun({
      ...this.#deps,
      runId: this.runId,
      plan,
      places,
      tellConnections,
      closeOwn: () => this.#deps.close(),
      reopenOwn: () => this.#reopened(signal),
      signal,
      report: this.report,
    });
    await this.#script.run();
  }

  /** Read-only rules, then the question. What is refused or declined is in the activity log too. */
  async #mayRun(command: CheckedCommand, profile: ConnectionProfile, start: ActivityStart): Promise<boolean> {
    const { tabId, activity, readOnlyQuery } = this.#deps;
    try {
      refuseChange(command.info, {
        connection: profile.readOnly ? profile.name : null,
        query: readOnlyQuery,
      });
    } catch (error) {
      const entry = await activity.begin(start);
      await entry.end({ outcome: 'refused', amount: 0, failure: failureOf(error), correlationId: null });
      throw error;
    }
    if (!command.changes || isWhatIf(command)) return true;
    this.report.set({ state: 'waiting' });
    const question = { ...questionFor(command, profile), confirmId: randomUUID(), tabId, runId: this.runId };
    const proceed = await raced(this.#deps.ask(question), this.#stopping.signal);
    this.report.goOn();
    if (proceed) return true;
    const entry = await activity.begin(start);
    await entry.end({ outcome: 'declined', amount: 0, failure: null, correlationId: null });
    this.report.end('declined');
    return false;
  }

  async #send(command: CheckedCommand, session: ExchangeSession, plan: PlannedCommand): Promise<void> {
    const { signal } = this.#stopping;
    const parameters = await wireParameters(command, session);
    if (signal.aborted) throw cancelled(this.#correlationId);
    this.#deps.post({ type: 'accepted', runId: this.runId, command: command.printed });
    this.#fetcher = new PageFetcher({
      session,
      cmdlet: command.info.name,
      parameters,
      correlationId: this.#correlationId,
      changes: command.changes,
      signal,
      onPage: (seq, page) => {
        this.report.goOn();
        const { body } = page;
        this.#deps.post({ type: 'page', runId: this.runId, seq, body }, [body.buffer]);
      },
      onFailure: (error) => {
        this.#pageFailure = error;
        this.#deps.post({ type: 'end', runId: this.runId, now: this.#stopping.signal.aborted });
      },
      onRetry: (notice) => this.report.waitUntil(notice),
    });
    this.#fetcher.fetch(0, null, plan.pageSize);
  }

  /** The worker's last word; null where it died. */
  async #workerEnd(): Promise<Ended | null> {
    try {
      return await this.#ended.promise;
    } catch (error) {
      this.#pageFailure ??= error;
      return null;
    }
  }

  async #close(
    command: CheckedCommand,
    entry: ActivityEntry,
    ended: Ended | null,
    error: unknown,
  ): Promise<void> {
    const cmdlet = command.info.name;
    const id = this.#correlationId;
    const problem = this.#errorProblem(command, ended, error);
    if (problem !== null) this.report.addProblem(problem);
    const spoken = (ended?.errors ?? []).map((text) =>
      spokenProblem('error', 'service-error', text, cmdlet, id),
    );
    for (const one of spoken) this.report.addProblem(one);
    for (const text of ended?.warnings ?? []) {
      this.report.addProblem(spokenProblem('warning', 'service-error', text, cmdlet, id));
    }
    if (ended?.whatIf) {
      this.report.addProblem(
        spokenProblem('warning', 'service-error', `What if: ${ended.whatIf}`, cmdlet, id),
      );
    }
    if (ended !== null) {
      const { rows, pages, resultId, more } = ended;
      this.report.progress({ rows, pages, resultId });
      this.report.set({ more });
    }
    const failed = problem !== null || spoken.length > 0;
    const stopped = this.#stopping.signal.aborted;
    const state = stopped ? 'stopped' : failed ? 'failed' : 'done';
    const outcome =
      problem?.failure.code === 'outcome-unknown'
        ? 'outcome-unknown'
        : state === 'done'
          ? doneOutcome(command)
          : state;
    await entry.end({
      outcome,
      amount: command.changes ? (state === 'done' ? objectCount(command) : null) : (ended?.rows ?? 0),
      failure: problem?.failure ?? spoken[0]?.failure ?? null,
      correlationId: id,
    });
    this.report.end(state);
  }

  #errorProblem(command: CheckedCommand, ended: Ended | null, error: unknown) {
    const cmdlet = command.info.name;
    const place = this.#plan?.place ?? null;
    const id = this.#correlationId;
    // Whatever a stopped read breaks with was the stop's doing.
    if (this.#stopping.signal.aborted && !command.changes) return null;
    if (error !== null && failureOf(error).code !== 'cancelled') return problemOf(error, cmdlet, place);
    const unread = ended?.unreadable ?? null;
    if (unread === null) return null;
    if (command.changes) {
      const unknown = fail(
        'outcome-unknown',
        `Exchange may or may not have run ${cmdlet}: its answer could not be read.`,
        'Look at the object before you try again. It was not sent a second time.',
        { correlationId: id },
      );
      return problemOf(unknown, cmdlet, place);
    }
    const bad = fail(
      'bad-answer',
      `Exchange's answer to ${cmdlet} could not be read.`,
      'The rows so far are kept. Run the command again.',
      { correlationId: id, retryable: true },
    );
    const problem = problemOf(bad, cmdlet, place);
    return { ...problem, details: [...problem.details, ['Reason', unread] as [string, string]] };
  }

  /** Something failed before anything was sent. */
  #failed(error: unknown): void {
    if (this.report.isOver) return;
    if (this.#stopping.signal.aborted) {
      this.report.end('stopped');
      return;
    }
    const { cmdlet } = this.state();
    this.report.addProblem(problemOf(error, cmdlet, this.#plan?.place ?? null));
    this.report.end('failed');
  }
}

function cancelled(correlationId: string): Error {
  return fail('cancelled', 'The run was stopped.', '', { correlationId });
}
