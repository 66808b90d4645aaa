import type { CmdletInfo, CmdletParameter } from '../model/cmdlet.ts';
import type { CommandAst, CommandElementAst, CommandParameterAst, ExpressionAst } from './ast.ts';
import { nearestNames } from './nearest.ts';
import { commonParameters, isSwitch, matchParameter } from './parameters.ts';
import {
  bindPositions,
  narrow,
  positionsClash,
  resolveSet,
  setsOf,
  type SetNames,
} from './parameter-sets.ts';

export interface BoundParameter {
  readonly parameter: CmdletParameter;
  /** Common to all cmdlets, not one of its own. */
  readonly common: boolean;
  /** null: a switch without a value, which means true. A parameter can stand in for a value: `-Identity -x`. */
  readonly value: CommandElementAst | null;
  /** As typed after a dash, or by its position. */
  readonly named: CommandParameterAst | null;
}

export type BindErrorId =
  | 'NamedParameterNotFound'
  | 'AmbiguousParameter'
  | 'PositionalParameterNotFound'
  | 'MissingArgument'
  | 'AmbiguousParameterSet'
  | 'ParameterAlreadyBound';

export interface BindFailure {
  readonly id: BindErrorId;
  /** What it is about as typed: a parameter's name, an argument's text, or the command's name. */
  readonly element: string;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly hint: string;
}

export interface BindResult {
  readonly bound: readonly BoundParameter[];
  readonly failures: readonly BindFailure[];
  /** The parameter set that remains; null: the cmdlet has none, or it can't be told. */
  readonly set: string | null;
  /** Mandatory parameters of that set which were not given (PowerShell would ask for them). */
  readonly missing: readonly string[];
}

export interface BindOptions {
  /** The text the command was parsed from, for what was typed. */
  readonly source: string;
  /** Objects come through the pipeline into this command. */
  readonly pipelineInput?: boolean;
}

interface Pending {
  readonly parameter: CommandParameterAst | null;
  readonly value: CommandElementAst | null;
  readonly isFake: boolean;
}

/**
 * Binds a command's arguments to a cmdlet's parameters as PowerShell's static binder does: names in full, shortened
 * or by alias, switches, `-Name:value`, positions, parameter sets. Never throws.
 */
export function bindCommand(command: CommandAst, cmdlet: CmdletInfo, options: BindOptions): BindResult {
  return new Binder(command, cmdlet, options).bind();
}

class Binder {
  private readonly failures: BindFailure[] = [];
  private readonly bound = new Map<string, BoundParameter>();
  private readonly command: CommandAst;
  private readonly cmdlet: CmdletInfo;
  private readonly options: BindOptions;
  private sets: SetNames = null;

  constructor(command: CommandAst, cmdlet: CmdletInfo, options: BindOptions) {
    this.command = command;
    this.cmdlet = cmdlet;
    this.options = options;
  }

  bind(): BindResult {
    const positional = this.bindNamed(this.pairUp());
    const clash = positional.length > 0 && positionsClash(this.unbound(), this.sets);
    const conflict = this.sets?.size === 0;
    if (clash || conflict) {
      this.failures.length = 0;
      this.failCommand('AmbiguousParameterSet', ...this.setConflict(conflict));
      return { bound: [], failures: this.failures, set: null, missing: [] };
    }
    const rest = this.bindPositional(positional);
    const resolution = resolveSet(
      this.cmdlet,
      this.sets,
      this.unbound(),
      this.options.pipelineInput === true,
    );
    if (resolution.ambiguous) {
      this.failCommand('AmbiguousParameterSet', ...this.setConflict(false));
      return { bound: [], failures: this.failures, set: null, missing: [] };
    }
    for (const argument of rest) this.failPositional(argument);
    this.checkValues();
    return {
      bound: [...this.bound.values()],
      failures: this.failures,
      set: resolution.set,
      missing: resolution.missing,
    };
  }

  private unbound(): CmdletParameter[] {
    return this.cmdlet.parameters.filter((p) => !this.bound.has(p.name));
  }

  /** Gives each parameter the argument after it, unless it is a switch or has one after its colon. */
  private pairUp(): Pending[] {
    const pairs: Pending[] = [];
    const elements = this.command.elements.slice(1);
    for (let i = 0; i < elements.length; i++) {
      const element = elements[i];
      if (element === undefined || isLoneDash(element)) continue;
      if (element.kind !== 'CommandParameter') {
        pairs.push({ parameter: null, value: element, isFake: false });
        continue;
      }
      if (element.argument !== null) {
        pairs.push({ parameter: element, value: element.argument, isFake: false });
        continue;
      }
      const match = matchParameter(this.cmdlet, element.name);
      const next = elements[i + 1];
      const nextIsValue = next !== undefined && next.kind !== 'CommandParameter';
      if ('candidates' in match) {
        this.failName(element, match.candidates);
        if (nextIsValue) i++;
      } else if (isSwitch(match.found)) {
        pairs.push({ parameter: element, value: null, isFake: false });
      } else if (nextIsValue) {
        pairs.push({ parameter: element, value: next, isFake: false });
        i++;
      } else if (next !== undefined && isUnknown(this.cmdlet, next.name)) {
        // A word with a dash that names no parameter is taken as the value.
        pairs.push({ parameter: element, value: next, isFake: false });
        i++;
      } else {
        pairs.push({ parameter: element, value: null, isFake: true });
      }
    }
    return pairs;
  }

  private bindNamed(pairs: readonly Pending[]): ExpressionAst[] {
    const positional: ExpressionAst[] = [];
    for (const { parameter, value } of pairs) {
      if (parameter === null) {
        if (value !== null && value.kind !== 'CommandParameter') positional.push(value);
        continue;
      }
      const match = matchParameter(this.cmdlet, parameter.name);
      if ('candidates' in match) {
        this.failName(parameter, match.candidates);
        continue;
      }
      const { found, common } = match;
      if (this.bound.has(found.name)) {
        const message = `-${found.name} is given twice.`;
        this.fail('ParameterAlreadyBound', parameter.name, parameter, message, 'Remove one of them.');
        continue;
      }
      this.sets = narrow(this.sets, setsOf(found));
      this.bound.set(found.name, { parameter: found, common, value, named: parameter });
    }
    return positional;
  }

  private bindPositional(positional: readonly ExpressionAst[]): readonly ExpressionAst[] {
    if (positional.length === 0) return positional;
    const result = bindPositions(positional, this.unbound(), this.sets, this.cmdlet.defaultSet);
    for (const { parameter, value } of result.bound) {
      this.bound.set(parameter.name, { parameter, common: false, value, named: null });
    }
    this.sets = result.sets;
    return result.rest;
  }

  /** Parameters without a value that are no switches. */
  private checkValues(): void {
    for (const [name, { parameter, value, named }] of this.bound) {
      if (isSwitch(parameter)) {
        if (value !== null && this.text(value).toLowerCase() === '$false') continue;
      } else if (value === null) {
        this.bound.delete(name);
        const takesPipeline = parameter.sets.some((entry) => entry.pipeline);
        if (!takesPipeline) {
          const at = named ?? this.command;
          const message = `-${name} has no value.`;
          this.fail('MissingArgument', this.commandName(), at, message, `Write a value after -${name}.`);
        }
      }
    }
  }

  private setConflict(conflict: boolean): [message: string, hint: string] {
    const names = [...this.bound.keys()].map((name) => `-${name}`).join(', ');
    if (conflict) return [`These parameters can't be used together: ${names}.`, 'Remove one of them.'];
    return [
      `It can't be told which form of ${this.cmdlet.name} is meant.`,
      'Write the name before each value, for example -Identity.',
    ];
  }

  private failName(parameter: CommandParameterAst, candidates: readonly string[]): void {
    if (candidates.length > 0) {
      const list = candidates.map((name) => `-${name}`);
      const shown = list.length > 8 ? `${list.slice(0, 8).join(', ')} …` : list.join(', ');
      const message = `-${parameter.name} could mean more than one parameter.`;
      this.fail('AmbiguousParameter', parameter.name, parameter, message, `Write one of ${shown}.`);
      return;
    }
    const names = [...this.cmdlet.parameters, ...commonParameters(this.cmdlet)].map((p) => p.name);
    const near = nearestNames(parameter.name, names);
    const hint =
      near.length > 0 ? `Did you mean ${near.map((n) => `-${n}`).join(' or ')}?` : 'Check its spelling.';
    const message = `${this.cmdlet.name} has no parameter -${parameter.name}.`;
    this.fail('NamedParameterNotFound', parameter.name, parameter, message, hint);
  }

  private failPositional(argument: ExpressionAst): void {
    const text = this.text(argument);
    const before = this.command.elements[this.command.elements.indexOf(argument) - 1];
    let hint = 'Write the name of a parameter before it, or quote the whole value.';
    if (before?.kind === 'CommandParameter' && /^\$(true|false)$/i.test(text)) {
      hint = `-${before.name} is a switch: write -${before.name}:${text}.`;
    }
    const message = `${text.length > 60 ? `${text.slice(0, 57)}…` : text} can't be given without a parameter's name.`;
    this.fail('PositionalParameterNotFound', text, argument, message, hint);
  }

  private failCommand(id: BindErrorId, message: string, hint: string): void {
    this.fail(id, this.commandName(), this.command.elements[0] ?? this.command, message, hint);
  }

  private fail(
    id: BindErrorId,
    element: string,
    at: { start: number; end: number },
    message: string,
    hint: string,
  ): void {
    this.failures.push({ id, element, start: at.start, end: at.end, message, hint });
  }

  private commandName(): string {
    const first = this.command.elements[0];
    return first === undefined ? '' : this.text(first);
  }

  private text(node: { start: number; end: number }): string {
    return this.options.source.slice(node.start, node.end);
  }
}

function isLoneDash(element: CommandElementAst): boolean {
  return element.kind === 'StringConstantExpression' && element.value.trim() === '-';
}

function isUnknown(cmdlet: CmdletInfo, name: string): boolean {
  const match = matchParameter(cmdlet, name);
  return 'candidates' in match && match.candidates.length === 0;
}
