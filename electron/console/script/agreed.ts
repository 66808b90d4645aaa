import { failureOf } from '../problems.ts';
import type { RunReport } from '../run-state.ts';
import type { Prompts } from './prompts.ts';

/** A question of main's own to the person at a running script. */
export interface ConsentQuestion {
  readonly caption: string;
  readonly message: string;
  /** What agrees, and what does not; Yes and No where nothing is said. */
  readonly answers?: readonly [yes: string, no: string];
}

/** Asks the person at the tab; true: agreed. */
export type AskConsent = (question: ConsentQuestion) => Promise<boolean>;

export interface ConsentAsker {
  readonly prompts: Pick<Prompts, 'ask'>;
  readonly tabId: string;
  readonly runId: string;
  readonly signal: AbortSignal;
  readonly report: RunReport;
}

/** What the person answered; no is what stands there first, and a question that was closed is one, too. */
export async function agreed(
  { caption, message, answers = ['Yes', 'No'] }: ConsentQuestion,
  { prompts, tabId, runId, signal, report }: ConsentAsker,
): Promise<boolean> {
  const prompt = { type: 'choice', caption, message, answers: [...answers], otherwise: 1 } as const;
  try {
    return (await prompts.ask({ tabId, runId, prompt }, signal, report)) === 0;
  } catch (error) {
    if (failureOf(error).code === 'refused-by-user') return false;
    throw error;
  }
}
