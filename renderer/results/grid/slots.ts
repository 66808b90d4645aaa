/** How far blocks may stand from the point they are placed by, px: a transform is only exact up to 2^24 px. */
const REACH = 1_000_000;
/** A kept block far away stands just out of sight of anything that its layer is moved to. */
const FAR = 20_000;

export type PlacedBlock = {
  /** Place in the DOM, from 0. */
  readonly slot: number;
  readonly block: number;
  /** Px from the origin. */
  readonly y: number;
};

export type Placed = {
  /** What the blocks stand relative to, px from the first row's upper edge. */
  readonly origin: number;
  readonly blocks: readonly PlacedBlock[];
};

/**
 * Gives every block on the screen a place in the DOM that it keeps while it is shown; places of blocks that went are
 * used again, so that scrolling changes text instead of making and dropping elements. A jump to entirely other blocks
 * takes the origin along: then the elements stay where they are, too.
 */
export class Slots {
  readonly #of = new Map<number, number>();
  readonly #free: number[] = [];
  #made = 0;
  #first = 0;
  #end = 0;
  #origin = 0;

  /** Places blocks [first, end) of `height` px each, and `keep` (-1: none) wherever it is. Answers the same for the same. */
  place(first: number, end: number, keep: number, height: number): Placed {
    const apart = first >= this.#end || end <= this.#first;
    if (apart || Math.abs(first - this.#origin) * height > REACH) this.#origin = first;
    this.#first = first;
    this.#end = end;
    const items = Array.from({ length: end - first }, (_, i) => first + i);
    if (keep >= 0 && (keep < first || keep >= end)) items.push(keep);
    this.#assign(items);
    const blocks = items.map((block) => ({
      slot: this.#of.get(block) ?? 0,
      block,
      y: Math.min(Math.max((block - this.#origin) * height, -REACH - FAR), REACH + FAR),
    }));
    return { origin: this.#origin * height, blocks };
  }

  #assign(items: readonly number[]): void {
    const wanted = new Set(items);
    for (const [item, slot] of this.#of) {
      if (wanted.has(item)) continue;
      this.#of.delete(item);
      this.#free.push(slot);
    }
    // Lowest last, to be taken first: after a jump the same order as after the jump before.
    this.#free.sort((a, b) => b - a);
    for (const item of items) {
      if (this.#of.has(item)) continue;
      let slot = this.#free.pop();
      if (slot === undefined) {
        slot = this.#made;
        this.#made += 1;
      }
      this.#of.set(item, slot);
    }
  }
}
