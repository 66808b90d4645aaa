/** A pattern that .NET (or this translation) doesn't take; `offset` as .NET counts. */
export class RegexProblem extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** A character by its code, safe anywhere in a source. */
export function unit(code: number): string {
  return /[A-Za-z0-9]/.test(String.fromCharCode(code))
    ? String.fromCharCode(code)
    : `\\u${code.toString(16).padStart(4, '0')}`;
}

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['e', 27],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
]);

/** An escape for one character; `at` is the place of its backslash. */
export function readEscape(text: string, at: number): { code: number; end: number } {
  const mark = text[at + 1] ?? '';
  const control = CONTROLS.get(mark);
  if (control !== undefined) return { code: control, end: at + 2 };
  const rest = text.slice(at + 2, at + 8);
  if (mark === 'x' || mark === 'u') {
    const size = mark === 'x' ? 2 : 4;
    const digits = new RegExp(`^[0-9a-fA-F]{${String(size)}}`).exec(rest)?.[0];
    if (digits === undefined) throw new RegexProblem(at + 2, 'Insufficient or invalid hexadecimal digits.');
    return { code: parseInt(digits, 16), end: at + 2 + size };
  }
  if (mark === 'c') {
    const letter = rest.charAt(0);
    if (letter === '') throw new RegexProblem(text.length, 'Missing control character.');
    if (!/[@-_a-z]/.test(letter)) throw new RegexProblem(at + 3, 'Unrecognized control character.');
    return { code: letter.toUpperCase().charCodeAt(0) - 64, end: at + 3 };
  }
  if (mark >= '0' && mark <= '7') {
    const digits = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0] ?? '0';
    return { code: parseInt(digits, 8) & 0xff, end: at + 1 + digits.length };
  }
  if (/\w/.test(mark)) throw new RegexProblem(at + 2, `Unrecognized escape sequence \\${mark}.`);
  return { code: mark.charCodeAt(0), end: at + 2 };
}
