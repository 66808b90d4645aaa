import type { ExpressionAst, ScriptBlockAst, StatementAst, StatementBlockAst, TrapAst } from '../ast.ts';
import { Lexer } from '../lexer/lexer.ts';
import type { Source } from '../lexer/source.ts';
import type { LexerMode, Token, TokenKind } from '../lexer/tokens.ts';

export interface RawError {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly argument: string;
}

/** Thrown when the text is nested deeper than the stack allows; parse() turns it into an error. */
export class TooDeep extends Error {
  readonly at: number;

  constructor(at: number) {
    super('nested too deeply');
    this.at = at;
  }
}

/** Thrown once a text has more errors than anybody reads: each later one would mean reading the rest anew. */
export class TooMany extends Error {}

/** Errors of one text that are told. */
const maxErrors = 100;
/** Nested brackets, blocks and operators; real scripts stay far below. */
const maxDepth = 450;
/** Operators, members or commas in one chain: deeper left-hand trees would overflow whoever walks them. */
export const maxChain = 3000;

export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** Token stream with one token of look-ahead, modes and errors: what every part of the parser stands on. */
export abstract class ParserCore {
  lexer: Lexer;
  readonly errors: RawError[] = [];
  protected disableComma = false;
  protected ungot: Token | null = null;
  private readonly seen = new Set<string>();
  private depth = 0;

  constructor(source: Source) {
    this.lexer = new Lexer(source, this.report);
  }

  abstract statementRule(): StatementAst | null;
  protected abstract pipelineChainRule(): StatementAst | null;
  protected abstract expressionRule(ternary?: boolean): ExpressionAst | null;
  protected abstract statementListRule(statements: StatementAst[], traps: TrapAst[]): void;
  protected abstract statementBlockRule(): StatementBlockAst | null;
  protected abstract scriptBlockRule(open: Token): ScriptBlockAst;

  /** Records an error once for each id and place (going back over a token finds the same error again). */
  readonly report = (id: string, start: number, end: number, argument = ''): void => {
    const key = `${id}:${start}:${end}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.errors.push({ id, start, end, argument });
    if (this.errors.length < maxErrors) return;
    throw this.depth > maxErrors / 4 ? new TooDeep(this.lexer.outer(this.lexer.pos)) : new TooMany();
  };

  protected errorAt(id: string, extent: Extent, argument = ''): void {
    this.report(id, extent.start, extent.end, argument);
  }

  /** An error at the empty place after something. */
  protected errorAfter(id: string, extent: Extent, argument = ''): void {
    this.report(id, extent.end, extent.end, argument);
  }

  /** Guards recursion: every rule that can nest goes through here. */
  protected nest<T>(rule: () => T): T {
    if (++this.depth > maxDepth) throw new TooDeep(this.lexer.outer(this.lexer.pos));
    const result = rule();
    this.depth--;
    return result;
  }

  protected checkChain(length: number): void {
    if (length > maxChain) throw new TooDeep(this.lexer.outer(this.lexer.pos));
  }

  protected next(): Token {
    const token = this.ungot;
    if (token === null) return this.lexer.next();
    this.ungot = null;
    return token;
  }

  protected peek(): Token {
    this.ungot ??= this.lexer.next();
    return this.ungot;
  }

  protected unget(token: Token): void {
    this.ungot = token;
  }

  protected skip(): void {
    this.ungot = null;
  }

  protected resync(at: number): void {
    this.ungot = null;
    this.lexer.resync(at);
  }

  protected setMode(mode: LexerMode): void {
    if (mode !== this.lexer.mode && this.ungot !== null && !sameInEveryMode.has(this.ungot.kind)) {
      this.resync(this.ungot.at);
    }
    this.lexer.mode = mode;
  }

  protected inMode<T>(mode: LexerMode, rule: () => T): T {
    const old = this.lexer.mode;
    this.setMode(mode);
    const result = rule();
    this.setMode(old);
    return result;
  }

  protected withComma<T>(disabled: boolean, rule: () => T): T {
    const old = this.disableComma;
    this.disableComma = disabled;
    const result = rule();
    this.disableComma = old;
    return result;
  }

  protected skipNewlines(): void {
    while (this.peek().kind === 'newLine') this.skip();
  }

  protected skipNewlinesAndSemicolons(): void {
    for (;;) {
      const { kind } = this.peek();
      if (kind !== 'newLine' && kind !== 'semi') return;
      this.skip();
    }
  }

  protected isOperator(token: Token, operator: string): boolean {
    return token.kind === 'operator' && token.value === operator;
  }

  protected isKeyword(token: Token, word: string): boolean {
    return token.kind === 'keyword' && token.value === word;
  }

  /** Passes over tokens up to one of `kinds` (brackets inside are balanced), as error recovery. */
  protected syncOn(consume: boolean, kinds: readonly TokenKind[]): void {
    let round = 0;
    let curly = 0;
    for (;;) {
      const token = this.next();
      if (token.kind === 'endOfInput') {
        this.unget(token);
        return;
      }
      if (kinds.includes(token.kind) && round === 0 && curly === 0) {
        if (!consume) this.unget(token);
        return;
      }
      if (token.kind === 'lParen' || token.kind === 'atParen' || token.kind === 'dollarParen') round++;
      else if (token.kind === 'rParen' && --round < 0) {
        this.unget(token);
        return;
      } else if (token.kind === 'lCurly' || token.kind === 'atCurly') curly++;
      else if (token.kind === 'rCurly' && --curly < 0) {
        this.unget(token);
        return;
      }
    }
  }
}

const sameInEveryMode: ReadonlySet<TokenKind> = new Set([
  'newLine',
  'endOfInput',
  'semi',
  'rParen',
  'rCurly',
  'lParen',
  'lCurly',
  'pipe',
]);
