import { ch, isBlank, isNewline } from './chars.ts';
import type { ReportError, Source } from './source.ts';
import type { LexerMode, Token, TokenKind } from './tokens.ts';

type Extra = Partial<Pick<Token, 'value' | 'number' | 'usedColon' | 'parts' | 'redirection' | 'offsets'>>;

/** Position, mode, errors and the list of tokens read so far. */
export class BaseLexer {
  readonly text: string;
  readonly tokens: Token[] = [];
  pos = 0;
  mode: LexerMode = 'command';
  /** `1:2` ends a number at the colon inside a ternary. */
  endNumberOnTernary = false;
  protected tokenStart = 0;
  private readonly source: Source;
  private readonly report: ReportError;

  constructor(source: Source, report: ReportError) {
    this.text = source.text;
    this.source = source;
    this.report = report;
  }

  /** Goes back to read from `at` again; tokens from there on are forgotten. */
  resync(at: number): void {
    this.pos = at;
    for (;;) {
      const last = this.tokens[this.tokens.length - 1];
      if (last === undefined || last.at < at) return;
      this.tokens.pop();
    }
  }

  /** Offset in the whole text of an offset in this lexer's text. */
  outer(at: number): number {
    const { offsets, base } = this.source;
    if (offsets === null) return base + at;
    const known = offsets[at];
    if (known !== undefined) return known;
    return (offsets[offsets.length - 1] ?? base - 1) + 1;
  }

  /** Code unit at an offset; 0 past the end. */
  protected code(at: number): number {
    return at < this.text.length ? this.text.charCodeAt(at) : 0;
  }

  /** Reports an error at offsets of this lexer's text. */
  protected error(id: string, start: number, end: number, argument?: string): void {
    this.report(id, this.outer(start), this.outer(end), argument);
  }

  /** Makes the token from `tokenStart` to `to`, moves on and remembers it. */
  protected make(kind: TokenKind, to: number, extra: Extra = {}): Token {
    const token = this.detached(kind, this.tokenStart, to, extra);
    this.pos = to;
    if (kind !== 'endOfInput') this.tokens.push(token);
    return token;
  }

  /** A token that is part of another one (a variable inside a string) and not in the list itself. */
  protected detached(kind: TokenKind, at: number, to: number, extra: Extra = {}): Token {
    const text = this.text.slice(at, to);
    const start = this.outer(at);
    const end = to > at ? this.outer(to - 1) + 1 : start;
    return { kind, text, start, end, at, to, value: extra.value ?? text, ...extra };
  }

  /** Passes over blanks, comments and backticks before a line end or blank. */
  protected skipTrivia(): void {
    for (;;) {
      const c = this.code(this.pos);
      if (isBlank(c)) this.pos++;
      else if (c === ch.hash) this.skipLineComment();
      else if (c === ch.less && this.code(this.pos + 1) === ch.hash) this.skipBlockComment();
      else if (c === ch.backtick) {
        const next = this.code(this.pos + 1);
        if (next === ch.cr && this.code(this.pos + 2) === ch.lf) this.pos += 3;
        else if (isNewline(next) || isBlank(next)) this.pos += 2;
        else return;
      } else return;
    }
  }

  protected skipLineComment(): void {
    while (this.pos < this.text.length && !isNewline(this.code(this.pos))) this.pos++;
  }

  protected skipBlockComment(): void {
    const start = this.pos;
    const close = this.text.indexOf('#>', start + 2);
    if (close < 0) {
      this.error('MissingTerminatorMultiLineComment', start, start + 2);
      this.pos = this.text.length;
    } else {
      this.pos = close + 2;
    }
  }
}
