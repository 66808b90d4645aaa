import { fold } from '../../ui/fold.ts';
import { PALETTE_GROUPS } from './entries.ts';
import type { PaletteEntry, PaletteGroup } from './entries.ts';

/** An entry with its text folded once, so that typing only compares. */
export interface IndexedEntry {
  readonly entry: PaletteEntry;
  readonly title: string;
  readonly all: string;
}

export interface PaletteRow {
  readonly entry: PaletteEntry;
  /** The group's heading where it is the first of its group, else null. */
  readonly heading: string | null;
}

export const indexEntries = (entries: readonly PaletteEntry[]): IndexedEntry[] =>
  entries.map((entry) => {
    const title = fold(entry.title);
    return { entry, title, all: `${title} ${fold(entry.detail)}` };
  });

/** 0: no match. More is better: start of the title, start of a word in it, inside it, in the detail. */
function score({ title, all }: IndexedEntry, words: readonly string[]): number {
  let sum = 0;
  for (const word of words) {
    if (title.startsWith(word)) sum += 8;
    else if (title.includes(` ${word}`) || title.includes(`-${word}`)) sum += 5;
    else if (title.includes(word)) sum += 3;
    else if (all.includes(word)) sum += 1;
    else return 0;
  }
  return sum;
}

const PER_GROUP = 6;
const RECENTS = 8;

function grouped(entries: readonly PaletteEntry[]): PaletteRow[] {
  const byGroup = new Map<PaletteGroup, PaletteEntry[]>();
  for (const entry of entries) {
    const list = byGroup.get(entry.group);
    if (list === undefined) byGroup.set(entry.group, [entry]);
    else if (list.length < PER_GROUP) list.push(entry);
  }
  return PALETTE_GROUPS.flatMap((group) =>
    (byGroup.get(group) ?? []).map((entry, index) => ({ entry, heading: index === 0 ? group : null })),
  );
}

export interface PaletteMatches {
  readonly rows: readonly PaletteRow[];
  /** How many matched, shown or not. */
  readonly total: number;
}

/**
 * What the palette shows for a text: before anything is typed what was used last (`recents`: ids, newest first, then
 * by last use), afterwards the best of each group.
 */
export function filterEntries(
  index: readonly IndexedEntry[],
  text: string,
  recents: readonly string[],
): PaletteMatches {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    const place = new Map(recents.map((id, at) => [id, at]));
    const recent = index
      .filter(({ entry }) => place.has(entry.id) || entry.usedAt !== null)
      .map(({ entry }) => entry)
      .sort(
        (a, b) =>
          (place.get(a.id) ?? Infinity) - (place.get(b.id) ?? Infinity) ||
          (b.usedAt ?? '').localeCompare(a.usedAt ?? ''),
      )
      .slice(0, RECENTS);
    const seen = new Set(recent.map(({ id }) => id));
    const others = index
      .filter(({ entry }) => !seen.has(entry.id) && (entry.group === 'Screens' || entry.group === 'Commands'))
      .map(({ entry }) => entry);
    return {
      rows: [
        ...recent.map((entry, at) => ({ entry, heading: at === 0 ? 'Recent' : null })),
        ...grouped(others),
      ],
      total: index.length,
    };
  }
  const found: { readonly entry: PaletteEntry; readonly points: number; readonly recent: number }[] = [];
  for (const item of index) {
    const points = score(item, words);
    if (points > 0) {
      const at = recents.indexOf(item.entry.id);
      found.push({ entry: item.entry, points, recent: at < 0 ? Infinity : at });
    }
  }
  found.sort(
    (a, b) =>
      b.points - a.points ||
      (a.recent === b.recent ? 0 : a.recent - b.recent) ||
      (b.entry.usedAt ?? '').localeCompare(a.entry.usedAt ?? ''),
  );
  return { rows: grouped(found.map(({ entry }) => entry)), total: found.length };
}

/** Cuts a text into pieces, those that match a typed word marked; accents are ignored as in the search. */
export function markMatches(text: string, typed: string): readonly { text: string; hit: boolean }[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [{ text, hit: false }];
  const letters = [...text];
  const folded = letters.map(fold);
  const starts: number[] = [];
  let length = 0;
  for (const piece of folded) {
    starts.push(length);
    length += piece.length;
  }
  const whole = folded.join('');
  const hits = new Set<number>();
  for (const word of words) {
    const at = whole.indexOf(word);
    if (at < 0) continue;
    starts.forEach((start, index) => {
      if (start >= at && start < at + word.length) hits.add(index);
    });
  }
  const pieces: { text: string; hit: boolean }[] = [];
  letters.forEach((letter, index) => {
    const hit = hits.has(index);
    const last = pieces[pieces.length - 1];
    if (last?.hit === hit) last.text += letter;
    else pieces.push({ text: letter, hit });
  });
  return pieces;
}
