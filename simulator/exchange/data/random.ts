/**
 * Deterministic values: everything is a pure function of (seed, index, salt), so that a row can be made on its own,
 * in any order, and is the same in every run.
 */
export function hash32(seed: number, index: number, salt: number): number {
  let h = (seed ^ Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** True in about one of `n` cases. */
export function oneIn(n: number, seed: number, index: number, salt: number): boolean {
  return hash32(seed, index, salt) % n === 0;
}

export function pick<T>(list: readonly T[], h: number): T {
  const item = list[h % list.length];
  if (item === undefined) throw new RangeError('pick from an empty list');
  return item;
}

const hex8 = (n: number): string => n.toString(16).padStart(8, '0');

/** A version 4 shaped GUID in lower case. */
export function guidOf(seed: number, index: number, salt: number): string {
  const a = hex8(hash32(seed, index, salt));
  const b = hex8(hash32(seed, index, salt + 101));
  const c = hex8(hash32(seed, index, salt + 202));
  const d = hex8(hash32(seed, index, salt + 303));
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
}

/** A moment in the `days` days before `end`, to the second, as `yyyy-MM-ddTHH:mm:ssZ`. */
export function momentBefore(end: number, days: number, h: number): string {
  return isoSeconds(end - (h % (days * 86_400)) * 1000);
}

export function isoSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
