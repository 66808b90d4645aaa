import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventName, EventPayload } from '../../shared/contract/events.ts';
import type { Confirmation, RunState } from '../../shared/model/console.ts';
import type { PromptAnswer, PromptView } from '../../shared/model/prompt.ts';
import { createConsole } from '../console/console.ts';
import type { ConsoleService } from '../console/types.ts';
import type { PracticeDesk } from './practice-desk.ts';
import { entryUrl } from './entries.ts';

type Told = { [N in EventName]: { name: N; payload: EventPayload<N> } }[EventName];

/** What a run came to, with the text that the console shows of it. */
export interface Ran {
  readonly state: RunState['state'];
  readonly rows: number;
  readonly lines: readonly string[];
  /** Messages of errors and warnings. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

export interface ConsoleDesk {
  readonly service: ConsoleService;
  readonly folder: string;
  readonly told: Told[];
  /** Questions before changes, in order; `proceed` answers them. */
  readonly questions: Confirmation[];
  /** Kinds of the prompts that scripts asked. */
  readonly asked: string[];
  proceed: boolean;
  answer: (prompt: PromptView['prompt']) => PromptAnswer;
  /** Without a connection unless told which. */
  openTab(connectionId?: string | null): Promise<string>;
  begin(tabId: string, text: string): Promise<void>;
  /** The end of the run that was begun last in the tab. */
  ended(tabId: string): Promise<Ran>;
  run(tabId: string, text: string): Promise<Ran>;
  /** The newest result's text as it is now. */
  newestText(tabId: string): Promise<string[]>;
  close(): Promise<void>;
}

const OVER = new Set<RunState['state']>(['done', 'stopped', 'declined', 'failed']);

/** For tests: the console as main has it, over connections to a practice cloud. */
export async function openConsoleDesk(practice: PracticeDesk): Promise<ConsoleDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'console-desk-'));
  const texts = new Map<string, string>();
  const told: Told[] = [];
  const over = new Map<string, { state: RunState | null; wake: () => void }>();
  const service = createConsole({
    registry: practice.connections.registry,
    activity: practice.activity,
    store: {
      read: (name) => Promise.resolve(texts.get(name) ?? null),
      write(name, text) {
        texts.set(name, text);
        return Promise.resolve();
      },
    },
    clipboard: { writeText: () => undefined },
    folderDialog: () => Promise.resolve(folder),
    openDialog: () => Promise.resolve(null),
    saveDialog: () => Promise.resolve(null),
    certificates: practice.certificates,
    reveal: () => undefined,
    workerUrl: entryUrl('console-worker'),
    exportJournal: join(folder, 'exports.json'),
    resultsKept: () => 20,
    emit(name, payload) {
      const event = { name, payload } as Told;
      told.push(event);
      hear(event);
    },
    log: () => undefined,
  });

  function hear(event: Told): void {
    if (event.name === 'run') {
      const { tabId, state } = event.payload;
      const waiting = over.get(tabId);
      if (waiting === undefined || !OVER.has(state)) return;
      waiting.state = event.payload;
      waiting.wake();
    }
    if (event.name === 'confirmation' && event.payload.question !== null) {
      const { question } = event.payload;
      desk.questions.push(question);
      const { confirmId } = question;
      void service.handlers.answerConfirmation({ confirmId, proceed: desk.proceed });
    }
    if (event.name === 'prompt' && event.payload.prompt !== null) {
      const { promptId, prompt } = event.payload.prompt;
      desk.asked.push(prompt.type);
      void service.handlers.answerPrompt({ promptId, answer: desk.answer(prompt) });
    }
  }

  async function textOf(tabId: string, resultId: string): Promise<string[]> {
    const lines: string[] = [];
    for (;;) {
      const part = { tabId, resultId, from: lines.length, to: lines.length + 500 };
      const { lines: more, total } = await service.handlers.text(part);
      lines.push(...more);
      if (more.length === 0 || lines.length >= total) return lines;
    }
  }

  const desk: ConsoleDesk = {
    service,
    folder,
    told,
    questions: [],
    asked: [],
    proceed: true,
    answer: (prompt) => (prompt.type === 'choice' ? { type: 'choice', index: 0 } : { type: 'cancel' }),
    async openTab(connectionId = null) {
      const tab = await service.handlers.openTab({ connectionId, service: 'exchange', background: false });
      return tab.tabId;
    },
    async begin(tabId, text) {
      over.set(tabId, { state: null, wake: () => undefined });
      await service.handlers.run({ tabId, text });
    },
    async ended(tabId) {
      const waiting = over.get(tabId);
      if (waiting === undefined) throw new Error('nothing was begun');
      const state =
        waiting.state ??
        (await new Promise<RunState>((resolve) => {
          waiting.wake = () => {
            if (waiting.state !== null) resolve(waiting.state);
          };
        }));
      const said = (severity: string) =>
        state.problems
          .filter((problem) => problem.severity === severity)
          .map(({ failure }) => failure.message);
      return {
        state: state.state,
        rows: state.rows,
        lines: state.resultId === null ? [] : await textOf(tabId, state.resultId),
        errors: said('error'),
        warnings: said('warning'),
      };
    },
    async newestText(tabId) {
      const newest = (await service.handlers.results({ tabId })).results.at(-1);
      return newest === undefined ? [] : textOf(tabId, newest.resultId);
    },
    async run(tabId, text) {
      await desk.begin(tabId, text);
      return desk.ended(tabId);
    },
    async close() {
      await service.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return desk;
}
