import type {
  CommandAst,
  CommandElementAst,
  CommandExpressionAst,
  CommandParameterAst,
  ExpressionAst,
  PipelineAst,
  PipelineChainAst,
  RedirectionAst,
  StatementAst,
} from '../ast.ts';
import type { Token, TokenKind } from '../lexer/tokens.ts';
import { isAssignmentOperator } from '../lexer/words.ts';
import { ExpressionParser } from './expressions.ts';
import { bareWord, errorExpression, errorStatement } from './nodes.ts';

/** Where an argument stands: a command's name (alone or after & or .), an argument, a file name, a switch value. */
export type ArgumentContext = 'name' | 'nameAfterOperator' | 'argument' | 'fileName' | 'switchCondition';

/** What the message of a stream redirected twice calls it. */
const streamNames: Readonly<Record<number, string>> = {
  0: '* stream',
  1: 'output stream',
  2: 'error stream',
  3: 'warning stream',
  4: 'verbose stream',
  5: 'debug stream',
  6: 'information stream',
};

const endsArgument: ReadonlySet<TokenKind> = new Set([
  'pipe',
  'rCurly',
  'rParen',
  'endOfInput',
  'newLine',
  'semi',
  'redirection',
  'redirectIn',
  'andAnd',
  'orOr',
  'ampersand',
  'comma',
]);

const endsCommand: ReadonlySet<TokenKind> = new Set([
  'pipe',
  'rCurly',
  'rParen',
  'endOfInput',
  'newLine',
  'semi',
  'andAnd',
  'orOr',
]);

const operandKinds: ReadonlySet<TokenKind> = new Set([
  'splattedVariable',
  'variable',
  'number',
  'hereStringExpandable',
  'stringExpandable',
  'hereStringLiteral',
  'stringLiteral',
  'lParen',
  'dollarParen',
  'atParen',
  'atCurly',
  'lCurly',
]);

/** Pipelines, assignments, commands with their arguments and redirections. */
export abstract class CommandParser extends ExpressionParser {
  protected pipelineChainRule(): StatementAst | null {
    const first = this.pipelineRule();
    if (first?.kind !== 'Pipeline') return first;
    let chain: PipelineAst | PipelineChainAst = first;
    for (let length = 0; ; length++) {
      this.checkChain(length);
      const token = this.peek();
      if (token.kind === 'ampersand') {
        this.skip();
        return { ...chain, background: true, end: token.end };
      }
      if (token.kind !== 'andAnd' && token.kind !== 'orOr') return chain;
      this.skip();
      this.skipNewlines();
      const right = this.pipelineRule();
      if (right === null) {
        this.errorAfter('EmptyPipelineChainElement', token, token.text);
        return chain;
      }
      if (right.kind !== 'Pipeline') return errorStatement(chain.start, right.end, [chain, right]);
      const operator = token.kind === 'andAnd' ? '&&' : '||';
      chain = {
        kind: 'PipelineChain',
        left: chain,
        operator,
        right,
        background: false,
        start: chain.start,
        end: right.end,
      };
    }
  }

  protected pipelineRule(): StatementAst | null {
    const elements: (CommandAst | CommandExpressionAst)[] = [];
    let pipe: Token | null = null;
    for (;;) {
      this.checkChain(elements.length);
      const head = this.inMode('expression', () => this.expressionHead());
      let element: CommandAst | CommandExpressionAst | null;
      if (head.expression !== null) {
        const { expression, assign } = head;
        if (elements.length > 0) this.errorAt('ExpressionsMustBeFirstInPipeline', expression);
        if (assign !== null) return this.assignmentTail(expression, assign);
        element = this.commandExpression(expression);
      } else {
        element = this.commandRule();
      }
      if (element !== null) elements.push(element);
      else if (elements.length > 0 || this.peek().kind === 'pipe') {
        if (pipe !== null) this.errorAfter('EmptyPipeElement', pipe);
        else this.errorAt('EmptyPipeElement', this.peek());
      }
      pipe = this.pipeToken();
      if (pipe === null) break;
      this.skipNewlines();
      if (this.peek().kind === 'endOfInput') {
        this.errorAfter('EmptyPipeElement', pipe);
        break;
      }
    }
    const first = elements[0];
    const last = elements[elements.length - 1];
    if (first === undefined || last === undefined) return null;
    return { kind: 'Pipeline', elements, background: false, start: first.start, end: last.end };
  }

  private expressionHead(): { expression: ExpressionAst | null; assign: Token | null } {
    const expression = this.expressionRule();
    if (expression === null) return { expression, assign: null };
    const token = this.peek();
    if (token.kind !== 'operator' || !isAssignmentOperator(token.value)) return { expression, assign: null };
    this.skip();
    return { expression, assign: token };
  }

  private assignmentTail(left: ExpressionAst, assign: Token): StatementAst {
    this.skipNewlines();
    const found = this.nest(() => this.statementRule());
    if (found === null) this.errorAfter('ExpectedValueExpression', assign, assign.text);
    const right = found ?? errorStatement(assign.end, assign.end);
    const { start } = left;
    return { kind: 'AssignmentStatement', left, operator: assign.value, right, start, end: right.end };
  }

  private commandExpression(expression: ExpressionAst): CommandExpressionAst {
    const redirections: RedirectionAst[] = [];
    let { end } = expression;
    for (;;) {
      const token = this.peek();
      if (token.kind !== 'redirection' && token.kind !== 'redirectIn') break;
      this.skip();
      end = this.redirectionRule(token, redirections);
    }
    return { kind: 'CommandExpression', expression, redirections, start: expression.start, end };
  }

  /** The pipe that goes on with a pipeline (it may stand on a later line), or null at its end. */
  private pipeToken(): Token | null {
    const token = this.peek();
    switch (token.kind) {
      case 'newLine': {
        this.skipNewlines();
        const later = this.peek();
        if (later.kind === 'pipe') {
          this.skip();
          return later;
        }
        if (later.kind !== 'andAnd' && later.kind !== 'orOr') this.resync(token.at);
        return null;
      }
      case 'pipe':
        this.skip();
        return token;
      case 'semi':
      case 'rParen':
      case 'rCurly':
      case 'endOfInput':
      case 'andAnd':
      case 'orOr':
      case 'ampersand':
        return null;
      default:
        this.errorAt('UnexpectedToken', token, token.text);
        return null;
    }
  }

  /** Reads one redirection; returns where it ends. `<` is refused as PowerShell does. */
  private redirectionRule(token: Token, redirections: RedirectionAst[]): number {
    const info = token.redirection;
    if (info === undefined || info.to === null) {
      let file = this.singleArgument('fileName');
      if (file === null) {
        this.errorAfter('MissingFileSpecification', token);
        file = errorExpression(token.start, token.end);
      }
      if (info === undefined) {
        this.errorAt('RedirectionNotSupported', token, token.text);
        return file.end;
      }
      const { from, append } = info;
      this.addRedirection(redirections, {
        kind: 'Redirection',
        from,
        toStream: null,
        file,
        append,
        start: token.start,
        end: file.end,
      });
      return file.end;
    }
    if (info.to !== 1 || info.from === 1) this.errorAt('RedirectionNotSupported', token, token.text);
    const { from, to } = info;
    const { start, end } = token;
    this.addRedirection(redirections, {
      kind: 'Redirection',
      from,
      toStream: to,
      file: null,
      append: false,
      start,
      end,
    });
    return token.end;
  }

  private addRedirection(list: RedirectionAst[], redirection: RedirectionAst): void {
    if (list.some((other) => other.from === redirection.from))
      this.errorAt('StreamAlreadyRedirected', redirection, streamNames[redirection.from]);
    else list.push(redirection);
  }

  protected singleArgument(context: ArgumentContext): ExpressionAst | null {
    const { kind } = this.peek();
    if (kind === 'comma' || kind === 'endOfInput') return null;
    return this.inMode('command', () => this.commandArgument(context, this.next()));
  }

  protected commandArgumentOrNull(): ExpressionAst | null {
    return this.singleArgument('argument');
  }

  /** One argument: a value, a word, or a comma list of them. null: the token can't be one (it is put back). */
  protected commandArgument(context: ArgumentContext, first: Token): ExpressionAst | null {
    const elements: ExpressionAst[] = [];
    let token = first;
    let comma: Token | null = null;
    for (;;) {
      if (endsArgument.has(token.kind) || this.isOperator(token, '--')) {
        this.unget(token);
        const start = elements[0];
        if (comma === null || start === undefined) return null;
        this.errorAfter('MissingExpression', comma, ',');
        return errorExpression(start.start, comma.end, elements);
      }
      const element = this.argumentElement(context, token);
      if (context !== 'argument' || (token.kind === 'generic' && token.value === '--%')) return element;
      elements.push(element);
      comma = this.peek();
      if (comma.kind !== 'comma') break;
      this.skip();
      this.skipNewlines();
      token = this.next();
    }
    const start = elements[0];
    const last = elements[elements.length - 1];
    if (start === undefined || last === undefined) return null;
    if (elements.length === 1) return start;
    return { kind: 'ArrayLiteral', elements, start: start.start, end: last.end };
  }

  private argumentElement(context: ArgumentContext, token: Token): ExpressionAst {
    if (operandKinds.has(token.kind)) {
      this.unget(token);
      return this.primaryRule(true) ?? errorExpression(token.start, token.end);
    }
    if (token.kind === 'generic' && token.parts !== undefined && context !== 'name') {
      return this.expandable(token, 'bare');
    }
    return bareWord(token);
  }

  private commandRule(): CommandAst | null {
    return this.inMode('command', () => this.commandInMode());
  }

  private commandInMode(): CommandAst | null {
    const first = this.next();
    let token = first;
    let operator: '&' | '.' | null = null;
    if (token.kind === 'dot' || token.kind === 'ampersand') {
      operator = token.kind === 'dot' ? '.' : '&';
      token = this.next();
    }
    let context: ArgumentContext = operator === null ? 'name' : 'nameAfterOperator';
    const elements: CommandElementAst[] = [];
    const redirections: RedirectionAst[] = [];
    let { end } = first;
    let dashDash = false;
    for (;;) {
      if (endsCommand.has(token.kind) || token.kind === 'ampersand') {
        this.unget(token);
        break;
      }
      const isName = context === 'name' || context === 'nameAfterOperator';
      if (token.kind === 'comma') {
        end = token.end;
        this.errorAt('MissingArgument', token);
        this.skipNewlines();
      } else if (this.isOperator(token, '--')) {
        end = token.end;
        elements.push(dashDash ? bareWord(token) : { ...parameter(token), name: '-' });
        dashDash = true;
      } else if (token.kind === 'parameter' && !isName && !dashDash) {
        const element = this.parameterElement(token);
        elements.push(element);
        end = element.end;
      } else if ((token.kind === 'redirection' || token.kind === 'redirectIn') && !isName) {
        end = this.redirectionRule(token, redirections);
      } else if (token.kind === 'parameter' || token.kind === 'redirection' || token.kind === 'redirectIn') {
        elements.push(bareWord(token));
        end = token.end;
      } else {
        const element = this.commandArgument(context, token);
        if (element !== null) {
          elements.push(element);
          end = element.end;
        }
        if (token.kind === 'generic' && token.value === '--%' && this.ungot === null) {
          const rest = this.lexer.verbatim();
          if (rest !== null) {
            elements.push(bareWord(rest));
            end = rest.end;
          }
          break;
        }
      }
      context = 'argument';
      token = this.next();
    }
    if (elements.length === 0) {
      if (operator !== null) this.errorAt('MissingExpression', first, first.text);
      return null;
    }
    return { kind: 'Command', elements, operator, redirections, start: first.start, end };
  }

  private parameterElement(token: Token): CommandParameterAst {
    if (token.usedColon !== true || this.peek().kind === 'comma') return parameter(token);
    const argument = this.commandArgument('argument', this.next());
    if (argument === null) {
      this.errorAfter('ParameterRequiresArgument', token, token.text);
      return parameter(token);
    }
    return { ...parameter(token), argument, end: argument.end };
  }
}

function parameter(token: Token): CommandParameterAst {
  const { start, end } = token;
  return { kind: 'CommandParameter', name: token.value, argument: null, nameEnd: end, start, end };
}
