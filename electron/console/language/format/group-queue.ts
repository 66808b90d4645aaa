import { cellLength } from './cells.ts';
import type { Packet, ShapeInfo } from './packets.ts';

/** Widths that a group's own entries ask for: of each column, or of Format-Wide's widest text. */
export interface Measured {
  readonly columns: readonly number[] | null;
  readonly widest: number;
}

/** Until when a group is held back to be measured. */
export interface Patience {
  /** Milliseconds since the group began; Infinity: to its end. */
  readonly milliseconds: number;
  readonly rows: number;
  now(): number;
}

/** Holds a group's packets back until enough of them are there to decide how wide its columns are. */
export class GroupQueue {
  readonly #patience: Patience;
  #shape: ShapeInfo | null = null;
  #held: Packet[] | null = null;
  #began = 0;
  #lastLook = 0;

  constructor(patience: Patience) {
    this.#patience = patience;
  }

  /** The packets that may go on; `measure` is called before with those that were held. */
  add(packet: Packet, measure: (widths: Measured | null) => void): readonly Packet[] {
    if (packet.kind === 'start') this.#shape = packet.shape;
    if (this.#held === null) {
      if (packet.kind !== 'groupStart') return [packet];
      this.#held = [packet];
      this.#lastLook = 0;
      this.#began = this.#patience.milliseconds === Infinity ? 0 : this.#patience.now();
      return [];
    }
    this.#held.push(packet);
    return packet.kind === 'groupEnd' || this.#isEnough() ? this.release(measure) : [];
  }

  /** What is held, now. */
  release(measure: (widths: Measured | null) => void): readonly Packet[] {
    const held = this.#held;
    if (held === null) return [];
    this.#held = null;
    measure(this.#shape === null ? null : measured(this.#shape, held));
    return held;
  }

  #isEnough(): boolean {
    const { milliseconds, rows } = this.#patience;
    const count = this.#held?.length ?? 0;
    if (count > rows) return true;
    if (milliseconds === Infinity) return false;
    // The clock is asked rarely: asking costs more than a row.
    if (count - this.#lastLook < 64 && count > 64) return false;
    this.#lastLook = count;
    return this.#patience.now() - this.#began > milliseconds;
  }
}

function measured(shape: ShapeInfo, packets: readonly Packet[]): Measured | null {
  if (shape.kind === 'table') {
    if (shape.columns.length === 0) return null;
    const widths = shape.columns.map(({ label }) => cellLength(label));
    for (const packet of packets) {
      if (packet.kind !== 'entry' || packet.outOfBand || packet.entry.kind !== 'row') continue;
      packet.entry.cells.forEach((cell, at) => {
        const cells = cellLength(cell);
        if (cells > (widths[at] ?? 0)) widths[at] = cells;
      });
    }
    return { columns: widths, widest: 0 };
  }
  if (shape.kind !== 'wide' || shape.columns !== 0) return null;
  let widest = 0;
  for (const packet of packets) {
    if (packet.kind === 'entry' && !packet.outOfBand && packet.entry.kind === 'wide') {
      widest = Math.max(widest, cellLength(packet.entry.text));
    }
  }
  return { columns: null, widest };
}
