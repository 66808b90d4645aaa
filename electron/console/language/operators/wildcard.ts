import { failure } from '../values/errors.ts';

export type TextTest = (text: string) => boolean;

const cache = new Map<string, TextTest>();

/**
 * A test for PowerShell's wildcards: * ? [a-z] [abc] and the backtick that takes their meaning away. Throws
 * PowerShell's error for a set that isn't closed.
 */
export function wildcard(pattern: string, caseSensitive = false): TextTest {
  const key = (caseSensitive ? 's' : 'i') + pattern;
  let test = cache.get(key);
  if (test === undefined) {
    test = make(pattern, caseSensitive);
    if (cache.size > 500) cache.clear();
    cache.set(key, test);
  }
  return test;
}

/** True: a mark of `wildcard` has its meaning somewhere, no backtick before it. */
export function hasWildcards(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (mark === '`') at++;
    else if (mark === '*' || mark === '?' || mark === '[') return true;
  }
  return false;
}

function make(pattern: string, caseSensitive: boolean): TextTest {
  if (!/[?[\]`]/.test(pattern)) {
    const simple = simpleTest(pattern, caseSensitive);
    if (simple !== null) return simple;
  }
  return inPieces(piecesOf(pattern), caseSensitive ? 's' : 'is');
}

/** What stands between two stars: marks for one character each. */
interface Piece {
  source: string;
  length: number;
}

/**
 * The first piece at the start, the last at the end, the others each at the first place behind the one before: never
 * goes back, so the time grows with the text alone.
 */
function inPieces(pieces: readonly Piece[], flags: string): TextTest {
  const [first, ...rest] = pieces;
  const last = rest.pop();
  const size = pieces.reduce((sum, { length }) => sum + length, 0);
  const start = new RegExp(first?.source ?? '', `${flags}y`);
  const at = (regExp: RegExp, text: string, place: number): boolean => {
    regExp.lastIndex = place;
    return regExp.test(text);
  };
  if (last === undefined) return (text) => text.length === size && at(start, text, 0);
  const middle = rest.filter(({ length }) => length > 0).map(({ source }) => new RegExp(source, `${flags}g`));
  const end = new RegExp(last.source, `${flags}y`);
  return (text) => {
    if (text.length < size || !at(start, text, 0)) return false;
    let place = first?.length ?? 0;
    for (const piece of middle) {
      if (!at(piece, text, place)) return false;
      place = piece.lastIndex;
    }
    return text.length - last.length >= place && at(end, text, text.length - last.length);
  };
}

/** Patterns with stars at the ends only. */
function simpleTest(pattern: string, caseSensitive: boolean): TextTest | null {
  const starts = pattern.startsWith('*');
  const ends = pattern.length > 1 && pattern.endsWith('*');
  const core = pattern.slice(starts ? 1 : 0, ends ? -1 : undefined);
  if (core.includes('*')) return null;
  if (starts && core === '') return () => true;
  const wanted = caseSensitive ? core : core.toLowerCase();
  if (wanted.length !== core.length) return null;
  const size = wanted.length;
  if (starts && ends)
    return caseSensitive ? (text) => text.includes(wanted) : (text) => text.toLowerCase().includes(wanted);
  if (starts) {
    return caseSensitive
      ? (text) => text.endsWith(wanted)
      : (text) => text.length >= size && text.slice(text.length - size).toLowerCase() === wanted;
  }
  if (ends) {
    return caseSensitive
      ? (text) => text.startsWith(wanted)
      : (text) => text.length >= size && text.slice(0, size).toLowerCase() === wanted;
  }
  return caseSensitive
    ? (text) => text === wanted
    : (text) => text.length === size && text.toLowerCase() === wanted;
}

function bad(pattern: string): Error {
  return failure('RuntimeException', `The specified wildcard character pattern is not valid: ${pattern}`, {
    category: 'NotSpecified',
    inner: {
      kind: 'exception',
      typeName: 'System.Management.Automation.WildcardPatternException',
      message: `The specified wildcard character pattern is not valid: ${pattern}`,
      inner: null,
      more: {},
    },
  });
}

function escaped(mark: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(mark) ? `\\${mark}` : mark;
}

function piecesOf(pattern: string): Piece[] {
  let piece: Piece = { source: '', length: 0 };
  const pieces = [piece];
  const add = (source: string): void => {
    piece.source += source;
    piece.length++;
  };
  for (let at = 0; at < pattern.length; at++) {
    const mark = pattern[at] ?? '';
    switch (mark) {
      case '`':
        at++;
        add(escaped(pattern[at] ?? '`'));
        break;
      case '*':
        piece = { source: '', length: 0 };
        pieces.push(piece);
        break;
      case '?':
        add('.');
        break;
      case '[': {
        const set = readSet(pattern, at + 1);
        add(set.source);
        at = set.end;
        break;
      }
      default:
        add(escaped(mark));
    }
  }
  return pieces;
}

/** `end` is the place of the closing bracket. */
function readSet(pattern: string, from: number): { source: string; end: number } {
  const marks: (string | null)[] = [];
  let at = from;
  for (; at < pattern.length; at++) {
    const mark = pattern[at] ?? '';
    if (mark === ']' && marks.length > 0) break;
    if (mark === '`' && at + 1 < pattern.length) {
      at++;
      marks.push(pattern[at] ?? '');
    } else if (mark === '-' && marks.length > 0) marks.push(null);
    else marks.push(mark);
  }
  if (at >= pattern.length) throw bad(pattern);
  let inside = '';
  for (let i = 0; i < marks.length; i++) {
    const mark = marks[i] ?? '-';
    const last = marks[i + 2];
    if (marks[i + 1] === null && last !== undefined && last !== null) {
      if (mark > last) throw bad(pattern);
      inside += `${classMark(mark)}-${classMark(last)}`;
      i += 2;
    } else inside += classMark(mark);
  }
  return { source: `[${inside}]`, end: at };
}

function classMark(mark: string): string {
  return /[\\\]^[-]/.test(mark) ? `\\${mark}` : mark;
}
