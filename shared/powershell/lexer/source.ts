/** A piece of text that a lexer works on: the whole script, or a subexpression cut out of an expandable string. */
export interface Source {
  readonly text: string;
  /** Offset of its first character in the whole text. */
  readonly base: number;
  /** Offset in the whole text of each character, where characters were left out; null: they follow one another. */
  readonly offsets: readonly number[] | null;
}

export type ReportError = (id: string, start: number, end: number, argument?: string) => void;

/** What the reader of a string or word returns. */
export interface StringScan {
  readonly end: number;
  readonly value: string;
}
