import type { NodeBase } from '../../../../shared/powershell/ast.ts';
import type { PsErrorRecord } from '../values/errors.ts';
import type { Unit } from './unit.ts';
import type { Invocation } from './invocation.ts';
import type { Scope } from './scope.ts';
import type { Streams } from './streams.ts';

/** Deepest nesting of calls before the script is ended. */
export const DEEPEST = 4000;

/** What is known while a body runs: one per call of a function or block. */
export class Frame {
  readonly scope: Scope;
  readonly unit: Unit;
  readonly streams: Streams;
  readonly depth: number;
  /** The statement that runs; what errors without a place get as theirs. */
  at: NodeBase;
  /** Where a break or continue goes to, in lower case; null: the nearest loop. */
  label: string | null = null;
  /** True: an error ends statements up to the try (of this frame or one further out). */
  inTry: boolean;
  /** The frame that it was called from, for stack traces; null: the script itself. */
  caller: Frame | null = null;
  /** What a stack trace calls it: a function's name, "<ScriptBlock>". */
  title = '<ScriptBlock>';
  /** True: the body has a scope of its own (a function, `&`), false: it runs in the caller's. */
  ownScope = false;
  /** The error of the catch block that runs, for `throw` alone. */
  caught: PsErrorRecord | null = null;
  /** The function or block whose body this is; null: the script itself. */
  readonly invocation: Invocation | null;

  constructor(
    scope: Scope,
    unit: Unit,
    streams: Streams,
    at: NodeBase,
    depth: number,
    inTry: boolean,
    invocation: Invocation | null,
  ) {
    this.scope = scope;
    this.unit = unit;
    this.streams = streams;
    this.at = at;
    this.depth = depth;
    this.inTry = inTry;
    this.invocation = invocation;
  }

  /** Of a block called from here, one call deeper. */
  inner(scope: Scope, unit: Unit, at: NodeBase, inTry = this.inTry): Frame {
    const frame = new Frame(scope, unit, this.streams, at, this.depth + 1, inTry, this.invocation);
    frame.caller = this;
    return frame;
  }

  /** The same place with other streams. */
  withStreams(streams: Streams): Frame {
    const frame = new Frame(this.scope, this.unit, streams, this.at, this.depth, this.inTry, this.invocation);
    frame.caught = this.caught;
    frame.ownScope = this.ownScope;
    frame.caller = this.caller;
    frame.title = this.title;
    return frame;
  }
}
