import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDesk, type Desk, type DeskOptions } from '../../bench/paging/desk.ts';
import { startPractice, type Practice } from '../../bench/paging/practice.ts';
import { createCertificates, type CertificatesService } from '../../electron/certificates/certificates.ts';
import { createVault } from '../../electron/vault/vault.ts';
import type { PromptAnswer, PromptView } from '../../shared/model/prompt.ts';
import type { RunState } from '../../shared/model/console.ts';
import type { LogEntry } from '../../simulator/control/types.ts';
import { entryUrl } from '../../electron/testing/entries.ts';

export const MAILBOXES = 30;
export const SECRET = 'Correct horse 7';

interface SaidProblem {
  readonly severity: string;
  readonly id: string;
  readonly message: string;
  readonly hint: string;
  readonly line: number | null;
  readonly cmdlet: string | null;
}

export interface SeedRun {
  readonly state: RunState['state'];
  readonly rows: number;
  readonly problems: readonly SaidProblem[];
  /** The text that the console shows. */
  readonly lines: readonly string[];
  /** Kinds of the questions that were asked and answered. */
  readonly asked: readonly string[];
  /** Requests that reached the service. */
  readonly sent: readonly LogEntry[];
}

/** What to run the scripts in: somebody's own organisation, or a customer's with a partner's account. */
export interface SeedDeskOptions {
  readonly customer?: { readonly username: string; readonly domain: string };
}

/** A console over the practice cloud that runs scripts as the editor does, and answers what they ask. */
export class SeedDesk {
  readonly practice: Practice;
  readonly desk: Desk;
  readonly folder: string;
  readonly certificates: CertificatesService;
  #tabId = '';
  #asked: string[] = [];

  private constructor(practice: Practice, desk: Desk, folder: string, certificates: CertificatesService) {
    this.certificates = certificates;
    this.practice = practice;
    this.desk = desk;
    this.folder = folder;
  }

  static async open({ customer }: SeedDeskOptions = {}): Promise<SeedDesk> {
    const practice = await startPractice({
      mailboxes: MAILBOXES,
      customers: 3,
      ...(customer !== undefined && { username: customer.username, customer: customer.domain }),
    });
    const folder = await mkdtemp(join(tmpdir(), 'seed-scripts-'));
    const asked: string[] = [];
    const certificates = await certificatesInMemory(folder);
    const options: DeskOptions = {
      folder,
      certificates,
      ...(customer !== undefined && {
        organization: {
          kind: 'customer',
          tenantId: practice.tenantId,
          name: customer.domain,
          domain: customer.domain,
        },
      }),
      onEvent: (event, handlers) => {
        if (event.name === 'confirmation' && event.payload.question !== null) {
          const { confirmId } = event.payload.question;
          asked.push('confirmation');
          void handlers.answerConfirmation({ confirmId, proceed: true });
        }
        if (event.name !== 'prompt' || event.payload.prompt === null) return;
        const { promptId, prompt } = event.payload.prompt;
        asked.push(prompt.type);
        void handlers.answerPrompt({ promptId, answer: answerTo(prompt) });
      },
    };
    const made = new SeedDesk(practice, await openDesk(practice, options), folder, certificates);
    made.#asked = asked;
    made.#tabId = await made.desk.openTab();
    return made;
  }

  /** Runs a text in the tab, to its end. */
  async run(text: string): Promise<SeedRun> {
    this.#asked.length = 0;
    await this.clear();
    const { state, rows, resultId, problems } = await this.desk.run(this.#tabId, text);
    const shown = resultId === null ? [] : await this.#text(resultId);
    return {
      state,
      rows,
      problems: problems.map(({ severity, failure, place, cmdlet, details }) => ({
        severity,
        id: details.find(([name]) => name === 'Error ID')?.[1].split(',')[0] ?? '',
        message: failure.message,
        hint: failure.hint,
        line: place?.line ?? null,
        cmdlet,
      })),
      lines: shown,
      asked: [...this.#asked],
      sent: await this.requests(),
    };
  }

  async #text(resultId: string): Promise<string[]> {
    const all: string[] = [];
    for (;;) {
      const input = { tabId: this.#tabId, resultId, from: all.length, to: all.length + 500 };
      const { lines, total } = await this.desk.service.handlers.text(input);
      all.push(...lines);
      if (all.length >= total || lines.length === 0) return all;
    }
  }

  clear(): Promise<void> {
    return this.practice.control.clearLog();
  }

  /** What reached Exchange since the last `clear`, but for what is loaded aside: the list of its cmdlets and their help. */
  async requests(): Promise<LogEntry[]> {
    const log = await this.practice.control.log();
    return log.filter(({ service, url }) => service === 'exchange' && !/EXO(?:Module|Help)File/u.test(url));
  }

  async close(): Promise<void> {
    await this.desk.close();
    await this.certificates.close();
    await this.practice.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function certificatesInMemory(folder: string): Promise<CertificatesService> {
  const keychain = {
    get: () => Promise.resolve(null),
    set: () => Promise.resolve(),
    remove: () => Promise.resolve(),
  };
  const certificates = createCertificates({
    vault: createVault({ folder, keychain, persistent: false }),
    workerUrl: entryUrl('certificate-worker'),
  });
  await certificates.start();
  return certificates;
}

function answerTo(prompt: PromptView['prompt']): PromptAnswer {
  switch (prompt.type) {
    case 'line':
    case 'secret':
      return { type: 'text', text: prompt.type === 'line' ? 'contoso.onmicrosoft.com' : SECRET };
    case 'credential':
      return { type: 'credential', userName: 'ann@contoso.com', password: SECRET };
    case 'choice':
      return { type: 'choice', index: prompt.otherwise };
    case 'rows':
      return { type: 'rows', stretches: [[0, 1]] };
  }
}
