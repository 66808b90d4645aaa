import type { Runtime, CommandIo } from '../interpreter/runtime.ts';
import type { PsEnum } from '../values/simple.ts';
import type { Value } from '../values/model.ts';
import type { BuiltInFacts } from './builtin-facts.ts';

/** Parameters as bound: full names as declared; values already converted to the declared types. */
export interface Bound {
  /** undefined: not given. */
  get(name: string): Value | undefined;
  has(name: string): boolean;
  /** A switch: given and not `:$false`. */
  on(name: string): boolean;
  text(name: string): string | undefined;
  /** Of an Int32, Int64 or Double parameter. */
  number(name: string): number | undefined;
  /** Elements of an array parameter. */
  list(name: string): readonly Value[] | undefined;
  enum(name: string): PsEnum | undefined;
  readonly set: string;
  readonly names: readonly string[];
}

/** What a running command can do. */
export interface Context extends CommandIo {
  readonly runtime: Runtime;
  /** While `process` runs: with the values that came through the pipeline. */
  readonly bound: Bound;
  /** The command's name as typed. */
  readonly typed: string;
  /** False: nothing is piped in, and `process` is called once. */
  readonly hasPipelineInput: boolean;
}

/** One command's work on one pipeline. */
export interface Running {
  begin?(): void;
  /**
   * Called for each object of the pipeline, or once where nothing is piped in. `input` is the object itself
   * (undefined: no pipeline); parameters that it was bound to are in `context.bound`.
   */
  process?(input: Value | undefined): void;
  end?(): void;
  /** Called once whatever happened, last. */
  close?(): void;
}

/** A command of PowerShell's own, with what runs it. */
export interface BuiltIn extends BuiltInFacts {
  start(context: Context): Running;
}
