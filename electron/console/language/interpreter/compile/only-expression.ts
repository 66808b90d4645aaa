import type { ExpressionAst, StatementBlockAst } from '../../../../../shared/powershell/ast.ts';

/** The one expression that a body consists of; null: more than that. */
export function onlyExpression(body: StatementBlockAst): ExpressionAst | null {
  const [statement, more] = body.statements;
  if (more !== undefined || body.traps.length > 0 || statement?.kind !== 'Pipeline') return null;
  const [element, next] = statement.elements;
  if (next !== undefined || statement.background || element?.kind !== 'CommandExpression') return null;
  if (element.redirections.length > 0) return null;
  const { expression: only } = element;
  if (only.kind === 'UnaryExpression' && (only.operator === '++' || only.operator === '--')) return null;
  return only;
}
