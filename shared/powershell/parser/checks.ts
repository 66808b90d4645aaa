import type { ExpressionAst, HashtableAst, ScriptBlockAst, TryAst } from '../ast.ts';
import { numberText } from '../values.ts';
import { allNodes } from '../walk.ts';

type Report = (id: string, start: number, end: number, argument?: string) => void;

/** What reads well but can't mean anything: assignments to values, keys written twice, a catch-all before others. */
export function checkMeaning(script: ScriptBlockAst, report: Report): void {
  for (const node of allNodes(script)) {
    if (node.kind === 'AssignmentStatement' && !isAssignable(node.left)) {
      report('InvalidLeftHandSide', node.left.start, node.left.end);
    } else if (node.kind === 'Hashtable') {
      checkKeys(node, report);
    } else if (node.kind === 'TryStatement') {
      checkCatches(node, report);
    }
  }
}

function isAssignable(target: ExpressionAst): boolean {
  switch (target.kind) {
    case 'VariableExpression':
    case 'IndexExpression':
      return true;
    case 'MemberExpression':
      return !target.nullConditional;
    case 'ArrayLiteral':
      return target.elements.every(isAssignable);
    case 'ConvertExpression':
    case 'AttributedExpression':
      return isAssignable(target.child);
    case 'ParenExpression': {
      if (target.pipeline.kind !== 'Pipeline' || target.pipeline.elements.length !== 1) return false;
      const [element] = target.pipeline.elements;
      return element?.kind === 'CommandExpression' && isAssignable(element.expression);
    }
    default:
      return false;
  }
}

function keyText(key: ExpressionAst): string {
  if (key.kind === 'StringConstantExpression') return key.value;
  return key.kind === 'ConstantExpression' && key.value !== null ? numberText(key.value) : '';
}

function checkKeys(table: HashtableAst, report: Report): void {
  const seen = new Set<string>();
  for (const { key } of table.pairs) {
    let name: string | null = null;
    if (key.kind === 'StringConstantExpression') name = `s${key.value.toLowerCase()}`;
    else if (key.kind === 'ConstantExpression' && key.value !== null) name = `n${numberText(key.value)}`;
    if (name === null) continue;
    if (seen.has(name)) report('DuplicateKeyInHashLiteral', key.start, key.end, keyText(key));
    seen.add(name);
  }
}

function checkCatches(node: TryAst, report: Report): void {
  node.catches.forEach((clause, index) => {
    if (clause.types.length === 0 && index < node.catches.length - 1) {
      report('EmptyCatchNotLast', clause.end, clause.end);
    }
  });
}
