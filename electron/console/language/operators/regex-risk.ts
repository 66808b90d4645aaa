/** So many choices in a row can be tried in more ways than anybody waits for. */
const MANY = 12;
/** Characters up to which even the worst pattern ends soon. */
const SHORT = 24;
/** Steps that are over before anybody notices. */
const STEPS = 2e8;
/** A repetition with an end counts as one without where the end is this far. */
const FAR = 10;

interface Group {
  /** Holds a repetition or alternatives. */
  varies: boolean;
  alternatives: boolean;
}

/**
 * The longest text, in characters, on which a JavaScript pattern surely ends soon, judged by its shape. Repetitions
 * inside repetitions, repeated alternatives and long rows of choices take time without bound even on short texts;
 * repetitions side by side take it by a power of the text's length. It says a small number of many that are harmless,
 * never a large one of (a+)+.
 */
export function harmlessLength(source: string): number {
  const open: Group[] = [{ varies: false, alternatives: false }];
  let last: Group | null = null;
  let steep = false;
  let endless = 0;
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
      open.push({ varies: false, alternatives: false });
      if (source[at + 1] === '?') at += source[at + 2] === '<' ? 2 : 1;
      last = null;
    } else if (mark === ')') {
      last = open.length > 1 ? (open.pop() ?? null) : null;
      const around = open[open.length - 1];
      if (around !== undefined && last?.varies === true) around.varies = true;
      if (last?.alternatives === true) count++;
    } else if (mark === '|') {
      inside.varies = true;
      inside.alternatives = true;
      last = null;
    } else {
      const most = mostOf(source, at);
      if (most === null) {
        last = null;
        continue;
      }
      count++;
      if (most > 1 && last?.varies === true) steep = true;
      if (most >= FAR) endless++;
      inside.varies = true;
      last = null;
    }
  }
  return steep || count >= MANY ? SHORT : reach(endless);
}

/** Repetitions side by side share out the text between them, from every place of it. */
function reach(repetitions: number): number {
  if (repetitions === 0) return Number.POSITIVE_INFINITY;
  let ways = STEPS;
  for (let at = 2; at <= repetitions + 1; at++) ways *= at;
  return Math.max(SHORT, Math.floor(ways ** (1 / (repetitions + 1))));
}

/** How often at most what stands before may come; null: no repetition is written here. */
export function mostOf(source: string, at: number): number | null {
  const mark = source[at];
  if (mark === '*' || mark === '+') return Number.POSITIVE_INFINITY;
  if (mark === '?') return source[at - 1] === '(' || /[*+?}]/.test(source[at - 1] ?? '') ? null : 1;
  if (mark !== '{') return null;
  const braces = /^\{(\d+)(,?)(\d*)\}/.exec(source.slice(at, at + 30));
  if (braces === null) return null;
  if (braces[2] === '') return Number(braces[1]);
  return braces[3] === '' ? Number.POSITIVE_INFINITY : Number(braces[3]);
}

export function endOfClass(source: string, from: number): number {
  for (let at = from + 1; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === ']') return at;
  }
  return source.length;
}
