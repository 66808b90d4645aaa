/** Rows as stretches [from, to), in order. */
export function stretchesOf(rows: Iterable<number>): [number, number][] {
  const stretches: [number, number][] = [];
  for (const row of [...rows].sort((a, b) => a - b)) {
    const last = stretches.at(-1);
    if (last?.[1] === row) last[1] = row + 1;
    else stretches.push([row, row + 1]);
  }
  return stretches;
}

/** The marks after one row's was set or taken away; the first one keeps the rows [from, to) that were chosen before. */
export function withMark(
  marked: ReadonlySet<number> | null,
  row: number,
  [from, to]: readonly [number, number],
): ReadonlySet<number> | null {
  const next = new Set(marked ?? Array.from({ length: to - from }, (_, at) => from + at));
  if (marked === null && to - from === 1 && from === row) return next;
  if (!next.delete(row)) next.add(row);
  return next.size === 0 ? null : next;
}
