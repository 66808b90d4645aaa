import { cellLength, headFits, tailFits } from './cells.ts';
import { fitColumns } from './column-widths.ts';
import { firstLine } from './wrap.ts';
import type { Wrap } from './wrap.ts';
import type { Alignment } from './packets.ts';

const NARROWEST_SCREEN = 5;

type Alignments = readonly (Alignment | null)[] | null;

/** Writes the rows of one table or of Format-Wide's columns as lines. */
export class TableWriter {
  readonly #widths: readonly number[];
  readonly #alignments: readonly Alignment[];
  readonly #wrap: Wrap;
  readonly #write: (line: string) => void;
  /** False: the screen is too narrow for anything. */
  readonly #enabled: boolean;

  constructor(options: {
    readonly screen: number;
    readonly widths: readonly number[];
    readonly alignments: readonly (Alignment | null)[];
    readonly wrap: Wrap;
    readonly write: (line: string) => void;
  }) {
    this.#widths = fitColumns(options.widths, options.screen);
    this.#alignments = options.alignments.map((alignment) => alignment ?? 'left');
    this.#wrap = options.wrap;
    this.#write = options.write;
    this.#enabled = options.screen >= NARROWEST_SCREEN && this.#widths.some((width) => width >= 1);
  }

  header(labels: readonly string[]): void {
    if (!this.#enabled) return;
    this.row(labels, null, true);
    const rules = labels.map((label, at) => {
      const width = this.#widths[at] ?? 0;
      const cells = cellLength(label);
      return width <= 0 ? '' : '-'.repeat(label === '' || cells >= width ? width : cells);
    });
    this.row(rules, null, false);
  }

  row(cells: readonly string[], alignments: Alignments, multiLine: boolean): void {
    if (!this.#enabled) return;
    if (multiLine) this.#rowOfLines(cells, alignments);
    else this.#rowOfOne(cells, alignments);
  }

  #alignment(alignments: Alignments, at: number): Alignment {
    return alignments?.[at] ?? this.#alignments[at] ?? 'left';
  }

  #rowOfOne(cells: readonly string[], alignments: Alignments): void {
    let line = '';
    const last = this.#widths.length - 1;
    for (let at = 0; at <= last; at++) {
      const width = this.#widths[at] ?? 0;
      if (width <= 0) continue;
      if (at > 0) line += ' ';
      line += fitCell(cells[at] ?? '', width, this.#alignment(alignments, at), at < last);
    }
    this.#write(line);
  }

  #rowOfLines(cells: readonly string[], alignments: Alignments): void {
    const columns = this.#widths.flatMap((width, at) => (width > 0 ? [{ width, at }] : []));
    const parts = columns.map(({ width, at }, order) => {
      const pad = order < columns.length - 1;
      const alignment = this.#alignment(alignments, at);
      const lines = this.#wrap(cells[at] ?? '', width).map((line) =>
        (pad || alignment !== 'left') && cellLength(line) < width
          ? fitCell(line, width, alignment, pad)
          : line,
      );
      return order > 0 ? lines.map((line) => ` ${line}`) : lines;
    });
    const height = Math.max(...parts.map((lines) => lines.length));
    for (let row = 0; row < height; row++) {
      let lastFilled = 0;
      parts.forEach((lines, order) => {
        if (lines.length > row) lastFilled = order;
      });
      let line = '';
      parts.forEach((lines, order) => {
        let part = lines[row];
        if (part === undefined) {
          const width = columns[order]?.width ?? 0;
          part =
            order > lastFilled || order === columns.length - 1 ? '' : ' '.repeat(width + (order > 0 ? 1 : 0));
        }
        line += order === lastFilled && height > 1 ? part.trimEnd() : part;
      });
      this.#write(line);
    }
  }
}

function fitCell(text: string, width: number, alignment: Alignment, pad: boolean): string {
  let cell = firstLine(text);
  const cells = cellLength(cell);
  if (cells < width) {
    const room = width - cells;
    if (alignment === 'right') return ' '.repeat(room) + cell;
    if (alignment === 'center') {
      const before = Math.floor(room / 2);
      return ' '.repeat(before) + cell + (pad ? ' '.repeat(room - before) : '');
    }
    return pad ? cell + ' '.repeat(room) : cell;
  }
  if (cells === width) return cell;
  // One cell goes to the ellipsis where there is more than one.
  const kept = width > 1 ? width - 1 : width;
  if (alignment === 'right') cell = (width > 1 ? '…' : '') + cell.slice(cell.length - tailFits(cell, kept));
  else cell = cell.slice(0, headFits(cell, kept)) + (width > 1 ? '…' : '');
  // A wide character that was cut leaves a cell.
  if (cellLength(cell) === width) return cell;
  if (alignment === 'right') return ` ${cell}`;
  return pad ? `${cell} ` : cell;
}

/** How many columns of cells so wide fit on a screen. */
export function columnsThatFit(cells: number, screen: number): number {
  if (cells <= 0 || screen < 1 || cells >= screen) return 1;
  let columns = 1;
  while (cells * (columns + 1) + columns < screen) columns++;
  return columns;
}
