import type { Token, TokenKind } from '../lexer/tokens.ts';
import { parseScript } from '../parser/index.ts';

export const OPENING: ReadonlySet<TokenKind> = new Set([
  'lParen',
  'lCurly',
  'lBracket',
  'atParen',
  'atCurly',
  'dollarParen',
  'questionLBracket',
]);
export const CLOSING: ReadonlySet<TokenKind> = new Set(['rParen', 'rCurly', 'rBracket']);

/** The text that was read last, up to the newest line that begins a statement outside all brackets. */
interface Read {
  readonly text: string;
  readonly tokens: readonly Token[];
}

const NONE: Read = { text: '', tokens: [] };
let newest = NONE;

/** What goes on with the statement before it. */
const GOES_ON = /^[\s#]*(?:else|elseif|catch|finally|until|while|\||&&)/i;

/**
 * Tokens of the text before a cursor. As a person types it grows at its end: what was read of it before is not read
 * again.
 */
export function tokensOf(text: string): readonly Token[] {
  const before =
    text.startsWith(newest.text) && !GOES_ON.test(text.slice(newest.text.length)) ? newest : NONE;
  const base = before.text.length;
  const read = parseScript(text.slice(base)).tokens.filter(({ kind }) => kind !== 'endOfInput');
  const tokens = [...before.tokens, ...read.map((token) => moved(token, base))];
  newest = settled(text, tokens);
  return tokens;
}

function moved(token: Token, by: number): Token {
  return by === 0 ? token : { ...token, start: token.start + by, end: token.end + by };
}

function settled(text: string, tokens: readonly Token[]): Read {
  let open = 0;
  let count = 0;
  for (const [at, { kind }] of tokens.entries()) {
    if (OPENING.has(kind)) open++;
    else if (CLOSING.has(kind)) open = Math.max(0, open - 1);
    else if (kind === 'newLine' && open === 0) count = at + 1;
  }
  const last = tokens[count - 1];
  return last === undefined ? NONE : { text: text.slice(0, last.end), tokens: tokens.slice(0, count) };
}
