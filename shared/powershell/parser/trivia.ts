import { ch, isBlank, isNewline } from '../lexer/chars.ts';
import type { Token, TriviaKind } from '../lexer/tokens.ts';

/** Puts what stands between tokens (blanks, comments, line continuations, text passed over after an error) back in. */
export function withTrivia(text: string, tokens: readonly Token[]): Token[] {
  const all: Token[] = [];
  let covered = 0;
  for (const token of tokens) {
    if (token.start < covered) continue;
    fill(text, covered, token.start, all);
    all.push(token);
    covered = token.end;
  }
  fill(text, covered, text.length, all);
  return all;
}

function fill(text: string, from: number, to: number, all: Token[]): void {
  let at = from;
  while (at < to) {
    const { kind, end } = trivium(text, at, to);
    const piece = text.slice(at, end);
    all.push({ kind, text: piece, start: at, end, at, to: end, value: piece });
    at = end;
  }
}

function trivium(text: string, at: number, limit: number): { kind: TriviaKind | 'newLine'; end: number } {
  const c = text.charCodeAt(at);
  let end = at + 1;
  if (isBlank(c)) {
    while (end < limit && isBlank(text.charCodeAt(end))) end++;
    return { kind: 'whitespace', end };
  }
  if (isNewline(c)) {
    if (c === ch.cr && end < limit && text.charCodeAt(end) === ch.lf) end++;
    return { kind: 'newLine', end };
  }
  if (c === ch.hash) {
    while (end < limit && !isNewline(text.charCodeAt(end))) end++;
    return { kind: 'comment', end };
  }
  if (c === ch.less && text.charCodeAt(at + 1) === ch.hash) {
    const close = text.indexOf('#>', at + 2);
    return { kind: 'comment', end: close < 0 ? limit : Math.min(limit, close + 2) };
  }
  if (c === ch.backtick && end < limit && isNewline(text.charCodeAt(end))) {
    const long = text.charCodeAt(end) === ch.cr && text.charCodeAt(end + 1) === ch.lf;
    return { kind: 'lineContinuation', end: Math.min(limit, end + (long ? 2 : 1)) };
  }
  while (end < limit && !isBlank(text.charCodeAt(end)) && !isNewline(text.charCodeAt(end))) end++;
  return { kind: 'skipped', end };
}
