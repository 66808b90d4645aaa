import type { Out } from './streams.ts';
import { isUncatchable } from './errors.ts';
import { StopUpstreamSignal } from './flow.ts';
import type { Frame } from './frame.ts';
import type { Interp } from './interp.ts';
import type { Value } from '../values/model.ts';

/** One command at work in a pipeline. */
export interface Stage {
  /** Takes arguments. Throws what can't be bound. */
  bind(piped: boolean): void;
  begin(): void;
  /** Nothing is piped in: the one turn. */
  alone(): void;
  process(value: Value): void;
  end(): void;
  /** Whatever happened. */
  close(): void;
  /** Where its output goes. */
  connect(out: Out): void;
  /** Writes what was redirected to files. */
  finish(): void;
  /** True: it wrote errors, so `$?` is false. */
  readonly failed: boolean;
  /** What a StopUpstreamSignal names. */
  readonly key: object;
}

export type Prepared = Stage;

/** Writes what an expression at the head of a pipeline gives. */
export type Feed = (out: Out) => void;

/** Runs stages one after the other over what comes in, an object at a time. */
export function runPipeline(
  interp: Interp,
  frame: Frame,
  stages: readonly Stage[],
  feed: Feed | null,
  out: Out,
): void {
  const count = stages.length;
  for (let i = count - 1; i >= 0; i--) {
    const next = stages[i + 1];
    (stages[i] as Stage).connect(
      next === undefined
        ? out
        : (value) => {
            next.process(value);
          },
    );
  }
  let failed = false;
  try {
    for (let i = 0; i < count; i++) (stages[i] as Stage).bind(feed !== null || i > 0);
    let from = -1;
    from = upTo(stages, frame, interp, () => {
      for (const stage of stages) stage.begin();
      const [first] = stages;
      if (first === undefined) return;
      if (feed === null) first.alone();
      else {
        feed((value) => {
          first.process(value);
        });
      }
    });
    for (let i = from + 1 > 0 ? from : 0; i < count; i++) {
      const at = upTo(stages, frame, interp, () => {
        (stages[i] as Stage).end();
      });
      if (at > i) i = at - 1;
    }
    for (const stage of stages) {
      stage.finish();
      if (stage.failed) failed = true;
    }
  } finally {
    for (const stage of stages) stage.close();
  }
  interp.frame = frame;
  interp.success = !failed;
}

/** What one command gives for the values piped in (undefined: nothing is piped in). */
export function collect(
  interp: Interp,
  frame: Frame,
  stage: Stage,
  input: readonly Value[] | undefined,
): Value[] {
  const items: Value[] = [];
  const feed: Feed | null =
    input === undefined
      ? null
      : (out) => {
          for (const value of input) out(value);
        };
  runPipeline(interp, frame, [stage], feed, (value) => {
    items.push(value);
  });
  return items;
}

/**
 * Runs a part; where a command of this pipeline wants no more, gives that command's index (its own end and what
 * follows still run), else -1.
 */
function upTo(stages: readonly Stage[], frame: Frame, interp: Interp, run: () => void): number {
  try {
    run();
    return -1;
  } catch (error) {
    if (!isUncatchable(error) || !(error instanceof StopUpstreamSignal)) throw error;
    const at = stages.findIndex((stage) => stage.key === error.stage);
    if (at < 0) throw error;
    interp.frame = frame;
    return at;
  }
}
