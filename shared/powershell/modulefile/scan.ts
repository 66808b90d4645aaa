import { ch, isBlank, isDoubleQuote, isNewline, isSingleQuote } from '../lexer/chars.ts';
import { hereStringBody, hereStringHeader } from '../lexer/here-strings.ts';

/** A `#` begins a comment only where a token begins. */
function startsToken(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  return isBlank(before) || isNewline(before) || '(){};,|&=]['.includes(text.charAt(at - 1));
}

function skipSingleQuoted(text: string, open: number): number {
  for (let i = open + 1; i < text.length; i++) {
    if (!isSingleQuote(text.charCodeAt(i))) continue;
    if (!isSingleQuote(text.charCodeAt(i + 1))) return i + 1;
    i++;
  }
  return text.length;
}

/** Brackets of a `$( … )` in a text are counted, whatever stands between them. */
function skipSubExpression(text: string, from: number): number {
  let depth = 1;
  let i = from;
  for (; i < text.length && depth > 0; i++) {
    const c = text.charCodeAt(i);
    if (c === ch.lParen) depth++;
    else if (c === ch.rParen) depth--;
  }
  return i;
}

function skipDoubleQuoted(text: string, open: number): number {
  let i = open + 1;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (c === ch.backtick) i += 2;
    else if (c === ch.dollar && text.charCodeAt(i + 1) === ch.lParen) i = skipSubExpression(text, i + 2);
    else if (isDoubleQuote(c)) {
      if (!isDoubleQuote(text.charCodeAt(i + 1))) return i + 1;
      i += 2;
    } else i++;
  }
  return text.length;
}

function skipHereString(text: string, at: number): number {
  const isQuote = isSingleQuote(text.charCodeAt(at + 1)) ? isSingleQuote : isDoubleQuote;
  const start = hereStringHeader(text, at + 2);
  if (start < 0) return at + 2;
  return hereStringBody(text, start, isQuote).after;
}

/** The offset of the brace that closes the `${name}` at `at`; one after a backtick belongs to the name. -1: none. */
export function bracedNameEnd(text: string, at: number): number {
  let end = text.indexOf('}', at + 2);
  while (end > 0 && isEscaped(text, end, at + 2)) end = text.indexOf('}', end + 1);
  return end;
}

function isEscaped(text: string, at: number, from: number): boolean {
  let i = at;
  while (i > from && text.charCodeAt(i - 1) === ch.backtick) i--;
  return (at - i) % 2 === 1;
}

/** Characters at which a scan must look closer: brackets, commas and whatever skipOpaque knows. */
const marks = new Uint8Array(128);
for (const character of '\'"`@#<$(){}[],') marks[character.charCodeAt(0)] = 1;

/** True where nothing of structure can begin: a scan may step over it. */
export function isPlain(code: number): boolean {
  return code < 128 ? marks[code] === 0 : code < 0x2018 || code > 0x201e;
}

/**
 * Passes over what can't hold structure: a text, here-string, comment, escape or `${name}` that begins at `at`.
 * @returns the offset after it; `at` itself where a plain character stands.
 */
export function skipOpaque(text: string, at: number): number {
  const c = text.charCodeAt(at);
  if (c > 127) {
    if (isSingleQuote(c)) return skipSingleQuoted(text, at);
    return isDoubleQuote(c) ? skipDoubleQuoted(text, at) : at;
  }
  switch (c) {
    case ch.singleQuote:
      return skipSingleQuoted(text, at);
    case ch.doubleQuote:
      return skipDoubleQuoted(text, at);
    case ch.backtick:
      return Math.min(text.length, at + 2);
    case ch.at: {
      const next = text.charCodeAt(at + 1);
      return isSingleQuote(next) || isDoubleQuote(next) ? skipHereString(text, at) : at;
    }
    case ch.hash: {
      if (!startsToken(text, at)) return at;
      const end = text.indexOf('\n', at);
      return end < 0 ? text.length : end;
    }
    case ch.less: {
      if (text.charCodeAt(at + 1) !== ch.hash) return at;
      const end = text.indexOf('#>', at + 2);
      return end < 0 ? text.length : end + 2;
    }
    case ch.dollar: {
      if (text.charCodeAt(at + 1) !== ch.lCurly) return at;
      const end = bracedNameEnd(text, at);
      return end < 0 ? text.length : end + 1;
    }
    default:
      return at;
  }
}

/** Passes over blanks, line ends, line continuations and comments. */
export function skipSpace(text: string, from: number): number {
  let i = from;
  for (;;) {
    const c = text.charCodeAt(i);
    if (isBlank(c) || isNewline(c)) i++;
    else if (c === ch.backtick && (isNewline(text.charCodeAt(i + 1)) || isBlank(text.charCodeAt(i + 1))))
      i += 2;
    else if (c === ch.hash || (c === ch.less && text.charCodeAt(i + 1) === ch.hash)) {
      const end = skipOpaque(text, i);
      if (end === i) return i;
      i = end;
    } else return i;
  }
}

/**
 * The offset of the bracket that closes the one at `open` (round, curly or square; others between are balanced);
 * the end of the text where it is missing.
 */
export function closingBracket(text: string, open: number): number {
  const opening = text.charCodeAt(open);
  const closing = opening === ch.lParen ? ch.rParen : opening === ch.lCurly ? ch.rCurly : ch.rBracket;
  let depth = 0;
  let i = open;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (isPlain(c)) {
      i++;
      continue;
    }
    const after = skipOpaque(text, i);
    if (after > i) {
      i = after;
      continue;
    }
    if (c === opening) depth++;
    else if (c === closing && --depth === 0) return i;
    i++;
  }
  return text.length;
}

/** Splits a text at commas that stand outside brackets and texts; blanks and comments around pieces are taken off. */
export function splitAtCommas(text: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let from = 0;
  let i = 0;
  while (i < text.length) {
    const after = skipOpaque(text, i);
    if (after > i) {
      i = after;
      continue;
    }
    const c = text.charCodeAt(i);
    if (c === ch.lParen || c === ch.lCurly || c === ch.lBracket) depth++;
    else if (c === ch.rParen || c === ch.rCurly || c === ch.rBracket) depth--;
    else if (c === ch.comma && depth === 0) {
      pieces.push(text.slice(from, i));
      from = i + 1;
    }
    i++;
  }
  pieces.push(text.slice(from));
  return pieces
    .map((piece) => piece.slice(skipSpace(piece, 0)).trimEnd())
    .filter((piece) => piece.length > 0);
}
