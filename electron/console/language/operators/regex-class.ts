import { RegexProblem, readEscape, unit } from './regex-escapes.ts';
import { digitRanges, propertyRanges, spaceRanges, wordRanges } from './regex-classes.ts';

interface ReadClass {
  readonly source: string;
  /** Offset after the closing bracket. */
  readonly end: number;
}

/** A class of characters, `[` at `start`: ranges, escapes, and .NET's subtraction `[a-z-[aeiou]]`. */
export function readClass(text: string, start: number, ecma: boolean): ReadClass {
  let at = start + 1;
  const negated = text[at] === '^';
  if (negated) at++;
  let inside = '';
  let outside = '';
  let first = true;
  let subtracted: string | null = null;
  let from: number | null = null;
  const flush = (): void => {
    if (from !== null) inside += unit(from);
    from = null;
  };
  for (;;) {
    const mark = text[at];
    if (mark === undefined) throw new RegexProblem(text.length, 'Unterminated [] set.');
    if (mark === ']' && !first) break;
    first = false;
    if (mark === '-' && text[at + 1] === '[' && (from !== null || inside !== '' || outside !== '')) {
      flush();
      const inner = readClass(text, at + 1, ecma);
      subtracted = inner.source;
      at = inner.end;
      if (text[at] !== ']') {
        throw new RegexProblem(at, 'A subtraction must be the last element in a character class.');
      }
      break;
    }
    if (mark === '\\' && /[wWdDsSpP]/.test(text[at + 1] ?? '')) {
      flush();
      const set = readSet(text, at, ecma);
      if (set.negated) outside += set.ranges === '' ? '' : `|[^${set.ranges}]`;
      else inside += set.ranges;
      at = set.end;
      continue;
    }
    if (mark === '-' && from !== null && text[at + 1] !== ']' && text[at + 1] !== undefined) {
      const set = /^\\[wWdDsSpP]/.exec(text.slice(at + 1, at + 3));
      if (set !== null) throw new RegexProblem(at + 3, `Cannot include class ${set[0]} in character range.`);
      const upper = readMember(text, at + 1);
      if (upper !== null) {
        if (upper.code < from) {
          throw new RegexProblem(upper.end, '[x-y] range in reverse order.');
        }
        inside += `${unit(from)}-${unit(upper.code)}`;
        from = null;
        at = upper.end;
        continue;
      }
    }
    flush();
    const member = readMember(text, at);
    if (member === null) throw new RegexProblem(at, 'Unterminated [] set.');
    from = member.code;
    at = member.end;
  }
  flush();
  let source: string;
  if (outside === '') source = `[${negated ? '^' : ''}${inside}]`;
  else {
    const any = `(?:[${inside}]${outside})`;
    source = negated ? `(?:(?!${any})[^])` : any;
  }
  if (subtracted !== null) source = `(?:(?!${subtracted})${source})`;
  return { source, end: at + 1 };
}

function readMember(text: string, at: number): { code: number; end: number } | null {
  const mark = text[at];
  if (mark === undefined) return null;
  if (mark !== '\\') return { code: mark.charCodeAt(0), end: at + 1 };
  const next = text[at + 1];
  if (next === undefined) throw new RegexProblem(text.length, 'Illegal \\ at end of pattern.');
  if (next === 'b') return { code: 8, end: at + 2 };
  if (/[wWdDsSpP]/.test(next)) return null;
  return readEscape(text, at);
}

function readSet(text: string, at: number, ecma: boolean): { ranges: string; negated: boolean; end: number } {
  const mark = text[at + 1] ?? '';
  const negated = mark >= 'A' && mark <= 'Z';
  switch (mark.toLowerCase()) {
    case 'w':
      return { ranges: ecma ? 'A-Za-z0-9_' : wordRanges(), negated, end: at + 2 };
    case 'd':
      return { ranges: ecma ? '0-9' : digitRanges(), negated, end: at + 2 };
    case 's':
      return { ranges: spaceRanges(), negated, end: at + 2 };
    default: {
      const property = /^\{([\w-]+)\}/.exec(text.slice(at + 2, at + 60));
      if (property === null) throw new RegexProblem(at + 2, 'Incomplete \\p{X} character escape.');
      const end = at + 2 + property[0].length;
      const ranges = propertyRanges(property[1] ?? '');
      if (ranges === null) throw new RegexProblem(end, `Unknown property '${property[1] ?? ''}'.`);
      return { ranges, negated, end };
    }
  }
}
