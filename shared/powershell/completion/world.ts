import type { CmdletInfo } from '../../model/cmdlet.ts';

export type CompletionKind =
  'cmdlet' | 'function' | 'alias' | 'parameter' | 'value' | 'variable' | 'property' | 'file' | 'operator';

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Type of a parameter, with "required" where it is; what an alias stands for; empty where there is nothing to say. */
  readonly detail: string;
  /** What is put in place of the text from `from` to `to`. */
  readonly insert: string;
}

export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly items: readonly CompletionItem[];
  /** True: a statement can begin here. */
  readonly statement: boolean;
  /** True: there are more than are listed, so that what is typed next must be asked about anew. */
  readonly more: boolean;
}

export interface NamedCommand {
  readonly name: string;
  readonly kind: 'cmdlet' | 'function' | 'alias';
  readonly detail: string;
}

/** A value or a name with a word about it. */
export interface Named {
  readonly name: string;
  readonly detail: string;
}

/** A file or folder of the working folder; `path` is relative to it, with forward slashes. */
export interface FileName {
  readonly path: string;
  readonly folder: boolean;
}

/** What a tab knows besides the text: what can be offered at all. Names are found in any case. */
export interface CompletionWorld {
  commands(): Iterable<NamedCommand>;
  /** A command by its name or alias. */
  find(name: string): CmdletInfo | undefined;
  /** Variables of the session, without the dollar sign. */
  variables(): Iterable<Named>;
  /** Names of the properties of a variable's current value. */
  propertiesOfVariable(name: string): readonly string[];
  /** Names of the properties of the objects that a cmdlet writes, as far as earlier answers told. */
  propertiesOfCommand(name: string): readonly string[];
  /** The few of them that it writes unless `-Properties` asks for more; empty: it writes all. */
  minimumOfCommand(name: string): readonly string[];
  /** Properties of the last result. */
  propertiesOfLastResult(): readonly string[];
  /** What names the objects of the last results. */
  identities(): Iterable<Named>;
  readonly files: readonly FileName[];
}

/** Nothing but cmdlets. */
export function worldOf(cmdlets: readonly CmdletInfo[]): CompletionWorld {
  return {
    commands: () => cmdlets.map(({ name }): NamedCommand => ({ name, kind: 'cmdlet', detail: '' })),
    find(name) {
      const lower = name.toLowerCase();
      return cmdlets.find((cmdlet) => cmdlet.name.toLowerCase() === lower);
    },
    variables: () => [],
    propertiesOfVariable: () => [],
    propertiesOfCommand: () => [],
    minimumOfCommand: () => [],
    propertiesOfLastResult: () => [],
    identities: () => [],
    files: [],
  };
}
