import type { NamedBlock, ScriptBlockAst } from '../../../../../shared/powershell/ast.ts';
import type { CompiledBlock, Exec } from '../code.ts';
import type { Compiler } from './context.ts';
import { onlyExpression } from './only-expression.ts';
import { bindingTarget, compileParameters, isAdvanced } from './parameters.ts';

/** Compiles a block's parameters and bodies. A filter's body is its process block. */
export function scriptBlock(c: Compiler, ast: ScriptBlockAst, isFilter: boolean): CompiledBlock {
  const advanced = isAdvanced(ast.param);
  const named = (name: NamedBlock['name']): Exec | null => {
    const block = ast.blocks.find((each) => each.name === name);
    return block === undefined ? null : c.block(block.body);
  };
  const body = ast.body === null ? null : c.block(ast.body);
  const only = ast.body === null || ast.param !== null ? null : onlyExpression(ast.body);
  return {
    ast,
    unit: c.unit,
    parameters: compileParameters(c, ast.param),
    advanced,
    target: bindingTarget(c, ast.param, advanced),
    begin: named('begin'),
    process: isFilter && body !== null ? body : named('process'),
    end: isFilter && body !== null ? null : (body ?? named('end')),
    clean: named('clean'),
    expression: only === null ? null : c.raw(only),
    expressionNode: only,
  };
}
