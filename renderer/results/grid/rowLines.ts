/**
 * The rows in the DOM, written without React: while the grid scrolls, a frame changes a few attributes and texts of
 * elements that stay, and most of what it would cost to describe them anew is saved.
 */
import type { RowLooks } from './rowLooks.ts';
import type { RowWindow } from './rowWindow.ts';
import type { ShownBlock } from './useScaledRows.ts';
import type { ShownColumn } from './columnLayout.ts';

/** What to draw. Objects that are the same as before are taken as unchanged, except `rows`. */
export type Drawing = {
  /** One row each. */
  readonly blocks: readonly ShownBlock[];
  readonly columns: readonly ShownColumn[];
  /** Places of the columns that are drawn. */
  readonly drawn: readonly number[];
  /** Place of each column's text in a row of the window. */
  readonly places: readonly number[];
  readonly rows: Pick<RowWindow, 'row'>;
  /** Row and column with the keyboard. */
  readonly row: number;
  readonly column: number;
  /** Chosen rows [from, to). */
  readonly chosenFrom: number;
  readonly chosenTo: number;
  /** Rows that were marked one by one, which then are the chosen ones; null: none was. */
  readonly marked: ReadonlySet<number> | null;
  readonly looks: RowLooks;
  /** Id of the cell with the keyboard. */
  readonly cellId: string;
};

const CHARACTER = 6;
const PADDING = 24;

export class RowLines {
  readonly #layer: HTMLElement;
  #lines: (RowLine | undefined)[] = [];

  constructor(layer: HTMLElement) {
    this.#layer = layer;
  }

  draw(drawing: Drawing): void {
    const before = this.#lines;
    this.#lines = [];
    for (const block of drawing.blocks) {
      let line = before[block.slot];
      if (line === undefined) {
        line = new RowLine();
        this.#layer.append(line.element);
      }
      before[block.slot] = undefined;
      this.#lines[block.slot] = line;
      line.draw(block, drawing);
    }
    for (const line of before) line?.element.remove();
  }
}

class RowLine {
  readonly element = part('row');
  #row = -1;
  #y = Number.NaN;
  #chosen: boolean | null = null;
  #busy = false;
  #class = '';
  #cells: readonly Cell[] = [];
  #columns: readonly ShownColumn[] | null = null;
  #drawn: readonly number[] | null = null;

  draw({ first, y }: ShownBlock, drawing: Drawing): void {
    const { element } = this;
    if (y !== this.#y) {
      this.#y = y;
      element.style.transform = `translateY(${y}px)`;
    }
    if (first !== this.#row) {
      this.#row = first;
      element.setAttribute('aria-rowindex', String(first + 2));
      element.setAttribute('data-row', String(first));
    }
    const cells = drawing.rows.row(first);
    const current = first === drawing.row;
    const { marked, chosenFrom, chosenTo } = drawing;
    const chosen = marked === null ? first >= chosenFrom && first < chosenTo : marked.has(first);
    const pending = cells === undefined;
    if (chosen !== this.#chosen) {
      this.#chosen = chosen;
      element.setAttribute('aria-selected', String(chosen));
    }
    if (pending !== this.#busy) {
      this.#busy = pending;
      if (pending) element.setAttribute('aria-busy', 'true');
      else element.removeAttribute('aria-busy');
    }
    const look = drawing.looks.row({ chosen, current, pending });
    if (look !== this.#class) {
      this.#class = look;
      element.className = look;
    }
    if (drawing.columns !== this.#columns || drawing.drawn !== this.#drawn) this.#arrange(drawing);
    for (const cell of this.#cells) {
      const { at, kind } = cell;
      const text = cells?.[drawing.places[at] ?? -1] ?? '';
      const focused = current && at === drawing.column;
      cell.write(text);
      cell.focusable(focused ? drawing.cellId : null);
      cell.look(
        drawing.looks.cell({
          end: kind === 'number' || kind === 'size',
          faint: kind === 'boolean' && text === 'False' && !(chosen && drawing.looks.highContrast),
          strong: current && at === 0,
          focused,
        }),
      );
    }
  }

  /** A cell for each drawn column, in their order; cells of columns that stay are kept, with the focus they may have. */
  #arrange({ columns, drawn }: Drawing): void {
    const before = new Map(this.#cells.map((cell) => [cell.at, cell]));
    this.#columns = columns;
    this.#drawn = drawn;
    this.#cells = drawn.flatMap((at) => {
      const shown = columns[at];
      if (shown === undefined) return [];
      const cell = before.get(at) ?? new Cell(at);
      before.delete(at);
      cell.fit(shown);
      return [cell];
    });
    for (const cell of before.values()) cell.element.remove();
    this.#cells.forEach((cell, i) => {
      const there = this.element.children[i] ?? null;
      if (there !== cell.element) this.element.insertBefore(cell.element, there);
    });
  }
}

class Cell {
  readonly element = part('gridcell');
  /** Place of its column. */
  readonly at: number;
  kind: ShownColumn['column']['kind'] = 'text';
  readonly #text = document.createTextNode('');
  #written = '';
  #class = '';
  #width = 0;
  #titled = false;
  #id: string | null = null;

  constructor(at: number) {
    this.at = at;
    this.element.append(this.#text);
    this.element.setAttribute('aria-colindex', String(at + 1));
    this.element.setAttribute('data-column', String(at));
  }

  fit({ column, x, width }: ShownColumn): void {
    this.kind = column.kind;
    this.element.style.left = `${x}px`;
    this.element.style.width = `${width}px`;
    this.#width = width;
    this.#entitle();
  }

  write(text: string): void {
    if (text === this.#written) return;
    this.#written = text;
    this.#text.data = text;
    this.#entitle();
  }

  /** With an id the cell is the grid's stop for Tab. */
  focusable(id: string | null): void {
    if (id === this.#id) return;
    this.#id = id;
    if (id === null) {
      this.element.removeAttribute('id');
      this.element.removeAttribute('tabindex');
    } else {
      this.element.id = id;
      this.element.tabIndex = 0;
    }
  }

  look(name: string): void {
    if (name === this.#class) return;
    this.#class = name;
    this.element.className = name;
  }

  /** Text that may not fit is also the cell's tooltip. */
  #entitle(): void {
    const cut = this.#written.length * CHARACTER > this.#width - PADDING;
    if (cut) this.element.title = this.#written;
    else if (this.#titled) this.element.removeAttribute('title');
    this.#titled = cut;
  }
}

function part(role: string): HTMLElement {
  const element = document.createElement('div');
  element.setAttribute('role', role);
  return element;
}
