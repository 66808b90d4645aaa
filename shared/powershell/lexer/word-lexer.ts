import { BaseLexer } from './base-lexer.ts';
import {
  ch,
  forcesNewToken,
  isDoubleQuote,
  isLetterOrDigit,
  isSingleQuote,
  isVariableStart,
} from './chars.ts';
import { hereStringBody, hereStringHeader } from './here-strings.ts';
import { readEscape } from './escapes.ts';
import type { StringPart, Token } from './tokens.ts';

/** Collects the value and the parts of an expandable string or word. */
class PartList {
  readonly parts: StringPart[] = [];
  value = '';
  expandable = false;
  private run = '';

  add(text: string): void {
    this.value += text;
    this.run += text;
  }

  addNested(token: Token, text: string): void {
    this.flush();
    this.parts.push(token);
    this.value += text;
    this.expandable = true;
  }

  flush(): void {
    if (this.run.length > 0) this.parts.push(this.run);
    this.run = '';
  }
}

/** Strings, here-strings, variables and bare words. */
export class WordLexer extends BaseLexer {
  protected stringLiteral(): Token {
    const scan = this.scanSingleQuoted(this.pos);
    return this.make('stringLiteral', scan.end, { value: scan.value });
  }

  protected stringExpandable(): Token {
    const list = new PartList();
    const end = this.scanDoubleQuoted(this.pos, list);
    list.flush();
    return this.make('stringExpandable', end, { value: list.value, parts: list.parts });
  }

  protected hereStringLiteral(): Token {
    const body = this.hereString(isSingleQuote, "'@");
    if (body === null) return this.make('hereStringLiteral', this.pos, { value: '' });
    return this.make('hereStringLiteral', body.after, { value: this.text.slice(body.start, body.end) });
  }

  protected hereStringExpandable(): Token {
    const body = this.hereString(isDoubleQuote, '"@');
    if (body === null) return this.make('hereStringExpandable', this.pos, { value: '', parts: [] });
    const list = new PartList();
    this.scanExpandable(body.start, body.end, list, true);
    list.flush();
    return this.make('hereStringExpandable', body.after, { value: list.value, parts: list.parts });
  }

  /** Finds the body; reports what is wrong with the header or footer. null: no body, `pos` is where reading goes on. */
  private hereString(
    isQuote: (code: number) => boolean,
    footer: string,
  ): { start: number; end: number; after: number } | null {
    const header = this.tokenStart;
    const start = hereStringHeader(this.text, header + 2);
    if (start < 0) {
      if (-start - 1 >= this.text.length) {
        this.pos = this.text.length;
        this.error('TerminatorExpectedAtEndOfString', header, header + 2, footer);
        return null;
      }
      const stray = -start - 1;
      this.error('UnexpectedCharactersAfterHereStringHeader', stray, stray);
      let i = stray;
      while (i < this.text.length && this.code(i) !== ch.lf && this.code(i) !== ch.cr) {
        if (isQuote(this.code(i)) && this.code(i + 1) === ch.at) {
          i += 2;
          break;
        }
        i++;
      }
      this.pos = i;
      return null;
    }
    const body = hereStringBody(this.text, start, isQuote);
    if (body.footer !== 'found') {
      if (body.falseFooter >= 0)
        this.error('WhitespaceBeforeHereStringFooter', body.falseFooter, body.falseFooter + 2);
      else this.error('TerminatorExpectedAtEndOfString', header, header + 2, footer);
    }
    return { start, end: body.end, after: body.after };
  }

  /** Reads from the quote at `open`; the end is after the closing quote, two quotes in a row are one. */
  private scanSingleQuoted(open: number): { end: number; value: string } {
    const pieces: string[] = [];
    let from = open + 1;
    let i = from;
    for (; i < this.text.length; i++) {
      if (!isSingleQuote(this.code(i))) continue;
      if (!isSingleQuote(this.code(i + 1))) {
        pieces.push(this.text.slice(from, i));
        return { end: i + 1, value: pieces.join('') };
      }
      pieces.push(this.text.slice(from, i));
      i++;
      from = i;
    }
    pieces.push(this.text.slice(from));
    this.error('TerminatorExpectedAtEndOfString', open, open + 1, "'");
    return { end: this.text.length, value: pieces.join('') };
  }

  private scanDoubleQuoted(open: number, list: PartList): number {
    const end = this.scanExpandable(open + 1, this.text.length, list, false);
    if (end >= 0) return end;
    this.error('TerminatorExpectedAtEndOfString', open, open + 1, '"');
    return this.text.length;
  }

  /**
   * Reads text with escapes, variables and subexpressions.
   * @returns the offset after the closing quote; -1: `limit` was reached first (always so in a here-string).
   */
  private scanExpandable(from: number, limit: number, list: PartList, hereString: boolean): number {
    let i = from;
    let run = from;
    const flush = (): void => {
      if (i > run) list.add(this.text.slice(run, i));
    };
    while (i < limit) {
      const c = this.code(i);
      if (!hereString && isDoubleQuote(c)) {
        flush();
        if (!isDoubleQuote(this.code(i + 1))) return i + 1;
        list.add(this.text.charAt(i + 1));
        i += 2;
        run = i;
      } else if (c === ch.backtick && i + 1 < limit) {
        flush();
        i = this.addEscape(i + 1, list);
        run = i;
      } else if (c === ch.dollar) {
        const nested = this.scanDollar(i, hereString);
        if (nested === null) {
          i++;
        } else {
          flush();
          list.addNested(nested, this.text.slice(i, nested.to));
          i = nested.to;
          run = i;
        }
      } else {
        i++;
      }
    }
    flush();
    return -1;
  }

  private addEscape(at: number, list: PartList): number {
    const escape = readEscape(this.text, at);
    if (escape.error !== undefined) this.error(escape.error.id, escape.error.start, escape.error.end);
    list.add(escape.text);
    return escape.end;
  }

  /** The variable or subexpression that begins with the dollar sign at `at`, or null. */
  private scanDollar(at: number, hereString: boolean): Token | null {
    const next = this.code(at + 1);
    if (next === ch.lParen) return this.scanSubExpressionText(at, hereString);
    if (next === ch.lCurly) return this.bracedVariable(at, true);
    if (!isVariableStart(next)) return null;
    return this.plainVariable(at, 'variable');
  }

  /** Cuts out `$(…)` by counting brackets, as PowerShell does; outside here-strings doubled quotes become single ones. */
  private scanSubExpressionText(at: number, hereString: boolean): Token {
    let depth = 1;
    let i = at + 2;
    let value = '$(';
    let run = i;
    let offsets: number[] | null = null;
    for (; i < this.text.length && depth > 0; i++) {
      const c = this.code(i);
      if (c === ch.lParen) depth++;
      else if (c === ch.rParen) depth--;
      else if (!hereString && (c === ch.backtick || isDoubleQuote(c)) && isDoubleQuote(this.code(i + 1))) {
        offsets ??= this.offsetsOf(at, at + 2);
        value += this.text.slice(run, i) + this.text.charAt(i + 1);
        for (let k = run; k < i; k++) offsets.push(this.outer(k));
        offsets.push(this.outer(i + 1));
        i++;
        run = i + 1;
      }
    }
    value += this.text.slice(run, i);
    if (offsets !== null) for (let k = run; k < i; k++) offsets.push(this.outer(k));
    if (depth > 0) this.error('IncompleteDollarSubexpressionReference', at, at + 2);
    if (offsets === null && this.outer(at) - at !== this.outer(i - 1) - (i - 1))
      offsets = this.offsetsOf(at, i);
    return this.detached('subExpressionText', at, i, { value, offsets });
  }

  private offsetsOf(from: number, to: number): number[] {
    const offsets: number[] = [];
    for (let k = from; k < to; k++) offsets.push(this.outer(k));
    return offsets;
  }

  /** A variable or splatted variable where a token begins; a bare word where the characters after it say so. */
  protected scanVariable(splatted: boolean): Token {
    const at = this.pos;
    const command = this.mode === 'command';
    if (!splatted && this.code(at + 1) === ch.lCurly) {
      const token = this.bracedVariable(at, false);
      const after = this.code(token.to);
      if (command && !forcesNewToken(after) && after !== ch.dot && after !== ch.lBracket)
        return this.scanGeneric(at);
      return this.keep(token);
    }
    if (!isVariableStart(this.code(at + 1))) return this.scanGeneric(at);
    const end = this.variableEnd(at + 1);
    const after = this.code(end);
    const joins = after === ch.dot || after === ch.lBracket || after === ch.equals;
    const special = this.isSpecialVariable(at + 1);
    if (command && !forcesNewToken(after) && (special || !joins) && !(after === ch.colon && !special)) {
      return this.scanGeneric(at);
    }
    return this.keep(this.plainVariable(at, splatted ? 'splattedVariable' : 'variable'));
  }

  private keep(token: Token): Token {
    this.tokens.push(token);
    this.pos = token.to;
    return token;
  }

  /** `$$`, `$?` and `$^` are one character long. */
  private isSpecialVariable(at: number): boolean {
    const c = this.code(at);
    return c === ch.dollar || c === ch.question || c === ch.caret;
  }

  private variableEnd(from: number): number {
    if (this.isSpecialVariable(from)) return from + 1;
    let i = from + 1;
    for (; i < this.text.length; i++) {
      const c = this.code(i);
      if (c === ch.colon) {
        if (this.code(i + 1) === ch.colon) break;
      } else if (c !== ch.underscore && c !== ch.question && !isLetterOrDigit(c)) break;
    }
    return i;
  }

  private plainVariable(at: number, kind: 'variable' | 'splattedVariable'): Token {
    const end = this.variableEnd(at + 1);
    const value = this.text.slice(at + 1, end);
    if (value.endsWith(':')) {
      const id = value.length > 1 ? 'InvalidVariableReferenceWithDrive' : 'InvalidVariableReference';
      this.error(id, at, end);
    }
    return this.detached(kind, at, end, { value });
  }

  /** `${name}`: any characters, the closing brace and the backtick escaped by a backtick. */
  private bracedVariable(at: number, inString: boolean): Token {
    let name = '';
    let i = at + 2;
    let closed = false;
    while (i < this.text.length && !closed) {
      const c = this.code(i);
      if (c === ch.rCurly) closed = true;
      else if (c === ch.backtick && i + 1 < this.text.length) {
        const escape = readEscape(this.text, i + 1);
        name += escape.text;
        i = escape.end;
        continue;
      } else {
        if (c === ch.lCurly) this.error('OpenBraceNeedsToBeBackTickedInVariableName', i + 1, i + 1);
        name += this.text.charAt(i);
        if (inString && isDoubleQuote(c) && isDoubleQuote(this.code(i + 1))) i++;
      }
      i++;
    }
    if (!closed) this.error('IncompleteDollarVariableReference', at + 1, at + 1);
    else if (name.length === 0) this.error('EmptyVariableReference', i - 1, i - 1);
    else if (name.endsWith(':')) this.error('InvalidBracedVariableReference', at, i);
    return this.detached('variable', at, i, { value: name.length === 0 ? ':Error:' : name });
  }

  /** A bare word from `at`: quotes inside it are removed, escapes resolved, variables kept as parts. */
  protected scanGeneric(at: number): Token {
    const list = new PartList();
    let i = at;
    let run = at;
    const flush = (): void => {
      if (i > run) list.add(this.text.slice(run, i));
    };
    while (i < this.text.length) {
      const c = this.code(i);
      if (i > at && forcesNewToken(c)) break;
      if (c === ch.backtick && i + 1 < this.text.length) {
        flush();
        i = this.addEscape(i + 1, list);
        run = i;
      } else if (i > at && isSingleQuote(c)) {
        flush();
        const scan = this.scanSingleQuoted(i);
        list.add(scan.value);
        i = scan.end;
        run = i;
      } else if (i > at && isDoubleQuote(c)) {
        flush();
        i = this.scanDoubleQuoted(i, list);
        run = i;
      } else if (c === ch.dollar) {
        const nested = this.scanDollar(i, false);
        if (nested === null) {
          i++;
        } else {
          flush();
          list.addNested(nested, this.text.slice(i, nested.to));
          i = nested.to;
          run = i;
        }
      } else {
        i++;
      }
    }
    flush();
    list.flush();
    this.tokenStart = at;
    return this.make(
      'generic',
      i,
      list.expandable ? { value: list.value, parts: list.parts } : { value: list.value },
    );
  }
}
