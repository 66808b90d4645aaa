import { ResultColumn } from './columns.ts';

/** Properties whose numbers are bytes in Get-EXO* answers (real-client.md 6.4). */
export const BYTES = /(Size|Quota)$/;

/**
 * All rows of a result, column by column. Property names are keys of a Map and never of an object, so that no name
 * (`__proto__` among them) is more than data.
 */
export class ResultTable {
  readonly #columns = new Map<string, ResultColumn>();
  readonly #numbersAreBytes: boolean;
  readonly #hidden: ReadonlySet<string>;
  #rows = 0;
  #bytes = 0;
  /** Keys of the object before and where they led: objects of one answer mostly have the same. */
  #keys: string[] = [];
  #targets: (ResultColumn | string | null)[] = [];

  constructor(options: { numbersAreBytes: boolean; hidden: readonly string[] }) {
    this.#numbersAreBytes = options.numbersAreBytes;
    this.#hidden = new Set(options.hidden);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Rough memory. */
  get bytes(): number {
    return this.#bytes;
  }

  /** In the order in which they were first seen. */
  get columns(): ResultColumn[] {
    return [...this.#columns.values()];
  }

  column(name: string): ResultColumn | null {
    return this.#columns.get(name) ?? null;
  }

  add(row: object): void {
    let bytes = 16;
    let at = 0;
    const before = this.#rows;
    const record = row as Readonly<Record<string, unknown>>;
    for (const key of Object.keys(record)) {
      if (this.#keys[at] !== key) {
        this.#keys[at] = key;
        this.#targets[at] = this.#target(key);
      }
      const target = this.#targets[at++];
      if (target instanceof ResultColumn) {
        if (target.values.length !== before) target.pad(before);
        bytes += target.push(record[key]);
      } else if (typeof target === 'string') {
        this.#setType(target, record[key]);
      }
    }
    this.#rows = before + 1;
    this.#bytes += bytes;
  }

  /** After the last row of a page: every column is as long as the table. */
  settle(): void {
    for (const column of this.#columns.values()) column.pad(this.#rows);
  }

  /** The column of a key, the name of the column whose type an annotation tells, or null: not data. */
  #target(key: string): ResultColumn | string | null {
    const mark = key.indexOf('@');
    if (mark >= 0) {
      return key.endsWith('@data.type') ? key.slice(0, mark) : null;
    }
    if (this.#hidden.has(key)) return null;
    const known = this.#columns.get(key);
    if (known !== undefined) return known;
    const column = new ResultColumn(key, this.#rows, this.#numbersAreBytes && BYTES.test(key));
    this.#columns.set(key, column);
    return column;
  }

  #setType(name: string, type: unknown): void {
    const column = this.#columns.get(name);
    if (column !== undefined) {
      if (column.typeName === null && typeof type === 'string') column.typeName = type;
    } else if (typeof type === 'string' && !this.#hidden.has(name)) {
      const target = this.#target(name);
      if (target instanceof ResultColumn) target.typeName = type;
    }
  }
}
