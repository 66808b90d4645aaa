import type {
  CatchClause,
  FlowAst,
  IfAst,
  JumpAst,
  StatementAst,
  StatementBlockAst,
  TrapAst,
  TypeConstraintAst,
} from '../ast.ts';
import type { Token } from '../lexer/tokens.ts';
import { errorStatement } from './nodes.ts';
import { block } from './primary.ts';
import { LoopParser } from './loops.ts';

/** Statements other than loops: if, try, trap, data, flow control, and the choice between them all. */
export abstract class StatementParser extends LoopParser {
  protected abstract functionRule(keyword: Token): StatementAst;
  protected abstract unsupportedRule(keyword: Token): StatementAst;

  statementRule(): StatementAst | null {
    return this.nest(() => this.statement());
  }

  private statement(): StatementAst | null {
    const token = this.next();
    if (token.kind === 'label') return this.labelledRule(token);
    if (token.kind === 'endOfInput') {
      this.unget(token);
      return null;
    }
    if (token.kind === 'keyword') {
      const found = this.keywordStatement(token);
      if (found !== undefined) return found;
    }
    this.unget(token);
    return this.pipelineChainRule();
  }

  /** undefined: the keyword begins no statement here, so it is a command's name. */
  private keywordStatement(token: Token): StatementAst | null | undefined {
    switch (token.value) {
      case 'if':
        return this.ifRule(token);
      case 'switch':
      case 'foreach':
      case 'for':
      case 'while':
      case 'do':
        return this.loopRule(null, token);
      case 'function':
      case 'filter':
      case 'workflow':
        return this.functionRule(token);
      case 'return':
        return this.flowRule('ReturnStatement', token);
      case 'throw':
        return this.flowRule('ThrowStatement', token);
      case 'exit':
        return this.flowRule('ExitStatement', token);
      case 'break':
        return this.jumpRule('BreakStatement', token);
      case 'continue':
        return this.jumpRule('ContinueStatement', token);
      case 'trap':
        return this.trapRule(token);
      case 'try':
        return this.tryRule(token);
      case 'data':
        return this.dataRule(token);
      case 'class':
      case 'enum':
      case 'configuration':
      case 'parallel':
      case 'sequence':
        return this.unsupportedRule(token);
      case 'using': {
        const late = this.unsupportedRule(token);
        this.errorAt('UsingMustBeAtStartOfScript', late);
        return late;
      }
      case 'from':
      case 'define':
      case 'var':
        this.errorAt('ReservedKeywordNotAllowed', token, token.value);
        return errorStatement(token.start, token.end);
      case 'else':
      case 'elseif':
      case 'catch':
      case 'until':
        if (this.errors.length === 0) return undefined;
        this.skipNewlines();
        return this.statementRule();
      default:
        return undefined;
    }
  }

  private labelledRule(label: Token): StatementAst | null {
    this.skipNewlines();
    const token = this.next();
    const loops = ['switch', 'foreach', 'for', 'while', 'do'];
    if (token.kind === 'keyword' && loops.includes(token.value)) return this.loopRule(label, token);
    this.resync(label.at);
    return this.pipelineChainRule();
  }

  private flowRule(kind: FlowAst['kind'], token: Token): FlowAst {
    const pipeline = this.pipelineChainRule();
    return { kind, pipeline, start: token.start, end: pipeline?.end ?? token.end };
  }

  private jumpRule(kind: JumpAst['kind'], token: Token): JumpAst {
    const label = this.labelOrKeyRule();
    return { kind, label, start: token.start, end: label?.end ?? token.end };
  }

  private ifRule(first: Token): StatementAst {
    const clauses: { condition: StatementAst; body: StatementBlockAst }[] = [];
    const parts: (StatementAst | StatementBlockAst)[] = [];
    let keyword = first;
    for (;;) {
      const head = this.conditionRule(
        keyword,
        'MissingOpenParenthesisInIfStatement',
        'IfStatementMissingCondition',
      );
      if (head.condition !== null) parts.push(head.condition);
      if (head.close === null || head.condition === null) return errorStatement(first.start, head.end, parts);
      const body = this.statementBlockRule();
      if (body === null) {
        this.errorAt('MissingStatementBlock', head.close, keyword.text);
        return errorStatement(first.start, head.end, parts);
      }
      parts.push(body);
      clauses.push({ condition: head.condition, body });
      const end = this.lexer.pos;
      const { ungot } = this;
      this.skipNewlines();
      keyword = this.peek();
      if (this.isKeyword(keyword, 'elseif')) {
        this.skip();
        continue;
      }
      if (!this.isKeyword(keyword, 'else')) {
        if (ungot === null) this.resync(end);
        return ifStatement(first, clauses, null, body.end);
      }
      this.skip();
      const otherwise = this.statementBlockRule();
      if (otherwise === null) {
        this.errorAfter('MissingStatementBlockAfterElse', keyword);
        return errorStatement(first.start, keyword.end, parts);
      }
      return ifStatement(first, clauses, otherwise, otherwise.end);
    }
  }

  private tryRule(token: Token): StatementAst {
    const body = this.statementBlockRule();
    if (body === null) {
      this.errorAfter('MissingTryStatementBlock', token);
      return errorStatement(token.start, token.end);
    }
    const catches: CatchClause[] = [];
    let end = body.end;
    let failed = false;
    for (;;) {
      const clause = this.catchRule();
      if (clause === null) break;
      end = clause.end;
      if (clause.body === null) failed = true;
      else catches.push({ types: clause.types, body: clause.body, start: clause.start, end });
    }
    const last = this.lexer.pos;
    const { ungot } = this;
    this.skipNewlines();
    let finallyBlock: StatementBlockAst | null = null;
    const keyword = this.peek();
    if (this.isKeyword(keyword, 'finally')) {
      this.skip();
      finallyBlock = this.statementBlockRule();
      end = finallyBlock?.end ?? keyword.end;
      if (finallyBlock === null) {
        this.errorAfter('MissingFinallyStatementBlock', keyword);
        failed = true;
      }
    } else if (ungot === null) {
      this.resync(last);
    }
    if (catches.length === 0 && finallyBlock === null && !failed) {
      this.errorAfter('MissingCatchOrFinally', body);
      failed = true;
    }
    if (failed) return errorStatement(token.start, end, [body]);
    return { kind: 'TryStatement', body, catches, finally: finallyBlock, start: token.start, end };
  }

  private catchRule(): (Omit<CatchClause, 'body'> & { body: StatementBlockAst | null }) | null {
    const from = this.ungot?.at ?? this.lexer.pos;
    this.skipNewlines();
    const token = this.next();
    if (!this.isKeyword(token, 'catch')) {
      this.resync(from);
      return null;
    }
    const types: TypeConstraintAst[] = [];
    let end = token.end;
    let comma: Token | null = null;
    for (;;) {
      this.skipNewlines();
      const from2 = this.peek().at;
      const type = this.attributeRule();
      if (type?.kind === 'Attribute') this.resync(from2);
      if (type?.kind !== 'TypeConstraint') {
        if (comma !== null) this.errorAfter('MissingTypeLiteralToken', comma);
        break;
      }
      types.push(type);
      end = type.end;
      this.skipNewlines();
      comma = this.peek();
      if (comma.kind !== 'comma') break;
      this.skip();
    }
    const body = this.statementBlockRule();
    if (body === null) this.report('MissingCatchHandlerBlock', end, end);
    return { types, body, start: token.start, end: body?.end ?? end };
  }

  private trapRule(token: Token): StatementAst {
    this.skipNewlines();
    const at = this.peek().at;
    const type = this.attributeRule();
    if (type?.kind === 'Attribute') this.resync(at);
    const constraint = type?.kind === 'TypeConstraint' ? type : null;
    const body = this.statementBlockRule();
    if (body === null) {
      this.errorAfter('MissingTrapStatement', constraint ?? token);
      return errorStatement(token.start, constraint?.end ?? token.end);
    }
    return { kind: 'TrapStatement', type: constraint, body, start: token.start, end: body.end };
  }

  private dataRule(token: Token): StatementAst {
    this.skipNewlines();
    const name = this.simpleNameRule();
    this.skipNewlines();
    const commands = [];
    let last: Token = token;
    const option = this.peek();
    if (option.kind === 'parameter') {
      this.skip();
      last = option;
      if (!'supportedcommand'.startsWith(option.value.toLowerCase())) {
        this.errorAt('InvalidParameterForDataSectionStatement', option, option.value);
      }
      for (;;) {
        this.skipNewlines();
        const command = this.singleArgument('name');
        if (command === null) {
          this.errorAfter('MissingValueForSupportedCommandInDataSectionStatement', last);
          return errorStatement(token.start, last.end);
        }
        commands.push(command);
        last = this.peek();
        if (last.kind !== 'comma') break;
        this.skip();
      }
    }
    const body = this.statementBlockRule();
    if (body === null) {
      this.errorAfter('MissingStatementBlockForDataSection', commands[commands.length - 1] ?? name ?? token);
      return errorStatement(token.start, token.end);
    }
    const variable = name?.value ?? null;
    return { kind: 'DataStatement', variable, commands, body, start: token.start, end: body.end };
  }

  protected statementListRule(statements: StatementAst[], traps: TrapAst[]): void {
    this.skipNewlinesAndSemicolons();
    for (;;) {
      const statement = this.statementRule();
      if (statement === null) return;
      if (statement.kind === 'TrapStatement') traps.push(statement);
      else statements.push(statement);
      this.skipNewlinesAndSemicolons();
      const { kind } = this.peek();
      if (kind === 'rParen' || kind === 'rCurly') return;
    }
  }

  protected statementBlockRule(): StatementBlockAst | null {
    this.skipNewlines();
    const open = this.next();
    if (open.kind !== 'lCurly') {
      this.unget(open);
      return null;
    }
    const statements: StatementAst[] = [];
    const traps: TrapAst[] = [];
    this.statementListRule(statements, traps);
    const close = this.next();
    let { end } = close;
    if (close.kind !== 'rCurly') {
      this.unget(close);
      this.errorAt('MissingEndCurlyBrace', open);
      end = statements[statements.length - 1]?.end ?? open.end;
    }
    return { ...block(statements, traps, open.end), start: open.start, end };
  }
}

function ifStatement(
  first: Token,
  clauses: IfAst['clauses'],
  otherwise: StatementBlockAst | null,
  end: number,
): IfAst {
  return { kind: 'IfStatement', clauses, otherwise, start: first.start, end };
}
