import { BREAK, CONTINUE, RETURN, type Completion } from './code.ts';
import { JumpSignal, ReturnSignal, type Signal } from './flow.ts';
import type { Frame } from './frame.ts';

/** A completion that has to get out of an expression. */
export function jumpFrom(label: string | null, completion: Completion): Signal {
  return completion === RETURN ? new ReturnSignal() : new JumpSignal(completion === BREAK, label);
}

/** What a loop makes of something thrown out of its body: a completion, or undefined where it isn't a jump. */
export function caughtJump(frame: Frame, error: unknown): Completion | undefined {
  if (!(error instanceof JumpSignal)) return undefined;
  frame.label = error.label;
  return error.isBreak ? BREAK : CONTINUE;
}
