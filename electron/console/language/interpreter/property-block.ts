import { childrenOf } from '../../../../shared/powershell/walk.ts';
import type { AstNode } from '../../../../shared/powershell/ast.ts';
import type { PsBlock } from '../values/block.ts';
import type { Terminating } from '../values/errors.ts';
import type { Value } from '../values/model.ts';
import { NOTHING } from '../values/nothing.ts';
import type { CompiledBlock } from './code.ts';
import { collected, emit } from './compile/output.ts';
import { locate, toTerminating, isUncatchable } from './errors.ts';
import type { Frame } from './frame.ts';
import type { Interp } from './interp.ts';
import { ReturnSignal } from './flow.ts';
import type { Box } from './scope.ts';
import { Scope } from './scope.ts';
import { codeOf } from './script-stage.ts';

/**
 * A block of a calculated property or a sort key: a scope of its own each time, and its errors are thrown (and kept in
 * $Error), never shown.
 */
export function propertyBlock(interp: Interp, block: PsBlock): (underscore: Value) => Value {
  const { compiled, home } = codeOf(block);
  const outer = interp.frame;
  const parent = home ?? outer.scope;
  const makeFrame = (): { frame: Frame; box: Box } => {
    const scope = new Scope(parent);
    const box = scope.prepare('_', '_', null);
    const frame = outer.inner(scope, compiled.unit, compiled.expressionNode ?? compiled.ast, true);
    frame.ownScope = true;
    return { frame, box };
  };
  const run = bodyOf(compiled);
  const shared = changesNothing(compiled) ? makeFrame() : null;
  return (underscore) => {
    const { frame, box } = shared ?? makeFrame();
    const saved = interp.frame;
    interp.frame = frame;
    const before = box.value;
    box.value = underscore;
    try {
      const value = run(frame);
      return value === NOTHING ? null : value;
    } catch (error) {
      if (isUncatchable(error)) throw error;
      const thrown: Terminating = toTerminating(error);
      locate(thrown.record, frame.unit, frame.at);
      interp.remember(thrown.record);
      throw thrown;
    } finally {
      box.value = before;
      interp.frame = saved;
    }
  };
}

function bodyOf(compiled: CompiledBlock): (frame: Frame) => Value {
  const { expression, expressionNode, end } = compiled;
  if (expression !== null && expressionNode !== null) {
    return (frame) => {
      frame.at = expressionNode;
      const value = expression(frame);
      if (value === null || typeof value !== 'object' || value === NOTHING) return value;
      if (!Array.isArray(value) && value.kind === 'object') return value;
      const items: Value[] = [];
      emit(value, (item) => {
        items.push(item);
      });
      return collected(items);
    };
  }
  return (frame) => {
    const items: Value[] = [];
    for (const parameter of compiled.parameters) {
      frame.scope.prepare(
        parameter.lower,
        parameter.name,
        parameter.defaultValue?.(frame) ?? parameter.empty(frame),
      );
    }
    try {
      (compiled.process ?? end)?.(frame, (item) => {
        items.push(item);
      });
    } catch (error) {
      if (!(error instanceof ReturnSignal)) throw error;
    }
    return collected(items);
  };
}

/** No assignment and no command in it, so that calls can't see each other's variables. */
function changesNothing(compiled: CompiledBlock): boolean {
  if (compiled.expression === null) return false;
  const stack: AstNode[] = [compiled.ast];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'AssignmentStatement' || node.kind === 'Command') return false;
    if (node.kind === 'UnaryExpression' && (node.operator === '++' || node.operator === '--')) return false;
    stack.push(...childrenOf(node));
  }
  return true;
}
