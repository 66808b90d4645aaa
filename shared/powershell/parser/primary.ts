import type {
  ExpandableStringAst,
  ExpressionAst,
  HashtablePair,
  Quote,
  StatementAst,
  StatementBlockAst,
  TrapAst,
} from '../ast.ts';
import { Lexer } from '../lexer/lexer.ts';
import type { Token } from '../lexer/tokens.ts';
import { errorExpression, errorStatement } from './nodes.ts';
import { TypeParser } from './types.ts';

/** Operands: variables, constants, strings, brackets of every kind, and what follows them (members, indexes, calls). */
export abstract class PrimaryParser extends TypeParser {
  protected abstract commandArgumentOrNull(): ExpressionAst | null;
  protected abstract unaryRule(): ExpressionAst | null;

  protected primaryRule(withMembers: boolean): ExpressionAst | null {
    const token = this.next();
    const operand = this.operand(token);
    if (operand === null) {
      this.unget(token);
      return null;
    }
    return withMembers ? this.postfixOperators(this.memberAccessToken(true), operand) : operand;
  }

  private operand(token: Token): ExpressionAst | null {
    const { start, end } = token;
    switch (token.kind) {
      case 'variable':
      case 'splattedVariable':
        return variable(token);
      case 'number':
        return { kind: 'ConstantExpression', value: token.number ?? null, start, end };
      case 'stringLiteral':
        return { kind: 'StringConstantExpression', value: token.value, quote: 'single', start, end };
      case 'hereStringLiteral':
        return { kind: 'StringConstantExpression', value: token.value, quote: 'singleHere', start, end };
      case 'stringExpandable':
        return this.expandable(token, 'double');
      case 'hereStringExpandable':
        return this.expandable(token, 'doubleHere');
      case 'lParen':
        return this.nest(() => this.parenRule(token));
      case 'atParen':
      case 'dollarParen':
        return this.nest(() => this.subExpressionRule(token));
      case 'atCurly':
        return this.nest(() => this.hashtableRule(token));
      case 'lCurly':
        return this.nest(() => this.scriptBlockExpression(token));
      default:
        return null;
    }
  }

  /** An expandable string or word; a constant where nothing in it expands. */
  protected expandable(token: Token, quote: Quote): ExpressionAst {
    const { start, end } = token;
    const parts = token.parts ?? [];
    if (parts.every((part) => typeof part === 'string')) {
      return { kind: 'StringConstantExpression', value: token.value, quote, start, end };
    }
    const nested: Token[] = [];
    const pieces = parts.map((part) =>
      typeof part === 'string' ? part : this.nestedExpression(part, nested),
    );
    token.nested = nested;
    return {
      kind: 'ExpandableStringExpression',
      quote,
      parts: pieces,
      start,
      end,
    } satisfies ExpandableStringAst;
  }

  private nestedExpression(part: Token, tokens: Token[]): ExpressionAst {
    if (part.kind !== 'subExpressionText') {
      tokens.push(part);
      return variable(part);
    }
    return this.nest(() => {
      const outer = this.lexer;
      const { ungot } = this;
      this.ungot = null;
      this.lexer = new Lexer(
        { text: part.value, base: part.start, offsets: part.offsets ?? null },
        this.report,
      );
      this.lexer.mode = outer.mode;
      const expression = this.primaryRule(true);
      tokens.push(...this.lexer.tokens);
      this.lexer = outer;
      this.ungot = ungot;
      return expression ?? errorExpression(part.start, part.end);
    });
  }

  protected memberAccessToken(allowBracket: boolean): Token | null {
    return this.ungot === null ? this.lexer.memberAccess(allowBracket) : null;
  }

  protected postfixOperators(first: Token | null, operand: ExpressionAst): ExpressionAst {
    let expression = operand;
    let token = first;
    for (let length = 0; token !== null; length++) {
      this.checkChain(length);
      this.skipNewlinesAfterAccess();
      expression =
        token.kind === 'lBracket' || token.kind === 'questionLBracket'
          ? this.indexRule(expression, token)
          : this.memberRule(expression, token);
      token = this.memberAccessToken(true);
    }
    return expression;
  }

  /** Line ends may follow a dot. Nothing may stay ungot: members are read in their own way. */
  private skipNewlinesAfterAccess(): void {
    const at = this.lexer.pos;
    const token = this.peek();
    if (token.kind !== 'newLine') {
      this.resync(at);
      return;
    }
    this.skipNewlines();
    this.resync(this.peek().at);
  }

  private memberRule(target: ExpressionAst, access: Token): ExpressionAst {
    const isStatic = access.kind === 'colonColon';
    const nullConditional = access.kind === 'questionDot';
    let member = this.memberName();
    if (member === null) {
      this.errorAfter('MissingPropertyName', access);
      member = this.commandArgumentOrNull() ?? errorExpression(access.start, access.end);
      const { end } = member;
      return {
        kind: 'MemberExpression',
        target,
        member,
        isStatic,
        nullConditional,
        start: target.start,
        end,
      };
    }
    const open = this.ungot === null ? this.lexer.invokeOpen() : null;
    const { start } = target;
    if (open === null) {
      return { kind: 'MemberExpression', target, member, isStatic, nullConditional, start, end: member.end };
    }
    const call = {
      kind: 'InvokeMemberExpression',
      target,
      member,
      isStatic,
      nullConditional,
      start,
    } as const;
    if (open.kind === 'lCurly') {
      this.skipNewlines();
      const block = this.nest(() => this.scriptBlockExpression(open));
      return { ...call, arguments: [block], end: block.end };
    }
    const list = this.nest(() => this.callArguments(open));
    return { ...call, arguments: list.values, end: list.end };
  }

  private memberName(): ExpressionAst | null {
    const simple = this.simpleNameRule();
    if (simple !== null) return simple;
    const token = this.peek();
    if (token.kind === 'operator' || token.kind === 'lBracket') return this.unaryRule();
    return this.primaryRule(false);
  }

  private callArguments(open: Token): { values: ExpressionAst[]; end: number } {
    const values: ExpressionAst[] = [];
    let reported = false;
    return this.withComma(true, () => {
      let comma: Token | null = null;
      for (;;) {
        this.skipNewlines();
        const value = this.expressionRule();
        if (value === null) {
          if (comma !== null) {
            this.errorAfter('MissingExpressionAfterToken', comma, ',');
            reported = true;
          }
          break;
        }
        values.push(value);
        this.skipNewlines();
        comma = this.peek();
        if (comma.kind !== 'comma') break;
        this.skip();
      }
      this.skipNewlines();
      const close = this.next();
      if (close.kind === 'rParen') return { values, end: close.end };
      this.unget(close);
      const last = values[values.length - 1];
      if (!reported) this.errorAfter('MissingEndParenthesisInMethodCall', last ?? open);
      return { values, end: last?.end ?? open.end };
    });
  }

  private indexRule(target: ExpressionAst, open: Token): ExpressionAst {
    return this.nest(() => {
      this.skipNewlines();
      const found = this.withComma(false, () => this.expressionRule());
      if (found === null) this.errorAfter('MissingArrayIndexExpression', open);
      const index = found ?? errorExpression(open.start, open.end);
      this.skipNewlines();
      const close = this.next();
      let { end } = close;
      if (close.kind !== 'rBracket') {
        this.unget(close);
        if (index.kind !== 'ErrorExpression') this.errorAfter('MissingEndSquareBracket', index);
        end = index.end;
      }
      const nullConditional = open.kind === 'questionLBracket';
      return { kind: 'IndexExpression', target, index, nullConditional, start: target.start, end };
    });
  }

  private parenRule(open: Token): ExpressionAst {
    return this.inMode('command', () =>
      this.withComma(false, () => {
        this.skipNewlines();
        let pipeline = this.pipelineChainRule();
        if (pipeline === null) {
          this.errorAfter('ExpectedExpression', open);
          pipeline = errorStatement(open.end, open.end);
        }
        this.skipNewlines();
        const close = this.next();
        let { end } = close;
        if (close.kind !== 'rParen') {
          this.unget(close);
          this.errorAfter('MissingEndParenthesisInExpression', pipeline);
          end = pipeline.end;
        }
        return { kind: 'ParenExpression', pipeline, start: open.start, end };
      }),
    );
  }

  private subExpressionRule(open: Token): ExpressionAst {
    const statements: StatementAst[] = [];
    const traps: TrapAst[] = [];
    const end = this.inMode('command', () =>
      this.withComma(false, () => {
        this.skipNewlines();
        this.statementListRule(statements, traps);
        this.skipNewlines();
        const close = this.next();
        if (close.kind === 'rParen') return close.end;
        this.unget(close);
        this.errorAt('MissingEndParenthesisInSubexpression', close);
        return statements[statements.length - 1]?.end ?? open.end;
      }),
    );
    const body = block(statements, traps, open.end);
    const kind = open.kind === 'dollarParen' ? 'SubExpression' : 'ArrayExpression';
    return { kind, body, start: open.start, end };
  }

  private scriptBlockExpression(open: Token): ExpressionAst {
    return this.inMode('command', () =>
      this.withComma(false, () => {
        this.skipNewlines();
        const body = this.scriptBlockRule(open);
        return { kind: 'ScriptBlockExpression', body, start: open.start, end: body.end };
      }),
    );
  }

  private hashtableRule(open: Token): ExpressionAst {
    return this.withComma(false, () => {
      this.skipNewlines();
      const pairs: HashtablePair[] = [];
      for (;;) {
        const pair = this.pairRule();
        if (pair === null) break;
        pairs.push(pair);
        const { kind } = this.peek();
        if (kind !== 'newLine' && kind !== 'semi') break;
        this.skipNewlinesAndSemicolons();
      }
      const close = this.next();
      let { end } = close;
      if (close.kind !== 'rCurly') {
        this.unget(close);
        this.errorAfter('MissingEndCurlyBrace', open);
        end = close.start;
      }
      return { kind: 'Hashtable', pairs, start: open.start, end };
    });
  }

  private pairRule(): HashtablePair | null {
    const head = this.inMode('expression', () => {
      const key = this.labelOrKeyRule();
      return key === null ? null : { key, equals: this.next() };
    });
    if (head === null) return null;
    const { key, equals } = head;
    if (!this.isOperator(equals, '=')) {
      this.unget(equals);
      this.errorAfter('MissingEqualsInHashLiteral', key);
      this.syncOn(false, ['rCurly', 'semi', 'newLine']);
      return { key, value: errorStatement(key.end, key.end) };
    }
    const value = this.inMode('command', () => {
      this.skipNewlines();
      return this.statementRule();
    });
    if (value === null) this.errorAfter('MissingStatementInHashLiteral', equals);
    return { key, value: value ?? errorStatement(equals.end, equals.end) };
  }

  /** A key of a hashtable or the label of break and continue. */
  protected labelOrKeyRule(): ExpressionAst | null {
    const simple = this.simpleNameRule();
    if (simple !== null) return simple;
    const { kind } = this.peek();
    if (kind === 'newLine' || kind === 'semi') return null;
    return this.withComma(true, () => this.unaryRule());
  }
}

/** A list of statements as a node; where it is empty it stands at `at`. */
export function block(statements: StatementAst[], traps: TrapAst[], at: number): StatementBlockAst {
  const start = statements[0]?.start ?? at;
  const end = statements[statements.length - 1]?.end ?? at;
  return { kind: 'StatementBlock', statements, traps, start, end };
}

function variable(token: Token): ExpressionAst {
  const { start, end } = token;
  const using = /^using:(.+)$/i.exec(token.value)?.[1];
  const splatted = token.kind === 'splattedVariable';
  const node: ExpressionAst = {
    kind: 'VariableExpression',
    name: using ?? token.value,
    splatted,
    start,
    end,
  };
  return using === undefined ? node : { kind: 'UsingExpression', child: node, start, end };
}
