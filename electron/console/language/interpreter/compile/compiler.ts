import type { ScriptBlockAst } from '../../../../../shared/powershell/ast.ts';
import type { CompiledBlock } from '../code.ts';
import type { Unit } from '../unit.ts';
import type { Interp } from '../interp.ts';
import type { Compiler } from './context.ts';
import { expression, rawExpression } from './expressions.ts';
import { scriptBlock } from './script-blocks.ts';
import { block, condition, statement, statementValue } from './statements.ts';

/** The compiler of one text. */
export function compilerFor(interp: Interp, unit: Unit): Compiler {
  const compiled = new Map<ScriptBlockAst, CompiledBlock>();
  const c: Compiler = {
    interp,
    unit,
    current: null,
    inText: false,
    expression: (ast) => expression(c, ast),
    raw: (ast) => rawExpression(c, ast),
    statement: (ast) => statement(c, ast),
    value: (ast) => statementValue(c, ast),
    condition: (ast) => condition(c, ast),
    block: (ast) => block(c, ast),
    scriptBlock: (ast, isFilter = false) => {
      let made = compiled.get(ast);
      if (made === undefined) {
        const outer = c.current;
        c.current = ast;
        made = scriptBlock(c, ast, isFilter);
        c.current = outer;
        compiled.set(ast, made);
      }
      return made;
    },
    text: (node) => unit.text.slice(node.start, node.end),
  };
  return c;
}
