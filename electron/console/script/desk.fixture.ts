import { NO_HELP } from '../../../shared/model/cmdlet-help.ts';
import { exchangeTarget } from '../../testing/target.ts';
import { NO_OPTIONS } from '../../../shared/model/connection-options.ts';
import { BROWSER } from '../../../shared/model/sign-in-method.ts';
import { expect } from 'vitest';
import { CLOUDS, type CloudId } from '../../../shared/clouds.ts';
import type { ConnectionProfile } from '../../../shared/model/connection.ts';
import type { Confirmation, RunState } from '../../../shared/model/console.ts';
import { fail, type FailureError } from '../../../shared/model/failure.ts';
import type { PromptAnswer, PromptView } from '../../../shared/model/prompt.ts';
import { testCmdlet, testParameter } from '../../../shared/powershell/cmdlet.fixture.ts';
import type { ActivityEntry, ActivityLog, ActivityStart } from '../../activity/types.ts';
import type { ExchangeSession, PageRequest } from '../../exchange/types.ts';
import type { FromWorker } from '../protocol.ts';
import { Run } from '../run.ts';
import type { CertificatePort } from '../types.ts';
import { TabWorker } from '../tab-worker.ts';
import { Prompts } from './prompts.ts';
import { TabConnections } from './tab-connections.ts';
import { WorkingFolder } from './working-folder.ts';
import { entryUrl } from '../../testing/entries.ts';

const CMDLETS = [
  testCmdlet('Get-Mailbox', [
    testParameter('Identity', 'String', { sets: [{ position: 0, pipeline: true, byName: true }] }),
    testParameter('ResultSize', 'Object', {}),
  ]),
  {
    ...testCmdlet('Set-Mailbox', [
      testParameter('Identity', 'String', { sets: [{ position: 0, pipeline: true, byName: true }] }),
      testParameter('CustomAttribute1', 'String', {}),
    ]),
    supportsShouldProcess: true,
  },
];

const encoder = new TextEncoder();

/** A tab with a real thread, over a service that answers from memory. */
export class Desk {
  readonly sent: PageRequest[] = [];
  /** How many calls each batch had. */
  readonly batches: number[] = [];
  readonly questions: Confirmation[] = [];
  readonly worker: TabWorker;
  readonly folder: WorkingFolder;
  /** What scripts see of the app's certificates. */
  certificates: CertificatePort | null = null;
  /** Saved connections that sign in with a certificate. */
  users: (certificateId: string) => readonly string[] = () => [];
  /** What the activity log was told, as it ended. */
  readonly noted: (ActivityStart & Parameters<ActivityEntry['end']>[0])[] = [];
  /** True: the activity log can't be written. */
  logFull = false;
  answer = true;
  /** How often a script disconnected the tab's own connection. */
  disconnects = 0;
  readOnly = false;
  cloud: CloudId = 'Practice';
  /** The service answers a change when this is settled. */
  hold: (request: PageRequest) => Promise<void> = () => Promise.resolve();
  readonly #runs = new Map<string, Run>();
  readonly #activity: ActivityLog = {
    begin: (start) => {
      if (this.logFull && start.kind === 'certificate') {
        return Promise.reject(fail('not-writable', 'The log can’t be written.', ''));
      }
      const end: ActivityEntry['end'] = (result) => {
        this.noted.push({ ...start, ...result, correlationId: null });
        return Promise.resolve();
      };
      return Promise.resolve({ id: '1', end });
    },
  };
  /** What the person answers to a script's question; not set: nobody is there. */
  onPrompt: ((view: PromptView) => PromptAnswer | Promise<PromptAnswer>) | null = null;
  readonly #prompts = new Prompts((name, payload) => {
    const view = name === 'prompt' && 'prompt' in payload ? payload.prompt : null;
    if (view === null || this.onPrompt === null) return;
    void Promise.resolve(this.onPrompt(view)).then((answer) => this.#prompts.answer(view.promptId, answer));
  });

  readonly #connections = new TabConnections({
    registry: {
      openForScript: () => Promise.reject(fail('not-connected', 'Nobody can be signed in here.', '')),
    },
    activity: { begin: () => Promise.resolve({ id: '1', end: () => Promise.resolve() }) },
    changed: () => undefined,
  });

  /** @param memory megabytes that the tab's heap may have; as many as in the app unless told */
  constructor(root: string, memory?: number) {
    const events = {
      onMessage: (message: FromWorker) => {
        if ('runId' in message) this.#runs.get(message.runId)?.receive(message);
      },
      onGone: (failure: FailureError) => {
        for (const run of this.#runs.values()) run.gone(failure);
      },
    };
    this.worker = new TabWorker(entryUrl('console-worker'), events, memory);
    this.folder = new WorkingFolder({
      choose: () => Promise.resolve(root),
      mayOverwrite: () => Promise.resolve(this.answer),
    });
    this.worker.post({ type: 'cmdlets', text: JSON.stringify(CMDLETS) });
  }

  start(text: string): Run {
    const profile = {
      id: 'c',
      name: 'Contoso',
      readOnly: this.readOnly,
      cloudId: this.cloud,
      colour: 1,
      signIn: BROWSER,
      options: NO_OPTIONS,
      organization: { kind: 'own', tenantId: null, name: 'Contoso', domain: 'contoso.com' },
    } as ConnectionProfile;
    const run = new Run({
      tabId: 'tab',
      text,
      values: null,
      readOnlyQuery: false,
      activity: this.#activity,
      open: () => Promise.resolve({ profile, session: this.#session() }),
      close: () => {
        this.disconnects++;
        return Promise.resolve();
      },
      connections: this.#connections,
      cmdlets: () => Promise.resolve(CMDLETS),
      post: (message, transfer) => this.worker.post(message, transfer),
      ask: (question) => {
        this.questions.push(question);
        return Promise.resolve(this.answer);
      },
      prompts: this.#prompts,
      folder: this.folder,
      certificates:
        this.certificates === null ? null : { ...this.certificates, usedBy: (id) => this.users(id) },
      status: () => undefined,
      stopScript: () => this.worker.stopScript(),
      onScriptProgress: () => undefined,
      emit: () => undefined,
      onPlanned: () => undefined,
      onDeaf: () => undefined,
    });
    this.#runs.set(run.runId, run);
    return run;
  }

  /** Starts a script, waits until it has written something, and stops it. */
  async stopped(text: string): Promise<RunState & { lines: string[] }> {
    const run = this.start(text);
    await expect.poll(() => run.state().resultId, { timeout: 15_000 }).not.toBeNull();
    await run.stop();
    await run.finished;
    return { ...run.state(), lines: await this.#lines(run) };
  }

  async run(text: string): Promise<RunState & { lines: string[] }> {
    const run = this.start(text);
    await run.finished;
    return { ...run.state(), lines: await this.#lines(run) };
  }

  async #lines(run: Run): Promise<string[]> {
    const { resultId } = run.state();
    if (resultId === null) return [];
    return (await this.worker.call('text', { resultId, from: 0, to: 500 })).lines;
  }

  #session(): ExchangeSession {
    const session: ExchangeSession = {
      target: exchangeTarget({ cloud: CLOUDS[this.cloud] }),
      cmdlets: () => Promise.resolve(CMDLETS),
      getPage: async (request) => {
        this.sent.push(request);
        if (request.cmdlet !== 'Get-Mailbox') await this.hold(request);
        const at = request.nextLink === null ? 0 : Number(request.nextLink);
        const identity = (request.parameters as { Identity?: string }).Identity;
        const rows =
          identity === undefined ? [at, at + 1, at + 2].map(mailbox) : [mailbox(Number(identity.slice(4)))];
        const page =
          request.cmdlet === 'Get-Mailbox'
            ? {
                value: rows,
                ...(identity === undefined && at < 6 ? { '@odata.nextLink': String(at + 3) } : {}),
              }
            : { value: [] };
        return {
          body: encoder.encode(JSON.stringify(page)),
          status: 200,
          headers: {},
          correlationId: request.correlationId,
          tries: 1,
          elapsedMs: 1,
        };
      },
      getPages: (batch) => {
        this.batches.push(batch.parts.length);
        return batch.parts.map((part) => session.getPage({ ...batch, ...part, nextLink: null }));
      },
      encryptSecret: (plain) => Promise.resolve(plain),
      banner: () => Promise.resolve(null),
      apiState: () => Promise.resolve({ running: true, reason: '' }),
      loadHelp: () => undefined,
      onCmdlets: () => undefined,
      knows: () => false,
      help: () => Promise.resolve(NO_HELP),
      close: () => undefined,
    };
    return session;
  }
}

function mailbox(at: number): object {
  return { Identity: `user${String(at)}`, Alias: `user${String(at)}`, ItemCount: at * 100 };
}
