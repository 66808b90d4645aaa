/** Plain text of the service's help, in paragraphs. */
export type HelpText = readonly string[];

export interface ParameterHelp {
  readonly name: string;
  /** As the help calls it; empty: it doesn't say. */
  readonly type: string;
  readonly text: HelpText;
  /** Empty: none is told. */
  readonly defaultValue: string;
  /** Whether it takes wildcards; null: it doesn't say. */
  readonly wildcards: boolean | null;
}

export interface HelpExample {
  /** Without the dashes around it. */
  readonly title: string;
  readonly before: HelpText;
  readonly code: string;
  readonly remarks: HelpText;
}

/** What the service's help files say of a cmdlet. */
export interface CmdletHelp {
  readonly name: string;
  readonly synopsis: string;
  readonly description: HelpText;
  readonly parameters: readonly ParameterHelp[];
  readonly inputs: readonly { readonly type: string; readonly text: HelpText }[];
  readonly outputs: readonly { readonly type: string; readonly text: HelpText }[];
  readonly notes: HelpText;
  readonly examples: readonly HelpExample[];
  readonly links: readonly { readonly text: string; readonly address: string }[];
}

/** What can be told of a cmdlet. Both null: the service's help was not asked for, or says nothing of it. */
export interface HelpAnswer {
  readonly help: CmdletHelp | null;
  /** Why there is none although it was asked for, in plain words. */
  readonly problem: string | null;
}

export const NO_HELP: HelpAnswer = { help: null, problem: null };
