import { randomUUID } from 'node:crypto';
import type { CmdletInfo } from '../../../shared/model/cmdlet.ts';
import type { Confirmation } from '../../../shared/model/console.ts';
import type { ConnectionProfile } from '../../../shared/model/connection.ts';
import { fail } from '../../../shared/model/failure.ts';
import type { ActivityEntry, ActivityLog } from '../../activity/types.ts';
import type { AnswerPage, ExchangeSession } from '../../exchange/types.ts';
import { activityStart, doneOutcome, objectCount } from '../command-activity.ts';
import { checkCommand, isWhatIf, questionFor, wireParameters, type CheckedCommand } from '../command.ts';
import { refuseChange } from '../guard.ts';
import { PageFetcher } from '../pages.ts';
import { failureOf } from '../problems.ts';
import type { ScriptQuestion } from '../protocol.ts';
import type { RunReport } from '../run-state.ts';
import { deferred, raced, type Deferred } from '../waiting.ts';

export interface ScriptCallsDeps {
  readonly tabId: string;
  readonly runId: string;
  readonly readOnlyQuery: boolean;
  readonly profile: ConnectionProfile;
  readonly session: ExchangeSession;
  readonly cmdlets: readonly CmdletInfo[];
  readonly activity: ActivityLog;
  readonly signal: AbortSignal;
  readonly report: RunReport;
  readonly ask: (question: Confirmation) => Promise<boolean>;
  /** Cmdlets (lower case) that the person let go before the script started. */
  readonly approved: Set<string>;
}

/** A change that a script had sent. */
export interface SentChange {
  readonly printed: string;
  outcome: 'unknown' | 'done' | 'failed';
}

type PageQuestion = ScriptQuestion & { kind: 'page' };

const stopped = () => fail('cancelled', 'The run was stopped.', '');

interface OpenCall {
  readonly fetcher: PageFetcher;
  readonly pages: Map<number, Deferred<Uint8Array<ArrayBuffer>>>;
  readonly own: AbortController;
  lastSeq: number;
}

/** The calls of one script. Main decides anew about each of them; the script's plan is only what its text tells. */
export class ScriptCalls {
  readonly changes: SentChange[] = [];
  readonly #deps: ScriptCallsDeps;
  readonly #calls = new Map<number, OpenCall>();
  readonly #closing: Promise<void>[] = [];

  constructor(deps: ScriptCallsDeps) {
    this.#deps = deps;
  }

  approve(cmdlet: string): void {
    this.#deps.approved.add(cmdlet.toLowerCase());
  }

  /** A page's body. Throws FailureError: refused, declined, or whatever the service or the network said. */
  async page(question: PageQuestion): Promise<Uint8Array<ArrayBuffer>> {
    const open = this.#calls.get(question.callId);
    if (question.nextLink === null) return this.#first(question);
    if (open === undefined) throw fail('not-found', 'This call has ended.', '');
    return this.#fetch(open, question.nextLink, question.pageSize);
  }

  drop(callId: number): void {
    const call = this.#calls.get(callId);
    this.#calls.delete(callId);
    call?.own.abort();
  }

  /** The activity log has all that was sent. */
  async finish(): Promise<void> {
    for (const callId of this.#calls.keys()) this.drop(callId);
    await Promise.allSettled(this.#closing);
  }

  async #first(question: PageQuestion): Promise<Uint8Array<ArrayBuffer>> {
    const { cmdlets, session, profile, activity, signal } = this.#deps;
    if (signal.aborted) throw stopped();
    const { cmdlet, parameters, pageSize } = question;
    const command = checkCommand({ cmdlet, parameters, place: null, pageSize }, cmdlets);
    if (command.changes) await this.#mayChange(command);
    const correlationId = randomUUID();
    const call = await this.#open(question.callId, command, correlationId);
    if (!command.changes) return this.#fetch(call, null, pageSize);
    const entry = await activity.begin(activityStart(command, profile, session, correlationId));
    if (signal.aborted) {
      await entry.end({ outcome: 'stopped', amount: 0, failure: null, correlationId });
      throw stopped();
    }
    const sent: SentChange = { printed: command.printed, outcome: 'unknown' };
    this.changes.push(sent);
    const answer = this.#fetch(call, null, pageSize);
    this.#closing.push(this.#close(answer, entry, command, sent, correlationId));
    return answer;
  }

  async #mayChange(command: CheckedCommand): Promise<void> {
    const { profile, readOnlyQuery, approved, ask, signal, tabId, runId, report } = this.#deps;
    refuseChange(command.info, { connection: profile.readOnly ? profile.name : null, query: readOnlyQuery });
    if (approved.has(command.info.name.toLowerCase()) || isWhatIf(command)) return;
    report.set({ state: 'waiting' });
    const question = { ...questionFor(command, profile), confirmId: randomUUID(), tabId, runId };
    const proceed = await raced(ask(question), signal);
    report.goOn();
    if (!proceed) {
      throw fail(
        'refused-by-user',
        `${command.info.name} was not sent: the question was answered with no.`,
        '',
      );
    }
  }

  async #open(callId: number, command: CheckedCommand, correlationId: string): Promise<OpenCall> {
    const { session, signal, report } = this.#deps;
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
    const call = { fetcher, pages, own, lastSeq: -1 };
    this.#calls.set(callId, call);
    return call;
  }

  #fetch(call: OpenCall, nextLink: string | null, pageSize: number): Promise<Uint8Array<ArrayBuffer>> {
    const { signal } = this.#deps;
    if (signal.aborted || call.own.signal.aborted) return Promise.reject(stopped());
    const seq = ++call.lastSeq;
    const page = deferred<Uint8Array<ArrayBuffer>>();
    call.pages.set(seq, page);
    call.fetcher.fetch(seq, nextLink, pageSize);
    return page.promise.finally(() => call.pages.delete(seq));
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
      const failure = failureOf(error);
      const unknown = failure.code === 'outcome-unknown' || failure.code === 'cancelled';
      sent.outcome = unknown ? 'unknown' : 'failed';
      const outcome = unknown ? 'outcome-unknown' : 'failed';
      await entry.end({ outcome, amount: null, failure, correlationId });
    }
  }
}
