/**
 * Sorts in place in exactly the order in which .NET's List.Sort leaves equal elements (introsort: insertion sort up to
 * 16, else quick sort with the median of three, heap sort when that goes too deep). Sort-Object without -Stable is
 * that sort, so which of several equal objects comes first shows.
 */
export function introsort<T>(items: T[], compare: (a: T, b: T) => number): void {
  if (items.length < 2) return;
  sortRange(items, 0, items.length, 2 * (Math.floor(Math.log2(items.length)) + 1), compare);
}

const SMALL = 16;
type Compare<T> = (a: T, b: T) => number;

function sortRange<T>(items: T[], from: number, to: number, deepest: number, compare: Compare<T>): void {
  let size = to - from;
  let depth = deepest;
  while (size > 1) {
    if (size <= SMALL) {
      sortFew(items, from, size, compare);
      return;
    }
    if (depth === 0) {
      heapSort(items, from, size, compare);
      return;
    }
    depth--;
    const pivot = partition(items, from, size, compare);
    sortRange(items, pivot + 1, from + size, depth, compare);
    size = pivot - from;
  }
}

function sortFew<T>(items: T[], from: number, size: number, compare: Compare<T>): void {
  if (size === 2) {
    order(items, from, from + 1, compare);
    return;
  }
  if (size === 3) {
    order(items, from, from + 1, compare);
    order(items, from, from + 2, compare);
    order(items, from + 1, from + 2, compare);
    return;
  }
  for (let at = from + 1; at < from + size; at++) {
    const moved = items[at] as T;
    let hole = at;
    while (hole > from && compare(moved, items[hole - 1] as T) < 0) {
      items[hole] = items[hole - 1] as T;
      hole--;
    }
    items[hole] = moved;
  }
}

function order<T>(items: T[], a: number, b: number, compare: Compare<T>): void {
  if (compare(items[a] as T, items[b] as T) > 0) swap(items, a, b);
}

function swap<T>(items: T[], a: number, b: number): void {
  const held = items[a] as T;
  items[a] = items[b] as T;
  items[b] = held;
}

function partition<T>(items: T[], from: number, size: number, compare: Compare<T>): number {
  const last = from + size - 1;
  const middle = from + ((size - 1) >> 1);
  order(items, from, middle, compare);
  order(items, from, last, compare);
  order(items, middle, last, compare);
  const pivot = items[middle] as T;
  swap(items, middle, last - 1);
  let left = from;
  let right = last - 1;
  while (left < right) {
    do left++;
    while (left < last && compare(items[left] as T, pivot) < 0);
    do right--;
    while (right > from && compare(pivot, items[right] as T) < 0);
    if (left >= right) break;
    swap(items, left, right);
  }
  if (left !== last - 1) swap(items, left, last - 1);
  return left;
}

function heapSort<T>(items: T[], from: number, size: number, compare: Compare<T>): void {
  for (let at = size >> 1; at >= 1; at--) sink(items, from, at, size, compare);
  for (let at = size; at > 1; at--) {
    swap(items, from, from + at - 1);
    sink(items, from, 1, at - 1, compare);
  }
}

function sink<T>(items: T[], from: number, start: number, size: number, compare: Compare<T>): void {
  const moved = items[from + start - 1] as T;
  let at = start;
  while (at <= size >> 1) {
    let child = 2 * at;
    if (child < size && compare(items[from + child - 1] as T, items[from + child] as T) < 0) child++;
    if (compare(moved, items[from + child - 1] as T) >= 0) break;
    items[from + at - 1] = items[from + child - 1] as T;
    at = child;
  }
  items[from + at - 1] = moved;
}
