/**
 * Chromium cuts an element at 33,554,432 px, which is 1.19 million rows of 28 px. Above MAX_SCROLL_HEIGHT the scroller
 * therefore gets a shorter stand-in, and its position ("top") is translated to the place in the rows ("offset"):
 *
 * - the first and last EDGE px are one to one, so that both ends are exact;
 * - between them, top and offset are proportional, for the scrollbar;
 * - small moves (wheel, touch) are one to one anywhere; what drifts apart that way is mended when scrolling rests.
 */
export const MAX_SCROLL_HEIGHT = 16_000_000;
const EDGE = 200_000;

export class ScrollScale {
  #content = 0;
  #viewport = 0;
  #top = 0;
  #offset = 0;

  /** Height that the scroller's content gets, px. */
  get scrollHeight(): number {
    return Math.min(this.#content, MAX_SCROLL_HEIGHT);
  }

  get maxOffset(): number {
    return Math.max(0, this.#content - this.#viewport);
  }

  get maxTop(): number {
    return Math.max(0, this.scrollHeight - this.#viewport);
  }

  /** Place in the rows, px from the first row's upper edge. */
  get offset(): number {
    return this.#offset;
  }

  get #scaled(): boolean {
    return this.#content > MAX_SCROLL_HEIGHT;
  }

  /** Takes new measures (px) and answers where the scroller should stand, or null where it may stay. */
  resize(content: number, viewport: number): number | null {
    this.#content = content;
    this.#viewport = viewport;
    this.#offset = clamp(this.#offset, this.maxOffset);
    return this.settle();
  }

  /** The scroller moved to `top`; answers the new offset. */
  scrolled(top: number): number {
    const place = clamp(top, this.maxTop);
    const delta = place - this.#top;
    if (Math.abs(delta) < 1) return this.#offset;
    const small = Math.abs(delta) <= 2 * Math.max(this.#viewport, 100);
    this.#top = place;
    if (!this.#scaled) this.#offset = place;
    else if (small && place > 0 && place < this.maxTop)
      this.#offset = clamp(this.#offset + delta, this.maxOffset);
    else this.#offset = this.toOffset(place);
    return this.#offset;
  }

  /** Goes to an offset; answers the top to write into the scroller. */
  scrollTo(offset: number): number {
    this.#offset = clamp(offset, this.maxOffset);
    this.#top = this.toTop(this.#offset);
    return this.#top;
  }

  /** True: so far apart that the scroller would reach its end before the rows do. */
  get drifted(): boolean {
    if (!this.#scaled) return false;
    const nearEdge = this.#top < EDGE / 2 || this.#top > this.maxTop - EDGE / 2;
    return nearEdge && Math.abs(this.toTop(this.#offset) - this.#top) > 1;
  }

  /** Brings the scroller back in line with the rows; the top to write, or null where nothing has to move. */
  settle(): number | null {
    const ideal = this.toTop(this.#offset);
    if (Math.abs(ideal - this.#top) < 1) return null;
    this.#top = ideal;
    return ideal;
  }

  toOffset(top: number): number {
    if (!this.#scaled) return clamp(top, this.maxOffset);
    if (top <= EDGE) return Math.max(0, top);
    if (top >= this.maxTop - EDGE) return clamp(this.maxOffset - (this.maxTop - top), this.maxOffset);
    return EDGE + (top - EDGE) * this.#ratio;
  }

  toTop(offset: number): number {
    if (!this.#scaled) return clamp(offset, this.maxTop);
    if (offset <= EDGE) return Math.max(0, offset);
    if (offset >= this.maxOffset - EDGE) return clamp(this.maxTop - (this.maxOffset - offset), this.maxTop);
    return EDGE + (offset - EDGE) / this.#ratio;
  }

  get #ratio(): number {
    return (this.maxOffset - 2 * EDGE) / (this.maxTop - 2 * EDGE);
  }
}

function clamp(value: number, max: number): number {
  return Math.min(Math.max(value, 0), max);
}
