import type {
  AttributeAst,
  ConvertAst,
  ErrorExpressionAst,
  ExpressionAst,
  TypeConstraintAst,
} from '../ast.ts';
import type { Token } from '../lexer/tokens.ts';
import { binaryPrecedence, isUnaryOperator } from '../lexer/words.ts';
import { errorExpression } from './nodes.ts';
import { PrimaryParser } from './primary.ts';

/** Operators: ternary, binary by precedence, comma lists, unary, casts. */
export abstract class ExpressionParser extends PrimaryParser {
  protected expressionRule(ternary = false): ExpressionAst | null {
    return this.nest(() =>
      this.inMode('expression', () => {
        const oldTernary = this.lexer.endNumberOnTernary;
        this.lexer.endNumberOnTernary = ternary || oldTernary;
        const condition = this.binaryRule();
        let result = condition;
        if (condition !== null) {
          const token = this.peek();
          if (this.isOperator(token, '?')) result = this.ternaryTail(condition, token);
        }
        this.lexer.endNumberOnTernary = oldTernary;
        return result;
      }),
    );
  }

  private ternaryTail(condition: ExpressionAst, question: Token): ExpressionAst {
    this.skip();
    this.skipNewlines();
    return this.withComma(true, () => {
      const whenTrue = this.expressionRule(true) ?? this.missing('ExpectedValueExpression', question);
      this.skipNewlines();
      const colon = this.next();
      if (colon.kind !== 'colon') {
        this.unget(colon);
        if (whenTrue.kind !== 'ErrorExpression') {
          this.report('MissingColonInTernaryExpression', whenTrue.end, whenTrue.end);
        }
        return errorExpression(condition.start, whenTrue.end, [condition, whenTrue]);
      }
      this.skipNewlines();
      const whenFalse = this.expressionRule(true) ?? this.missing('ExpectedValueExpression', colon);
      return {
        kind: 'TernaryExpression',
        condition,
        whenTrue,
        whenFalse,
        start: condition.start,
        end: whenFalse.end,
      };
    });
  }

  private missing(id: string, token: Token): ErrorExpressionAst {
    this.errorAfter(id, token, token.text);
    return errorExpression(token.end, token.end);
  }

  private binaryRule(): ExpressionAst | null {
    const first = this.arrayLiteralRule();
    if (first === null) return null;
    const operands: ExpressionAst[] = [first];
    const operators: Token[] = [];
    const reduce = (): void => {
      const right = operands.pop();
      const left = operands.pop();
      const operator = operators.pop();
      if (right === undefined || left === undefined || operator === undefined) return;
      operands.push({
        kind: 'BinaryExpression',
        operator: operator.value,
        left,
        right,
        operatorStart: operator.start,
        start: left.start,
        end: right.end,
      });
    };
    const strength = (token: Token | undefined): number =>
      token === undefined ? 0 : binaryPrecedence(token.value);
    let token = this.peek();
    for (let length = 0; token.kind === 'operator' && binaryPrecedence(token.value) > 0; length++) {
      this.checkChain(length);
      this.skip();
      while (operators.length > 0 && strength(token) <= strength(operators[operators.length - 1])) reduce();
      operators.push(token);
      this.skipNewlines();
      operands.push(this.arrayLiteralRule() ?? this.missing('ExpectedValueExpression', token));
      token = this.peek();
    }
    while (operators.length > 0) reduce();
    const result = operands[0] ?? first;
    if (token.kind !== 'parameter') return result;
    // A word with a dash after a value is taken for an operator that does not exist.
    this.errorAt('UnexpectedToken', token, token.text);
    this.skip();
    return errorExpression(result.start, token.end, [result]);
  }

  private arrayLiteralRule(): ExpressionAst | null {
    const first = this.unaryRule();
    let comma = this.peek();
    if (first === null || comma.kind !== 'comma' || this.disableComma) return first;
    const elements = [first];
    let last: ExpressionAst = first;
    while (comma.kind === 'comma') {
      this.skip();
      this.skipNewlines();
      const element = this.unaryRule();
      if (element === null) {
        this.errorAfter('MissingExpressionAfterToken', comma, comma.text);
        last = errorExpression(comma.start, comma.end);
        elements.push(last);
        break;
      }
      elements.push(element);
      last = element;
      comma = this.peek();
    }
    return { kind: 'ArrayLiteral', elements, start: first.start, end: last.end };
  }

  protected unaryRule(): ExpressionAst | null {
    return this.nest(() => {
      const signed = this.lexer.allowSignedNumbers;
      this.lexer.allowSignedNumbers = true;
      if (this.ungot !== null && this.ungot.kind === 'operator') this.resync(this.ungot.at);
      const token = this.peek();
      this.lexer.allowSignedNumbers = signed;
      const expression = this.unaryOperand(token);
      if (expression === null) return null;
      const after = this.peek();
      if (!this.isOperator(after, '++') && !this.isOperator(after, '--')) return expression;
      this.skip();
      return {
        kind: 'UnaryExpression',
        operator: after.value,
        operand: expression,
        postfix: true,
        start: expression.start,
        end: after.end,
      };
    });
  }

  private unaryOperand(token: Token): ExpressionAst | null {
    const comma = token.kind === 'comma';
    if (comma || (token.kind === 'operator' && isUnaryOperator(token.value))) {
      if (comma && this.disableComma) return null;
      this.skip();
      this.skipNewlines();
      const operand = this.unaryRule();
      if (operand === null) {
        this.errorAfter('MissingExpressionAfterOperator', token, token.text);
        return errorExpression(token.start, token.end);
      }
      const extent = { start: token.start, end: operand.end };
      if (comma) return { kind: 'ArrayLiteral', elements: [operand], ...extent };
      return { kind: 'UnaryExpression', operator: token.value, operand, postfix: false, ...extent };
    }
    if (token.kind === 'lBracket') return this.castRule();
    return this.primaryRule(true);
  }

  /** `[type]`, `[type]::member`, `[type] value` and attributes before a value. */
  private castRule(): ExpressionAst | null {
    const attributes = this.attributeListRule(true);
    const last = attributes?.[attributes.length - 1];
    if (attributes === null || last === undefined) return null;
    let expression: ExpressionAst;
    if (last.kind === 'Attribute') {
      this.skipNewlines();
      const child = this.unaryRule();
      if (child === null) {
        this.errorAt('UnexpectedAttribute', last, last.typeName.name);
        return errorExpression(attributes[0]?.start ?? last.start, last.end);
      }
      expression = applyAttribute(last, child);
    } else {
      expression = this.typeOrConversion(last);
    }
    for (let i = attributes.length - 2; i >= 0; i--) {
      const attribute = attributes[i];
      if (attribute !== undefined) expression = applyAttribute(attribute, expression);
    }
    return expression;
  }

  private typeOrConversion(type: TypeConstraintAst): ExpressionAst {
    const literal: ExpressionAst = {
      kind: 'TypeExpression',
      typeName: type.typeName,
      start: type.start,
      end: type.end,
    };
    const access = this.memberAccessToken(false);
    if (access !== null) return this.postfixOperators(access, literal);
    const token = this.peek();
    if (token.kind === 'newLine' || token.kind === 'comma') return literal;
    const child = this.unaryRule();
    return child === null ? literal : applyAttribute(type, child);
  }
}

function applyAttribute(attribute: AttributeAst | TypeConstraintAst, child: ExpressionAst): ExpressionAst {
  const extent = { start: attribute.start, end: child.end };
  if (attribute.kind === 'Attribute') return { kind: 'AttributedExpression', attribute, child, ...extent };
  return { kind: 'ConvertExpression', type: attribute, child, ...extent } satisfies ConvertAst;
}
