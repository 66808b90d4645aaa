import type { PsBlock } from '../values/block.ts';
import { PsList } from '../values/collections.ts';
import type { Value } from '../values/model.ts';
import { NOTHING } from '../values/nothing.ts';
import { BlockCode } from './code.ts';
import type { Frame } from './frame.ts';
import type { Interp } from './interp.ts';
import { Box, Scope } from './scope.ts';
import { codeOf } from './script-stage.ts';

/** Methods of a script block that need the interpreter; undefined: not one of them. */
export function blockMethod(
  interp: Interp,
  frame: Frame,
  block: PsBlock,
  name: string,
  args: readonly Value[],
): Value | undefined {
  switch (name.toLowerCase()) {
    case 'getnewclosure':
      return closureOf(frame, block);
    case 'invoke': {
      const output = interp.runtime.invoke(block, { args, newScope: true });
      return new PsList('System.Collections.ObjectModel.Collection', 'PSObject', output);
    }
    case 'invokereturnasis': {
      const output = interp.runtime.invoke(block, { args, newScope: true });
      if (output.length === 0) return NOTHING;
      return output.length === 1 ? output[0] : output;
    }
    default:
      return undefined;
  }
}

/** The block with the variables of this moment. */
export function closureOf(frame: Frame, block: PsBlock): PsBlock {
  const code = codeOf(block);
  const home = new Scope(frame.scope.global(), true);
  for (const [lower, box] of frame.scope.vars) {
    if (frame.scope.parent === null && !isOwn(box)) continue;
    const copy = new Box(box.name, box.value);
    copy.check = box.check;
    home.vars.set(lower, copy);
  }
  return { ...block, closure: new BlockCode(code.compiled, home, code.isFilter) };
}

/** Not one of the console's own variables. */
function isOwn(box: Box): boolean {
  return !box.options.includes('AllScope') && box.description !== 'automatic';
}
