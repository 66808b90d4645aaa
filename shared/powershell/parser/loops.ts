import type { ExpressionAst, StatementAst, StatementBlockAst, SwitchAst, VariableAst } from '../ast.ts';
import type { Token } from '../lexer/tokens.ts';
import { CommandParser } from './commands.ts';
import { errorStatement } from './nodes.ts';

export interface ConditionHead {
  /** null: it was missing or the bracket before it. */
  readonly condition: StatementAst | null;
  /** The closing bracket; null: it was missing (an error was reported). */
  readonly close: Token | null;
  readonly end: number;
}

/** for, foreach, while, do, switch. */
export abstract class LoopParser extends CommandParser {
  /** `( condition )` after a keyword, with the ids to report where the bracket or the condition is missing. */
  protected conditionRule(keyword: Token, missingOpen: string, missingCondition: string): ConditionHead {
    this.skipNewlines();
    const open = this.next();
    if (open.kind !== 'lParen') {
      this.unget(open);
      this.errorAfter(missingOpen, keyword, keyword.text);
      return { condition: null, close: null, end: keyword.end };
    }
    this.skipNewlines();
    let condition = this.pipelineChainRule();
    const missing = condition === null;
    if (condition === null) {
      this.errorAfter(missingCondition, open, keyword.text);
      condition = errorStatement(open.end, open.end);
    }
    this.skipNewlines();
    const close = this.next();
    if (close.kind !== 'rParen') {
      this.unget(close);
      if (!missing) this.errorAt('MissingEndParenthesisAfterStatement', close, keyword.text);
      return { condition, close: null, end: condition.end };
    }
    return { condition, close, end: close.end };
  }

  protected loopRule(label: Token | null, token: Token): StatementAst {
    switch (token.value) {
      case 'switch':
        return this.switchRule(label, token);
      case 'foreach':
        return this.foreachRule(label, token);
      case 'for':
        return this.forRule(label, token);
      case 'while':
        return this.whileRule(label, token);
      default:
        return this.doRule(label, token);
    }
  }

  private whileRule(label: Token | null, token: Token): StatementAst {
    const start = (label ?? token).start;
    const head = this.conditionRule(
      token,
      'MissingOpenParenthesisAfterKeyword',
      'MissingExpressionAfterKeyword',
    );
    if (head.close === null || head.condition === null) return errorStatement(start, head.end);
    const body = this.statementBlockRule();
    if (body === null) {
      this.errorAfter('MissingLoopStatement', head.close, token.text);
      return errorStatement(start, head.end, [head.condition]);
    }
    const { condition } = head;
    return { kind: 'WhileStatement', label: label?.value ?? null, condition, body, start, end: body.end };
  }

  private doRule(label: Token | null, token: Token): StatementAst {
    const start = (label ?? token).start;
    const body = this.statementBlockRule();
    if (body === null) {
      this.errorAfter('MissingLoopStatement', token, token.text);
      return errorStatement(start, token.end);
    }
    this.skipNewlines();
    const keyword = this.next();
    if (!this.isKeyword(keyword, 'while') && !this.isKeyword(keyword, 'until')) {
      this.unget(keyword);
      this.errorAfter('MissingWhileOrUntilInDoWhile', body);
      return errorStatement(start, body.end, [body]);
    }
    const head = this.conditionRule(
      keyword,
      'MissingOpenParenthesisAfterKeyword',
      'MissingExpressionAfterKeyword',
    );
    if (head.close === null || head.condition === null) return errorStatement(start, head.end, [body]);
    const kind = keyword.value === 'while' ? 'DoWhileStatement' : 'DoUntilStatement';
    return { kind, label: label?.value ?? null, condition: head.condition, body, start, end: head.end };
  }

  private forRule(label: Token | null, token: Token): StatementAst {
    const start = (label ?? token).start;
    this.skipNewlines();
    const open = this.next();
    if (open.kind !== 'lParen') {
      this.unget(open);
      this.errorAfter('MissingOpenParenthesisAfterKeyword', token, token.text);
      return errorStatement(start, token.end);
    }
    this.skipNewlines();
    const parts: (StatementAst | null)[] = [];
    let last = open.end;
    for (let i = 0; i < 3; i++) {
      const part = this.pipelineChainRule();
      parts.push(part);
      last = part?.end ?? last;
      const separator = this.peek();
      if (i === 2 || (separator.kind !== 'semi' && separator.kind !== 'newLine')) break;
      this.skip();
      last = separator.end;
      this.skipNewlines();
    }
    this.skipNewlines();
    const close = this.next();
    if (close.kind !== 'rParen') {
      this.unget(close);
      this.report('MissingEndParenthesisAfterStatement', last, last, token.text);
      return errorStatement(start, last);
    }
    const body = this.statementBlockRule();
    if (body === null) {
      this.errorAfter('MissingLoopStatement', close, token.text);
      return errorStatement(start, close.end);
    }
    const [initializer = null, condition = null, iterator = null] = parts;
    const name = label?.value ?? null;
    return {
      kind: 'ForStatement',
      label: name,
      initializer,
      condition,
      iterator,
      body,
      start,
      end: body.end,
    };
  }

  private foreachRule(label: Token | null, token: Token): StatementAst {
    const start = (label ?? token).start;
    this.skipNewlines();
    let parallel = false;
    let option = this.peek();
    while (option.kind === 'parameter') {
      this.skip();
      const name = option.value.toLowerCase();
      if ('parallel'.startsWith(name)) parallel = true;
      else if ('throttlelimit'.startsWith(name)) {
        this.skipNewlines();
        if (this.singleArgument('argument') === null) this.errorAfter('MissingThrottleLimit', option);
      } else this.errorAt('InvalidForeachFlag', option, option.value);
      this.skipNewlines();
      option = this.peek();
    }
    const open = this.next();
    if (open.kind !== 'lParen') {
      this.unget(open);
      this.errorAfter('MissingOpenParenthesisAfterKeyword', token, token.text);
      return errorStatement(start, token.end);
    }
    this.skipNewlines();
    const name = this.next();
    if (name.kind !== 'variable' && name.kind !== 'splattedVariable') {
      this.unget(name);
      this.errorAfter('MissingVariableNameAfterForeach', open);
      return errorStatement(start, open.end);
    }
    const variable: VariableAst = {
      kind: 'VariableExpression',
      name: name.value,
      splatted: false,
      start: name.start,
      end: name.end,
    };
    this.skipNewlines();
    const inToken = this.next();
    if (!this.isKeyword(inToken, 'in')) {
      this.unget(inToken);
      this.errorAfter('MissingInInForeach', variable);
      return errorStatement(start, variable.end);
    }
    this.skipNewlines();
    const condition = this.pipelineChainRule();
    if (condition === null) {
      this.errorAfter('MissingForeachExpression', inToken);
      return errorStatement(start, inToken.end);
    }
    this.skipNewlines();
    const close = this.next();
    if (close.kind !== 'rParen') {
      this.unget(close);
      this.errorAfter('MissingEndParenthesisAfterForeach', condition);
      return errorStatement(start, condition.end, [condition]);
    }
    const body = this.statementBlockRule();
    if (body === null) {
      this.errorAfter('MissingForeachStatement', close);
      return errorStatement(start, close.end, [condition]);
    }
    const labelText = label?.value ?? null;
    return {
      kind: 'ForEachStatement',
      label: labelText,
      variable,
      condition,
      parallel,
      body,
      start,
      end: body.end,
    };
  }

  private switchRule(label: Token | null, token: Token): StatementAst {
    const start = (label ?? token).start;
    const errorsBefore = this.errors.length;
    this.skipNewlines();
    const options = this.switchOptions();
    let { condition } = options;
    let last = options.end ?? token.end;
    const open = this.peek();
    if (open.kind === 'lParen') {
      this.skip();
      if (options.flags.has('file')) this.errorAt('PipelineValueRequired', open);
      this.skipNewlines();
      condition = this.pipelineChainRule();
      if (condition === null) this.errorAfter('PipelineValueRequired', open);
      last = condition?.end ?? open.end;
      this.skipNewlines();
      const close = this.next();
      if (close.kind === 'rParen') last = close.end;
      else {
        this.unget(close);
        if (condition !== null) this.report('MissingEndParenthesisInSwitchStatement', last, last);
      }
    } else if (condition === null && !options.flags.has('file')) {
      this.report('PipelineValueRequired', last, last);
    }
    this.skipNewlines();
    const curly = this.next();
    if (curly.kind !== 'lCurly') {
      this.unget(curly);
      if (this.errors.length === errorsBefore) this.report('MissingCurlyBraceInSwitchStatement', last, last);
      return errorStatement(start, last);
    }
    const body = this.switchBody(curly);
    if (this.errors.length > errorsBefore || condition === null) return errorStatement(start, body.end);
    return {
      kind: 'SwitchStatement',
      label: label?.value ?? null,
      condition,
      flags: [...options.flags],
      clauses: body.clauses,
      otherwise: body.otherwise,
      start,
      end: body.end,
    };
  }

  private switchOptions(): {
    flags: Set<SwitchAst['flags'][number]>;
    condition: StatementAst | null;
    end: number | null;
  } {
    const flags = new Set<SwitchAst['flags'][number]>();
    let condition: StatementAst | null = null;
    let end: number | null = null;
    for (let token = this.peek(); token.kind === 'parameter'; token = this.peek()) {
      this.skip();
      end = token.end;
      const name = token.value.toLowerCase();
      const flag = (['regex', 'wildcard', 'casesensitive', 'parallel'] as const).find((word) =>
        word.startsWith(name),
      );
      if (flag !== undefined) {
        if (flag === 'regex') flags.delete('wildcard');
        if (flag === 'wildcard') flags.delete('regex');
        flags.add(flag);
      } else if ('exact'.startsWith(name)) {
        flags.delete('regex');
        flags.delete('wildcard');
      } else if ('file'.startsWith(name)) {
        flags.add('file');
        this.skipNewlines();
        const expression = this.singleArgument('fileName');
        if (expression === null) this.errorAfter('MissingFilenameOption', token);
        else {
          end = expression.end;
          condition = asPipeline(expression);
        }
      } else {
        this.errorAt('InvalidSwitchFlag', token, token.value);
      }
    }
    return { flags, condition, end };
  }

  private switchBody(open: Token): {
    clauses: { condition: ExpressionAst; body: StatementBlockAst }[];
    otherwise: StatementBlockAst | null;
    end: number;
  } {
    const clauses: { condition: ExpressionAst; body: StatementBlockAst }[] = [];
    let otherwise: StatementBlockAst | null = null;
    let end = open.end;
    this.skipNewlines();
    for (;;) {
      const condition = this.singleArgument('switchCondition');
      if (condition === null) {
        this.report('MissingSwitchConditionExpression', end, end);
        if (this.peek().kind === 'rCurly') this.skip();
        return { clauses, otherwise, end };
      }
      end = condition.end;
      const body = this.statementBlockRule();
      if (body === null) this.report('MissingSwitchStatementClause', end, end);
      else {
        end = body.end;
        const bare = condition.kind === 'StringConstantExpression' && condition.quote === 'bare';
        if (bare && condition.value.toLowerCase() === 'default') {
          if (otherwise !== null) this.errorAt('MultipleSwitchDefaultClauses', condition);
          otherwise = body;
        } else {
          clauses.push({ condition, body });
        }
      }
      this.skipNewlinesAndSemicolons();
      const token = this.peek();
      if (token.kind === 'rCurly') {
        this.skip();
        return { clauses, otherwise, end: token.end };
      }
      if (token.kind === 'endOfInput') {
        this.errorAt('MissingEndCurlyBrace', open);
        return { clauses, otherwise, end };
      }
    }
  }
}

function asPipeline(expression: ExpressionAst): StatementAst {
  const { start, end } = expression;
  const element = { kind: 'CommandExpression', expression, redirections: [], start, end } as const;
  return { kind: 'Pipeline', elements: [element], background: false, start, end };
}
