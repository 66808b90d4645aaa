/** 1-based line and column of offsets in a text. */
export interface TextPlace {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

/** Something wrong with a command text, found before anything is sent. */
export interface LanguageProblem extends TextPlace {
  /** PowerShell's own error id where it has one, else ours ("NotAvailable", "UnknownCmdlet", …). */
  readonly id: string;
  /** What is wrong, in plain words. */
  readonly message: string;
  /** What to do about it; empty where the message says all. */
  readonly hint: string;
}

/** An error of the parser, with PowerShell's id and place. */
export type ParseError = LanguageProblem;

/** Finds line and column of offsets. A line ends with LF, CR or CRLF. */
export class LineMap {
  private readonly starts: number[] = [0];

  constructor(text: string) {
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 13 && text.charCodeAt(i + 1) === 10) i++;
      if (c === 10 || c === 13) this.starts.push(i + 1);
    }
  }

  place(start: number, end: number = start): TextPlace {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= start) low = middle;
      else high = middle - 1;
    }
    return { start, end, line: low + 1, column: start - (this.starts[low] ?? 0) + 1 };
  }
}
