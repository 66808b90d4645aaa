import type { PsNumber } from '../values.ts';

export type TriviaKind = 'whitespace' | 'comment' | 'lineContinuation' | 'skipped';

export type TokenKind =
  | TriviaKind
  | 'newLine'
  | 'endOfInput'
  | 'unknown'
  | 'variable'
  | 'splattedVariable'
  | 'parameter'
  | 'number'
  | 'label'
  | 'identifier'
  | 'generic'
  | 'keyword'
  | 'stringLiteral'
  | 'stringExpandable'
  | 'hereStringLiteral'
  | 'hereStringExpandable'
  | 'subExpressionText'
  | 'lParen'
  | 'rParen'
  | 'lCurly'
  | 'rCurly'
  | 'lBracket'
  | 'rBracket'
  | 'atParen'
  | 'atCurly'
  | 'dollarParen'
  | 'semi'
  | 'comma'
  | 'ampersand'
  | 'andAnd'
  | 'orOr'
  | 'pipe'
  | 'dot'
  | 'colon'
  | 'colonColon'
  | 'questionDot'
  | 'questionLBracket'
  | 'redirection'
  | 'redirectIn'
  | 'operator';

/** A piece of an expandable string: text as it will stand, or a variable or subexpression still to be parsed. */
export type StringPart = string | Token;

export interface RedirectionInfo {
  /** 1 output, 2 error, 3 warning, 4 verbose, 5 debug, 6 information, 0 all (`*`). */
  readonly from: number;
  /** Set for `2>&1`. */
  readonly to: number | null;
  readonly append: boolean;
}

/**
 * One token. `start` and `end` are offsets in the whole text; `at` and `to` are offsets in the piece of text that
 * its lexer worked on (they differ only inside a subexpression of an expandable string).
 */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly at: number;
  readonly to: number;
  /** Value of strings and words (escapes resolved), name of variables, parameters and labels, lower-case keyword, canonical operator. */
  readonly value: string;
  readonly number?: PsNumber | null;
  /** `-Name:`: the parameter was written with a colon. */
  readonly usedColon?: boolean;
  readonly parts?: readonly StringPart[];
  readonly redirection?: RedirectionInfo;
  /** Offsets in the whole text of each character of `value`, for a subexpression whose text had doubled quotes. */
  readonly offsets?: readonly number[] | null;
  /** Tokens inside the subexpressions of an expandable string, once parsed. */
  nested?: Token[];
}

export type LexerMode = 'command' | 'expression' | 'typeName' | 'signature';
