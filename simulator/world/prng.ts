/** A small seeded source of numbers: the same seed gives the same sequence on every machine. */
export interface Prng {
  /** In [0, 1). */
  next(): number;
  /** Whole number in [from, to]. */
  between(from: number, to: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** A new array in another order. */
  shuffle<T>(items: readonly T[]): T[];
  /** A version 4 GUID. */
  guid(): string;
}

/** 32-bit FNV-1a hash, to derive one seed from another and a name. */
export function deriveSeed(seed: number, name: string): number {
  let hash = 0x811c9dc5 ^ (seed >>> 0);
  for (const byte of new TextEncoder().encode(name)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}

/** Creates the source for a seed (the mulberry32 sequence). */
export function createPrng(seed: number): Prng {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    shuffle: (items) => {
      const copy = [...items];
      for (let last = copy.length - 1; last > 0; last--) {
        const other = between(0, last);
        const kept = copy[last];
        const moved = copy[other];
        if (kept === undefined || moved === undefined) continue;
        copy[last] = moved;
        copy[other] = kept;
      }
      return copy;
    },
    guid: () => {
      const hex = (digits: number): string => {
        let text = '';
        for (let i = 0; i < digits; i++) text += between(0, 15).toString(16);
        return text;
      };
      return `${hex(8)}-${hex(4)}-4${hex(3)}-${between(8, 11).toString(16)}${hex(3)}-${hex(12)}`;
    },
  };
}
