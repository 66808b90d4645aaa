import type { NodeBase, ScriptBlockAst } from '../../../../shared/powershell/ast.ts';
import type { BindingTarget } from '../binding/arguments.ts';
import type { Value } from '../values/model.ts';
import type { Frame } from './frame.ts';
import type { Scope } from './scope.ts';
import type { Out } from './streams.ts';
import type { Unit } from './unit.ts';

/** A compiled expression. Only where it says so may the result be NOTHING. */
export type Eval = (frame: Frame) => Value;

/** How a statement ended. Breaks and continues leave their label in the frame. */
export const NORMAL = 0;
export const BREAK = 1;
export const CONTINUE = 2;
export const RETURN = 3;
export type Completion = typeof NORMAL | typeof BREAK | typeof CONTINUE | typeof RETURN;

/** A compiled statement. */
export type Exec = (frame: Frame, out: Out) => Completion;

/** A parameter's default value, and what typed variables keep. */
export interface CompiledParameter {
  readonly name: string;
  readonly lower: string;
  readonly defaultValue: Eval | null;
  /** The value when there is neither an argument nor a default: 0 for [int], "" for [string]. */
  readonly empty: (frame: Frame) => Value;
  /** The declared type's conversion, which a default value goes through; no validation does. */
  readonly convert: (() => (value: Value) => Value) | null;
  /** Converts and checks later assignments; null: takes anything. */
  readonly check: (frame: Frame) => ((value: Value) => Value) | null;
  readonly node: NodeBase;
}

/** A script block or function body, compiled once. */
export interface CompiledBlock {
  readonly ast: ScriptBlockAst;
  readonly unit: Unit;
  readonly parameters: readonly CompiledParameter[];
  /** CmdletBinding or a Parameter attribute. */
  readonly advanced: boolean;
  /** What arguments are bound to, by the command's name. */
  target(name: string, frame: Frame): BindingTarget;
  readonly begin: Exec | null;
  readonly process: Exec | null;
  /** The body of a block without named blocks too. */
  readonly end: Exec | null;
  readonly clean: Exec | null;
  /** Set where the body is one expression and nothing else: its value (may be NOTHING). */
  readonly expression: Eval | null;
  /** Where `expression` stands. */
  readonly expressionNode: NodeBase | null;
}

/** What a PsBlock's `closure` holds. */
export class BlockCode {
  readonly compiled: CompiledBlock;
  /** Of `.GetNewClosure()`: the scope with the variables of that moment. */
  readonly home: Scope | null;
  /** `filter` rather than `function` or block: the body is the process block. */
  readonly isFilter: boolean;

  constructor(compiled: CompiledBlock, home: Scope | null = null, isFilter = false) {
    this.compiled = compiled;
    this.home = home;
    this.isFilter = isFilter;
  }
}
