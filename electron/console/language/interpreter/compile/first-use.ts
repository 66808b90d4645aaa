import type { AstNode, ScriptBlockAst, VariableAst } from '../../../../../shared/powershell/ast.ts';
import { childrenOf } from '../../../../../shared/powershell/walk.ts';

const known = new WeakMap<ScriptBlockAst, ReadonlyMap<string, number>>();

/**
 * True: `$x += 1` stands before anything else of its body says `$x`. PowerShell then takes the variable for the body's
 * own and doesn't look outside, whatever `$x` is there.
 */
export function isFirstUse(block: ScriptBlockAst, variable: VariableAst): boolean {
  if (variable.name.includes(':')) return false;
  let first = known.get(block);
  if (first === undefined) {
    first = firstUses(block);
    known.set(block, first);
  }
  return first.get(variable.name.toLowerCase()) === variable.start;
}

/** Where each variable is named first in a body, blocks inside left out. */
function firstUses(block: ScriptBlockAst): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const stack: AstNode[] = [...childrenOf(block)];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'ScriptBlock' || node.kind === 'FunctionDefinition') continue;
    if (node.kind === 'VariableExpression') {
      const name = node.name.toLowerCase();
      const at = found.get(name);
      if (at === undefined || node.start < at) found.set(name, node.start);
      continue;
    }
    stack.push(...childrenOf(node));
  }
  return found;
}
