import { failure } from '../../values/errors.ts';

export type Quoting = 'Always' | 'AsNeeded' | 'Never';

/** How cells are written. */
export interface CsvStyle {
  readonly delimiter: string;
  readonly quoting: Quoting;
  /** Lower-case names of the only columns in quotes; null: `quoting` decides. */
  readonly quoted: ReadonlySet<string> | null;
}

/** Writes one cell of a column. */
export type CellWriter = (text: string) => string;

export function quote(text: string): string {
  return text.includes('"') ? `"${text.replaceAll('"', '""')}"` : `"${text}"`;
}

const plain: CellWriter = (text) => text;

/** How the cells of a column are written, its header included. */
export function cellWriter(style: CsvStyle, column: string): CellWriter {
  if (style.quoted !== null) return style.quoted.has(column.toLowerCase()) ? quote : plain;
  if (style.quoting === 'Always') return quote;
  if (style.quoting === 'Never') return plain;
  const { delimiter } = style;
  return (text) =>
    text.includes(delimiter) || text.includes('"') || text.includes('\n') ? quote(text) : text;
}

/**
 * Reads delimited text, record by record, as PowerShell does: blanks before a cell are dropped, a quoted cell may hold
 * line breaks, and what is wrong is read leniently (a quote within a word is a character, text after a closing quote
 * is kept).
 */
export class CsvReader {
  readonly #text: string;
  readonly #delimiter: string;
  #at = 0;

  constructor(text: string, delimiter: string) {
    this.#text = text;
    this.#delimiter = delimiter;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** The type of a `#TYPE` line at the very start; such a first line of any kind is skipped. */
  readType(): string | null {
    if (this.#text[this.#at] !== '#') return null;
    const line = this.#restOfLine();
    if (!/^#type/i.test(line)) return null;
    const name = line.slice(5).trim();
    return name === '' ? null : name;
  }

  /** The cells of the next record; an empty list: the end. A blank line is one empty cell. */
  read(): string[] {
    const text = this.#text;
    const cells: string[] = [];
    let cell = '';
    while (this.#at < text.length) {
      const char = text[this.#at] ?? '';
      if (char === this.#delimiter) {
        this.#at++;
        cells.push(cell);
        cell = '';
      } else if (char === '"') {
        this.#at++;
        const quoted = cell === '';
        cell = quoted ? this.#quoted() : `${cell}"`;
        const rest = this.#restOfCell(quoted);
        cells.push(cell + rest.text);
        cell = '';
        if (rest.ended) return cells;
      } else if (char === '\n' || char === '\r') {
        this.#newLine();
        cells.push(cell);
        return cells;
      } else if (char === ' ' || char === '\t') {
        this.#at++;
        if (cell === '') continue;
        const rest = this.#restOfCell(true);
        // The first blank after a word stays, as in PowerShell.
        cells.push(`${cell}${char}${rest.text}`);
        cell = '';
        if (rest.ended) return cells;
      } else {
        cell += this.#word();
      }
    }
    if (cell !== '') cells.push(cell);
    return cells;
  }

  /** Characters up to the next one that means something. */
  #word(): string {
    const text = this.#text;
    const from = this.#at;
    while (this.#at < text.length) {
      const char = text.charCodeAt(this.#at);
      if (char === 34 || char === 10 || char === 13 || char === 32 || char === 9) break;
      if (text[this.#at] === this.#delimiter) break;
      this.#at++;
    }
    return text.slice(from, this.#at);
  }

  /** After an opening quote: what is in the quotes, with the closing one consumed. */
  #quoted(): string {
    const text = this.#text;
    let content = '';
    for (;;) {
      const end = text.indexOf('"', this.#at);
      if (end < 0) {
        content += text.slice(this.#at);
        this.#at = text.length;
        this.#unclosed = true;
        return content;
      }
      content += text.slice(this.#at, end);
      this.#at = end + 1;
      if (text[this.#at] !== '"') return content;
      content += '"';
      this.#at++;
    }
  }

  #unclosed = false;

  #restOfCell(eatBlanks: boolean): { text: string; ended: boolean } {
    if (this.#unclosed) {
      this.#unclosed = false;
      return { text: '', ended: true };
    }
    const text = this.#text;
    const from = this.#at;
    while (this.#at < text.length) {
      const char = text[this.#at] ?? '';
      if (char === this.#delimiter || char === '\n' || char === '\r') break;
      this.#at++;
    }
    const rest = text.slice(from, this.#at);
    const blank = /^[ \t]*$/.test(rest);
    const ended = this.#at >= text.length || text[this.#at] !== this.#delimiter;
    if (this.#at < text.length) {
      if (ended) this.#newLine();
      else this.#at++;
    }
    return { text: eatBlanks && blank ? '' : rest, ended };
  }

  #newLine(): void {
    if (this.#text[this.#at] === '\r' && this.#text[this.#at + 1] === '\n') this.#at++;
    this.#at++;
  }

  #restOfLine(): string {
    const text = this.#text;
    const from = this.#at;
    while (this.#at < text.length && text[this.#at] !== '\n' && text[this.#at] !== '\r') this.#at++;
    const line = text.slice(from, this.#at);
    if (this.#at < text.length) this.#newLine();
    return line;
  }
}

/** The header record, past comment lines; null: the text ends before one. */
export function readHeader(reader: CsvReader): string[] | null {
  while (!reader.atEnd) {
    const cells = reader.read();
    while (cells.length > 1 && cells.at(-1) === '') cells.pop();
    const [first] = cells;
    if (first?.startsWith('#Fields: ') === true) return [first.slice(9), ...cells.slice(1)];
    if (first?.startsWith('#') === true) continue;
    return cells;
  }
  return null;
}

/** Refuses a name that is there twice (in any case). */
export function checkNames(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (name === '') continue;
    const key = name.toLowerCase();
    if (seen.has(key)) {
      throw failure(
        'AlreadyPresentPSMemberInfoInternalCollectionAdd',
        `The member "${name}" is already present.`,
        { type: 'System.Management.Automation.ExtendedTypeSystemException', category: 'NotSpecified' },
      );
    }
    seen.add(key);
  }
}
