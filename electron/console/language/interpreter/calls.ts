import { truth } from '../convert/truth.ts';
import type { PsBlock } from '../values/block.ts';
import type { Value } from '../values/model.ts';
import { NOTHING } from '../values/nothing.ts';
import { BREAK, CONTINUE } from './code.ts';
import type { Out } from './streams.ts';
import { collected, emit } from './compile/output.ts';
import { NO_REDIRECT } from './compile/redirections.ts';
import { statementFailed } from './errors.ts';
import { JumpSignal, ReturnSignal } from './flow.ts';
import { Frame } from './frame.ts';
import type { Interp } from './interp.ts';
import type { Stage } from './pipeline.ts';
import { collect } from './pipeline.ts';
import type { BlockCall } from './runtime.ts';
import { Box, Scope } from './scope.ts';
import { codeOf, ScriptStage } from './script-stage.ts';

/** A block ready to be called many times in one scope with `$_`. */
export type Streamer = (underscore: Value, out: Out) => void;

/** The scope that a block without one of its own runs in. */
function scopeFor(interp: Interp, home: Scope | null): Scope {
  return home === null ? interp.frame.scope : new Scope(home);
}

function underscoreBox(interp: Interp, scope: Scope): Box {
  const own = scope.vars.get('_');
  if (own !== undefined) return own;
  // Outside, `$_` means what it meant before.
  const box = new Box('_', scope.find(interp.names.get('_'))?.value ?? null);
  scope.define(interp.names.get('_'), box);
  return box;
}

/** Makes a block ready for many calls. */
export function streamer(interp: Interp, block: PsBlock): Streamer {
  const { compiled, home } = codeOf(block);
  if (compiled.begin !== null || compiled.process !== null || compiled.parameters.length > 0) {
    return (underscore, out) => {
      for (const value of invokeBlock(interp, block, { underscore })) out(value);
    };
  }
  const caller = interp.frame;
  const scope = scopeFor(interp, home);
  const frame = caller.inner(scope, compiled.unit, compiled.ast);
  const box = underscoreBox(interp, scope);
  const boxNow = (): Box => (scope.vars.get('_') === box ? box : underscoreBox(interp, scope));
  const { expression, expressionNode, end } = compiled;
  if (expression !== null && expressionNode !== null) {
    return (underscore, out) => {
      const value = evaluate(underscore);
      if (value !== NOTHING) emit(value, out);
    };
  }
  return (underscore, out) => {
    if (end === null) return;
    const saved = interp.frame;
    interp.frame = frame;
    interp.tick();
    const at = boxNow();
    const before = at.value;
    at.value = underscore;
    let completion;
    try {
      completion = end(frame, out);
    } catch (error) {
      at.value = before;
      if (!(error instanceof ReturnSignal)) throw error;
      interp.frame = saved;
      return;
    }
    at.value = before;
    interp.frame = saved;
    if (completion === BREAK || completion === CONTINUE)
      throw new JumpSignal(completion === BREAK, frame.label);
  };

  function evaluate(underscore: Value): Value {
    const saved = interp.frame;
    interp.frame = frame;
    const at = boxNow();
    const before = at.value;
    at.value = underscore;
    let value: Value;
    try {
      if (expressionNode !== null) frame.at = expressionNode;
      value = expression === null ? NOTHING : expression(frame);
    } catch (error) {
      at.value = before;
      statementFailed(interp, frame, error);
      value = NOTHING;
    }
    at.value = before;
    interp.frame = saved;
    return value;
  }
}

/** The same, giving the output as one value (null for none). */
export function caller(interp: Interp, block: PsBlock): (underscore: Value) => Value {
  const run = streamer(interp, block);
  const { compiled } = codeOf(block);
  if (compiled.expression !== null) {
    // One expression gives at most one value, or a list that stays as it is.
    let result: Value = null;
    let count = 0;
    let list: Value[] | null = null;
    const take: Out = (value) => {
      count++;
      if (count === 1) result = value;
      else if (list === null) list = [result, value];
      else list.push(value);
    };
    return (underscore) => {
      const outer = { result, count, list };
      result = null;
      count = 0;
      list = null;
      run(underscore, take);
      const got = (list as Value[] | null) ?? result;
      ({ result, count, list } = outer);
      return got;
    };
  }
  return (underscore) => {
    const items: Value[] = [];
    run(underscore, (value) => {
      items.push(value);
    });
    const value = collected(items);
    return value === NOTHING ? null : value;
  };
}

/** A block as a condition, without collecting where it is one expression. */
export function predicate(interp: Interp, block: PsBlock): (underscore: Value) => boolean {
  const { compiled, home } = codeOf(block);
  const { expression, expressionNode } = compiled;
  if (expression === null || expressionNode === null) {
    const call = caller(interp, block);
    return (underscore) => truth(call(underscore));
  }
  const outer = interp.frame;
  const scope = scopeFor(interp, home);
  const frame = outer.inner(scope, compiled.unit, expressionNode);
  const key = interp.names.get('_');
  let box = underscoreBox(interp, scope);
  let version = key.version;
  return (underscore) => {
    if (key.version !== version) {
      box = underscoreBox(interp, scope);
      ({ version } = key);
    }
    const saved = interp.frame;
    interp.frame = frame;
    const before = box.value;
    box.value = underscore;
    let fits = false;
    try {
      const value = expression(frame);
      fits = typeof value === 'boolean' ? value : value !== NOTHING && truth(value);
    } catch (error) {
      box.value = before;
      frame.at = expressionNode;
      statementFailed(interp, frame, error);
    }
    box.value = before;
    interp.frame = saved;
    return fits;
  };
}

/** Runs a block once, as `&` (newScope) or `.` do, and gives what it wrote. */
export function invokeBlock(interp: Interp, block: PsBlock, call: BlockCall = {}): Value[] {
  const frame = interp.frame;
  const { home } = codeOf(block);
  const outerScope = home ?? frame.scope;
  const needsOwn = call.newScope === true || call.variables !== undefined || home !== null;
  const scope = needsOwn ? new Scope(outerScope) : frame.scope;
  const inner = new Frame(
    scope,
    frame.unit,
    frame.streams,
    frame.at,
    frame.depth,
    frame.inTry,
    frame.invocation,
  );
  inner.caller = frame.caller;
  inner.title = frame.title;
  for (const [name, value] of Object.entries(call.variables ?? {})) interp.force(scope, name, value);
  const before = scope.vars.get('_')?.value;
  if (call.underscore !== undefined) interp.force(scope, '_', call.underscore);
  const stage: Stage = new ScriptStage(
    interp,
    {
      frame: inner,
      target: { kind: 'block', block, name: '', typed: '' },
      args: (call.args ?? []).map((value) => ({
        type: 'value',
        value,
        start: frame.at.start,
        end: frame.at.end,
      })),
      node: frame.at,
      redirect: NO_REDIRECT,
      dot: true,
      scope,
    },
    block,
    '',
    '',
  );
  try {
    return collect(interp, inner, stage, call.input);
  } finally {
    interp.frame = frame;
    if (call.underscore !== undefined && !needsOwn) interp.force(scope, '_', before ?? null);
  }
}
