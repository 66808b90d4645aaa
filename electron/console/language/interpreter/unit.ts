import { LineMap } from '../../../../shared/powershell/problems.ts';

/** A text that was compiled, for the places of errors. */
export class Unit {
  readonly text: string;
  #lines: LineMap | null = null;

  constructor(text: string) {
    this.text = text;
  }

  get lines(): LineMap {
    this.#lines ??= new LineMap(this.text);
    return this.#lines;
  }

  /** All text of the line at an offset. */
  lineText(offset: number): string {
    let from = offset;
    while (from > 0 && !isLineEnd(this.text.charCodeAt(from - 1))) from--;
    let to = offset;
    while (to < this.text.length && !isLineEnd(this.text.charCodeAt(to))) to++;
    return this.text.slice(from, to);
  }
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
