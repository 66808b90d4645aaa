/**
 * Gives every item on the screen a place in the DOM that it keeps while it is shown; places of items that went are
 * used again, so that scrolling changes text instead of making and dropping elements.
 */
export class Slots {
  readonly #of = new Map<number, number>();
  readonly #free: number[] = [];
  #made = 0;

  assign(items: readonly number[]): ReadonlyMap<number, number> {
    const wanted = new Set(items);
    for (const [item, slot] of this.#of) {
      if (wanted.has(item)) continue;
      this.#of.delete(item);
      this.#free.push(slot);
    }
    for (const item of items) {
      if (this.#of.has(item)) continue;
      let slot = this.#free.pop();
      if (slot === undefined) {
        slot = this.#made;
        this.#made += 1;
      }
      this.#of.set(item, slot);
    }
    return this.#of;
  }
}
