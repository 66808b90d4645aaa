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
  /** Lines that went. */
  #gone = 0;

  /** How many lines were ever written. */
  get written(): number {
    return this.#gone + this.#lines.length;
  }

  /** Those that came after so many, as far as they are kept. */
  since(written: number): readonly string[] {
    return this.#lines.slice(Math.max(0, written - this.#gone));
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

  clear(): void {
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
    this.#bytes += line.length + 24;
    if (this.#lines.length > MOST_LINES * 1.1) {
      this.#gone += this.#lines.length - MOST_LINES;
      this.#lines = this.#lines.slice(-MOST_LINES);
      this.#kinds = this.#kinds.slice(-MOST_LINES);
    }
  }
}
