import type { CommandAst, ScriptAst } from '../../../../shared/powershell/ast.ts';
import { nearestNames } from '../../../../shared/powershell/nearest.ts';
import { parseScript } from '../../../../shared/powershell/parser/index.ts';
import { LineMap, type LanguageProblem } from '../../../../shared/powershell/problems.ts';
import { allNodes } from '../../../../shared/powershell/walk.ts';
import { refusal } from '../../language/commands/refused.ts';
import type { CommandEntry } from '../../language/interpreter/runtime.ts';
import type { ScriptCommand, ScriptPlan } from '../../protocol.ts';

export interface KnownCommands {
  /** By name in any case; an alias counts. */
  find(name: string): CommandEntry | undefined;
  /** All names, for suggestions. */
  names(): Iterable<string>;
  /** False: the connection's own cmdlets aren't known yet, so an unknown name says nothing. */
  readonly complete: boolean;
}

const CONNECT = /^Connect-(ExchangeOnline|IPPSSession)$/i;
/** Commands that run text or names made while the script runs. */
const DYNAMIC = new Set(['invoke-expression', 'invoke-command']);

/**
 * What a script will call, as far as its text tells, and what keeps it from being run: errors of the parser, and
 * commands that don't exist here, by name and place.
 */
export function planScript(
  text: string,
  known: KnownCommands,
): { readonly plan: ScriptPlan } | { readonly problems: readonly LanguageProblem[] } {
  const { ast, errors } = parseScript(text);
  if (errors.length > 0) return { problems: errors };
  const lines = new LineMap(text);
  const own = definedNames(ast);
  const prefixes = connectPrefixes(ast);
  const problems: LanguageProblem[] = [];
  const unknowns: LanguageProblem[] = [];
  const commands: ScriptCommand[] = [];
  const later: ScriptCommand[] = [];
  let connects = false;
  let dynamic = false;
  for (const node of allNodes(ast)) {
    if (node.kind !== 'Command') continue;
    const name = constantName(node);
    if (name === null) {
      dynamic = true;
      continue;
    }
    const found = resolve(name, known) ?? behindPrefix(name, prefixes, known);
    const place = lines.place(node.start, node.elements[0]?.end ?? node.end);
    if (found?.type === 'Cmdlet' && 'service' in found) {
      const { service, connection } = found;
      commands.push({ cmdlet: service.name, typed: name, connection, place, whatIf: onlyAsks(node) });
    }
    if (CONNECT.test(found?.name ?? name)) connects = true;
    if (found !== undefined && DYNAMIC.has(found.name.toLowerCase())) dynamic = true;
    if (found !== undefined || own.has(name.toLowerCase())) continue;
    const refused = refusal(name);
    if (refused !== undefined) problems.push({ id: 'NotAvailable', ...refused, ...place });
    else {
      later.push({ cmdlet: name, typed: name, connection: null, place, whatIf: onlyAsks(node) });
      if (known.complete) unknowns.push({ id: 'UnknownCmdlet', ...unknown(name, known), ...place });
    }
  }
  // A Connect- command may bring what is not known yet: the run tells, as in PowerShell.
  if (!connects) problems.push(...unknowns);
  return problems.length > 0
    ? { problems: problems.sort((a, b) => a.start - b.start) }
    : { plan: { commands, unknown: later, connects, dynamic } };
}

/** -WhatIf stands there, without a value that could be false. */
function onlyAsks(command: CommandAst): boolean {
  return command.elements.some(
    (element) =>
      element.kind === 'CommandParameter' &&
      /^wh(a(t(if?)?)?)?$/i.test(element.name) &&
      element.argument === null,
  );
}

/** Functions and aliases that the script makes by itself. */
function definedNames(script: ScriptAst): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of allNodes(script)) {
    if (node.kind === 'FunctionDefinition') names.add(node.name.replace(/^[a-z]+:/i, '').toLowerCase());
    if (node.kind !== 'Command' || !/^((set|new)-alias|sal|nal)$/i.test(constantName(node) ?? '')) continue;
    for (const element of node.elements.slice(1)) {
      if (element.kind === 'StringConstantExpression') names.add(element.value.toLowerCase());
    }
  }
  return names;
}

/** What Connect- commands of the script would put before the nouns of their cmdlets, lower case. */
function connectPrefixes(script: ScriptAst): readonly string[] {
  const prefixes: string[] = [];
  for (const node of allNodes(script)) {
    if (node.kind !== 'Command' || !/^Connect-/i.test(constantName(node) ?? '')) continue;
    node.elements.forEach((element, index) => {
      if (element.kind !== 'CommandParameter' || element.name.toLowerCase() !== 'prefix') return;
      const value = element.argument ?? node.elements[index + 1];
      if (value?.kind === 'StringConstantExpression' && value.value !== '')
        prefixes.push(value.value.toLowerCase());
    });
  }
  return prefixes;
}

/** The cmdlet that a name with one of the prefixes will stand for. */
function behindPrefix(
  name: string,
  prefixes: readonly string[],
  known: KnownCommands,
): CommandEntry | undefined {
  const dash = name.indexOf('-') + 1;
  const noun = name.slice(dash).toLowerCase();
  const prefix = prefixes.find((one) => noun.startsWith(one));
  return prefix === undefined
    ? undefined
    : known.find(name.slice(0, dash) + name.slice(dash + prefix.length));
}

export function constantName(command: CommandAst): string | null {
  const first = command.elements[0];
  return first?.kind === 'StringConstantExpression' && first.value !== '' ? first.value : null;
}

export function resolve(name: string, known: KnownCommands): CommandEntry | undefined {
  let found = known.find(name);
  for (let depth = 0; found?.type === 'Alias' && depth < 20; depth++) found = known.find(found.definition);
  return found;
}

function unknown(name: string, known: KnownCommands): { message: string; hint: string } {
  const near = nearestNames(name, known.names());
  return {
    message: `${name} isn't a command here.`,
    hint:
      near.length > 0
        ? `Did you mean ${near.join(' or ')}?`
        : 'Check its name, or whether this account has the role that brings it.',
  };
}
