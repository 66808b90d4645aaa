import { endOfClass, mostOf } from './regex-risk.ts';

/**
 * The capturing groups of a JavaScript pattern, by number, that may catch more than once in one match. JavaScript keeps
 * only what they caught last.
 */
export function repeatedGroups(source: string): ReadonlySet<number> {
  const repeated = new Set<number>();
  /** Number of the group where it catches, and how many had been opened before it. */
  const open: { own: number | null; before: number }[] = [];
  let count = 0;
  for (let at = 0; at < source.length; at++) {
    const mark = source[at];
    if (mark === '\\') at++;
    else if (mark === '[') at = endOfClass(source, at);
    else if (mark === '(') {
      const catches = source[at + 1] !== '?' || /^\(\?<[^=!]/.test(source.slice(at, at + 4));
      open.push({ own: catches ? ++count : null, before: catches ? count - 1 : count });
    } else if (mark === ')') {
      const group = open.pop();
      const most = mostOf(source, at + 1);
      if (group === undefined || most === null || most <= 1) continue;
      for (let inner = group.before + 1; inner <= count; inner++) repeated.add(inner);
    }
  }
  return repeated;
}
