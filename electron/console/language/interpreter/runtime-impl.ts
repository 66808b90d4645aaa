import type { Argument } from '../binding/arguments.ts';
import type { CmdletInfo } from '../../../../shared/model/cmdlet.ts';
import { serviceCmdlet, serviceCmdlets } from '../commands/session/connection-state.ts';
import type { Culture } from '../culture.ts';
import type { Host } from '../host.ts';
import type { ParseError } from '../../../../shared/powershell/problems.ts';
import { failure, type PsErrorRecord } from '../values/errors.ts';
import type { PsBlock } from '../values/block.ts';
import type { Value } from '../values/model.ts';
import { closureOf } from './block-methods.ts';
import { BlockCode } from './code.ts';
import type { Out } from './streams.ts';
import { Unit } from './unit.ts';
import { caller, invokeBlock, predicate, streamer } from './calls.ts';
import { NO_REDIRECT } from './compile/redirections.ts';
import { propertyBlock } from './property-block.ts';
import type { Interp } from './interp.ts';
import { collect, runPipeline } from './pipeline.ts';
import { resolveCommand } from './resolve.ts';
import type { AliasEntry, BlockCall, CommandEntry, Runtime, VariableInfo } from './runtime.ts';
import { makeStage } from './stages.ts';
import { codeOf, ScriptStage } from './script-stage.ts';
import { getVariable, newVariable, removeVariable, scopeNamed, setVariable, variables } from './variables.ts';

/** What commands, operators and members can ask of the interpreter. */
export class EngineRuntime implements Runtime {
  readonly #interp: Interp;

  constructor(interp: Interp) {
    this.#interp = interp;
  }

  get host(): Host {
    return this.#interp.host;
  }

  get culture(): Culture {
    return this.#interp.host.culture;
  }

  get strict(): number {
    return this.#interp.frame.scope.strictVersion;
  }

  get errors(): PsErrorRecord[] {
    return this.#interp.errors;
  }

  setStrict(version: number): void {
    this.#interp.frame.scope.strict = version;
  }

  invoke(block: PsBlock, call?: BlockCall): Value[] {
    return invokeBlock(this.#interp, block, call);
  }

  caller(block: PsBlock): (underscore: Value) => Value {
    return caller(this.#interp, block);
  }

  property(block: PsBlock): (underscore: Value) => Value {
    return propertyBlock(this.#interp, block);
  }

  predicate(block: PsBlock): (underscore: Value) => boolean {
    return predicate(this.#interp, block);
  }

  streamer(block: PsBlock): (underscore: Value, write: (value: Value) => void) => void {
    return streamer(this.#interp, block);
  }

  closeOver(block: PsBlock): PsBlock {
    return closureOf(this.#interp.frame, block);
  }

  invokeText(text: string, write: (value: Value) => void): void {
    this.#runBlock(this.createBlock(text), write);
  }

  createBlock(text: string): PsBlock {
    const compiled = this.#interp.compile(text);
    return { kind: 'scriptBlock', ast: compiled.ast, text, closure: new BlockCode(compiled) };
  }

  #runBlock(block: PsBlock, write: Out): void {
    const interp = this.#interp;
    const { frame } = interp;
    const { at } = frame;
    const stage = new ScriptStage(
      interp,
      {
        frame,
        target: { kind: 'block', block, name: '', typed: '' },
        args: [],
        node: at,
        redirect: NO_REDIRECT,
        dot: true,
      },
      block,
      '',
      '',
    );
    runPipeline(interp, frame, [stage], null, write);
  }

  getVariable(name: string, scope?: string): VariableInfo | undefined {
    return getVariable(this.#interp, name, scope);
  }

  setVariable(name: string, value: Value, scope?: string): void {
    setVariable(this.#interp, name, value, scope);
  }

  newVariable(info: VariableInfo, scope?: string, force?: boolean): void {
    newVariable(this.#interp, info, scope, force);
  }

  removeVariable(name: string, scope?: string, force?: boolean): boolean {
    return removeVariable(this.#interp, name, scope, force);
  }

  variables(scope?: string): readonly VariableInfo[] {
    return variables(this.#interp, scope);
  }

  findCommand(name: string): CommandEntry | undefined {
    const interp = this.#interp;
    const lower = name.toLowerCase();
    const { scope } = interp.frame;
    const alias = scope.findAlias(lower);
    if (alias !== undefined) return { type: 'Alias', ...alias };
    const own = scope.findFunction(lower);
    if (own !== undefined) return { type: own.type, name: own.name, block: own.block };
    const builtIn = interp.builtIns.get(lower);
    if (builtIn !== undefined) {
      const isName = builtIn.info.name.toLowerCase() === lower;
      return isName
        ? { type: 'Cmdlet', name: builtIn.info.name, builtIn }
        : {
            type: 'Alias',
            name: builtIn.aliases.find((each) => each.toLowerCase() === lower) ?? name,
            definition: builtIn.info.name,
          };
    }
    const found = serviceCmdlet(this, lower);
    if (found === undefined) return undefined;
    const { cmdlet, connection } = found;
    return { type: 'Cmdlet', name: cmdlet.name, service: cmdlet, connection };
  }

  commands(): readonly CommandEntry[] {
    const interp = this.#interp;
    const list = new Map<string, CommandEntry>();
    const add = (entry: CommandEntry): void => {
      const key = entry.name.toLowerCase();
      if (!list.has(key)) list.set(key, entry);
    };
    for (
      let scope: typeof interp.frame.scope | null = interp.frame.scope;
      scope !== null;
      scope = scope.parent
    ) {
      for (const alias of scope.aliases?.values() ?? []) add({ type: 'Alias', ...alias });
      for (const { type, name, block } of scope.functions?.values() ?? []) add({ type, name, block });
    }
    for (const builtIn of new Set(interp.builtIns.values())) {
      add({ type: 'Cmdlet', name: builtIn.info.name, builtIn });
      for (const alias of builtIn.aliases) add({ type: 'Alias', name: alias, definition: builtIn.info.name });
    }
    for (const [name, service] of serviceCmdlets(this))
      add({ type: 'Cmdlet', name, service, connection: null });
    return [...list.values()];
  }

  setAlias(alias: AliasEntry, written?: string): void {
    const scope = scopeNamed(this.#interp, written);
    scope.aliases ??= new Map();
    scope.aliases.set(alias.name.toLowerCase(), alias);
  }

  signature(name: string, block: PsBlock): { readonly info: CmdletInfo; readonly advanced: boolean } {
    return codeOf(block).compiled.target(name, this.#interp.frame);
  }

  removeAlias(name: string, written?: string): boolean {
    const lower = name.toLowerCase();
    if (written !== undefined) return scopeNamed(this.#interp, written).aliases?.delete(lower) ?? false;
    for (
      let scope: Interp['frame']['scope'] | null = this.#interp.frame.scope;
      scope !== null;
      scope = scope.parent
    ) {
      if (scope.aliases?.delete(lower) === true) return true;
    }
    return false;
  }

  environment(): readonly { readonly name: string; readonly value: string }[] {
    return [...this.#interp.environment.values()];
  }

  setEnvironment(name: string, value: string): void {
    const { environment } = this.#interp;
    if (value === '') environment.delete(name.toLowerCase());
    else environment.set(name.toLowerCase(), { name, value });
  }

  removeFunction(name: string): boolean {
    const lower = name.toLowerCase();
    for (
      let scope: Interp['frame']['scope'] | null = this.#interp.frame.scope;
      scope !== null;
      scope = scope.parent
    ) {
      if (scope.functions?.delete(lower) === true) return true;
    }
    return false;
  }

  run(name: string, parameters: ReadonlyMap<string, Value>, input?: readonly Value[]): Value[] {
    const interp = this.#interp;
    const { frame } = interp;
    const node = frame.at;
    const target = resolveCommand(interp, frame, name, node);
    const args: Argument[] = Array.from(parameters, ([parameter, value]) => ({
      type: 'name',
      name: parameter,
      typed: `-${parameter}`,
      value,
      splatted: false,
      start: node.start,
      end: node.end,
    }));
    const stage = makeStage(interp, { frame, target, args, node, redirect: NO_REDIRECT, dot: false });
    return collect(interp, frame, stage, input);
  }
}

/** A text that can't be read, where one is run (Invoke-Expression): PowerShell's message shows each place. */
export function parseFailure(text: string, errors: readonly ParseError[]): Error {
  const unit = new Unit(text);
  const message = errors
    .map((error) => {
      const line = unit.lineText(error.start);
      const length = Math.max(1, Math.min(error.end - error.start, line.length - error.column + 1));
      const mark = `${' '.repeat(error.column - 1)}${'~'.repeat(length)}`;
      return `At line:${String(error.line)} char:${String(error.column)}\n+ ${line}\n+ ${mark}\n${error.message}`;
    })
    .join('\n\n');
  return failure(errors[0]?.id ?? 'ParserError', message, {
    type: 'System.Management.Automation.ParseException',
    category: 'ParserError',
  });
}
