import { randomUUID } from 'node:crypto';
import type { Confirmation } from '../../../shared/model/console.ts';
import { fail } from '../../../shared/model/failure.ts';
import type { ActivityEntry, ActivityLog } from '../../activity/types.ts';
import type { AnswerPage } from '../../exchange/types.ts';
import { activityStart, doneOutcome, objectCount } from '../command-activity.ts';
import { checkCommand, isWhatIf, questionFor, wireParameters, type CheckedCommand } from '../command.ts';
import { refuseChange } from '../guard.ts';
import { PageFetcher } from '../pages.ts';
import { failureOf } from '../problems.ts';
import type { PipelineCall, ScriptPlan, ScriptQuestion } from '../protocol.ts';
import type { RunReport } from '../run-state.ts';
import { deferred, raced, type Deferred } from '../waiting.ts';
import { changesAt, lookOf, type Place, type Places } from './places.ts';
import { scriptQuestion } from './script-question.ts';

export interface ScriptCallsDeps {
  readonly tabId: string;
  readonly runId: string;
  readonly readOnlyQuery: boolean;
  readonly places: Places;
  readonly plan: ScriptPlan;
  readonly text: string;
  readonly activity: ActivityLog;
  readonly signal: AbortSignal;
  readonly report: RunReport;
  readonly ask: (question: Confirmation) => Promise<boolean>;
}

/** A change that a script had sent. */
export interface SentChange {
  readonly printed: string;
  outcome: 'unknown' | 'done' | 'failed';
}

type PageQuestion = ScriptQuestion & { kind: 'page' };
type CallsQuestion = ScriptQuestion & { kind: 'calls' };
type Body = Uint8Array<ArrayBuffer>;

const stopped = () => fail('cancelled', 'The run was stopped.', '');

interface OpenCall {
  readonly place: Place;
  readonly command: CheckedCommand;
  /** As the wire takes them. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly pageSize: number;
  readonly correlationId: string;
  readonly fetcher: PageFetcher;
  readonly pages: Map<number, Deferred<Body>>;
  readonly own: AbortController;
  lastSeq: number;
}

/** The calls of one script. Main decides anew about each of them; the script's plan is only what its text tells. */
export class ScriptCalls {
  readonly changes: SentChange[] = [];
  /** Cmdlets (lower case) that the person let go, by the connection that they were let go on. */
  readonly #approved = new Map<string | null, Set<string>>();
  readonly #deps: ScriptCallsDeps;
  readonly #calls = new Map<number, OpenCall>();
  readonly #closing: Promise<void>[] = [];
  /** Failures of calls that the stop overtook before they were sent. */
  readonly #unsent = new WeakSet<Error>();

  constructor(deps: ScriptCallsDeps) {
    this.#deps = deps;
  }

  approve({ id }: Place, cmdlets: readonly { readonly name: string }[]): void {
    const approved = this.#approved.get(id) ?? new Set();
    for (const { name } of cmdlets) approved.add(name.toLowerCase());
    this.#approved.set(id, approved);
  }

  /** A page's body. Throws FailureError: refused, declined, or whatever the service or the network said. */
  async page(question: PageQuestion): Promise<Body> {
    const { callId, connection, cmdlet, nextLink, pageSize } = question;
    if (nextLink === null) {
      const place = this.#deps.places.at(connection);
      const call = await this.#open(place, cmdlet, question, randomUUID());
      return this.#noted(call, () => this.#fetch(call, null, pageSize));
    }
    const open = this.#calls.get(callId);
    if (open === undefined) throw fail('not-found', 'This call has ended.', '');
    return this.#fetch(open, nextLink, pageSize);
  }

  /**
   * First pages of a pipeline's calls, in their order; each comes or fails by itself. They go as one batch where the
   * cmdlet can be batched; else reads go side by side, and changes one after the other.
   */
  firstPages(question: CallsQuestion): readonly Promise<Body>[] {
    const sent = this.#sendAll(question);
    sent.catch(() => undefined);
    return question.calls.map(async (_call, at) => (await sent)(at));
  }

  drop(callId: number): void {
    const call = this.#calls.get(callId);
    this.#calls.delete(callId);
    // A change that is on its way runs anyway: its outcome is worth knowing.
    if (call?.command.changes === false) call.own.abort();
  }

  /** The activity log has all that was sent. */
  async finish(): Promise<void> {
    for (const callId of this.#calls.keys()) this.drop(callId);
    await Promise.allSettled(this.#closing);
  }

  /** Questions come one after the other, before anything of it is sent. */
  async #sendAll({ connection, cmdlet, calls }: CallsQuestion): Promise<(at: number) => Promise<Body>> {
    const place = this.#deps.places.at(connection);
    const correlationId = randomUUID();
    const open: { at: number; call: OpenCall }[] = [];
    const refused = new Map<number, unknown>();
    for (const [at, call] of calls.entries()) {
      try {
        open.push({ at, call: await this.#open(place, cmdlet, call, correlationId) });
      } catch (error) {
        refused.set(at, error);
      }
    }
    const going = open.map(({ call }) => call);
    const notes = await Promise.all(going.map((call) => this.#begin(call)));
    const [first] = going;
    const together = first !== undefined && going.length > 1 && first.command.info.batching;
    const answers = together ? this.#batch(going, first) : this.#each(going);
    answers.forEach((answer, at) => notes[at]?.(answer));
    return (at) => {
      if (refused.has(at)) throw refused.get(at);
      const answer = answers[open.findIndex((one) => one.at === at)];
      return answer ?? Promise.reject(fail('not-found', 'This call has ended.', ''));
    };
  }

  #batch(calls: readonly OpenCall[], first: OpenCall): readonly Promise<Body>[] {
    const { command, correlationId, place } = first;
    const { signal, report } = this.#deps;
    if (signal.aborted) return calls.map(() => Promise.reject(this.#notSent()));
    const answers = place.session.getPages({
      cmdlet: command.info.name,
      changes: command.changes,
      correlationId,
      signal,
      onRetry: (notice) => report.waitUntil(notice),
      parts: calls.map(({ parameters, pageSize, own }) => ({ parameters, pageSize, signal: own.signal })),
    });
    return answers.map(async (answer) => {
      const { body } = await answer;
      report.goOn();
      return body;
    });
  }

  #each(calls: readonly OpenCall[]): readonly Promise<Body>[] {
    let before: Promise<unknown> = Promise.resolve();
    return calls.map((call) => {
      if (!call.command.changes) return this.#fetch(call, null, call.pageSize);
      const page = before.then(() => this.#fetch(call, null, call.pageSize));
      before = page.catch(() => null);
      return page;
    });
  }

  /** Sends a call; a change is in the activity log before it goes, and again with what became of it. */
  async #noted(call: OpenCall, send: () => Promise<Body>): Promise<Body> {
    const note = await this.#begin(call);
    const answer = send();
    note(answer);
    return answer;
  }

  async #begin(call: OpenCall): Promise<(answer: Promise<unknown>) => void> {
    const { activity } = this.#deps;
    const { command, correlationId } = call;
    const { profile, session } = call.place;
    if (!command.changes) return () => undefined;
    const entry = await activity.begin(activityStart(command, profile, session, correlationId));
    const sent: SentChange = { printed: command.printed, outcome: 'unknown' };
    if (!isWhatIf(command)) this.changes.push(sent);
    return (answer) => this.#closing.push(this.#close(answer, entry, command, sent, correlationId));
  }

  async #mayChange(command: CheckedCommand, place: Place): Promise<void> {
    const { readOnlyQuery, ask, signal, tabId, runId, report, plan, text } = this.#deps;
    const { profile } = place;
    refuseChange(command.info, { connection: profile.readOnly ? profile.name : null, query: readOnlyQuery });
    const name = command.info.name.toLowerCase();
    const approved = () => this.#approved.get(place.id)?.has(name) === true;
    if (approved() || isWhatIf(command)) return;
    // Where the script connects by itself, its changes are asked about once for each organisation, when the first comes.
    const { commands, changes } = changesAt(place, plan);
    const all = plan.connects && changes.some((change) => change.name.toLowerCase() === name);
    report.set({ state: 'waiting' });
    const asked = all ? scriptQuestion({ commands, changes, profile, text }) : questionFor(command, profile);
    const question = { ...asked, ...lookOf(place), confirmId: randomUUID(), tabId, runId };
    const proceed = await raced(ask(question), signal);
    report.goOn();
    if (!proceed) {
      throw fail(
        'refused-by-user',
        `${command.info.name} was not sent: the question was answered with no.`,
        '',
      );
    }
    if (all) this.approve(place, changes);
  }

  async #open(place: Place, cmdlet: string, call: PipelineCall, correlationId: string): Promise<OpenCall> {
    const { signal, report } = this.#deps;
    const { session, cmdlets } = place;
    const command = checkCommand({ cmdlet, place: null, ...call }, cmdlets);
    if (command.changes) await this.#mayChange(command, place);
    if (signal.aborted) throw stopped();
    const own = new AbortController();
    const parameters = await wireParameters(command, session);
    const pages: OpenCall['pages'] = new Map();
    const fetcher = new PageFetcher({
      session,
      cmdlet: command.info.name,
      parameters,
      correlationId,
      changes: command.changes,
      signal: AbortSignal.any([own.signal, signal]),
      onPage: (seq, page: AnswerPage) => {
        report.goOn();
        pages.get(seq)?.resolve(page.body);
      },
      onFailure: (error) => {
        const failure = error instanceof Error ? error : new Error(String(error));
        for (const page of pages.values()) page.reject(failure);
      },
      onRetry: (notice) => report.waitUntil(notice),
    });
    const { pageSize } = call;
    const opened = { place, command, parameters, pageSize, correlationId, fetcher, pages, own, lastSeq: -1 };
    this.#calls.set(call.callId, opened);
    return opened;
  }

  #fetch(call: OpenCall, nextLink: string | null, pageSize: number): Promise<Uint8Array<ArrayBuffer>> {
    const { signal } = this.#deps;
    if (signal.aborted || call.own.signal.aborted) return Promise.reject(this.#notSent());
    const seq = ++call.lastSeq;
    const page = deferred<Uint8Array<ArrayBuffer>>();
    call.pages.set(seq, page);
    call.fetcher.fetch(seq, nextLink, pageSize);
    return page.promise.finally(() => call.pages.delete(seq));
  }

  #notSent(): Error {
    const error = stopped();
    this.#unsent.add(error);
    return error;
  }

  async #close(
    answer: Promise<unknown>,
    entry: ActivityEntry,
    command: CheckedCommand,
    sent: SentChange,
    correlationId: string,
  ): Promise<void> {
    try {
      await answer;
      sent.outcome = 'done';
      const outcome = doneOutcome(command);
      await entry.end({ outcome, amount: objectCount(command), failure: null, correlationId });
    } catch (error) {
      if (error instanceof Error && this.#unsent.has(error)) {
        const at = this.changes.indexOf(sent);
        if (at >= 0) this.changes.splice(at, 1);
        await entry.end({ outcome: 'stopped', amount: 0, failure: null, correlationId });
        return;
      }
      const failure = failureOf(error);
      const unknown = failure.code === 'outcome-unknown' || failure.code === 'cancelled';
      sent.outcome = unknown ? 'unknown' : 'failed';
      const outcome = unknown ? 'outcome-unknown' : 'failed';
      await entry.end({ outcome, amount: null, failure, correlationId });
    }
  }
}
