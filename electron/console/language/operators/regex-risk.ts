/** How a pattern's time may grow with the text. */
export interface RegexRisk {
  /** Without bound even on short texts: repetitions inside repetitions, alternatives repeated, long rows of "maybe". */
  readonly steep: boolean;
  /** By a power of a long text's length: anything repeated without an end. */
  readonly long: boolean;
}

/** So many repetitions in a row can be tried in more ways than anybody waits for. */
const MANY = 12;

interface Group {
  /** Holds a repetition or alternatives. */
  varies: boolean;
}

/** Judges a JavaScript pattern by its shape; it says "risky" of many that are harmless, never "harmless" of (a+)+. */
export function riskOf(source: string): RegexRisk {
  const open: Group[] = [{ varies: false }];
  let last: Group | null = null;
  let steep = false;
  let long = false;
  let count = 0;
  for (let at = 0; at < source.length; at++) {
    const mark = source[at];
    const inside = open[open.length - 1];
    if (inside === undefined) break;
    if (mark === '\\') {
      at++;
      last = null;
    } else if (mark === '[') {
      at = endOfClass(source, at);
      last = null;
    } else if (mark === '(') {
      open.push({ varies: false });
      if (source[at + 1] === '?') at += source[at + 2] === '<' ? 2 : 1;
      last = null;
    } else if (mark === ')') {
      last = open.length > 1 ? (open.pop() ?? null) : null;
      const around = open[open.length - 1];
      if (around !== undefined && last?.varies === true) around.varies = true;
    } else if (mark === '|') {
      inside.varies = true;
      last = null;
    } else {
      const most = mostOf(source, at);
      if (most === null) {
        last = null;
        continue;
      }
      count++;
      if (most > 1 && last?.varies === true) steep = true;
      if (most === Number.POSITIVE_INFINITY) long = true;
      inside.varies = true;
      last = null;
    }
  }
  return { steep: steep || count >= MANY, long };
}

/** How often at most what stands before may come; null: no repetition is written here. */
function mostOf(source: string, at: number): number | null {
  const mark = source[at];
  if (mark === '*' || mark === '+') return Number.POSITIVE_INFINITY;
  if (mark === '?') return source[at - 1] === '(' || /[*+?}]/.test(source[at - 1] ?? '') ? null : 1;
  if (mark !== '{') return null;
  const braces = /^\{(\d+)(,?)(\d*)\}/.exec(source.slice(at, at + 30));
  if (braces === null) return null;
  if (braces[2] === '') return Number(braces[1]);
  return braces[3] === '' ? Number.POSITIVE_INFINITY : Number(braces[3]);
}

function endOfClass(source: string, from: number): number {
  for (let at = from + 1; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === ']') return at;
  }
  return source.length;
}
