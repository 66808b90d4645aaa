import type { ErrorExpressionAst, ErrorStatementAst, ExpressionAst, StringConstantAst } from '../ast.ts';
import type { Token } from '../lexer/tokens.ts';

/** A token as the text it stands for. */
export function bareWord(token: Token): StringConstantAst {
  const value = token.kind === 'generic' ? token.value : token.text;
  return { kind: 'StringConstantExpression', value, quote: 'bare', start: token.start, end: token.end };
}

/** Stands where a value is missing. */
export function errorExpression(
  start: number,
  end: number,
  children: readonly ExpressionAst[] = [],
): ErrorExpressionAst {
  return { kind: 'ErrorExpression', children, start, end };
}

/** Stands where a statement could not be read. */
export function errorStatement(
  start: number,
  end: number,
  children: ErrorStatementAst['children'] = [],
): ErrorStatementAst {
  return { kind: 'ErrorStatement', children, start, end };
}
