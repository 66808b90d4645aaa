/** What a character may do in PowerShell source. All functions take UTF-16 code units; 0 also stands for "past the end". */

const identifierStart = 1;
const digit = 2;
const variableStart = 4;
const endsToken = 8;
const endsNumber = 16;
const hexDigit = 32;
const blank = 64;
const newline = 128;

const traits = new Uint8Array(128);

function mark(characters: string, trait: number): void {
  for (let i = 0; i < characters.length; i++) {
    const code = characters.charCodeAt(i);
    traits[code] = (traits[code] ?? 0) | trait;
  }
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_';
const digits = '0123456789';
mark(letters, identifierStart | variableStart);
mark(digits, digit | variableStart | hexDigit);
mark('abcdefABCDEF', hexDigit);
mark(':?^$', variableStart);
mark('\0\t\v\f\r\n &(),;{|}', endsToken);
mark('!#%*+-./<=>]', endsNumber);
mark('\t\v\f ', blank);
mark('\r\n', newline);

function has(code: number, trait: number): boolean {
  return code < 128 && ((traits[code] ?? 0) & trait) !== 0;
}

const isLetterAbove = remembered(/\p{L}/u);
const isLetterOrDigitAbove = remembered(/[\p{L}\p{Nd}]/u);
const isSeparatorAbove = remembered(/[\p{Z}]/u);

/** A test of one code unit whose answers are kept: a lexer asks for the same ones again and again. */
function remembered(pattern: RegExp): (code: number) => boolean {
  const answers = new Uint8Array(0x1_0000);
  return (code) => {
    answers[code] ||= pattern.test(String.fromCharCode(code)) ? 2 : 1;
    return answers[code] === 2;
  };
}

/** Code units of the characters that the lexer names. */
export const ch = {
  lf: 10,
  cr: 13,
  space: 32,
  exclaim: 33,
  doubleQuote: 34,
  hash: 35,
  dollar: 36,
  percent: 37,
  ampersand: 38,
  singleQuote: 39,
  lParen: 40,
  rParen: 41,
  star: 42,
  plus: 43,
  comma: 44,
  minus: 45,
  dot: 46,
  slash: 47,
  zero: 48,
  nine: 57,
  colon: 58,
  semi: 59,
  less: 60,
  equals: 61,
  greater: 62,
  question: 63,
  at: 64,
  lBracket: 91,
  rBracket: 93,
  caret: 94,
  underscore: 95,
  backtick: 96,
  lCurly: 123,
  pipe: 124,
  rCurly: 125,
} as const;

/** Blank characters; line ends are not among them. */
export function isBlank(code: number): boolean {
  if (code < 128) return has(code, blank);
  if (code <= 256) return code === 0xa0 || code === 0x85;
  return isSeparatorAbove(code);
}

export function isNewline(code: number): boolean {
  return has(code, newline);
}

/** Hyphen, en dash, em dash and horizontal bar: PowerShell takes each for a minus. */
export function isDash(code: number): boolean {
  return code === ch.minus || code === 0x2013 || code === 0x2014 || code === 0x2015;
}

/** The apostrophe and its typographic forms. */
export function isSingleQuote(code: number): boolean {
  return code === ch.singleQuote || (code >= 0x2018 && code <= 0x201b);
}

/** The double quote and its typographic forms. */
export function isDoubleQuote(code: number): boolean {
  return code === ch.doubleQuote || (code >= 0x201c && code <= 0x201e);
}

export function isLetter(code: number): boolean {
  if (code < 128) return has(code, identifierStart) && code !== ch.underscore;
  return isLetterAbove(code);
}

export function isIdentifierStart(code: number): boolean {
  if (code < 128) return has(code, identifierStart);
  return isLetterAbove(code);
}

export function isIdentifierPart(code: number): boolean {
  if (code < 128) return has(code, identifierStart | digit);
  return isLetterOrDigitAbove(code);
}

export function isLetterOrDigit(code: number): boolean {
  if (code < 128) return has(code, identifierStart | digit) && code !== ch.underscore;
  return isLetterOrDigitAbove(code);
}

/** First character of a variable name without braces. */
export function isVariableStart(code: number): boolean {
  if (code < 128) return has(code, variableStart);
  return isLetterOrDigitAbove(code);
}

export function isDigit(code: number): boolean {
  return code >= ch.zero && code <= ch.nine;
}

export function isHexDigit(code: number): boolean {
  return has(code, hexDigit);
}

/** Ends a word in every mode ("past the end" does too). */
export function forcesNewToken(code: number): boolean {
  if (code < 128) return has(code, endsToken);
  return isBlank(code);
}

/** Ends a number in expression mode, as an operator would. */
export function forcesNewTokenAfterNumber(code: number, ternary: boolean): boolean {
  if (code < 128) {
    return has(code, endsNumber) || (ternary && (code === ch.question || code === ch.colon));
  }
  return isDash(code);
}
