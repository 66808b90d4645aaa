import { ch, isHexDigit } from './chars.ts';

const simple: Record<string, string> = {
  '0': '\0',
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

export interface Escape {
  readonly text: string;
  /** Offset after the escape. */
  readonly end: number;
  /** Set where `` `u{…} `` is malformed: the error's id and extent. */
  readonly error?: { readonly id: string; readonly start: number; readonly end: number };
}

/**
 * What a backtick and the character after it stand for.
 * @param at offset of the character after the backtick; must be inside the text.
 */
export function readEscape(text: string, at: number): Escape {
  const character = text[at] ?? '';
  if (character === 'u' && text.charCodeAt(at + 1) === ch.lCurly) return readUnicode(text, at);
  return { text: simple[character] ?? character, end: at + 1 };
}

function readUnicode(text: string, at: number): Escape {
  const open = at + 2;
  let i = open;
  while (i - open < 7 && isHexDigit(text.charCodeAt(i))) i++;
  const digits = text.slice(open, i);
  if (text.charCodeAt(i) !== ch.rCurly) {
    const id = i === open ? 'InvalidUnicodeEscapeSequence' : 'MissingUnicodeEscapeSequenceTerminator';
    return { text: '', end: i, error: { id, start: at - 1, end: i } };
  }
  const code = digits.length === 0 || digits.length > 6 ? -1 : Number.parseInt(digits, 16);
  if (code < 0) {
    const id = digits.length === 0 ? 'InvalidUnicodeEscapeSequence' : 'TooManyDigitsInUnicodeEscapeSequence';
    return { text: '', end: i + 1, error: { id, start: at - 1, end: i + 1 } };
  }
  if (code > 0x10ffff) {
    return {
      text: '',
      end: i + 1,
      error: { id: 'InvalidUnicodeEscapeSequenceValue', start: at - 1, end: i + 1 },
    };
  }
  return { text: String.fromCodePoint(code), end: i + 1 };
}
