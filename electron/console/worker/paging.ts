/** Objects in a page where nothing else is asked (real-client.md 4.2). */
export const PAGE_SIZE = 1000;

/** How many objects a command wants. */
export interface Wanted {
  /** null: Unlimited. */
  readonly limit: number | null;
  /** False: no -ResultSize was given, and further pages are never asked for. */
  readonly asked: boolean;
}

/** `-ResultSize` as a person writes it; null where it is neither a whole number above 0 nor Unlimited. */
export function wantedFrom(resultSize: string | number | null): Wanted | null {
  if (resultSize === null) return { limit: PAGE_SIZE, asked: false };
  if (String(resultSize).toLowerCase() === 'unlimited') return { limit: null, asked: true };
  const limit = Number(resultSize);
  return Number.isSafeInteger(limit) && limit > 0 ? { limit, asked: true } : null;
}

/** Which page comes next, and how large (real-client.md 4.2). */
export class Pager {
  readonly #wanted: Wanted;
  readonly #largest: number;
  #left: number;
  #size: number;

  /** @param largest page that the connection asks for (-PageSize) */
  constructor(wanted: Wanted, largest: number = PAGE_SIZE) {
    this.#wanted = wanted;
    this.#largest = largest;
    this.#left = wanted.limit ?? Number.POSITIVE_INFINITY;
    this.#size = Math.min(this.#left, this.#largest);
  }

  /** Size that the page under way was asked with. */
  get size(): number {
    return this.#size;
  }

  /** Objects that may still be taken. */
  get left(): number {
    return this.#left;
  }

  /** Size of the page after this one if this one comes full; null: there will be none. */
  sizeAfterFull(): number | null {
    if (!this.#wanted.asked || this.#left <= this.#size) return null;
    return Math.min(this.#left - this.#size, this.#largest);
  }

  /**
   * Counts a page that came. With a number as -ResultSize a short page is the last, with Unlimited only a missing
   * nextLink ends it. Answers the size of the next page, or null.
   */
  took(received: number, hasNext: boolean): number | null {
    const full = received >= this.#size;
    this.#left -= Math.min(received, this.#left);
    if (!hasNext || !this.#wanted.asked || this.#left <= 0) return null;
    if (this.#wanted.limit !== null && !full) return null;
    this.#size = Math.min(this.#left, this.#largest);
    return this.#size;
  }
}
