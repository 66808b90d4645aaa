import { columnsThatFit, TableWriter } from './table-writer.ts';
import { writeList } from './list-writer.ts';
import { writeTokens } from './complex-writer.ts';
import { wrapFor } from './wrap.ts';
import type { Culture } from '../culture.ts';
import type { Measured } from './group-queue.ts';
import type { Entry, Packet, ShapeInfo } from './packets.ts';
import type { Wrap } from './wrap.ts';

const WIDE_COLUMNS = 2;

/** Writes packets as lines: blank lines around documents, headings, headers, rows. */
export class PacketWriter {
  /** Widths of the group that comes next. */
  hint: Measured | null = null;
  readonly #width: number;
  readonly #tableWidth: number;
  readonly #wrap: Wrap;
  readonly #line: (line: string) => void;
  #shape: ShapeInfo | null = null;
  #groups = 0;
  #table: TableWriter | null = null;
  #wideRow: string[] = [];
  #perRow = 1;

  constructor(options: {
    readonly width: number;
    readonly tableWidth: number;
    readonly culture: Culture;
    readonly write: (line: string) => void;
  }) {
    this.#width = options.width;
    this.#tableWidth = options.tableWidth;
    this.#wrap = wrapFor(options.culture);
    this.#line = options.write;
  }

  write(packet: Packet): void {
    switch (packet.kind) {
      case 'start':
        this.#shape = packet.shape;
        this.#groups = 0;
        this.#line('');
        break;
      case 'groupStart':
        this.#startGroup(packet.heading);
        break;
      case 'entry':
        if (packet.outOfBand) this.#outOfBand(packet.entry);
        else this.#entry(packet.entry);
        break;
      case 'groupEnd':
        this.#writeWideRow();
        break;
      case 'end':
        // A list has written its blank line after the last object.
        if (this.#shape?.kind !== 'list') this.#line('');
        this.#shape = null;
    }
  }

  #startGroup(heading: Extract<Packet, { kind: 'groupStart' }>['heading']): void {
    const shape = this.#shape;
    const hint = this.hint;
    this.hint = null;
    if (shape === null) return;
    this.#table = null;
    if (shape.kind === 'table' && shape.columns.length > 0) {
      this.#table = new TableWriter({
        screen: this.#tableWidth,
        widths: hint?.columns ?? shape.columns.map(({ width }) => width),
        alignments: shape.columns.map(({ alignment }) => alignment),
        wrap: this.#wrap,
        write: this.#line,
      });
    } else if (shape.kind === 'wide') {
      this.#perRow =
        hint !== null && hint.widest > 0
          ? columnsThatFit(hint.widest, this.#tableWidth)
          : shape.columns > 0
            ? shape.columns
            : WIDE_COLUMNS;
      this.#table = new TableWriter({
        screen: this.#tableWidth,
        widths: Array.from({ length: this.#perRow }, () => 0),
        alignments: Array.from({ length: this.#perRow }, () => 'left' as const),
        wrap: this.#wrap,
        write: this.#line,
      });
    }
    if (heading !== null) {
      if (this.#groups > 0) this.#line('');
      writeTokens(heading, this.#width, this.#wrap, this.#line);
      this.#line('');
    }
    this.#groups++;
    if (shape.kind === 'table' && !shape.hideHeader)
      this.#table?.header(shape.columns.map(({ label }) => label));
  }

  #entry(entry: Entry): void {
    switch (entry.kind) {
      case 'row': {
        const columns = this.#shape?.kind === 'table' ? this.#shape.columns.length : 0;
        if (columns > 0) this.#table?.row(entry.cells, entry.alignments, entry.multiLine);
        break;
      }
      case 'list':
        writeList(entry.fields, this.#width, this.#wrap, this.#line);
        this.#line('');
        break;
      case 'wide':
        this.#wideRow.push(entry.text);
        if (this.#wideRow.length === this.#perRow) this.#writeWideRow();
        break;
      case 'complex':
        writeTokens(entry.tokens, this.#width, this.#wrap, this.#line);
        break;
      case 'raw':
        this.#line(entry.text);
    }
  }

  #outOfBand(entry: Entry): void {
    switch (entry.kind) {
      case 'raw':
        this.#line(entry.text);
        break;
      case 'complex':
        writeTokens(entry.tokens, Infinity, this.#wrap, this.#line);
        break;
      case 'list':
        this.#line('');
        writeList(entry.fields, this.#width, this.#wrap, this.#line);
        this.#line('');
        break;
      default:
        break;
    }
  }

  #writeWideRow(): void {
    if (this.#wideRow.length === 0) return;
    this.#table?.row(this.#wideRow, null, false);
    this.#wideRow = [];
  }
}
