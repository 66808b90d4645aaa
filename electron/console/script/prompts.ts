import { randomUUID } from 'node:crypto';
import { fail } from '../../../shared/model/failure.ts';
import type { PromptAnswer, PromptView } from '../../../shared/model/prompt.ts';
import type { ScriptPrompt } from '../protocol.ts';
import type { RunReport } from '../run-state.ts';
import type { Emit } from '../types.ts';
import { raced } from '../waiting.ts';

interface Open {
  readonly view: PromptView;
  readonly answer: (answer: PromptAnswer) => void;
}

type Given = string | number | { userName: string; password: string } | [number, number][];

/** Questions of running scripts (Read-Host, Get-Credential, choices), one dialog each, in the tab that asks. */
export class Prompts {
  readonly #open = new Map<string, Open>();
  readonly #emit: Emit;

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  /** What the person answered. Throws FailureError cancelled where the dialog was closed or the run stopped. */
  async ask(
    question: { readonly tabId: string; readonly runId: string; readonly prompt: ScriptPrompt },
    signal: AbortSignal,
    report: RunReport,
  ): Promise<Given> {
    const promptId = randomUUID();
    const { tabId, runId, prompt } = question;
    const answered = new Promise<PromptAnswer>((resolve) => {
      const view = { promptId, tabId, runId, prompt } as PromptView;
      this.#open.set(promptId, { view, answer: resolve });
      this.#emit('prompt', { tabId, prompt: view });
    });
    report.set({ state: 'waiting' });
    try {
      return value(await raced(answered, signal));
    } finally {
      this.#open.delete(promptId);
      this.#emit('prompt', { tabId, prompt: null });
      report.goOn();
    }
  }

  /** Throws FailureError not-found for a question that is no longer open. */
  answer(promptId: string, answer: PromptAnswer): void {
    const open = this.#open.get(promptId);
    if (open === undefined)
      throw fail('not-found', 'This question is no longer open.', 'Run the script again.');
    open.answer(answer);
  }
}

function value(answer: PromptAnswer): Given {
  switch (answer.type) {
    case 'text':
      return answer.text;
    case 'credential':
      return { userName: answer.userName, password: answer.password };
    case 'choice':
      return answer.index;
    case 'rows':
      return answer.stretches;
    case 'cancel':
      throw fail('refused-by-user', 'The question was closed without an answer.', 'Run the script again.');
  }
}
