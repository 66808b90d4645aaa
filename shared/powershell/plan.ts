import type { CmdletInfo } from '../model/cmdlet.ts';
import type { CommandAst, ScriptAst, StatementAst } from './ast.ts';
import { bindCommand, type BindResult } from './binder.ts';
import { evaluateConstant } from './constants.ts';
import { convertForParameter } from './convert.ts';
import { nearestNames } from './nearest.ts';
import { isSwitch, matchParameter } from './parameters.ts';
import { parseScript } from './parser/index.ts';
import { LineMap, type LanguageProblem, type TextPlace } from './problems.ts';
import type { PsValue } from './values.ts';

export type PlannedParameter = readonly [name: string, value: PsValue, place: TextPlace];

/** One cmdlet with its values, ready to be sent. */
export interface Plan {
  readonly cmdlet: CmdletInfo;
  /** The cmdlet's own parameters under their full names, in the order they were written; switches among them. */
  readonly parameters: readonly PlannedParameter[];
  /** Common parameters (ErrorAction, Verbose, WhatIf, Confirm …) that were written. */
  readonly common: readonly PlannedParameter[];
  /** Names of the switches that are on, own and common. */
  readonly switches: readonly string[];
  /** The parameter set; null where the cmdlet has none. */
  readonly set: string | null;
  /** It changes something (SupportsShouldProcess). */
  readonly changes: boolean;
  readonly place: TextPlace;
}

export interface PlanOptions {
  /** All names on offer, for suggestions. */
  readonly names?: Iterable<string>;
  /** Values of `{name}` placeholders (saved queries): each replaces an argument whole and is never pasted into text. */
  readonly placeholders?: Readonly<Record<string, PsValue>>;
}

export type PlanResult = Plan | { readonly problems: readonly LanguageProblem[] };

export function isPlan(result: PlanResult): result is Plan {
  return 'cmdlet' in result;
}

/**
 * Reads a command text that must be exactly one cmdlet with constant values, and converts the values to the types of
 * its parameters. All else is refused by name and place, before anything is sent. Never throws.
 * @param cmdlets looks a cmdlet up by its name in any case.
 */
export function planSingleCommand(
  text: string,
  cmdlets: (name: string) => CmdletInfo | undefined,
  options: PlanOptions = {},
): PlanResult {
  const { ast, errors } = parseScript(text);
  if (errors.length > 0) return { problems: errors };
  return new Planner(text, cmdlets, options).plan(ast);
}

class Planner {
  private readonly problems: LanguageProblem[] = [];
  private readonly lines: LineMap;
  private readonly text: string;
  private readonly cmdlets: (name: string) => CmdletInfo | undefined;
  private readonly options: PlanOptions;

  constructor(text: string, cmdlets: (name: string) => CmdletInfo | undefined, options: PlanOptions) {
    this.text = text;
    this.cmdlets = cmdlets;
    this.options = options;
    this.lines = new LineMap(text);
  }

  plan(script: ScriptAst): PlanResult {
    const command = this.onlyCommand(script);
    const cmdlet = command === null ? null : this.cmdletOf(command);
    if (command === null || cmdlet === null) return { problems: this.problems };
    const result = bindCommand(command, cmdlet, { source: this.text });
    for (const failure of result.failures) this.problem(failure.id, failure, failure.message, failure.hint);
    this.checkValueless(command, cmdlet);
    const parameters: PlannedParameter[] = [];
    const common: PlannedParameter[] = [];
    const switches: string[] = [];
    const ordered = [...result.bound].sort((a, b) => placeOf(a, command).start - placeOf(b, command).start);
    for (const bound of ordered) {
      const value = this.valueOf(bound);
      if (value === undefined) continue;
      const { name } = bound.parameter;
      const on =
        value !== null && typeof value === 'object' && 'kind' in value && value.kind === 'switch' && value.on;
      if (on) switches.push(name);
      const at = placeOf(bound, command);
      (bound.common ? common : parameters).push([name, value, this.lines.place(at.start, at.end)]);
    }
    if (this.problems.length === 0) this.checkMissing(result, cmdlet, command);
    if (this.problems.length > 0) return { problems: this.problems };
    return {
      cmdlet,
      parameters,
      common,
      switches,
      set: result.set,
      changes: cmdlet.supportsShouldProcess,
      place: this.lines.place(command.start, command.end),
    };
  }

  /** The single command of the text; null: something else was refused. */
  private onlyCommand(script: ScriptAst): CommandAst | null {
    if (script.param !== null) return this.refuse('param', script.param);
    const [namedBlock] = script.blocks;
    if (namedBlock !== undefined) return this.refuse(namedBlock.name, namedBlock);
    const [trap] = script.body?.traps ?? [];
    if (trap !== undefined) return this.refuse('trap', trap);
    const [statement, second] = script.body?.statements ?? [];
    if (statement === undefined) {
      const hasText = this.text.trim().length > 0;
      const message = hasText ? 'There is only a comment here.' : 'There is no command here.';
      this.problem(
        'NothingToRun',
        { start: 0, end: this.text.length },
        message,
        'Write a cmdlet, for example Get-Mailbox.',
      );
      return null;
    }
    const command = this.commandOf(statement);
    if (command !== null && second !== undefined) {
      const message = 'More than one command isn’t available in this version.';
      this.problem('NotAvailable', second, message, 'Run the commands one at a time.');
      return null;
    }
    return command;
  }

  private commandOf(statement: StatementAst): CommandAst | null {
    if (statement.kind !== 'Pipeline') return this.refuse(this.keywordOf(statement), statement);
    const [element, next] = statement.elements;
    if (element === undefined) return null;
    if (next !== undefined) {
      const at = { start: element.end, end: next.end };
      const name = next.kind === 'Command' ? ` ${this.firstWord(next)}` : '';
      const message = `A pipeline (|${name}) isn’t available in this version.`;
      this.problem('NotAvailable', at, message, 'Run the first command alone; sort and filter in the grid.');
      return null;
    }
    if (statement.background) return this.refuse('&', { start: statement.end - 1, end: statement.end });
    if (element.kind === 'CommandExpression') {
      const message = 'A value alone isn’t available in this version.';
      this.problem('NotAvailable', element, message, 'Begin with a cmdlet, for example Get-Mailbox.');
      return null;
    }
    if (element.operator !== null)
      return this.refuse(element.operator, { start: element.start, end: element.start + 1 });
    const [redirection] = element.redirections;
    if (redirection !== undefined) return this.refuse(this.word(redirection), redirection);
    return element;
  }

  private keywordOf(statement: StatementAst): string {
    switch (statement.kind) {
      case 'AssignmentStatement':
        return `${this.word(statement.left)} ${statement.operator}`;
      case 'PipelineChain':
        return statement.operator;
      case 'UnsupportedStatement':
        return statement.keyword;
      default:
        return this.firstWord(statement);
    }
  }

  private cmdletOf(command: CommandAst): CmdletInfo | null {
    const [first] = command.elements;
    if (first?.kind !== 'StringConstantExpression') {
      const message = 'The command’s name must be a plain word.';
      this.problem(
        'NotAvailable',
        first ?? command,
        message,
        'Begin with a cmdlet, for example Get-Mailbox.',
      );
      return null;
    }
    const found = this.cmdlets(first.value);
    if (found !== undefined) return found;
    const near = nearestNames(first.value, this.options.names ?? []);
    const hint =
      near.length > 0
        ? `Did you mean ${near.join(' or ')}?`
        : 'Check its name, or whether this account has the role that brings it.';
    const place = this.lines.place(first.start);
    const message = `line ${place.line}: ${this.word(first)} isn’t available here.`;
    this.problem('UnknownCmdlet', first, message, hint);
    return null;
  }

  /** The converted value; undefined: a problem was noted. */
  private valueOf(bound: BindResult['bound'][number]): PsValue | undefined {
    const { parameter, value, named } = bound;
    if (value === null) return isSwitch(parameter) ? { kind: 'switch', on: true } : undefined;
    if (value.kind === 'CommandParameter') {
      return this.converted(this.word(value), bound, value);
    }
    const result = evaluateConstant(value, {
      source: this.text,
      lines: this.lines,
      ...(this.options.placeholders === undefined ? {} : { placeholders: this.options.placeholders }),
    });
    if ('refused' in result) {
      const { refused } = result;
      const id =
        refused.name.startsWith('{') && refused.message.includes('inside a text')
          ? 'PlaceholderInText'
          : 'NotAvailable';
      this.problem(id, refused, `line ${refused.line}: ${refused.message}`, 'Write the value itself.');
      return undefined;
    }
    return this.converted(result.value, bound, named?.argument ?? value);
  }

  private converted(
    value: PsValue,
    bound: BindResult['bound'][number],
    at: { start: number; end: number },
  ): PsValue | undefined {
    const conversion = convertForParameter(value, bound.parameter);
    if (!('error' in conversion)) return conversion.value;
    this.problem('ParameterArgumentError', at, `-${bound.parameter.name}: ${conversion.error}`, '');
    return undefined;
  }

  /**
   * Parameters that were named but given nothing. The binder lets those that take pipeline input pass, since in a
   * pipeline they may be filled later; a command on its own would go out without them, and `Get-Mailbox -Identity` would
   * read every mailbox.
   */
  private checkValueless(command: CommandAst, cmdlet: CmdletInfo): void {
    if (this.problems.length > 0) return;
    command.elements.forEach((element, at) => {
      if (element.kind !== 'CommandParameter' || element.argument !== null) return;
      const match = matchParameter(cmdlet, element.name);
      if (!('found' in match) || isSwitch(match.found)) return;
      const next = command.elements[at + 1];
      // A word with a dash that names no parameter is a value.
      const endsHere =
        next === undefined || (next.kind === 'CommandParameter' && namesParameter(cmdlet, next.name));
      if (!endsHere) return;
      const { name } = match.found;
      this.problem('MissingArgument', element, `-${name} has no value.`, `Write a value after -${name}.`);
    });
  }

  private checkMissing(result: BindResult, cmdlet: CmdletInfo, command: CommandAst): void {
    if (result.missing.length === 0) return;
    const names = result.missing.map((name) => `-${name}`).join(', ');
    const message = `${cmdlet.name} needs ${names}.`;
    this.problem(
      'MissingMandatoryParameter',
      command.elements[0] ?? command,
      message,
      `Add ${names} and a value.`,
    );
  }

  private refuse(name: string, at: { start: number; end: number }): null {
    const { line } = this.lines.place(at.start);
    this.problem(
      'NotAvailable',
      at,
      `line ${line}: ${name} isn’t available in this version.`,
      'Run one cmdlet with its parameters.',
    );
    return null;
  }

  private problem(id: string, at: { start: number; end: number }, message: string, hint: string): void {
    this.problems.push({ id, message, hint, ...this.lines.place(at.start, at.end) });
  }

  private word(node: { start: number; end: number }): string {
    const text = this.text.slice(node.start, node.end).replace(/\s+/g, ' ');
    return text.length > 60 ? `${text.slice(0, 57)}…` : text;
  }

  private firstWord(node: { start: number; end: number }): string {
    return this.word(node).split(' ')[0] ?? '';
  }
}

function namesParameter(cmdlet: CmdletInfo, name: string): boolean {
  const match = matchParameter(cmdlet, name);
  return 'found' in match || match.candidates.length > 0;
}

function placeOf(bound: BindResult['bound'][number], command: CommandAst): { start: number; end: number } {
  const { named, value } = bound;
  const start = named?.start ?? value?.start ?? command.start;
  return { start, end: value?.end ?? named?.end ?? start };
}
