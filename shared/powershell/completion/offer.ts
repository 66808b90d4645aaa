import type { Completion, CompletionItem } from './world.ts';

/** Items of one answer; an editor asks again as more is typed. */
const MOST_ITEMS = 300;

/** How well a name fits what is typed: 0 it begins so, 1 one of its words does; null: not at all. */
export function fit(name: string, typed: string): 0 | 1 | null {
  const lower = name.toLowerCase();
  const wanted = typed.toLowerCase();
  if (lower.startsWith(wanted)) return 0;
  // One letter begins a word of nearly everything.
  if (wanted.length < 2) return null;
  for (let at = lower.indexOf(wanted, 1); at > 0; at = lower.indexOf(wanted, at + 1)) {
    if (beginsWord(name, at)) return 1;
  }
  return null;
}

function beginsWord(name: string, at: number): boolean {
  const before = name.charAt(at - 1);
  const first = name.charAt(at);
  if (!/[\p{L}\p{N}]/u.test(before)) return true;
  return /\p{Lu}/u.test(first) && (/[\p{Ll}\p{N}]/u.test(before) || /\p{Ll}/u.test(name.charAt(at + 1)));
}

/** Items that fit what is typed, those that begin so first; `name` says what of an item is looked at. */
export function fitting<T>(items: Iterable<T>, typed: string, name: (item: T) => string): T[] {
  const begin: T[] = [];
  const inside: T[] = [];
  for (const item of items) {
    const how = fit(name(item), typed);
    if (how === 0) begin.push(item);
    else if (how === 1) inside.push(item);
  }
  return [...begin, ...inside];
}

export function nothing(offset: number): Completion {
  return { from: offset, to: offset, items: [], statement: false, more: false };
}

export function answer(
  from: number,
  to: number,
  items: readonly CompletionItem[],
  statement = false,
): Completion {
  return { from, to, items: items.slice(0, MOST_ITEMS), statement, more: items.length > MOST_ITEMS };
}
