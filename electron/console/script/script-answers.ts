import { randomUUID } from 'node:crypto';
import type { ConnectionView } from '../../../shared/model/connection.ts';
import { NO_HELP } from '../../../shared/model/cmdlet-help.ts';
import type { Confirmation } from '../../../shared/model/console.ts';
import type { ActivityLog } from '../../activity/types.ts';
import { failureOf, spokenProblem } from '../problems.ts';
import type { FromWorker, ScriptQuestion, ToWorker } from '../protocol.ts';
import type { RunReport } from '../run-state.ts';
import type { ScriptCertificatePort } from '../types.ts';
import { raced } from '../waiting.ts';
import { agreed } from './agreed.ts';
import { askStates } from './connection-states.ts';
import type { OwnPlace, Places } from './places.ts';
import type { Prompts } from './prompts.ts';
import type { ScriptCalls } from './script-calls.ts';
import { answerCertificate } from './script-certificates.ts';
import type { TabConnections } from './tab-connections.ts';
import type { ToldFailures } from './told-failures.ts';
import type { WorkingFolder } from './working-folder.ts';

export interface ScriptAnswersDeps {
  readonly tabId: string;
  readonly runId: string;
  readonly places: Places;
  readonly connections: TabConnections;
  /** Of the tab's own connection, as it is now. */
  readonly status: () => ConnectionView['status'] | undefined;
  /** Tells the worker of the tab's connections as they are now. */
  readonly tellConnections: () => void;
  readonly closeOwn: () => Promise<void>;
  /** Connects the tab's own again, silently. Throws FailureError. */
  readonly reopenOwn: () => Promise<OwnPlace | null>;
  readonly prompts: Prompts;
  readonly folder: WorkingFolder;
  readonly certificates: ScriptCertificatePort | null;
  readonly readOnlyQuery: boolean;
  readonly activity: ActivityLog;
  readonly signal: AbortSignal;
  readonly report: RunReport;
  readonly post: (message: ToWorker, transfer?: ArrayBuffer[]) => void;
  readonly ask: (question: Confirmation) => Promise<boolean>;
}

/** What a running script asks of main, and the answers that its worker waits for. */
export class ScriptAnswers {
  readonly #deps: ScriptAnswersDeps;
  readonly #calls: ScriptCalls;
  readonly #told: ToldFailures;

  /** @param told hears of each failure that a script was answered with */
  constructor(deps: ScriptAnswersDeps, calls: ScriptCalls, told: ToldFailures) {
    this.#deps = deps;
    this.#calls = calls;
    this.#told = told;
  }

  /** Answers once; a failure is an answer too. */
  async answer({ askId, question }: FromWorker & { type: 'ask' }): Promise<void> {
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
          place: () => {
            const placeId = randomUUID();
            post({ type: 'place', runId, placeId });
            return (text) => post({ type: 'fill', placeId, text });
          },
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
}
