import type { NodeBase, ScriptAst } from '../../../../shared/powershell/ast.ts';
import { allNodes } from '../../../../shared/powershell/walk.ts';
import { resolveType } from '../members/types.ts';
import { failure } from '../values/errors.ts';
import type { Unit } from './unit.ts';
import { locate } from './errors.ts';

/**
 * Refuses what isn't part of the console's language, by name and place, before the first statement runs; and puts the
 * namespaces of `using namespace` before the names of types.
 */
export function checkSyntax(ast: ScriptAst, unit: Unit): void {
  const namespaces: string[] = [];
  for (const node of allNodes(ast)) {
    switch (node.kind) {
      case 'UnsupportedStatement': {
        const using = /^using\s+namespace\s+([\w.]+)$/i.exec(unit.text.slice(node.start, node.end).trim());
        if (using === null) {
          const what = node.name === null ? node.keyword : `${node.keyword} ${node.name}`;
          refuse(
            `${what} isn't available in this console. Classes, enums, modules, workflows and background work run in PowerShell itself.`,
            node,
            unit,
          );
        } else namespaces.push(using[1] ?? '');
        break;
      }
      case 'Pipeline':
      case 'PipelineChain':
        if (node.background) {
          refuse(
            'Background work (& at the end) isn’t available in this console. Run the command without it.',
            node,
            unit,
          );
        }
        break;
      case 'ScriptBlock': {
        const dynamic = node.blocks.find((each) => each.name === 'dynamicparam');
        if (dynamic !== undefined) {
          refuse(
            'dynamicparam isn’t available in this console. Declare the parameters in param( ).',
            dynamic,
            unit,
          );
        }
        break;
      }
      default:
    }
  }
  if (namespaces.length > 0) qualifyTypes(ast, namespaces);
}

function refuse(message: string, node: NodeBase, unit: Unit): never {
  const thrown = failure('NotSupportedInThisConsole', message, {
    type: 'System.Management.Automation.PSNotSupportedException',
    category: 'NotImplemented',
  });
  thrown.ends = 'script';
  locate(thrown.record, unit, node);
  throw thrown;
}

function qualifyTypes(ast: ScriptAst, namespaces: readonly string[]): void {
  for (const node of allNodes(ast)) {
    if (node.kind !== 'TypeExpression' && node.kind !== 'TypeConstraint') continue;
    const typeName: { name: string } = node.typeName;
    if (resolveType(typeName.name) !== null) continue;
    const found = namespaces
      .map((each) => `${each}.${typeName.name}`)
      .find((each) => resolveType(each) !== null);
    if (found !== undefined) typeName.name = found;
  }
}
