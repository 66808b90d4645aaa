import type { AttributeAst, FunctionAst, ParameterAst, ScriptAst, TypeConstraintAst } from '../ast.ts';
import type { CmdletInfo, CmdletParameter } from '../../model/cmdlet.ts';
import { allSets } from '../parameters.ts';
import { parseScript } from '../parser/index.ts';
import { allNodes } from '../walk.ts';

const DEFINITION = /(?:^|[;{}])[^\S\n]*(?:function|filter)\s+([\w:-]+)(?=[^\S\n]*(?:[({]|\r?$))/gim;

/** Where a text defines functions, as far as can be told without parsing all of it. */
function* definitions(text: string): Generator<{ readonly name: string; readonly at: number }> {
  const uncommented = text.replace(/<#[^]*?#>/g, (comment) => comment.replace(/[^\n]/g, ' '));
  for (const { 0: found, 1: name = '', index } of uncommented.matchAll(DEFINITION)) {
    yield { name: plainName(name), at: index + found.search(/f/i) };
  }
}

function plainName(name: string): string {
  return name.replace(/^(global|script|local|private):/i, '');
}

/** Names of the functions that a text defines. */
export function functionNames(text: string): string[] {
  return Array.from(definitions(text), ({ name }) => name);
}

/** A function that the text defines (the last one of that name), as a cmdlet with its parameters. */
export function functionOf(text: string, name: string): CmdletInfo | undefined {
  const lower = name.toLowerCase();
  const found = [...definitions(text)].findLast((each) => each.name.toLowerCase() === lower);
  return found === undefined ? undefined : read(text.slice(found.at));
}

/** @param text begins with the definition; parsed is no more of it than that where its form shows its end */
function read(text: string): CmdletInfo | undefined {
  for (const end of [/$/m, /^\}/m]) {
    const at = end.exec(text);
    const piece = at === null ? text : text.slice(0, at.index + at[0].length);
    const { ast, errors } = parseScript(piece);
    if (errors.length === 0) return first(ast);
  }
  return first(parseScript(text).ast);
}

function first(ast: ScriptAst): CmdletInfo | undefined {
  for (const node of allNodes(ast)) {
    if (node.kind === 'FunctionDefinition') return functionInfo(node.name, parametersOf(node));
  }
  return undefined;
}

function parametersOf(node: FunctionAst): readonly ParameterAst[] {
  return node.parameters ?? node.body.param?.parameters ?? [];
}

/** What can be said of a function's parameters without running it. */
export function functionInfo(name: string, parameters: readonly ParameterAst[]): CmdletInfo {
  return {
    name: plainName(name),
    defaultSet: null,
    supportsShouldProcess: false,
    confirmImpact: 'Medium',
    batching: false,
    encrypted: [],
    parameters: parameters.map(parameterInfo),
  };
}

function parameterInfo(parameter: ParameterAst, at: number): CmdletParameter {
  const constraint = parameter.attributes.find((each) => each.kind === 'TypeConstraint');
  const type = constraint === undefined ? 'Object' : shortType(constraint.typeName.name);
  const declared = attribute(parameter.attributes, 'Parameter');
  const values = strings(attribute(parameter.attributes, 'ValidateSet'));
  return {
    name: parameter.name,
    type,
    aliases: strings(attribute(parameter.attributes, 'Alias')),
    sets: [
      {
        set: allSets,
        mandatory: isOn(declared, 'Mandatory'),
        position: type === 'SwitchParameter' ? null : at,
        pipeline: isOn(declared, 'ValueFromPipeline'),
        byName: isOn(declared, 'ValueFromPipelineByPropertyName'),
      },
    ],
    ...(values.length > 0 && { values }),
  };
}

function attribute(
  attributes: readonly (AttributeAst | TypeConstraintAst)[],
  name: string,
): AttributeAst | undefined {
  return attributes.find(
    (each): each is AttributeAst =>
      each.kind === 'Attribute' && each.typeName.name.toLowerCase() === name.toLowerCase(),
  );
}

function strings(from: AttributeAst | undefined): string[] {
  return (from?.positional ?? []).flatMap((value) =>
    value.kind === 'StringConstantExpression' ? [value.value] : [],
  );
}

function isOn(from: AttributeAst | undefined, name: string): boolean {
  const given = from?.named.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (given === undefined) return false;
  return given.value?.kind !== 'VariableExpression' || given.value.name.toLowerCase() !== 'false';
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ['switch', 'SwitchParameter'],
  ['bool', 'Boolean'],
  ['int', 'Int32'],
  ['long', 'Int64'],
]);

function shortType(name: string): string {
  const short = SHORT.get(name.toLowerCase());
  if (short !== undefined) return short;
  const last = name.startsWith('System.') ? (name.split('.').at(-1) ?? name) : name;
  return last.charAt(0).toUpperCase() + last.slice(1);
}
