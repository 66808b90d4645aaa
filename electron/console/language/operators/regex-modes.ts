/** Options of a pattern that may change inside it. */
export interface Modes {
  readonly multiline: boolean;
  readonly singleline: boolean;
  readonly explicit: boolean;
  readonly spaced: boolean;
  readonly ecma: boolean;
}

/** After `(?on-off)`. */
export function withOptions(
  modes: Modes & { opened?: string },
  on: string,
  off: string,
): Modes & { opened?: string } {
  const mode = (letter: string, before: boolean): boolean =>
    off.includes(letter) ? false : on.includes(letter) || before;
  return {
    ...modes,
    multiline: mode('m', modes.multiline),
    singleline: mode('s', modes.singleline),
    explicit: mode('n', modes.explicit),
    spaced: mode('x', modes.spaced),
  };
}

/** JavaScript's own group that changes case; "" where the options don't. */
export function caseGroup(on: string, off: string): string {
  if (off.includes('i')) return '(?-i:';
  return on.includes('i') ? '(?i:' : '';
}
