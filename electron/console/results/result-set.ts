import type { Column, ResultSummary, ResultView } from '../../../shared/model/console.ts';
import { Breather, type Stretches } from '../worker/breather.ts';
import { inTurns } from '../worker/turns.ts';
import { cellText, listItems, membersOf } from './cells.ts';
import { describeColumns, type ResultColumn } from './columns.ts';
import { rowMatcher } from './filter.ts';
import { sortIndex } from './sort.ts';
import { EMPTY, sortKeys } from './sort-keys.ts';
import type { ResultTable } from './table.ts';
import type { Transcript } from './transcript.ts';

const CHECK_EVERY = 256;

export interface RowDetails {
  readonly total: number;
  readonly properties: { name: string; type: string; values: string[] }[];
}

/** One result: its rows, and the view of them that the grid shows. */
export class ResultSet {
  readonly table: ResultTable;
  readonly transcript: Transcript | null;
  /** What shows it best at first. */
  opensAs: ResultSummary['opensAs'] = 'grid';
  /** How often lines came into the middle of its text. */
  textRevision = 0;
  readonly #about: Pick<ResultSummary, 'resultId' | 'runId' | 'title' | 'cmdlet' | 'command' | 'at'>;
  #complete = false;
  #view: ResultView = { sort: [], filter: '', filterColumns: [] };
  /** Rows of the view in order; null: all as they came. */
  #index: Uint32Array | null = null;
  #indexLength = 0;
  /** Rows that the index was made from; later ones are added at its end until the view is made anew. */
  #indexedRows = 0;
  #matches: (row: number) => boolean = () => true;
  #version = 1;
  #wish = 0;
  readonly #keys = new Map<string, { rows: number; keys: Float64Array }>();

  /** @param transcript text of the script that made it; null: its text is laid out from its rows. */
  constructor(
    about: Pick<ResultSummary, 'resultId' | 'runId' | 'title' | 'cmdlet' | 'command' | 'at'>,
    table: ResultTable,
    transcript: Transcript | null = null,
  ) {
    this.#about = about;
    this.table = table;
    this.transcript = transcript;
  }

  get id(): string {
    return this.#about.resultId;
  }

  get cmdlet(): string {
    return this.#about.cmdlet;
  }

  get version(): number {
    return this.#version;
  }

  /** Rows of the view. */
  get total(): number {
    this.#takeNewRows();
    return this.#index === null ? this.table.rows : this.#indexLength;
  }

  summary(): ResultSummary {
    let bytes = this.table.bytes + (this.transcript?.bytes ?? 0) + (this.#index?.byteLength ?? 0);
    for (const { keys } of this.#keys.values()) bytes += keys.byteLength;
    return {
      ...this.#about,
      rows: this.table.rows,
      bytes,
      complete: this.#complete,
      opensAs: this.opensAs,
      textRevision: this.textRevision,
    };
  }

  columns(): Column[] {
    return describeColumns(this.table.columns);
  }

  /**
   * No more rows will come; `complete`: they are all there are. A sorted view is put in order again, since rows came
   * behind it meanwhile; true: it was.
   */
  async finish(complete: boolean): Promise<boolean> {
    this.#complete = complete;
    if (this.#view.sort.length === 0) return false;
    await this.setView(this.#view);
    return true;
  }

  /** Sorts and filters. A newer wish ends an older one that is still under way (it throws Abandoned). */
  setView(view: ResultView): Promise<{ total: number; version: number }> {
    return inTurns(this.arrange(view));
  }

  /** `setView` in stretches, for a thread that may be a script's at the moment. */
  *arrange(view: ResultView): Stretches<{ total: number; version: number }> {
    const wish = ++this.#wish;
    const breather = new Breather(() => wish === this.#wish);
    const rows = this.table.rows;
    const chosen = view.filterColumns
      .map((name) => this.table.column(name))
      .filter((column): column is ResultColumn => column !== null);
    const matches = rowMatcher(view.filter, chosen.length > 0 ? chosen : this.table.columns);
    const filtered = view.filter.trim() !== '';
    const index = filtered ? yield* this.#filter(matches, rows, breather) : allRows(rows);
    const sort = yield* this.#comparer(view, rows, breather);
    if (sort !== null) yield* sortIndex(index, sort, breather);
    if (wish !== this.#wish) return { total: this.total, version: this.#version };
    this.#view = view;
    this.#matches = matches;
    this.#index = filtered || sort !== null ? index : null;
    this.#indexLength = index.length;
    this.#indexedRows = rows;
    this.#version++;
    return { total: this.total, version: this.#version };
  }

  *#filter(matches: (row: number) => boolean, rows: number, breather: Breather): Stretches<Uint32Array> {
    const found = new Uint32Array(rows);
    let length = 0;
    for (let row = 0; row < rows; row++) {
      if (matches(row)) found[length++] = row;
      if (row % CHECK_EVERY === 0 && breather.due) yield* breather.rest();
    }
    return found.slice(0, length);
  }

  *#comparer(
    view: ResultView,
    rows: number,
    breather: Breather,
  ): Stretches<((a: number, b: number) => number) | null> {
    const parts: { keys: Float64Array; descending: boolean }[] = [];
    for (const { column: name, descending } of view.sort) {
      const column = this.table.column(name);
      if (column === null) continue;
      let cached = this.#keys.get(name);
      if (cached?.rows !== rows) {
        cached = { rows, keys: yield* sortKeys(column, rows, breather) };
        this.#keys.set(name, cached);
      }
      parts.push({ keys: cached.keys, descending });
    }
    for (const name of this.#keys.keys()) {
      if (!view.sort.some(({ column }) => column === name)) this.#keys.delete(name);
    }
    return parts.length === 0 ? null : (a, b) => compareRows(parts, a, b);
  }

  /** Rows that came after the view was made: those that match stand behind the others. */
  #takeNewRows(): void {
    if (this.#index === null || this.#indexedRows === this.table.rows) return;
    const rows = this.table.rows;
    const room = this.#indexLength + rows - this.#indexedRows;
    if (room > this.#index.length) {
      const grown = new Uint32Array(Math.max(room, this.#index.length * 2));
      grown.set(this.#index.subarray(0, this.#indexLength));
      this.#index = grown;
    }
    for (let row = this.#indexedRows; row < rows; row++) {
      if (this.#matches(row)) this.#index[this.#indexLength++] = row;
    }
    this.#indexedRows = rows;
  }

  /** Row number in the table of a row of the view; -1 beyond its end. */
  rowAt(position: number): number {
    if (position < 0 || position >= this.total) return -1;
    return this.#index === null ? position : (this.#index[position] ?? -1);
  }

  /** Texts of the view's rows [from, to), cell by cell in the order of `names`: whole ones, or as a grid shows them. */
  texts(names: readonly string[], from: number, to: number, as: 'text' | 'shown' = 'text'): string[][] {
    const columns = names.map((name) => this.table.column(name));
    const rows: string[][] = [];
    for (let at = from; at < Math.min(to, this.total); at++) {
      const row = this.rowAt(at);
      rows.push(columns.map((column) => column?.[as](row) ?? ''));
    }
    return rows;
  }

  details(position: number): RowDetails {
    const row = this.rowAt(position);
    if (row < 0) return { total: this.total, properties: [] };
    // What tells most comes first, as in the grid; then the answer's own order.
    const initial = new Set(this.columns().flatMap(({ name, initial }) => (initial ? [name] : [])));
    const first = this.table.columns.filter(({ name }) => initial.has(name));
    const others = this.table.columns.filter(({ name }) => !initial.has(name));
    return {
      total: this.total,
      properties: [...first, ...others].map((column) => ({
        name: column.name,
        type: typeText(column, column.values[row]),
        values: valueTexts(column.values[row], column),
      })),
    };
  }
}

function allRows(rows: number): Uint32Array {
  const index = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) index[row] = row;
  return index;
}

function compareRows(
  parts: readonly { keys: Float64Array; descending: boolean }[],
  a: number,
  b: number,
): number {
  for (const { keys, descending } of parts) {
    const left = keys[a] ?? EMPTY;
    const right = keys[b] ?? EMPTY;
    if (left === right) continue;
    if (left === EMPTY) return 1;
    if (right === EMPTY) return -1;
    return left < right === descending ? 1 : -1;
  }
  return 0;
}

/** Short .NET name where the answer told the type, else what the value looks like. */
function typeText(column: ResultColumn, value: unknown): string {
  if (column.typeName !== null) return column.typeName.replace(/^.*\./, '');
  if (Array.isArray(value)) return 'List';
  if (value !== null && typeof value === 'object') return 'Object';
  const names = {
    text: 'String',
    number: 'Number',
    size: 'Size',
    boolean: 'Boolean',
    date: 'DateTime',
    list: 'List',
    object: 'Object',
  } as const;
  return names[column.kind];
}

function valueTexts(value: unknown, column: ResultColumn): string[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return listItems(value);
  if (typeof value === 'object') {
    return membersOf(value).map(([name, member]) => `${name}: ${cellText(member, 'text')}`);
  }
  return [cellText(value, column.kind)];
}
