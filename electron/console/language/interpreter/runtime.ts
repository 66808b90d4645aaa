import type { CmdletInfo } from '../../../../shared/model/cmdlet.ts';
import type { BuiltInFacts } from '../commands/builtin-facts.ts';
import type { Culture } from '../culture.ts';
import type { Host, HostText, Progress } from '../host.ts';
import type { PsBlock } from '../values/block.ts';
import type { PsErrorRecord, Terminating } from '../values/errors.ts';
import type { Value } from '../values/model.ts';

/** Where a command's streams go. Preferences and -ErrorAction and the like are already looked after. */
export interface CommandIo {
  /** One object to the next command; a list goes as one object. */
  write(value: Value): void;
  /** A list's elements one by one, as a pipeline does with a value; null is one object. */
  writeEach(value: Value): void;
  /** A non-terminating error. */
  error(record: PsErrorRecord): void;
  /**
   * What a function of a module throws: it ends the script, unless -ErrorAction SilentlyContinue or Ignore hides it,
   * which a try around it undoes.
   */
  thrown(error: Terminating): void;
  warning(text: string): void;
  verbose(text: string): void;
  debug(text: string): void;
  /** @param data the object that the text is of; the text itself unless told */
  information(text: string, tags: readonly string[], data?: Value): void;
  /** Write-Host: the information stream with the tag PSHOST. */
  host(text: HostText): void;
  progress(progress: Progress): void;
  /** True: go on. Honours -WhatIf (which it prints) and -Confirm. */
  shouldProcess(target: string, action: string): boolean;
  /** Ends everything upstream without an error, as `Select-Object -First` does. Never returns. */
  stopUpstream(): never;
}

export interface BlockCall {
  /** `$_`; undefined: as it is outside. */
  readonly underscore?: Value;
  readonly args?: readonly Value[];
  /** `$input`. */
  readonly input?: readonly Value[];
  /** True: in a scope of its own (`&`), false: in the scope where it was written (ForEach-Object, Where-Object). */
  readonly newScope?: boolean;
  /** Variables set in the scope that the block runs in (`$this`). */
  readonly variables?: Readonly<Record<string, Value>>;
}

export interface VariableInfo {
  readonly name: string;
  value: Value;
  description: string;
  options: readonly ('None' | 'ReadOnly' | 'Constant' | 'Private' | 'AllScope')[];
}

/** A short name for a command. */
export interface AliasEntry {
  readonly name: string;
  readonly definition: string;
  readonly description?: string;
  /** ReadOnly needs -Force to be changed, Constant never is; none: it may be. */
  readonly guard?: 'ReadOnly' | 'Constant';
}

/** A thing that can be called by name. */
export type CommandEntry =
  | ({ readonly type: 'Alias' } & AliasEntry)
  | { readonly type: 'Function' | 'Filter'; readonly name: string; readonly block: PsBlock }
  | { readonly type: 'Cmdlet'; readonly name: string; readonly builtIn: BuiltInFacts }
  | {
      readonly type: 'Cmdlet';
      readonly name: string;
      readonly service: CmdletInfo;
      /** The connection that it would go to now; null: the tab's own, or not looked up by name. */
      readonly connection: string | null;
    };

/** What commands, operators and members may ask of the interpreter. */
export interface Runtime {
  readonly host: Host;
  readonly culture: Culture;
  /** Version that Set-StrictMode set; 0 or not there: off. */
  readonly strict?: number;
  /** Set-StrictMode in the current scope; 0: off. */
  setStrict?(version: number): void;
  /** Runs a block and gives what it wrote. */
  invoke(block: PsBlock, call?: BlockCall): Value[];
  /**
   * A block made ready to be called many times with `$_`, for Where-Object, ForEach-Object, calculated properties and
   * sort keys: gives its output as a value (null for none, the object for one, an array for more).
   */
  caller(block: PsBlock): (underscore: Value) => Value;
  /**
   * Like `caller`, for a calculated property or a sort key: in a scope of its own each time, and what goes wrong in it
   * is thrown (and in $Error), never shown.
   */
  property(block: PsBlock): (underscore: Value) => Value;
  /** The same for a condition: PowerShell's truth of the output. */
  predicate(block: PsBlock): (underscore: Value) => boolean;
  /** Like `caller`, with the objects handed on as they come. */
  streamer(block: PsBlock): (underscore: Value, write: (value: Value) => void) => void;
  /** Parses and runs text in the current scope, inside the same walls (Invoke-Expression). */
  invokeText(text: string, write: (value: Value) => void): void;
  /** The block with a copy of the variables that it sees now (GetNewClosure). */
  closeOver?(block: PsBlock): PsBlock;
  /** A script block of a text ([scriptblock]::Create). */
  createBlock(text: string): PsBlock;
  getVariable(name: string, scope?: string): VariableInfo | undefined;
  /** `scope`: Global, Script, Local or a number of scopes up. */
  setVariable(name: string, value: Value, scope?: string): void;
  newVariable(info: VariableInfo, scope?: string, force?: boolean): void;
  removeVariable(name: string, scope?: string, force?: boolean): boolean;
  variables(scope?: string): readonly VariableInfo[];
  /** Commands by exact name: an alias first, then a function, a built-in command, a cmdlet of the service. */
  findCommand(name: string): CommandEntry | undefined;
  commands(): readonly CommandEntry[];
  /** `scope` as for setVariable. */
  setAlias(alias: AliasEntry, scope?: string): void;
  /** False: there is no such alias. */
  removeAlias(name: string, scope?: string): boolean;
  /** What a function or filter takes. */
  signature(name: string, block: PsBlock): { readonly info: CmdletInfo; readonly advanced: boolean };
  removeFunction(name: string): boolean;
  /** `$env:` of the console. */
  environment(): readonly { readonly name: string; readonly value: string }[];
  /** An empty value takes it away. */
  setEnvironment(name: string, value: string): void;
  /** Runs another command with parameters, its output collected (an alias for what a built-in needs of another). */
  run(name: string, parameters: ReadonlyMap<string, Value>, input?: readonly Value[]): Value[];
  /** `$Error`, newest first. */
  readonly errors: PsErrorRecord[];
}
