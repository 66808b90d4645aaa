import type { Runtime } from '../interpreter/runtime.ts';
import type { PsHashtable } from '../values/collections.ts';
import type { Value } from '../values/model.ts';

/** What operators may ask of the interpreter. */
export interface OperatorEnv {
  readonly runtime: Runtime;
  /** Sets `$Matches`. */
  matches(groups: PsHashtable): void;
}

export type BinaryFunction = (left: Value, right: Value, env: OperatorEnv) => Value;
