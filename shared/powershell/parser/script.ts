import type {
  AttributeAst,
  NamedBlock,
  ParamBlockAst,
  ParameterAst,
  ScriptBlockAst,
  StatementAst,
  StatementBlockAst,
  TrapAst,
} from '../ast.ts';
import type { Token, TokenKind } from '../lexer/tokens.ts';
import { errorStatement } from './nodes.ts';
import { block } from './primary.ts';
import { StatementParser } from './statements.ts';

const notFunctionNames: ReadonlySet<TokenKind> = new Set([
  'pipe',
  'lParen',
  'lCurly',
  'atParen',
  'atCurly',
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
  'variable',
  'splattedVariable',
  'hereStringExpandable',
  'hereStringLiteral',
  'stringLiteral',
  'stringExpandable',
]);

const blockNames: readonly string[] = ['begin', 'process', 'end', 'dynamicparam', 'clean'];

function isBlockName(word: string): word is NamedBlock['name'] {
  return blockNames.includes(word);
}

/** Scripts, script blocks, functions and their parameters. */
export class ScriptParser extends StatementParser {
  scriptRule(): ScriptBlockAst {
    return this.body(null);
  }

  protected scriptBlockRule(open: Token): ScriptBlockAst {
    return this.body(open);
  }

  private body(open: Token | null): ScriptBlockAst {
    if (open === null) this.skipNewlines();
    const usings = open === null ? this.usingStatements() : [];
    const param = this.paramBlockRule();
    this.skipNewlinesAndSemicolons();
    const token = this.peek();
    const start = open?.start ?? 0;
    if (token.kind === 'keyword' && isBlockName(token.value)) {
      const { blocks, broken } = this.namedBlocks(open !== null);
      const last = blocks[blocks.length - 1]?.end ?? token.end;
      const end = broken ? last : (this.closeBody(open, last) ?? token.end);
      return { kind: 'ScriptBlock', param, body: null, blocks, start, end };
    }
    const statements: StatementAst[] = [...usings];
    const traps: TrapAst[] = [];
    let end: number | null;
    do {
      this.statementListRule(statements, traps);
      end = this.closeBody(open, statements[statements.length - 1]?.end ?? open?.end ?? 0);
    } while (end === null);
    const body: StatementBlockAst = block(statements, traps, open?.end ?? 0);
    return { kind: 'ScriptBlock', param, body, blocks: [], start, end };
  }

  /** `using namespace …` and the like, which stand before everything else of a script. */
  private usingStatements(): StatementAst[] {
    const found: StatementAst[] = [];
    for (let token = this.peek(); this.isKeyword(token, 'using'); token = this.peek()) {
      this.skip();
      found.push(this.unsupportedRule(token));
      this.skipNewlinesAndSemicolons();
    }
    return found;
  }

  /** Takes the closing brace, or the end of the script; null: something else stood there and was passed over. */
  private closeBody(open: Token | null, lastEnd: number): number | null {
    const token = this.next();
    if (open !== null) {
      if (token.kind === 'rCurly') return token.end;
      this.unget(token);
      this.errorAt('MissingEndCurlyBrace', open);
      return lastEnd;
    }
    if (token.kind === 'endOfInput') return token.end;
    this.errorAt('UnexpectedToken', token, token.text);
    return null;
  }

  /** @returns broken: something else stood there; a body in braces is taken as closed before it */
  private namedBlocks(inBraces: boolean): { blocks: NamedBlock[]; broken: boolean } {
    const blocks: NamedBlock[] = [];
    for (;;) {
      const token = this.peek();
      if (token.kind === 'rCurly' || token.kind === 'endOfInput') return { blocks, broken: false };
      if (token.kind !== 'keyword' || !isBlockName(token.value)) {
        if (!inBraces) this.skip();
        this.errorAt('MissingNamedBlocks', token, token.text);
        return { blocks, broken: true };
      }
      const name = token.value;
      this.skip();
      const body = this.statementBlockRule();
      if (body === null) this.errorAfter('MissingNamedStatementBlock', token, name);
      const extent = { start: token.start, end: body?.end ?? token.end };
      if (blocks.some((other) => other.name === name))
        this.errorAt('DuplicateScriptCommandClause', extent, name);
      else blocks.push({ name, body: body ?? block([], [], token.end), ...extent });
      this.skipNewlinesAndSemicolons();
    }
  }

  private paramBlockRule(): ParamBlockAst | null {
    this.skipNewlines();
    const first = this.peek();
    if (!this.isKeyword(first, 'param') && !first.text.startsWith('[')) return null;
    const attributes = this.attributeListRule(false);
    this.skipNewlines();
    const token = this.next();
    const open = this.isKeyword(token, 'param') ? this.afterNewlines() : null;
    if (open?.kind !== 'lParen') {
      this.resync(first.at);
      return null;
    }
    const parameters = this.parameterListRule();
    this.skipNewlines();
    const close = this.next();
    if (close.kind !== 'rParen') {
      this.unget(close);
      this.errorAfter(
        'MissingEndParenthesisInFunctionParameterList',
        parameters[parameters.length - 1] ?? open,
      );
    }
    const usable: AttributeAst[] = [];
    for (const attribute of attributes ?? []) {
      if (attribute.kind === 'Attribute') usable.push(attribute);
      else this.errorAt('TypeNotAllowedBeforeParam', attribute, attribute.typeName.name);
    }
    return { attributes: usable, parameters, start: token.start, end: close.end };
  }

  private afterNewlines(): Token {
    this.skipNewlines();
    return this.next();
  }

  private parameterListRule(): ParameterAst[] {
    const parameters: ParameterAst[] = [];
    let comma: Token | null = null;
    for (;;) {
      const parameter = this.parameterRule();
      if (parameter === null) {
        if (comma !== null) this.errorAfter('MissingExpressionAfterToken', comma, ',');
        return parameters;
      }
      parameters.push(parameter);
      this.skipNewlines();
      comma = this.peek();
      if (comma.kind !== 'comma') return parameters;
      this.skip();
    }
  }

  private parameterRule(): ParameterAst | null {
    return this.withComma(true, () =>
      this.inMode('expression', () => {
        this.skipNewlines();
        const attributes = this.attributeListRule(false) ?? [];
        this.skipNewlines();
        const token = this.next();
        const last = attributes[attributes.length - 1];
        const start = attributes[0]?.start ?? token.start;
        if (token.kind !== 'variable' && token.kind !== 'splattedVariable') {
          this.unget(token);
          if (last === undefined) return null;
          this.errorAfter('InvalidFunctionParameter', last);
          this.syncOn(true, ['rParen']);
          return { name: '__error__', attributes, defaultValue: null, start, end: last.end };
        }
        this.skipNewlines();
        const equals = this.peek();
        if (!this.isOperator(equals, '=')) {
          return { name: token.value, attributes, defaultValue: null, start, end: token.end };
        }
        this.skip();
        this.skipNewlines();
        const defaultValue = this.expressionRule();
        if (defaultValue === null) this.errorAfter('MissingExpressionAfterToken', equals, '=');
        return { name: token.value, attributes, defaultValue, start, end: defaultValue?.end ?? equals.end };
      }),
    );
  }

  protected functionRule(keyword: Token): StatementAst {
    this.skipNewlines();
    const nameToken = this.next();
    if (notFunctionNames.has(nameToken.kind)) {
      this.unget(nameToken);
      this.errorAfter('MissingNameAfterKeyword', keyword, keyword.text);
      return errorStatement(keyword.start, keyword.end);
    }
    this.skipNewlines();
    let parameters: ParameterAst[] | null = null;
    let end = nameToken.end;
    let failed = false;
    const open = this.peek();
    if (open.kind === 'lParen') {
      this.skip();
      parameters = this.parameterListRule();
      this.skipNewlines();
      const close = this.next();
      end = close.end;
      if (close.kind !== 'rParen') {
        this.unget(close);
        const last = parameters[parameters.length - 1] ?? open;
        this.errorAfter('MissingEndParenthesisInFunctionParameterList', last);
        end = last.end;
        failed = true;
      }
      this.skipNewlines();
    }
    const curly = this.next();
    if (curly.kind !== 'lCurly') {
      this.unget(curly);
      if (!failed) this.report('MissingFunctionBody', end, end);
      return errorStatement(keyword.start, end);
    }
    const body = this.withComma(false, () => this.inMode('command', () => this.scriptBlockRule(curly)));
    if (failed) return errorStatement(keyword.start, body.end);
    const type =
      keyword.value === 'filter' ? 'filter' : keyword.value === 'workflow' ? 'workflow' : 'function';
    const name = nameToken.kind === 'generic' ? nameToken.value : nameToken.text;
    return { kind: 'FunctionDefinition', name, type, parameters, body, start: keyword.start, end: body.end };
  }

  /** class, enum, using, configuration and workflow blocks are read only as far as their end, so that they can be named. */
  protected unsupportedRule(keyword: Token): StatementAst {
    let name: string | null = null;
    let { end } = keyword;
    for (;;) {
      const token = this.next();
      const ends =
        token.kind === 'newLine' ||
        token.kind === 'semi' ||
        token.kind === 'rCurly' ||
        token.kind === 'rParen';
      if (token.kind === 'endOfInput' || (ends && (keyword.value === 'using' || token.kind !== 'newLine'))) {
        this.unget(token);
        if (keyword.value !== 'using') this.errorAfter('MissingStatementAfterKeyword', keyword, keyword.text);
        break;
      }
      if (token.kind === 'lCurly' && keyword.value !== 'using') {
        this.syncOn(false, ['rCurly']);
        const close = this.next();
        end = close.end;
        if (close.kind !== 'rCurly') {
          this.unget(close);
          this.errorAt('MissingEndCurlyBrace', token);
        }
        break;
      }
      if (token.kind !== 'newLine') {
        name ??= token.value;
        end = token.end;
      }
    }
    return { kind: 'UnsupportedStatement', keyword: keyword.value, name, start: keyword.start, end };
  }
}
