import {
  ch,
  forcesNewToken,
  isBlank,
  isDash,
  isDigit,
  isDoubleQuote,
  isIdentifierPart,
  isIdentifierStart,
  isLetter,
  isNewline,
  isSingleQuote,
  isVariableStart,
} from './chars.ts';
import { scanNumber } from './numbers.ts';
import type { RedirectionInfo, Token, TokenKind } from './tokens.ts';
import { WordLexer } from './word-lexer.ts';
import { dashOperators, keywords } from './words.ts';

/**
 * Reads tokens one at a time, in the mode that the parser asks for: PowerShell reads the same characters differently
 * where a command's arguments stand and where an expression stands.
 */
export class Lexer extends WordLexer {
  /** `-5` is one number where an operand is expected. */
  allowSignedNumbers = false;
  /** A member, key or label is expected: words end at the first character that is not of an identifier. */
  wantSimpleName = false;

  /** The next token; blanks and comments before it are passed over. */
  next(): Token {
    for (;;) {
      this.skipTrivia();
      this.tokenStart = this.pos;
      const token = this.scan(this.code(this.pos));
      if (token !== null) return token;
    }
  }

  /** `.`, `::`, `[`, `?.` or `?[` directly after an operand (comments may stand between); else null and nothing is read. */
  memberAccess(allowBracket: boolean): Token | null {
    while (this.code(this.pos) === ch.less && this.code(this.pos + 1) === ch.hash) this.skipBlockComment();
    this.tokenStart = this.pos;
    const c = this.code(this.pos);
    const next = this.code(this.pos + 1);
    const ends = (code: number): boolean => isBlank(code) || isNewline(code) || code === 0;
    if (c === ch.dot) {
      if (next === ch.dot || (this.mode === 'command' && ends(next))) return null;
      return this.take('dot', 1);
    }
    if (c === ch.colon && next === ch.colon) {
      if (this.mode === 'command' && ends(this.code(this.pos + 2))) return null;
      return this.take('colonColon', 2);
    }
    if (c === ch.lBracket && allowBracket) return this.take('lBracket', 1);
    if (c === ch.question && next === ch.dot) return this.take('questionDot', 2);
    if (c === ch.question && next === ch.lBracket && allowBracket) return this.take('questionLBracket', 2);
    return null;
  }

  /** `(` or `{` directly after a member name. */
  invokeOpen(): Token | null {
    this.tokenStart = this.pos;
    const c = this.code(this.pos);
    if (c === ch.lParen) return this.take('lParen', 1);
    if (c === ch.lCurly) return this.take('lCurly', 1);
    return null;
  }

  /** A `[` stands right here. */
  atBracket(): boolean {
    return this.code(this.pos) === ch.lBracket;
  }

  /** `[` of a type or attribute, in any mode; blanks and comments may stand before it. */
  leftBracket(): Token | null {
    const from = this.pos;
    this.skipTrivia();
    this.tokenStart = this.pos;
    if (this.code(this.pos) === ch.lBracket) return this.take('lBracket', 1);
    const c = this.code(this.pos);
    if (c === ch.dot || c === ch.colon) this.pos = from;
    return null;
  }

  /** After `--%`: the rest of the line, up to a pipe outside quotes. */
  verbatim(): Token | null {
    while (isBlank(this.code(this.pos))) this.pos++;
    this.tokenStart = this.pos;
    let quoted = false;
    let i = this.pos;
    for (; i < this.text.length; i++) {
      const c = this.code(i);
      if (isNewline(c)) break;
      if (isDoubleQuote(c)) quoted = !quoted;
      else if (!quoted && (c === ch.pipe || (c === ch.ampersand && this.code(i + 1) === ch.ampersand))) break;
    }
    if (i === this.pos) return null;
    return this.make('generic', i, { value: this.text.slice(this.pos, i) });
  }

  private scan(c: number): Token | null {
    const command = this.mode === 'command';
    if (c < 128 && isIdentifierStart(c)) return this.scanIdentifier();
    switch (c) {
      case ch.lf:
        return this.take('newLine', 1);
      case ch.cr:
        return this.take('newLine', this.code(this.pos + 1) === ch.lf ? 2 : 1);
      case ch.at:
        return this.scanAt();
      case ch.backtick:
        if (this.pos + 1 >= this.text.length) {
          this.error('IncompleteString', this.text.length, this.text.length);
          this.pos = this.text.length;
          return null;
        }
        return this.scanGeneric(this.pos);
      case ch.dollar:
        return this.code(this.pos + 1) === ch.lParen ? this.take('dollarParen', 2) : this.scanVariable(false);
      case ch.lParen:
        return this.take('lParen', 1);
      case ch.rParen:
        return this.take('rParen', 1);
      case ch.lCurly:
        return this.take('lCurly', 1);
      case ch.rCurly:
        return this.take('rCurly', 1);
      case ch.lBracket:
        if (command && !forcesNewToken(this.code(this.pos + 1))) return this.scanGeneric(this.pos);
        return this.take('lBracket', 1);
      case ch.rBracket:
        return this.take('rBracket', 1);
      case ch.semi:
        return this.take('semi', 1);
      case ch.comma:
        return this.take('comma', 1);
      case ch.pipe:
        return this.code(this.pos + 1) === ch.pipe ? this.take('orOr', 2) : this.take('pipe', 1);
      case ch.ampersand:
        return this.code(this.pos + 1) === ch.ampersand ? this.take('andAnd', 2) : this.take('ampersand', 1);
      case ch.dot:
        return this.scanDot();
      case ch.colon:
        return this.scanColon();
      case ch.less:
        return this.take('redirectIn', 1);
      case ch.greater:
        return this.redirection(1, this.pos + 1);
      case ch.equals:
        return this.operatorInMode('=');
      case ch.plus:
        return this.scanPlus();
      case ch.star:
        if (this.code(this.pos + 1) === ch.greater) return this.redirection(0, this.pos + 2);
        return this.operatorInMode(this.code(this.pos + 1) === ch.equals ? '*=' : '*');
      case ch.slash:
        return this.operatorInMode(this.code(this.pos + 1) === ch.equals ? '/=' : '/');
      case ch.percent:
        return this.operatorInMode(this.code(this.pos + 1) === ch.equals ? '%=' : '%');
      case ch.exclaim:
        return this.scanExclaim();
      case ch.question:
        return this.scanQuestion();
      default:
        return this.scanOther(c);
    }
  }

  private scanOther(c: number): Token {
    if (isDigit(c)) {
      if (c >= ch.zero + 1 && c <= ch.zero + 6 && this.code(this.pos + 1) === ch.greater) {
        return this.redirection(c - ch.zero, this.pos + 2);
      }
      return this.scanNumberToken();
    }
    if (isSingleQuote(c)) return this.stringLiteral();
    if (isDoubleQuote(c)) return this.stringExpandable();
    if (isDash(c)) return this.scanDash();
    if (c === 0 && this.pos >= this.text.length) return this.make('endOfInput', this.text.length);
    if (isLetter(c)) return this.scanIdentifier();
    return this.scanGeneric(this.pos);
  }

  private scanAt(): Token {
    const next = this.code(this.pos + 1);
    if (next === ch.lCurly) return this.take('atCurly', 2);
    if (next === ch.lParen) return this.take('atParen', 2);
    if (isSingleQuote(next)) return this.hereStringLiteral();
    if (isDoubleQuote(next)) return this.hereStringExpandable();
    if (isVariableStart(next)) return this.scanVariable(true);
    this.error('UnrecognizedToken', this.pos, this.pos + 1);
    return this.take('unknown', 1);
  }

  private scanDot(): Token {
    const command = this.mode === 'command';
    const next = this.code(this.pos + 1);
    if (next === ch.dot) {
      if (command && !forcesNewToken(this.code(this.pos + 2))) return this.scanGeneric(this.pos);
      return this.operator('..', 2);
    }
    if (isDigit(next)) return this.scanNumberToken();
    const dotSource = next === ch.dollar || next === ch.doubleQuote || next === ch.singleQuote;
    if (command && !forcesNewToken(next) && !dotSource) return this.scanGeneric(this.pos);
    return this.take('dot', 1);
  }

  private scanColon(): Token {
    const command = this.mode === 'command';
    if (this.code(this.pos + 1) === ch.colon) {
      if (command && !this.wantSimpleName && !forcesNewToken(this.code(this.pos + 2))) {
        return this.scanGeneric(this.pos);
      }
      return this.take('colonColon', 2);
    }
    if (!command) return this.take('colon', 1);
    if (!isIdentifierStart(this.code(this.pos + 1))) return this.scanGeneric(this.pos);
    let i = this.pos + 2;
    while (isIdentifierPart(this.code(i))) i++;
    if (!forcesNewToken(this.code(i))) return this.scanGeneric(this.pos);
    return this.make('label', i, { value: this.text.slice(this.pos + 1, i) });
  }

  private scanPlus(): Token {
    const next = this.code(this.pos + 1);
    if (next === ch.plus) return this.operatorInMode('++');
    if (next === ch.equals) return this.operatorInMode('+=');
    if (this.allowSignedNumbers && (isDigit(next) || next === ch.dot)) return this.scanNumberToken();
    return this.operatorInMode('+');
  }

  private scanDash(): Token {
    const next = this.code(this.pos + 1);
    if (isDash(next)) return this.operatorInMode('--');
    if (next === ch.equals) return this.operatorInMode('-=');
    if (isLetter(next) || next === ch.underscore || next === ch.question) return this.scanParameter();
    if (this.allowSignedNumbers && (isDigit(next) || next === ch.dot)) return this.scanNumberToken();
    return this.operatorInMode('-');
  }

  private scanExclaim(): Token {
    const next = this.code(this.pos + 1);
    if (this.mode === 'command' && !forcesNewToken(next)) return this.scanGeneric(this.pos);
    if (this.mode === 'expression' && isIdentifierStart(next)) return this.scanGeneric(this.pos);
    if (this.mode === 'expression' && (isDigit(next) || next === ch.dot)) {
      if (scanNumber(this.text, this.pos + 1, true, this.endNumberOnTernary) === null) {
        return this.scanGeneric(this.pos);
      }
    }
    return this.operator('!', 1);
  }

  private scanQuestion(): Token {
    if (this.mode !== 'expression') return this.scanGeneric(this.pos);
    if (this.code(this.pos + 1) !== ch.question) return this.operator('?', 1);
    return this.code(this.pos + 2) === ch.equals ? this.operator('??=', 3) : this.operator('??', 2);
  }

  /** A parameter, a dash operator or a lone minus. */
  private scanParameter(): Token {
    const command = this.mode === 'command';
    let i = this.pos + 1;
    let usedColon = false;
    for (; i < this.text.length; i++) {
      const c = this.code(i);
      if (c === ch.colon) {
        usedColon = true;
        break;
      }
      if (isSingleQuote(c) || isDoubleQuote(c)) {
        // A quote is never part of a parameter: the whole word is an argument.
        if (command) return this.scanGeneric(this.pos);
        break;
      }
      if (forcesNewToken(c) || c === ch.dot || c === ch.lBracket) break;
      if (!command && !isAsciiLetter(c)) break;
    }
    const name = this.text.slice(this.pos + 1, i);
    if (this.mode === 'expression') {
      const operator = dashOperators.get(name.toLowerCase());
      if (operator !== undefined) return this.operator(operator, i - this.pos);
    }
    if (name.length === 0) return this.operator('-', 1);
    return this.make('parameter', usedColon && command ? i + 1 : i, { value: name, usedColon });
  }

  private scanIdentifier(): Token {
    let i = this.pos + 1;
    while (isIdentifierPart(this.code(i))) i++;
    if (this.mode === 'typeName') return this.scanTypeName();
    const command = this.mode === 'command';
    if (!this.wantSimpleName && command && !forcesNewToken(this.code(i))) return this.scanGeneric(this.pos);
    const word = this.text.slice(this.pos, i);
    if (!this.wantSimpleName && (command || this.mode === 'signature')) {
      const lower = word.toLowerCase();
      if (keywords.has(lower)) return this.make('keyword', i, { value: lower });
    }
    return this.make('identifier', i, { value: word });
  }

  private scanTypeName(): Token {
    let i = this.pos;
    for (; i < this.text.length; i++) {
      const c = this.code(i);
      if (
        !isIdentifierPart(c) &&
        c !== ch.dot &&
        c !== ch.backtick &&
        c !== ch.plus &&
        c !== ch.hash &&
        c !== 92
      )
        break;
    }
    return this.make('identifier', i, { value: this.text.slice(this.pos, i) });
  }

  private scanNumberToken(): Token {
    const expression = this.mode === 'expression';
    const scan = scanNumber(this.text, this.pos, expression, this.endNumberOnTernary);
    if (scan === null || (scan.value === null && !expression)) return this.scanGeneric(this.pos);
    const text = this.text.slice(this.pos, scan.end);
    if (scan.value === null) this.error('BadNumericConstant', this.pos, scan.end, text);
    return this.make('number', scan.end, { value: text, number: scan.value });
  }

  /** An operator in expression mode; in command mode the start of a word unless a blank or bracket follows. */
  private operatorInMode(operator: string): Token {
    if (this.mode === 'command' && !forcesNewToken(this.code(this.pos + operator.length))) {
      return this.scanGeneric(this.pos);
    }
    return this.operator(operator, operator.length);
  }

  private operator(operator: string, length: number): Token {
    return this.make('operator', this.pos + length, { value: operator });
  }

  private redirection(from: number, after: number): Token {
    let i = after;
    const info = (to: number | null, append: boolean): RedirectionInfo => ({ from, to, append });
    if (this.code(i) === ch.greater)
      return this.make('redirection', i + 1, { redirection: info(null, true) });
    const target = this.code(i + 1) - ch.zero;
    const explicit = after - this.pos === 2;
    if (explicit && this.code(i) === ch.ampersand && (target === 1 || (target === 2 && from !== 0))) {
      i += 2;
      return this.make('redirection', i, { redirection: info(target, false) });
    }
    return this.make('redirection', i, { redirection: info(null, false) });
  }

  private take(kind: TokenKind, length: number): Token {
    return this.make(kind, this.pos + length);
  }
}

function isAsciiLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
