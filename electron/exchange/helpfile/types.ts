/** Where each cmdlet's help stands in the text of all. */
export interface HelpIndex {
  /** Of the answer that it was read from, so that an unchanged one isn't read again. */
  readonly hash: string;
  /** By lower-case name: bytes [from, to) of JSON of CmdletHelp. */
  readonly places: Readonly<Record<string, readonly [from: number, to: number]>>;
  /** Files that could not be read, and why. */
  readonly leftOut: readonly string[];
}

export interface LoadedHelp {
  readonly index: HelpIndex;
  readonly body: Uint8Array;
}

/** Raises when the form of the cached file changes; an older one is fetched again. */
export const HELP_CACHE_VERSION = 1;
