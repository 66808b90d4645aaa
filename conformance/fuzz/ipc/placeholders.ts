/** What the app has at the time of a call, by its kind; put in by whoever makes the call. */
export const LIVE_KINDS = [
  'connection',
  'certificate',
  'query',
  'tab',
  'result',
  'scriptConnection',
  'export',
  'confirmation',
  'prompt',
  'signIn',
  'import',
  'account',
  'tenant',
  'chosenFile',
  'unchosenFile',
  'folder',
] as const;
export type LiveKind = (typeof LIVE_KINDS)[number];

export const NEWEST = -1;

/** Stands for the n-th thing of a kind that there is when the call is made. */
export class Live {
  readonly kind: LiveKind;
  readonly n: number;

  constructor(kind: LiveKind, n: number) {
    this.kind = kind;
    this.n = n;
  }
}

/** Stands for a text of that many characters. */
export class Long {
  readonly characters: number;

  constructor(characters: number) {
    this.characters = characters;
  }
}
