import type { Breather, Stretches } from '../worker/breather.ts';

const CHECK_EVERY = 2048;

/**
 * Sorts an index in place by `compare`, stable, pausing as the breather wants. Merges from the bottom up: unlike
 * Array.sort it can be left in the middle.
 */
export function* sortIndex(
  index: Uint32Array,
  compare: (a: number, b: number) => number,
  breather: Breather,
): Stretches<void> {
  const runs = 32;
  const length = index.length;
  for (let start = 0; start < length; start += runs) {
    insertionSort(index, start, Math.min(start + runs, length), compare);
    if (breather.due) yield* breather.rest();
  }
  let from: Uint32Array = index;
  let to: Uint32Array = new Uint32Array(length);
  for (let width = runs; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      const middle = Math.min(start + width, length);
      const end = Math.min(start + 2 * width, length);
      if (middle >= end || compare(from[middle - 1] ?? 0, from[middle] ?? 0) <= 0) {
        // In order already, as most stretches of nearly sorted rows are.
        to.set(from.subarray(start, end), start);
        if (breather.due) yield* breather.rest();
        continue;
      }
      let left = start;
      let right = middle;
      for (let at = start; at < end; at++) {
        if (at % CHECK_EVERY === 0 && breather.due) yield* breather.rest();
        const a = from[left] ?? 0;
        const b = from[right] ?? 0;
        if (left < middle && (right >= end || compare(a, b) <= 0)) {
          to[at] = a;
          left++;
        } else {
          to[at] = b;
          right++;
        }
      }
    }
    [from, to] = [to, from];
  }
  if (from !== index) index.set(from);
}

function insertionSort(
  index: Uint32Array,
  start: number,
  end: number,
  compare: (a: number, b: number) => number,
): void {
  for (let i = start + 1; i < end; i++) {
    const moving = index[i] ?? 0;
    let at = i - 1;
    while (at >= start && compare(index[at] ?? 0, moving) > 0) {
      index[at + 1] = index[at] ?? 0;
      at--;
    }
    index[at + 1] = moving;
  }
}
