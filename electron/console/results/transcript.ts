import type { LineKind } from '../../../shared/model/console.ts';

/** Lines kept; beyond it the oldest go, since nobody scrolls back that far and memory has an end. */
const MOST_LINES = 1_000_000;

/** A run's text as PowerShell's console would show it. */
export class Transcript {
  #lines: string[] = [];
  #kinds: LineKind[] = [];
  /** The last line has no end yet (Write-Host -NoNewline). */
  #open = false;
  #bytes = 0;
  /** Lines before which something comes that is not there yet. */
  readonly #places = new Map<string, number>();
  /** What came to such places: before which line, how much, and how many lines were written by then. */
  readonly #filled: { readonly at: number; readonly lines: number; readonly written: number }[] = [];
  /** Lines that went. */
  #gone = 0;

  /** How many lines were ever written. */
  get written(): number {
    return this.#gone + this.#lines.length;
  }

  /** Those that came after so many, as far as they are kept. */
  since(written: number): readonly string[] {
    let from = written;
    for (const { at, lines, written: then } of this.#filled) if (from > at && from <= then) from += lines;
    return this.#lines.slice(Math.max(0, from - this.#gone));
  }

  get total(): number {
    return this.#lines.length;
  }

  /** Rough memory. */
  get bytes(): number {
    return this.#bytes;
  }

  add(kind: LineKind, text: string): void {
    for (const line of text.split(/\r?\n/)) this.#push(kind, line);
    this.#open = false;
  }

  /** Text that may go on on the same line. */
  write(kind: LineKind, text: string, newline: boolean): void {
    const [first = '', ...rest] = text.split(/\r?\n/);
    const last = this.#lines.length - 1;
    if (this.#open) this.#lines[last] = (this.#lines[last] ?? '') + first;
    else this.#push(kind, first);
    for (const line of rest) this.#push(kind, line);
    this.#open = !newline;
  }

  /** Keeps the place behind what was written so far. */
  keepPlace(id: string): void {
    this.#open = false;
    this.#places.set(id, this.#lines.length);
  }

  /** Lines for a place that was kept. False: it went with the lines around it. */
  fillPlace(id: string, kind: LineKind, text: string): boolean {
    const at = this.#places.get(id);
    if (at === undefined) return false;
    const later = [...this.#places].slice([...this.#places.keys()].indexOf(id) + 1);
    this.#places.delete(id);
    const lines = text.split(/\r?\n/);
    this.#filled.push({ at: this.#gone + at, lines: lines.length, written: this.written });
    this.#lines.splice(at, 0, ...lines);
    this.#kinds.splice(at, 0, ...lines.map(() => kind));
    for (const line of lines) this.#bytes += bytesOf(line);
    for (const [other, place] of later) this.#places.set(other, place + lines.length);
    return true;
  }

  clear(): void {
    this.#places.clear();
    this.#gone += this.#lines.length;
    this.#lines = [];
    this.#kinds = [];
    this.#open = false;
    this.#bytes = 0;
  }

  slice(from: number, to: number): { lines: string[]; kinds: LineKind[] } {
    return { lines: this.#lines.slice(from, to), kinds: this.#kinds.slice(from, to) };
  }

  #push(kind: LineKind, line: string): void {
    this.#lines.push(line);
    this.#kinds.push(kind);
    this.#bytes += bytesOf(line);
    if (this.#lines.length > MOST_LINES * 1.1) {
      this.#shiftPlaces(this.#lines.length - MOST_LINES);
      this.#gone += this.#lines.length - MOST_LINES;
      this.#lines = this.#lines.slice(-MOST_LINES);
      this.#kinds = this.#kinds.slice(-MOST_LINES);
    }
  }

  /** The oldest lines go, and the places among them. */
  #shiftPlaces(gone: number): void {
    for (const [id, at] of this.#places) {
      if (at < gone) this.#places.delete(id);
      else this.#places.set(id, at - gone);
    }
  }
}

const bytesOf = (line: string): number => line.length + 24;
