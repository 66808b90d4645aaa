import type { AttributeAst, FunctionAst, ParameterAst, TypeConstraintAst } from '../ast.ts';
import type { CmdletInfo, CmdletParameter } from '../../model/cmdlet.ts';
import { allSets } from '../parameters.ts';
import { parseScript } from '../parser/index.ts';
import { allNodes } from '../walk.ts';

/** One answer asks for the same text's functions several times. */
let newest: { readonly text: string; readonly functions: readonly CmdletInfo[] } = {
  text: '',
  functions: [],
};

/** Functions that a text defines, as cmdlets with their parameters. */
export function functionsOf(text: string): readonly CmdletInfo[] {
  if (newest.text !== text) newest = { text, functions: read(text) };
  return newest.functions;
}

function read(text: string): CmdletInfo[] {
  if (!/\b(function|filter)\s/i.test(text)) return [];
  const found: CmdletInfo[] = [];
  for (const node of allNodes(parseScript(text).ast)) {
    if (node.kind === 'FunctionDefinition') found.push(functionInfo(node.name, parametersOf(node)));
  }
  return found;
}

function parametersOf(node: FunctionAst): readonly ParameterAst[] {
  return node.parameters ?? node.body.param?.parameters ?? [];
}

/** What can be said of a function's parameters without running it. */
export function functionInfo(name: string, parameters: readonly ParameterAst[]): CmdletInfo {
  return {
    name: name.replace(/^(global|script|local|private):/i, ''),
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
